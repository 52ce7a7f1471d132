import { decodeDecision, encodeDecision, type CompactDecision } from '../../src/domain/compact-decision.js';
import { CREDIT_NAMES, EXCLUSION_REASONS, type DecisionRecord } from '../../src/domain/decision.js';
import type { Reservation } from '../../src/domain/contact.js';
import type { AgentState, RoutingEngine, WaitingContact } from '../../src/routing/world.js';
import { decides, ReferenceMatcher, type PlainDecision } from '../reference/reference-matcher.js';
import { AGENTS, channelOf, CHANNEL_IDS, START, type WorldStep, type WorldStory } from './worlds.js';

/** What a run of stories has covered, so that a passing property also proves that it looked at something. */
export class Coverage {
  decisions = 0;
  withChoice = 0;
  ties = 0;
  /** Contacts that an agent got who does not speak their language. */
  translated = 0;
  /** Agents who would have been let in without the language, had nobody on duty spoken it. */
  keptForSpeakers = 0;
  readonly excluded = new Map<string, number>();
  readonly decided = new Map<string, number>();

  note(decision: PlainDecision): void {
    this.decisions += 1;
    const agents = new Set(decision.pairs.filter((p) => p.contact === decision.best.contact).map((p) => p.agent.id));
    const contacts = new Set(decision.pairs.filter((p) => p.agent === decision.best.agent).map((p) => p.contact.id));
    if (agents.size >= 3 || contacts.size >= 3) this.withChoice += 1;
    if (decision.pairs.length > 1 && decision.pairs[1]?.totalMs === decision.best.totalMs) this.ties += 1;
    if (decision.translated) this.translated += 1;
    this.keptForSpeakers += decision.keptForSpeakers;
    for (const reason of EXCLUSION_REASONS) add(this.excluded, reason, decision.counts[reason] ?? 0);
    for (const credit of CREDIT_NAMES) add(this.decided, credit, decides(decision, credit) ? 1 : 0);
  }
}

function add(map: Map<string, number>, key: string, n: number): void {
  map.set(key, (map.get(key) ?? 0) + n);
}

/** Plays a story to the engine and the reference alike; throws at the first difference. */
export class Play {
  private readonly reference = new ReferenceMatcher();
  private now = START;
  private seq = 0;

  constructor(
    private readonly engine: RoutingEngine,
    private readonly coverage?: Coverage,
  ) {}

  run(story: WorldStory): void {
    CHANNEL_IDS.forEach((id, i) =>
      this.both((side) => side.setChannel(channelOf(id, story.targets[i] ?? 20, story.texts[i]))),
    );
    story.profiles.forEach((credits, i) => this.setProfile(`p${i + 1}`, credits));
    for (const queue of story.queues) this.both((side) => side.setQueue(queue));
    for (const agent of story.agents) this.both((side) => side.setAgentConfig(agent));
    for (const id of AGENTS.slice(0, 4)) this.apply({ kind: 'free', id, idleMs: 0 });
    for (const step of story.steps) this.apply(step);
    this.apply({ kind: 'decide' });
  }

  private both(action: (side: RoutingEngine | ReferenceMatcher) => void): void {
    action(this.engine);
    action(this.reference);
  }

  private setProfile(id: string, credits: DecisionRecord['credits']): void {
    this.seq += 1;
    const profile = { id, name: id, version: this.seq, credits };
    this.both((side) => side.setProfile(profile));
  }

  private apply(step: WorldStep): void {
    switch (step.kind) {
      case 'contact': {
        this.seq += 1;
        const enqueuedAt = this.now - step.waitedMs;
        const declines = Object.fromEntries(step.declined.map(([id, ago]) => [id, this.now - ago]));
        const virtualEnqueuedAt = enqueuedAt + step.pausedMs;
        const reserved = this.reservation(step.reserved);
        const contact = { ...step.contact, enqueuedAt, virtualEnqueuedAt, enqueueSeq: this.seq, declines, reserved };
        return this.both((side) => side.setContact(contact));
      }
      case 'repeatContact':
        return this.repeatContact(step);
      case 'agent':
        return this.setState({ ...step.state, idleSince: this.now - step.idleMs });
      case 'free': {
        const idleSince = this.now - step.idleMs;
        return this.setState({ id: step.id, presence: 'available', notResponding: false, used: {}, idleSince });
      }
      case 'configureAgent':
        return this.both((side) => side.setAgentConfig(step.config));
      case 'configureQueue':
        return this.both((side) => side.setQueue(step.queue));
      case 'configureProfile':
        return this.setProfile(step.id, step.credits);
      case 'configureChannel':
        return this.both((side) => side.setChannel(channelOf(step.id, step.defaultTargetSeconds, step.text)));
      case 'remove':
        return this.remove(step.what, step.id);
      case 'rest':
        return this.both((side) => (step.what === 'contact' ? side.restContact(step.id) : side.restAgent(step.id)));
      case 'wake':
        return this.both((side) => (step.what === 'contact' ? side.wakeContact(step.id) : side.wakeAgent(step.id)));
      case 'pass':
        this.now += step.ms;
        return;
      case 'decide':
        return this.decide(step.limit);
    }
  }

