import type { RoutingEngine } from '../../routing/world.js';
import { Agenda } from './agenda.js';
import { Books } from './books.js';
import { ContactPool } from './contact-pool.js';
import { Desk } from './desk.js';
import { Entrance } from './entrance.js';
import { Forecast } from './forecast.js';
import type { Unfinished } from './interruptible-work.js';
import { quantileOf } from './quantile.js';
import type { AgentGroup, Scenario } from './scenario.js';
import { sourcesOf, type Source } from './sources.js';
import type { Replication, Staffing } from './tally.js';
import { WaitingRoom } from './waiting-room.js';

const ARRIVAL = 0;
const PATIENCE = 1;
const SERVICE_END = 2;
const WRAP_UP_END = 3;
const SHIFT_BEGIN = 4;
const SHIFT_END = 5;
const LONGEST_WAIT = 6;
const OVERFLOW = 7;
const RELEASE = 8;

/** Happenings between two words to who watches: many in a millisecond, so that who watches can rest in time. */
const WATCH_EVERY = 64;
/** Who never gets an agent does not keep a run from ending: times the horizon. */
const LONGEST_RUN = 3;

/** Says how far a run is, 0–1; may throw to end it. */
export type Watch = (share: number) => void;

/**
 * One replication: discrete events on a virtual clock of whole milliseconds, every decision by the routing engine. Offers
 * are answered at once. Pure: the same scenario and number give the same sums.
 */
export function replicate(scenario: Scenario, number: number, engine: RoutingEngine, watch?: Watch): Replication {
  return new Run(scenario, number, engine).run(watch);
}

class Run {
  private readonly agenda = new Agenda();
  private readonly pool = new ContactPool();
  private readonly books: Books;
  private readonly entrance: Entrance;
  private readonly room: WaitingRoom;
  private readonly forecast: Forecast | undefined;
  private readonly sources: Source[];
  private readonly desks: Desk[] = [];
  private readonly deskNumbers = new Map<string, number>();
  private readonly queueNumbers: ReadonlyMap<string, number>;
  /** What is left of contacts that were interrupted, by their numbers. */
  private readonly unfinished = new Map<number, Unfinished>();
  private readonly to: number;

  constructor(
    private readonly scenario: Scenario,
    number: number,
    private readonly engine: RoutingEngine,
  ) {
    const { queues, horizonSeconds } = scenario;
    this.to = horizonSeconds * 1000;
    this.books = new Books(scenario, this.pool);
    this.forecast = Forecast.of(scenario);
    this.sources = sourcesOf(scenario, number);
    this.room = new WaitingRoom(scenario, {
      engine,
      pool: this.pool,
      forecast: this.forecast,
      unfinished: this.unfinished,
    });
    this.entrance = new Entrance(scenario, this.room);
    this.queueNumbers = new Map(queues.map(({ id }, i) => [id, i]));
  }

  run(watch: Watch = () => undefined): Replication {
    this.configure();
    this.sources.forEach((_, source) => this.planArrival(source));
    let last = 0;
    for (let happenings = 0; ; happenings += 1) {
      const at = this.nextAt();
      if (at === Infinity || (at >= this.to && this.books.open === 0) || at > this.to * LONGEST_RUN) break;
      last = at;
      if (happenings % WATCH_EVERY === 0) watch(Math.min(1, at / this.to));
      while (this.agenda.nextAt <= at) {
        this.agenda.take();
        this.happen(at, this.agenda.kind, this.agenda.subject, this.agenda.mark);
      }
      // What an interruption sets aside may leave room for others.
      while (this.match(at));
    }
    this.closeBooks(Math.max(last, this.to));
    return this.books.sums;
  }

  private configure(): void {
    const { channels, profiles, queues, groups } = this.scenario;
    for (const channel of channels) this.engine.setChannel(channel);
    for (const profile of profiles) this.engine.setProfile(profile);
    for (const queue of queues) this.engine.setQueue(queue);
    groups.forEach((group, i) => this.seat(group, i));
  }

