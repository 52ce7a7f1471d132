import type { RoutingEngine, WaitingContact } from '../../routing/world.js';
import { Agenda } from './agenda.js';
import { arrivalTimes, type ArrivalTimes } from './arrival-times.js';
import { ContactPool } from './contact-pool.js';
import { Desk } from './desk.js';
import { quantileOf, type Quantile } from './quantile.js';
import { Random } from './random.js';
import type { AgentGroup, Scenario, Stream } from './scenario.js';
import { Tally, type Replication, type Staffing } from './tally.js';

const ARRIVAL = 0;
const PATIENCE = 1;
const SERVICE_END = 2;
const WRAP_UP_END = 3;
const SHIFT_BEGIN = 4;
const SHIFT_END = 5;
const LONGEST_WAIT = 6;
const OVERFLOW = 7;

/** Happenings between two words to who watches. */
const WATCH_EVERY = 16_384;
/** Who never gets an agent does not keep a run from ending: times the horizon. */
const LONGEST_RUN = 3;

interface Source {
  stream: Stream;
  queue: number;
  times: ArrivalTimes;
  service: Quantile;
  serviceDraws: Random;
  patience: Quantile | undefined;
  patienceDraws: Random;
}

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
  private readonly sources: Source[];
  private readonly desks: Desk[] = [];
  private readonly deskNumbers = new Map<string, number>();
  private readonly waitingIn: number[];
  private readonly wrapUpMs: number[];
  private readonly queueNumbers: Map<string, number>;
  private readonly sums: Replication;
  private readonly from: number;
  private readonly to: number;
  /** Counted contacts that have not gone. */
  private open = 0;
  private sequence = 0;

  constructor(
    private readonly scenario: Scenario,
    number: number,
    private readonly engine: RoutingEngine,
  ) {
    const { queues, streams, groups, channels } = scenario;
    this.from = scenario.warmupSeconds * 1000;
    this.to = scenario.horizonSeconds * 1000;
    this.queueNumbers = new Map(queues.map(({ id }, i) => [id, i]));
    this.waitingIn = queues.map(() => 0);
    this.sums = {
      streams: streams.map(() => new Tally()),
      queues: queues.map(() => new Tally()),
      groups: groups.map(() => new Tally()),
      staffing: groups.map((): Staffing => ({ handlingMs: 0, idleMs: 0 })),
      matrix: streams.map(() => new Float64Array(groups.length)),
    };
    const random = (purpose: string): Random => new Random(scenario.seed, `${number}/${purpose}`);
    this.sources = streams.map((stream) => ({
      stream,
      queue: this.queueNumbers.get(stream.queueId) as number,
      times: arrivalTimes(stream.arrivals, random(`${stream.id}/arrivals`)),
      service: quantileOf(stream.service),
      serviceDraws: random(`${stream.id}/service`),
      patience: stream.patience && quantileOf(stream.patience),
      patienceDraws: random(`${stream.id}/patience`),
    }));
    const wrapUp = new Map(channels.map(({ id, wrapUpSeconds }) => [id, wrapUpSeconds]));
    this.wrapUpMs = streams.map(({ queueId, channel }) => {
      const queue = queues[this.queueNumbers.get(queueId) as number];
      return Math.round((queue?.wrapUpSeconds ?? wrapUp.get(channel) ?? 0) * 1000);
    });
  }

  run(watch: Watch = () => undefined): Replication {
    this.configure();
    this.sources.forEach((_, source) => this.planArrival(source));
    let last = 0;
    for (let happenings = 0; ; happenings += 1) {
      const at = this.nextAt();
      if (at === Infinity || (at >= this.to && this.open === 0) || at > this.to * LONGEST_RUN) break;
      last = at;
      if (happenings % WATCH_EVERY === 0) watch(Math.min(1, at / this.to));
      while (this.agenda.nextAt <= at) {
        this.agenda.take();
        this.happen(at, this.agenda.kind, this.agenda.subject, this.agenda.mark);
      }
      this.match(at);
    }
    this.closeBooks(Math.max(last, this.to));
    return this.sums;
  }

  private configure(): void {
    const { channels, profiles, queues, groups } = this.scenario;
    for (const channel of channels) this.engine.setChannel(channel);
    for (const profile of profiles) this.engine.setProfile(profile);
    for (const queue of queues) this.engine.setQueue(queue);
    groups.forEach((group, i) => this.seat(group, i));
  }

  private seat({ agent, count, shifts, service }: AgentGroup, group: number): void {
    const staffing = this.sums.staffing[group] as Staffing;
    for (let n = 1; n <= count; n += 1) {
      const config = count === 1 ? agent : { ...agent, id: `${agent.id}#${n}` };
      const desk = new Desk(config, group, service && quantileOf(service), staffing, { from: this.from, to: this.to });
      const no = this.desks.push(desk) - 1;
      this.deskNumbers.set(config.id, no);
      this.engine.setAgentConfig(config);
      if (shifts === undefined) desk.come(0);
      for (const shift of shifts ?? []) {
        this.agenda.add(Math.round(shift.from * 1000), SHIFT_BEGIN, no);
        this.agenda.add(Math.round(shift.to * 1000), SHIFT_END, no);
      }
      this.engine.setAgentState(desk.state);
    }
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
        this.endService(subject, at);
        return;
      case WRAP_UP_END:
        this.release(subject, at);
        return;
      case SHIFT_BEGIN:
      case SHIFT_END:
        this.changeShift(subject, kind === SHIFT_BEGIN, at);
        return;
    }
    // What was planned for a contact that has got an agent, or left, or moved, is void.
    if (this.pool.marks[subject] !== mark || this.pool.agents[subject] !== -1) return;
    if (kind === OVERFLOW) this.overflow(subject);
    else this.leaveWaiting(subject, at, kind === PATIENCE);
  }

  private arrive(number: number, at: number): void {
    const source = this.sources[number] as Source;
    const counted = at >= this.from && at < this.to;
    // Drawn for everybody, whatever becomes of them: who comes later then draws the same under every rule.
    const draw = source.serviceDraws.uniform();
    const patience = source.patience?.(source.patienceDraws.uniform());
    const queueNo = this.admit(source.queue);
    if (queueNo === undefined) {
      if (counted) this.both(number, source.queue, (tally) => (tally.refused += 1));
      return;
    }
    if (counted) this.open += 1;
    const no = this.pool.take(number, queueNo, at, draw, counted);
    const mark = this.pool.marks[no] as number;
    this.waitingIn[queueNo] = (this.waitingIn[queueNo] as number) + 1;
    this.engine.setContact(this.waiting(no, source.stream));
    const queue = this.scenario.queues[queueNo];
    if (patience !== undefined) this.agenda.add(at + Math.round(patience * 1000), PATIENCE, no, mark);
    if (queue?.maxWaitSeconds !== undefined)
      this.agenda.add(at + Math.round(queue.maxWaitSeconds * 1000), LONGEST_WAIT, no, mark);
    if (queue?.overflow?.afterSeconds !== undefined)
      this.agenda.add(at + Math.round(queue.overflow.afterSeconds * 1000), OVERFLOW, no, mark);
  }

  /** The queue that takes who comes to `queueNo`, after overflow by length; undefined: it is full. */
  private admit(queueNo: number): number | undefined {
    const { overflow, maxWaiting } = this.scenario.queues[queueNo] as Scenario['queues'][number];
    const waiting = this.waitingIn[queueNo] as number;
    if (overflow?.whenWaitingOver !== undefined && waiting > overflow.whenWaitingOver)
      return this.queueNumbers.get(overflow.toQueueId);
    return maxWaiting !== undefined && waiting >= maxWaiting ? undefined : queueNo;
  }

  private waiting(no: number, stream: Stream): WaitingContact {
    const arrivedAt = this.pool.arrivedAt[no] as number;
    return {
      id: this.pool.ids[no] as string,
      queueId: (this.scenario.queues[this.pool.queues[no] as number] as { id: string }).id,
      channel: stream.channel,
      requirements: stream.requirements,
      priority: stream.priority,
      customerValue: stream.customerValue,
      journeyStage: stream.journeyStage,
      due: 0,
      virtualEnqueuedAt: arrivedAt,
      enqueuedAt: arrivedAt,
      enqueueSeq: (this.sequence += 1),
      declines: NO_DECLINES,
    };
  }

  private overflow(no: number): void {
    const from = this.pool.queues[no] as number;
    const to = this.queueNumbers.get(this.scenario.queues[from]?.overflow?.toQueueId ?? '');
    if (to === undefined) return;
    this.waitingIn[from] = (this.waitingIn[from] as number) - 1;
    this.waitingIn[to] = (this.waitingIn[to] as number) + 1;
    this.pool.queues[no] = to;
    const { stream } = this.sources[this.pool.streams[no] as number] as Source;
    this.engine.setContact(this.waiting(no, stream));
  }

  private match(at: number): void {
    for (const { contactId, agentId } of this.engine.decide(at)) {
      const no = this.pool.numberOf(contactId);
      const deskNo = this.deskNumbers.get(agentId) as number;
      const desk = this.desks[deskNo] as Desk;
      const source = this.sources[this.pool.streams[no] as number] as Source;
      this.stopWaiting(no);
      this.pool.agents[no] = deskNo;
      desk.begin(source.stream.channel, at);
      const service = (desk.service ?? source.service)(this.pool.draws[no] as number);
      this.agenda.add(at + Math.round(service * 1000), SERVICE_END, no);
      this.countAnswer(no, desk.group, at);
    }
  }

  private countAnswer(no: number, group: number, at: number): void {
    if (this.pool.counted[no] !== true) return;
    this.open -= 1;
    const stream = this.pool.streams[no] as number;
    const wait = at - (this.pool.arrivedAt[no] as number);
    this.both(stream, this.pool.queues[no] as number, (tally) => tally.answer(wait));
    this.sums.groups[group]?.answer(wait);
    const row = this.sums.matrix[stream] as Float64Array;
    row[group] = (row[group] as number) + 1;
  }

  private leaveWaiting(no: number, at: number, gaveUp: boolean): void {
    this.engine.removeContact(this.pool.ids[no] as string);
    this.stopWaiting(no);
    if (this.pool.counted[no] === true) {
      this.open -= 1;
      const wait = at - (this.pool.arrivedAt[no] as number);
      this.both(this.pool.streams[no] as number, this.pool.queues[no] as number, (tally) =>
        gaveUp ? tally.abandon(wait) : tally.expire(wait),
      );
    }
    this.pool.leave(no);
  }

  private stopWaiting(no: number): void {
    const queue = this.pool.queues[no] as number;
    this.waitingIn[queue] = (this.waitingIn[queue] as number) - 1;
  }

  private endService(no: number, at: number): void {
    const wrapUp = this.wrapUpMs[this.pool.streams[no] as number] as number;
    if (wrapUp > 0) this.agenda.add(at + wrapUp, WRAP_UP_END, no);
    else this.release(no, at);
  }

  private release(no: number, at: number): void {
    const desk = this.desks[this.pool.agents[no] as number] as Desk;
    const { stream } = this.sources[this.pool.streams[no] as number] as Source;
    desk.end(stream.channel, at);
    this.engine.setAgentState(desk.state);
    this.pool.leave(no);
  }

  private changeShift(deskNo: number, begins: boolean, at: number): void {
    const desk = this.desks[deskNo] as Desk;
    if (begins) desk.come(at);
    else desk.go(at);
    this.engine.setAgentState(desk.state);
  }

  private both(stream: number, queue: number, count: (tally: Tally) => void): void {
    count(this.sums.streams[stream] as Tally);
    count(this.sums.queues[queue] as Tally);
  }

  /** Who still waits was offered, whatever would have become of them. */
  private closeBooks(at: number): void {
    for (const no of this.pool.present()) {
      if (this.pool.counted[no] !== true || this.pool.agents[no] !== -1) continue;
      const wait = at - (this.pool.arrivedAt[no] as number);
      this.both(this.pool.streams[no] as number, this.pool.queues[no] as number, (tally) => tally.arrive(wait));
    }
    for (const desk of this.desks) desk.count(this.to);
  }
}

const NO_DECLINES: Readonly<Record<string, number>> = {};
