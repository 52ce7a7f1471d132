import type { AgentConfig } from '../../src/domain/agent.js';
import type { ChannelConfig, QueueConfig, RoutingProfile } from '../../src/domain/configuration.js';
import type { CreditName, Credits, DecisionRecord, ExclusionReason } from '../../src/domain/decision.js';
import type { AgentState, WaitingContact } from '../../src/routing/world.js';
import {
  creditsOf,
  isConsidered,
  isKeptForSpeaker,
  isTranslated,
  stateOf,
  stepsInForce,
  whyNot,
  type PlainWorld,
} from './plain-rules.js';

/** One possible match with its score. */
export interface ScoredPair {
  contact: WaitingContact;
  agent: AgentConfig;
  idleSince: number;
  totalMs: number;
  credits: Credits;
}

/** What the plain matcher decided, with all that it looked at. */
export interface PlainDecision {
  at: number;
  best: ScoredPair;
  trigger: 'contact' | 'agent';
  step: number;
  profile: RoutingProfile;
  /** All possible pairs, best first. */
  pairs: ScoredPair[];
  /** Those of the side that became possible, best first. */
  side: ScoredPair[];
  counts: Partial<Record<ExclusionReason, number>>;
  /** The winner is served without its language. */
  translated: boolean;
  /** Agents who would have been let in to the winner without its language, had nobody on duty spoken it. */
  keptForSpeakers: number;
  tieBreak?: DecisionRecord['tieBreak'];
}

/** Filters all pairs, scores all, takes the best: slow, and plain enough to be checked by eye against the contract. */
export class ReferenceMatcher {
  readonly world: PlainWorld = {
    now: 0,
    hardMs: 5_000,
    softMs: 60_000,
    channels: new Map(),
    profiles: new Map(),
    queues: new Map(),
    agents: new Map(),
    states: new Map(),
    contacts: new Map(),
    restingContacts: new Set(),
    restingAgents: new Set(),
  };
  /** Contacts that became possible, or possible with more agents, since all was last matched. */
  private readonly touched = new Set<string>();
  /** Contact id → whether it was served in translation when it was last looked at. */
  private readonly translated = new Map<string, boolean>();

  setChannel(channel: ChannelConfig): void {
    if (!replace(this.world.channels, channel)) return;
    this.touchWhere((contact) => contact.channel === channel.id || contact.agingChannel === channel.id);
  }
  removeChannel(id: string): void {
    this.world.channels.delete(id);
    // They age by their own channel's target from now on.
    this.touchWhere((contact) => contact.agingChannel === id);
  }
  setProfile(profile: RoutingProfile): void {
    if (!replace(this.world.profiles, profile)) return;
    this.touchWhere((contact) => this.world.queues.get(contact.queueId)?.routingProfileId === profile.id);
  }
  removeProfile(id: string): void {
    this.world.profiles.delete(id);
  }
  setQueue(queue: QueueConfig): void {
    if (!replace(this.world.queues, queue)) return;
    this.touchWhere((contact) => contact.queueId === queue.id);
  }
  removeQueue(id: string): void {
    this.world.queues.delete(id);
  }
  setAgentConfig(agent: AgentConfig): void {
    this.world.agents.set(agent.id, agent);
  }
  removeAgent(id: string): void {
    this.world.agents.delete(id);
    this.world.states.delete(id);
  }
  setAgentState(state: AgentState): void {
    this.world.states.set(state.id, state);
    this.advance(state.idleSince);
  }
  setContact(contact: WaitingContact): void {
    if (replace(this.world.contacts, contact)) this.touched.add(contact.id);
    this.advance(contact.virtualEnqueuedAt);
  }
  removeContact(id: string): void {
    this.world.contacts.delete(id);
    this.translated.delete(id);
    this.touched.delete(id);
  }
  restContact(id: string): void {
    this.world.restingContacts.add(id);
  }
  wakeContact(id: string): void {
    if (this.world.restingContacts.delete(id)) this.touched.add(id);
  }
  restAgent(id: string): void {
    this.world.restingAgents.add(id);
  }
  wakeAgent(id: string): void {
    this.world.restingAgents.delete(id);
  }

  decide(now: number, limit = Infinity): PlainDecision[] {
    this.advance(now);
    this.touchTurned();
    const decisions: PlainDecision[] = [];
    while (decisions.length < limit) {
      const decision = this.decideOne();
      if (decision === undefined) {
        this.touched.clear();
        break;
      }
      decisions.push(decision);
      this.take(decision.best);
    }
    return decisions;
  }

  /** The next moment after now at which a step, a cool-down or a reservation's end falls due. */
  nextMoment(): number | undefined {
    let next = Infinity;
    for (const contact of this.world.contacts.values()) {
      for (const moment of this.moments(contact)) if (moment > this.world.now) next = Math.min(next, moment);
    }
    return next === Infinity ? undefined : next;
  }

  stepOf(contactId: string, now: number): number {
    const contact = this.world.contacts.get(contactId);
    return contact === undefined ? 0 : stepsInForce(this.world, contact, now).length;
  }

  private moments(contact: WaitingContact): number[] {
    const steps = this.world.queues.get(contact.queueId)?.steps ?? [];
    const { hardMs, softMs } = this.world;
    const coolDowns = Object.values(contact.declines).flatMap((at) => [at + hardMs, at + softMs]);
    const until = contact.reserved?.untilMs;
    return [
      ...coolDowns,
      ...(until === undefined ? [] : [until]),
      ...steps.map((step) => contact.virtualEnqueuedAt + Math.ceil(step.afterSeconds * 1000)),
    ];
  }