  private seat({ agent, count, shifts, service }: AgentGroup, group: number): void {
    const staffing = this.books.sums.staffing[group] as Staffing;
    for (let n = 1; n <= count; n += 1) {
      const config = count === 1 ? agent : { ...agent, id: `${agent.id}#${n}` };
      const desk = new Desk(config, group, service && quantileOf(service), staffing, this.books.window);
      const no = this.desks.push(desk) - 1;
      this.deskNumbers.set(config.id, no);
      this.engine.setAgentConfig(config);
      this.forecast?.agent(config);
      if (shifts === undefined) desk.come(0);
      for (const shift of shifts ?? []) {
        this.agenda.add(Math.round(shift.from * 1000), SHIFT_BEGIN, no);
        this.agenda.add(Math.round(shift.to * 1000), SHIFT_END, no);
      }
      this.tell(desk, 0);
    }
  }

  private tell(desk: Desk, at: number): void {
    this.engine.setAgentState(desk.state);
    this.forecast?.state(desk.state, at);
  }

  private nextAt(): number {
    const wake = this.engine.nextWakeAt();
    const next = this.agenda.nextAt;
    return wake !== undefined && wake < next ? wake : next;
  }

  private planArrival(source: number): void {
    const at = (this.sources[source] as Source).times();
    if (at !== Infinity) this.agenda.add(Math.round(at), ARRIVAL, source);
  }

  private happen(at: number, kind: number, subject: number, mark: number): void {
    switch (kind) {
      case ARRIVAL:
        this.planArrival(subject);
        this.arrive(subject, at);
        return;
      case SERVICE_END:
        // Planned for a talk that was interrupted since, it is void.
        if (this.pool.marks[subject] === mark) this.endService(subject, at);
        return;
      case WRAP_UP_END:
        this.release(subject, at);
        return;
      case SHIFT_BEGIN:
      case SHIFT_END:
        this.changeShift(subject, kind === SHIFT_BEGIN, at);
        return;
    }
    // What was planned for a contact that has got an agent, or left, is void.
    if (this.pool.marks[subject] !== mark || this.pool.agents[subject] !== -1) return;
    if (kind === RELEASE) this.beginWaiting(subject, at);
    else if (kind === OVERFLOW) this.overflow(subject, at);
    else if (kind === PATIENCE || this.pool.expiresAt[subject] === at)
      this.leaveWaiting(subject, at, kind === PATIENCE);
  }

  private arrive(number: number, at: number): void {
    const source = this.sources[number] as Source;
    // Drawn for everybody, whatever becomes of them: who comes later then draws the same under every rule.
    const draw = source.serviceDraws.uniform();
    const patience = source.patience?.(source.patienceDraws.uniform());
    const entry = this.entrance.entryOf(source.queue, number, at);
    if (entry === undefined) {
      this.books.refuse(number, source.queue, at);
      return;
    }
    const counted = this.books.counts(at);
    if (counted) this.books.open += 1;
    const no = this.pool.take(number, entry.queue, entry.at, draw, counted);
    this.pool.patience[no] = patience ?? Infinity;
    if (entry.at > at) this.agenda.add(entry.at, RELEASE, no, this.pool.marks[no]);
    else this.beginWaiting(no, at);
  }

  private beginWaiting(no: number, at: number): void {
    const queueNo = this.pool.queues[no] as number;
    const source = this.sourceOf(no);
    const mark = this.pool.marks[no] as number;
    this.room.enter(no, at);
    const patience = this.pool.patience[no] as number;
    if (patience !== Infinity) this.agenda.add(at + Math.round(patience * 1000), PATIENCE, no, mark);
    this.limitWait(no, at);
    const { overflow } = this.scenario.queues[queueNo] as Scenario['queues'][number];
    if (overflow?.afterSeconds !== undefined && queueNo === source.queue)
      this.agenda.add(at + Math.round(overflow.afterSeconds * 1000), OVERFLOW, no, mark);
  }

  /** By the longest wait of the queue that it is in now. */
  private limitWait(no: number, at: number): void {
    const { maxWaitSeconds } = this.scenario.queues[this.pool.queues[no] as number] as Scenario['queues'][number];
    const expiresAt = maxWaitSeconds === undefined ? Infinity : at + Math.round(maxWaitSeconds * 1000);
    this.pool.expiresAt[no] = expiresAt;
    if (expiresAt !== Infinity) this.agenda.add(expiresAt, LONGEST_WAIT, no, this.pool.marks[no]);
  }

