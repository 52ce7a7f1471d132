import type { AgentConfig } from '../domain/agent.js';
import type { CompactDecision } from '../domain/compact-decision.js';
import type { ChannelConfig, QueueConfig, RoutingProfile } from '../domain/configuration.js';
import { assemble, type EngineParts, type EngineTree } from './assembly.js';
import type { AgentExplanation, ContactExplanation } from './explainer.js';
import { FILTERS } from './filters/index.js';
import type { Ask } from './model.js';
import { SCORERS } from './scorers/index.js';
import type { AgentState, Decision, EngineOptions, RoutingEngine, WaitingContact } from './world.js';

/** An empty engine with the shipped filters and scorers. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new Engine({ filters: FILTERS, scorers: SCORERS }, options);
}

/** The routing engine: takes what is known, keeps it indexed, and decides. See `README.md` for how. */
export class Engine implements RoutingEngine {
  private readonly tree: EngineTree;
  /** The latest time that anything known bears: a `now` before it is taken as this. */
  private now = 0;

  constructor(parts: EngineParts, options: EngineOptions = {}) {
    this.tree = assemble(parts, options);
  }

  setChannel(channel: ChannelConfig): void {
    this.replace(this.tree.backlog.channels, channel.id, channel, (ask) => isOf(ask, channel.id));
  }

  removeChannel(id: string): void {
    this.replace(this.tree.backlog.channels, id, undefined, (ask) => isOf(ask, id));
  }

  setProfile(profile: RoutingProfile): void {
    this.replace(this.tree.backlog.profiles, profile.id, profile, (ask) => this.isScoredBy(ask, profile.id));
  }

  removeProfile(id: string): void {
    this.replace(this.tree.backlog.profiles, id, undefined, (ask) => this.isScoredBy(ask, id));
  }

  setQueue(queue: QueueConfig): void {
    const steps = [...queue.steps].sort((a, b) => a.afterSeconds - b.afterSeconds);
    this.replace(this.tree.backlog.queues, queue.id, { ...queue, steps }, (ask) => ask.queueId === queue.id);
  }

  removeQueue(id: string): void {
    this.replace(this.tree.backlog.queues, id, undefined, (ask) => ask.queueId === id);
  }

  setAgentConfig(agent: AgentConfig): void {
    const before = this.tree.floor.table.numberOf(agent.id);
    const no = this.tree.floor.configure(agent);
    if (no === undefined) return;
    if (before >= 0) this.tree.changes.agents.delete(before);
    this.tree.changes.agents.add(no);
  }

  removeAgent(id: string): void {
    const no = this.tree.floor.table.numberOf(id);
    this.tree.floor.remove(id);
    this.tree.floor.forget(id);
    if (no >= 0) this.tree.changes.agents.delete(no);
  }

  setAgentState(state: AgentState): void {
    this.now = Math.max(this.now, state.idleSince);
    this.touchAgent(this.tree.floor.report(state));
  }

  setContact(contact: WaitingContact): void {
    this.now = Math.max(this.now, contact.virtualEnqueuedAt);
    const no = this.tree.backlog.set(contact);
    if (no !== undefined) this.tree.changes.touchContact(no);
  }

  removeContact(id: string): void {
    const no = this.tree.backlog.remove(id);
    if (no !== undefined) this.tree.changes.contacts.delete(no);
  }

  restContact(id: string): void {
    this.tree.backlog.rest(id, true);
  }

  wakeContact(id: string): void {
    const no = this.tree.backlog.rest(id, false);
    if (no !== undefined) this.tree.changes.touchContact(no);
  }

  restAgent(id: string): void {
    this.touchAgent(this.tree.floor.rest(id, true));
  }

  wakeAgent(id: string): void {
    this.touchAgent(this.tree.floor.rest(id, false));
  }

  decide(now: number, limit = Infinity): Decision[] {
    this.passTime(now);
    return this.tree.matching.run(limit);
  }

  nextWakeAt(): number | undefined {
    return this.tree.backlog.nextAlarm();
  }

  waitingCount(): number {
    return this.tree.waiting.size;
  }

  stepOf(contactId: string, now: number): number {
    const no = this.tree.waiting.find(contactId);
    return no < 0 ? 0 : this.tree.backlog.stepOf(no, now);
  }

  /** What a waiting contact waits for; undefined when it does not wait. Lists are bounded, counts are complete. */
  explain(contactId: string, now: number): ContactExplanation | undefined {
    this.passTime(now);
    this.tree.changes.settleAll();
    return this.tree.explainer.ofContact(contactId, this.now);
  }

  /** Why an agent gets what it gets, or nothing; undefined when it is not configured. */
  explainAgent(agentId: string, now: number): AgentExplanation | undefined {
    this.passTime(now);
    this.tree.changes.settleAll();
    return this.tree.explainer.ofAgent(agentId);
  }

  /**
   * Fills a record's `examples` (up to 20) from a bounded look around. Off the hot path on purpose: call it
   * soon after `decide` and before the next, since it sees the world as it is then; only reasons that the record
   * counts are named.
   */
  nameExamples(record: CompactDecision): void {
    record.examples = this.tree.explainer.examplesFor(record);
  }

  /** @param no −1: nothing has changed */
  private touchAgent(no: number): void {
    if (no >= 0) this.tree.changes.agents.add(no);
  }

  private passTime(now: number): void {
    this.now = Math.max(this.now, now);
    const { scores, coolDowns, backlog, changes } = this.tree;
    scores.now = this.now;
    coolDowns.now = this.now;
    for (const no of backlog.passTime(this.now)) changes.touchContact(no);
    for (const no of backlog.turnTranslated()) changes.touchContact(no);
  }

  /** Puts configuration in force, also for the contacts that wait. */
  private replace<T>(known: Map<string, T>, id: string, value: T | undefined, concerns: (ask: Ask) => boolean): void {
    if (JSON.stringify(known.get(id)) === JSON.stringify(value)) return;
    const moved = this.tree.backlog.reshape(concerns, () => {
      if (value === undefined) known.delete(id);
      else known.set(id, value);
    });
    for (const no of moved) this.tree.changes.touchContact(no);
  }

  private isScoredBy({ queueId }: Ask, profileId: string): boolean {
    return this.tree.backlog.queues.get(queueId)?.routingProfileId === profileId;
  }
}

function isOf(ask: Ask, channelId: string): boolean {
  return ask.channel === channelId || ask.agingChannel === channelId;
}