  /** Time passing touches the contacts of which a step, a cool-down or a reservation's end has gone by. */
  private advance(now: number): void {
    const before = this.world.now;
    this.world.now = Math.max(before, now);
    this.touchWhere((contact) => this.moments(contact).some((at) => at > before && at <= this.world.now));
  }

  /** Contacts whose language is asked for again, or no longer. */
  private touchTurned(): void {
    this.touchWhere((contact) => {
      const isNow = isTranslated(this.world, contact);
      const before = this.translated.get(contact.id) ?? isNow;
      this.translated.set(contact.id, isNow);
      return before !== isNow;
    });
  }

  private touchWhere(test: (contact: WaitingContact) => boolean): void {
    for (const contact of this.world.contacts.values()) if (test(contact)) this.touched.add(contact.id);
  }

  private decideOne(): PlainDecision | undefined {
    const contacts = [...this.world.contacts.values()].filter((contact) => isConsidered(this.world, contact));
    const agents = [...this.world.agents.values()];
    const counts = new Map<string, ExclusionReason>();
    const pairs: ScoredPair[] = [];
    for (const contact of contacts) {
      for (const agent of agents) {
        const reason = whyNot(this.world, contact, agent);
        if (reason === undefined) pairs.push(this.score(contact, agent));
        else counts.set(`${contact.id} ${agent.id}`, reason);
      }
    }
    const best = pairs.sort(byRank)[0];
    if (best === undefined) return undefined;
    const trigger = this.touched.has(best.contact.id) ? 'contact' : 'agent';
    const ofSide = (contactId: string, agentId: string): boolean =>
      trigger === 'contact' ? contactId === best.contact.id : agentId === best.agent.id;
    const side = pairs.filter((pair) => ofSide(pair.contact.id, pair.agent.id));
    const tally: Partial<Record<ExclusionReason, number>> = {};
    for (const [pair, reason] of counts) {
      const [contactId = '', agentId = ''] = pair.split(' ');
      if (ofSide(contactId, agentId)) tally[reason] = (tally[reason] ?? 0) + 1;
    }
    const profile = this.world.profiles.get(this.world.queues.get(best.contact.queueId)!.routingProfileId)!;
    const step = stepsInForce(this.world, best.contact).length;
    const translated = isTranslated(this.world, best.contact);
    const keptForSpeakers = agents.filter((agent) => isKeptForSpeaker(this.world, best.contact, agent)).length;
    const shown = { at: this.world.now, best, trigger, step, profile, pairs, side, counts: tally } as const;
    return { ...shown, translated, keptForSpeakers, tieBreak: tieBreak(side) };
  }

  private score(contact: WaitingContact, agent: AgentConfig): ScoredPair {
    const credits = creditsOf(this.world, contact, agent);
    const totalMs = Object.values(credits).reduce((a, b) => a + b, 0);
    return { contact, agent, idleSince: stateOf(this.world, agent.id).idleSince, totalMs, credits };
  }

  private take({ contact, agent }: ScoredPair): void {
    this.removeContact(contact.id);
    const state = stateOf(this.world, agent.id);
    if (contact.dialFirst === true) {
      this.world.states.set(agent.id, { ...state, standsForDial: true });
      return;
    }
    const used = { ...state.used, [contact.channel]: (state.used[contact.channel] ?? 0) + 1 };
    this.world.states.set(agent.id, { ...state, used });
  }
}

/** Whether the value differs from what was known. */
function replace<T extends { id: string }>(map: Map<string, T>, value: T): boolean {
  const differs = JSON.stringify(map.get(value.id)) !== JSON.stringify(value);
  map.set(value.id, value);
  return differs;
}

/** Higher total first, then the contract's ties. */
function byRank(a: ScoredPair, b: ScoredPair): number {
  if (a.totalMs !== b.totalMs) return b.totalMs - a.totalMs;
  return compareTies(a, b);
}

function compareTies(a: ScoredPair, b: ScoredPair): number {
  if (a.idleSince !== b.idleSince) return a.idleSince - b.idleSince;
  if (a.contact.enqueuedAt !== b.contact.enqueuedAt) return a.contact.enqueuedAt - b.contact.enqueuedAt;
  if (a.contact.enqueueSeq !== b.contact.enqueueSeq) return a.contact.enqueueSeq - b.contact.enqueueSeq;
  return Buffer.compare(Buffer.from(a.agent.id), Buffer.from(b.agent.id));
}

function tieBreak(side: ScoredPair[]): DecisionRecord['tieBreak'] {
  const [first, second] = side;
  if (first === undefined || second === undefined || first.totalMs !== second.totalMs) return undefined;
  if (first.idleSince !== second.idleSince) return 'idleSince';
  if (first.contact.enqueuedAt !== second.contact.enqueuedAt) return 'enqueuedAt';
  return first.contact.enqueueSeq === second.contact.enqueueSeq ? 'agentId' : 'enqueueSeq';
}

/** Whether another pair would have won without one credit. */
export function decides(decision: PlainDecision, credit: CreditName): boolean {
  const rest = decision.pairs.map((pair) => ({ ...pair, totalMs: pair.totalMs - pair.credits[credit] }));
  const best = rest.sort(byRank)[0];
  return best?.contact.id !== decision.best.contact.id || best.agent.id !== decision.best.agent.id;
}