  private overflow(no: number, at: number): void {
    const from = this.pool.queues[no] as number;
    const to = this.queueNumbers.get(this.scenario.queues[from]?.overflow?.toQueueId ?? '');
    if (to === undefined || this.scenario.queues[to]?.open !== true) return;
    this.room.leave(no);
    this.pool.queues[no] = to;
    this.room.enter(no, at);
    this.limitWait(no, at);
  }

  /** @returns whether more may have become possible */
  private match(at: number): boolean {
    let interrupted: Desk[] | undefined;
    for (const { contactId, agentId } of this.engine.decide(at)) {
      const no = this.pool.numberOf(contactId);
      const deskNo = this.deskNumbers.get(agentId) as number;
      const desk = this.desks[deskNo] as Desk;
      const { channel } = this.sourceOf(no).stream;
      this.room.leave(no);
      this.pool.agents[no] = deskNo;
      desk.begin(channel, at);
      this.forecast?.answered(contactId, agentId, at);
      this.talk(no, desk, channel, at);
      if (desk.work !== undefined && this.interrupt(desk, channel, at)) (interrupted ??= []).push(desk);
      this.forecast?.state(desk.state, at);
    }
    for (const desk of interrupted ?? []) this.tell(desk, at);
    return interrupted !== undefined;
  }

  private talk(no: number, desk: Desk, channel: string, at: number): void {
    const left = this.unfinished.size === 0 ? undefined : this.unfinished.get(no);
    this.unfinished.delete(no);
    if (left === undefined) this.books.answer(no, desk.group, at);
    const service = desk.service ?? this.sourceOf(no).service;
    const endsAt = at + (left?.leftMs ?? Math.round(service(this.pool.draws[no] as number) * 1000));
    this.agenda.add(endsAt, SERVICE_END, no, this.pool.marks[no]);
    const ageMs = left?.ageMs ?? at - (this.pool.arrivedAt[no] as number);
    desk.work?.begin(no, { channel, endsAt, ageMs });
  }

  private interrupt(desk: Desk, by: string, at: number): boolean {
    const found = desk.work?.interrupt(by, at) ?? [];
    for (const [no, channel, left] of found) {
      this.pool.forgetPlans(no);
      this.unfinished.set(no, left);
      desk.end(channel, at);
      this.forecast?.ended(this.pool.ids[no] as string, at);
    }
    return found.length > 0;
  }

  private leaveWaiting(no: number, at: number, gaveUp: boolean): void {
    const id = this.pool.ids[no] as string;
    this.engine.removeContact(id);
    this.forecast?.ended(id, at);
    this.room.leave(no);
    this.books.leave(no, at, gaveUp);
    this.pool.leave(no);
  }

  private endService(no: number, at: number): void {
    (this.desks[this.pool.agents[no] as number] as Desk).work?.end(no);
    const wrapUpSeconds = this.scenario.queues[this.pool.queues[no] as number]?.wrapUpSeconds;
    const wrapUpMs = wrapUpSeconds === undefined ? this.sourceOf(no).wrapUpMs : Math.round(wrapUpSeconds * 1000);
    if (wrapUpMs > 0) this.agenda.add(at + wrapUpMs, WRAP_UP_END, no);
    else this.release(no, at);
  }

  private release(no: number, at: number): void {
    const desk = this.desks[this.pool.agents[no] as number] as Desk;
    desk.end(this.sourceOf(no).stream.channel, at);
    this.forecast?.ended(this.pool.ids[no] as string, at);
    this.tell(desk, at);
    this.pool.leave(no);
    if (desk.work === undefined) return;
    for (const back of desk.work.comeBack(desk.used)) this.room.enter(back, at, desk.state.id);
  }

  private changeShift(deskNo: number, begins: boolean, at: number): void {
    const desk = this.desks[deskNo] as Desk;
    if (begins) desk.come(at);
    else desk.go(at);
    this.tell(desk, at);
    if (begins || desk.work === undefined) return;
    for (const no of desk.work.letGo()) {
      if (this.pool.agents[no] === -1) this.room.leave(no);
      this.room.enter(no, at);
    }
  }

  private sourceOf(no: number): Source {
    return this.sources[this.pool.streams[no] as number] as Source;
  }

  private closeBooks(at: number): void {
    const neverAnswered = this.pool.present().filter((no) => this.pool.agents[no] === -1 && !this.unfinished.has(no));
    this.books.close(neverAnswered, at);
    for (const desk of this.desks) desk.count(this.to);
  }
}
