import { Lotse, ProblemError } from '@lotse/client';
import type { ProfileCredits } from '../src/domain/configuration.js';
import type { Caller } from './callers.js';
import { type CenterIds, journeyStageOf, requirementsOf, TARGET_SECONDS } from './center.js';
import { endKeys, setUpCenter } from './center-setup.js';
import { type CallerNotes, Ledger } from './ledger.js';
import { LiveAgent } from './live-agent.js';
import { Pacer, type Plan } from './pacer.js';
import type { CallType } from './records.js';
import type { ReplayClock } from './replay-clock.js';
import type { World } from './world.js';

/** How far a column has come, in the clients' eyes. */
export interface Progress {
  offered: number;
  waiting: number;
  talking: number;
  answered: number;
  abandoned: number;
  inTime: number;
  /** Sum over the answered, in the bank's seconds. */
  waitedSeconds: number;
}

/** One column of the comparison, live: callers over REST, agents on sockets. */
export class LiveColumn {
  readonly ledger = new Ledger();
  readonly ids: CenterIds;
  private telephony: Lotse | undefined;
  private readonly keyIds: string[] = [];
  private readonly agents = new Map<string, LiveAgent>();
  private readonly callers = new Map<string, Caller>();
  /** Types of call that each agent can take. */
  private readonly abilities = new Map<LiveAgent, ReadonlySet<CallType>>();
  /** Callers whom the server has taken and who are neither answered nor gone. */
  private readonly waiting = new Set<Caller>();
  private readonly hangUps = new Map<string, Plan>();
  /** Contacts in talk or in the pause after it, with who is at it and what is planned next. */
  private readonly talks = new Map<string, { agent: LiveAgent; inPause: boolean; next: Plan }>();
  private readonly pacer: Pacer;
  private pacing: Promise<void> | undefined;
  private open = 0;
  private resolveDecided: () => void = () => undefined;
  private wake: () => void = () => undefined;
  /** Resolves when every caller has been answered or has left. */
  readonly decided = new Promise<void>((resolve) => (this.resolveDecided = resolve));

  constructor(
    readonly name: 'control' | 'lotse',
    run: string,
    private readonly world: World,
    private readonly credits: ProfileCredits,
    private readonly admin: Lotse,
    private readonly clock: ReplayClock,
  ) {
    const prefix = `${name}-${run}`;
    this.pacer = new Pacer(clock, () => this.settled());
    this.ids = { channel: 'bank-call', queue: prefix, profile: prefix, agentPrefix: `${prefix}-` };
  }

  contactId(caller: Caller): string {
    return `${this.ids.agentPrefix}${caller.key}`;
  }

  async prepare(): Promise<void> {
    const keys = await setUpCenter(this.admin, this.ids, this.world, this.credits, this.clock.speed);
    this.keyIds.push(...keys.keyIds);
    this.telephony = new Lotse({ url: this.admin.url, key: keys.system });
    for (const { id: rosterId, skills } of this.world.agents) {
      const key = keys.agents.get(rosterId) ?? '';
      const id = this.ids.agentPrefix + rosterId;
      const agent = new LiveAgent(id, new Lotse({ url: this.admin.url, key }), this.ledger, {
        offered: (who, contactId) => this.offered(who, contactId),
        accepted: (who, contactId, offerId) => this.accepted(who, contactId, offerId),
      });
      this.agents.set(rosterId, agent);
      this.abilities.set(agent, new Set(skills.map((skill) => skill.type)));
    }
    await Promise.all([...this.agents.values()].map((agent) => agent.open()));
  }

  /** Puts the whole world on the clock, which must have been started. */
  run(): void {
    const { world, pacer } = this;
    for (const roster of world.agents) {
      const agent = this.agents.get(roster.id);
      for (const span of roster.available) {
        pacer.plan(span.from, async () => agent?.setThere(true));
        pacer.plan(span.to, async () => agent?.setThere(false));
      }
    }
    this.open = world.callers.length;
    if (this.open === 0) this.resolveDecided();
    for (const caller of world.callers) {
      this.callers.set(this.contactId(caller), caller);
      pacer.plan(Math.max(caller.arrival, world.hours.from), () => this.arrive(caller));
    }
    this.pacing = pacer.run();
  }

  /** Ends the talks and pauses that still run, once nobody is waiting any more. */
  async finish(): Promise<void> {
    this.pacer.stop();
    await this.pacing;
    await Promise.all([...this.talks.keys()].map((contactId) => this.endPause(contactId)));
  }