  private reservation(reserved: { agentId: string; ms?: number } | undefined): Reservation | undefined {
    if (reserved === undefined) return undefined;
    return { agentId: reserved.agentId, untilMs: reserved.ms === undefined ? undefined : this.now + reserved.ms };
  }

  private setState(state: AgentState): void {
    this.both((side) => side.setAgentState(state));
  }

  private repeatContact(step: WorldStep & { kind: 'repeatContact' }): void {
    const known = this.reference.world.contacts.get(step.id);
    if (known === undefined) return;
    const declines = Object.fromEntries(step.declined.map(([id, ago]) => [id, this.now - ago]));
    const again: WaitingContact = { ...known, declines: { ...known.declines, ...declines } };
    if (step.priority !== undefined) again.priority = step.priority;
    if (step.bot !== undefined) again.botAcceptance = step.bot;
    if (step.pulled !== undefined) again.pulledToFront = step.pulled;
    if (step.reached) delete again.dialFirst;
    again.reserved = this.reservation(step.reserved);
    this.both((side) => side.setContact(again));
  }

  private remove(what: 'contact' | 'agent' | 'queue' | 'profile' | 'channel', id: string): void {
    this.both((side) => {
      if (what === 'contact') side.removeContact(id);
      if (what === 'agent') side.removeAgent(id);
      if (what === 'queue') side.removeQueue(id);
      if (what === 'profile') side.removeProfile(id);
      if (what === 'channel') side.removeChannel(id);
    });
  }

  private decide(limit?: number): void {
    const expected = this.reference.decide(this.now, limit);
    const actual = this.engine.decide(this.now, limit);
    same(
      'pairs',
      actual.map((each) => [each.contactId, each.agentId, each.dial]),
      expected.map(({ best }) => [best.contact.id, best.agent.id, best.contact.dialFirst === true]),
    );
    expected.forEach((decision, i) => {
      this.coverage?.note(decision);
      same('record', comparable(actual[i]?.record), expectedRecord(decision));
    });
    this.compareWaiting();
  }

  private compareWaiting(): void {
    const { contacts, now } = this.reference.world;
    same('waiting', this.engine.waitingCount(), contacts.size);
    for (const id of contacts.keys()) same('step', this.engine.stepOf(id, now), this.reference.stepOf(id, now));
    const next = this.reference.nextMoment();
    const wake = this.engine.nextWakeAt();
    if (next !== undefined && (wake === undefined || wake > next)) throw new Error(`wakes at ${wake}, not ${next}`);
  }
}

/** What the record says after it was stored and read again. */
function comparable(made: CompactDecision | undefined): unknown {
  if (made === undefined) return undefined;
  const record = decodeDecision(encodeDecision(made));
  const { at, trigger, step, tieBreak } = record;
  const counts = Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, record.excluded.counts[reason] ?? 0]));
  const candidates = record.candidates.map((each) => [each.contactId, each.agentId, each.totalMs, { ...each.credits }]);
  return { at, trigger, step, tieBreak, profile: { ...record.profile }, counts, candidates };
}

function expectedRecord(decision: PlainDecision): unknown {
  const { at, trigger, step, tieBreak, profile } = decision;
  const counts = Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, decision.counts[reason] ?? 0]));
  const candidates = decision.side
    .slice(0, 4)
    .map((pair) => [pair.contact.id, pair.agent.id, pair.totalMs, pair.credits]);
  return { at, trigger, step, tieBreak, profile: { id: profile.id, version: profile.version }, counts, candidates };
}

function same(what: string, actual: unknown, expected: unknown): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what} differ\n  engine:    ${a}\n  reference: ${e}`);
}