  /** Closes the agents' sockets and ends the keys of this column. */
  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.close()));
    await endKeys(this.admin, this.keyIds.splice(0));
  }

  progress(): Progress {
    const progress: Progress = {
      offered: 0,
      waiting: 0,
      talking: [...this.talks.values()].filter((talk) => !talk.inPause).length,
      answered: 0,
      abandoned: 0,
      inTime: 0,
      waitedSeconds: 0,
    };
    for (const caller of this.world.callers) {
      const notes = this.ledger.callers.get(caller.key);
      if (!notes?.enqueuedAt) continue;
      if (notes.answeredAt === undefined && notes.abandonedAt === undefined) progress.waiting++;
      if (!caller.counted) continue;
      progress.offered++;
      if (notes.abandonedAt !== undefined) progress.abandoned++;
      if (notes.answeredAt === undefined) continue;
      const waited = ((notes.answeredAt - notes.sentAt) / 1000) * this.clock.speed;
      progress.answered++;
      progress.waitedSeconds += waited;
      if (waited <= TARGET_SECONDS) progress.inTime++;
    }
    return progress;
  }

  private async arrive(caller: Caller): Promise<void> {
    const contactId = this.contactId(caller);
    const notes: CallerNotes = { contactId, sentAt: Date.now() };
    this.ledger.callers.set(caller.key, notes);
    const waitedMs = Math.max(0, ((this.clock.now() - caller.arrival) * 1000) / this.clock.speed);
    const body = {
      id: contactId,
      channel: this.ids.channel,
      queueId: this.ids.queue,
      requirements: requirementsOf(caller.type),
      customer: { value: caller.customerValue },
      journeyStage: journeyStageOf(caller.type),
      // The planned moment, also where the machine is late: who has waited longer does not depend on its delays.
      enqueuedAt: new Date(Date.now() - waitedMs).toISOString(),
    };
    try {
      await this.telephony?.post('/v1/contacts', { body });
    } catch (error) {
      this.ledger.faults.push(`${contactId} was not taken: ${wordsOf(error)}`);
      if (notes.answeredAt === undefined) this.ended();
      return;
    }
    notes.enqueuedAt = Date.now();
    if (notes.answeredAt !== undefined) return;
    this.waiting.add(caller);
    this.hangUps.set(
      caller.key,
      this.pacer.plan(caller.arrival + caller.patienceSeconds, () => this.hangUp(caller, notes)),
    );
  }

  private async hangUp(caller: Caller, notes: CallerNotes): Promise<void> {
    if (notes.answeredAt !== undefined) return;
    const ask = { path: { id: notes.contactId }, body: { reason: 'abandoned' as const } };
    try {
      const contact = await this.telephony?.post('/v1/contacts/{id}/cancel', ask);
      if (contact?.state !== 'abandoned') throw new Error(`it is ${contact?.state ?? 'unknown'}`);
      Object.assign(notes, { abandonedAt: Date.now(), decidedMoment: this.pacer.moment });
      this.waiting.delete(caller);
      this.ended();
    } catch (error) {
      // An agent was quicker.
      if (error instanceof ProblemError && error.status === 409) return;
      this.ledger.faults.push(`${notes.contactId} could not hang up: ${wordsOf(error)}`);
    }
  }

  private offered(agent: LiveAgent, contactId: string): void {
    const notes = this.notesOf(contactId);
    const { freeSince } = agent;
    if (notes && freeSince !== undefined && freeSince < notes.sentAt)
      this.ledger.offerLatencies.push(Date.now() - notes.sentAt);
    agent.freeSince = undefined;
  }

  private accepted(agent: LiveAgent, contactId: string, offerId: string): void {
    const caller = this.callers.get(contactId);
    const notes = this.notesOf(contactId);
    if (!caller || !notes || notes.answeredAt !== undefined) return;
    const { moment } = this.pacer;
    Object.assign(notes, { answeredAt: Date.now(), decidedMoment: moment, agentId: agent.id, offerId });
    const hangUp = this.hangUps.get(caller.key);
    if (hangUp) hangUp.off = true;
    agent.busy = true;
    this.waiting.delete(caller);
    // From the planned moment on, so that the machine's delays do not add up from call to call.
    const end = moment + caller.serviceSeconds;
    const next = this.pacer.plan(end, () => this.endTalk(contactId, end));
    this.talks.set(contactId, { agent, inPause: false, next });
    this.wake();
    this.ended();
  }

  /**
   * Resolves when nobody who waits could be served by anybody who is free: as long as there is such a pair, the server
   * is about to bring it together, and what happens next must not overtake that.
   */
  private async settled(): Promise<void> {
    while (this.couldMatch()) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private couldMatch(): boolean {
    for (const [agent, types] of this.abilities) {
      if (!agent.there || agent.busy) continue;
      for (const caller of this.waiting) if (types.has(caller.type)) return true;
    }
    return false;
  }

  private async endTalk(contactId: string, moment: number): Promise<void> {
    const talk = this.talks.get(contactId);
    if (!talk) return;
    talk.inPause = true;
    talk.next = this.pacer.plan(moment + this.world.betweenCallsSeconds, () => this.endPause(contactId));
    if (!(await talk.agent.endTalk(contactId))) this.ledger.faults.push(`the talk of ${contactId} could not be ended`);
  }

  private async endPause(contactId: string): Promise<void> {
    const talk = this.talks.get(contactId);
    if (!talk) return;
    talk.next.off = true;
    this.talks.delete(contactId);
    const done = await talk.agent.endPause(contactId);
    talk.agent.busy = false;
    const notes = this.notesOf(contactId);
    if (done && notes) notes.completedAt = Date.now();
    else this.ledger.faults.push(`${contactId} could not be completed`);
  }

  private notesOf(contactId: string): CallerNotes | undefined {
    const caller = this.callers.get(contactId);
    return caller && this.ledger.callers.get(caller.key);
  }

  private ended(): void {
    if (--this.open === 0) this.resolveDecided();
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
