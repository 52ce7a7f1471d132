import type { CompactDecision } from '../domain/compact-decision.js';
import { EXCLUSION_REASONS, type ExclusionExample, type ExclusionReason } from '../domain/decision.js';
import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import type { DeskTable } from './desk-table.js';
import { named, type Exclusions } from './exclusions.js';
import { VERDICT, type LaneTable } from './lane-table.js';
import { PASSES, reasonOf, type ContactClass, type Desk } from './model.js';
import type { Recorder } from './recorder.js';
import { stepAgeMs } from './relaxation.js';
import { RESTING, type Screen } from './screen.js';
import type { WaitingTable } from './waiting-table.js';

type Counts = Partial<Record<ExclusionReason, number>>;

/** What a waiting contact waits for. */
export interface ContactExplanation {
  contactId: string;
  /** Relaxation steps in force, of how many. */
  step: number;
  steps: number;
  /** When the next step falls due, ms; undefined: there is none. */
  nextStepAt?: number;
  /** Agents whose configuration passes; `because` says why each is not free now. Up to 20. */
  eligible: { agentId: string; because?: ExclusionReason }[];
  eligibleCount: number;
  /** Agents whose configuration does not pass, and why. Up to 20. */
  others: { agentId: string; because: ExclusionReason }[];
  /** All configured agents by the first filter that refuses them. */
  counts: Counts;
}

/** What keeps an agent from the waiting contacts. */
export interface AgentExplanation {
  agentId: string;
  /** Per channel, why nothing of it is offered now; without `because`, it could be. */
  channels: { channel: string; because?: ExclusionReason }[];
  /** All waiting contacts by the first filter that refuses the pair. */
  counts: Counts;
  /** Up to 20 of the classes' first contacts. */
  contacts: { contactId: string; because?: ExclusionReason }[];
}

const LISTED = 20;
/** How many agents or classes a search for examples looks at. */
const LOOKS = 200;

/** What the answers are read from. */
export interface ExplainerParts {
  waiting: WaitingTable;
  backlog: Backlog;
  classTable: ClassTable;
  desks: DeskTable;
  lanes: LaneTable;
  exclusions: Exclusions;
  screen: Screen;
  recorder: Recorder | undefined;
}

/** Answers why, from the same tables that decisions are made from. */
export class Explainer {
  constructor(private readonly parts: ExplainerParts) {}

  ofContact(id: string, now: number): ContactExplanation | undefined {
    const { waiting, backlog, exclusions } = this.parts;
    const contact = waiting.find(id);
    const group = contact < 0 ? undefined : backlog.groupOf(contact);
    if (group === undefined) return undefined;
    const steps = backlog.queues.get(group.ask.queueId)?.steps ?? [];
    const next = steps[group.demand.step];
    return {
      contactId: id,
      step: group.demand.step,
      steps: steps.length,
      nextStepAt: next && Math.max(now, waiting.virtualEnqueuedAt(contact) + stepAgeMs(next)),
      eligible: this.eligible(contact, group),
      eligibleCount: group.seats.size,
      others: this.others(group),
      counts: named(exclusions.ofContact(contact)),
    };
  }

  ofAgent(id: string): AgentExplanation | undefined {
    const { desks, lanes, exclusions } = this.parts;
    const desk = desks.find(id);
    if (desk === undefined) return undefined;
    const channels: AgentExplanation['channels'] = [];
    for (let lane = lanes.first(desk.no); lane >= 0; lane = lanes.next(lane)) {
      const { channel, dialFirst } = lanes.kindOf(lane);
      if (!dialFirst) channels.push(withReason({ channel }, reasonOf(lanes.words[lane + VERDICT]!)));
    }
    const contacts: AgentExplanation['contacts'] = [];
    for (const [contact] of this.firstContacts()) {
      if (contacts.length === LISTED) break;
      contacts.push(withReason({ contactId: this.parts.waiting.ids[contact]! }, this.reason(desk, contact)));
    }
    return { agentId: id, channels, counts: named(exclusions.ofDesk(desk.no)), contacts };
  }

  examplesFor(record: CompactDecision): ExclusionExample[] {
    if (record.trigger === 'contact') {
      const group = this.parts.recorder?.groupOf(record);
      return group === undefined ? [] : this.agentExamples(group, record);
    }
    const desk = this.parts.desks.find(record.agentId);
    return desk === undefined ? [] : this.contactExamples(desk, record);
  }

  private agentExamples(group: ContactClass, { agentId, counts }: CompactDecision): ExclusionExample[] {
    const examples: ExclusionExample[] = [];
    if (this.parts.classTable.groups[group.slot] !== group && group.only === undefined) return examples;
    let looks = LOOKS;
    for (const desk of this.parts.desks.desks) {
      if (desk === undefined) continue;
      if (examples.length === LISTED || looks === 0) break;
      looks -= 1;
      const configured = this.configured(desk, group);
      const verdict = configured === PASSES ? this.parts.lanes.verdict(desk.no, group.kind) : configured;
      const because = reasonOf(verdict);
      if (because === undefined || desk.id === agentId || !isCounted(counts, because)) continue;
      examples.push({ agentId: desk.id, because });
    }
    return examples;
  }

  private contactExamples(desk: Desk, { contactId, counts }: CompactDecision): ExclusionExample[] {
    const examples: ExclusionExample[] = [];
    for (const [contact, group] of this.firstContacts()) {
      if (examples.length === LISTED) break;
      const id = this.parts.waiting.ids[contact]!;
      // Only what configuration says: the match itself has changed the agent's live side.
      const because = reasonOf(this.configured(desk, group));
      if (because === undefined || id === contactId || !isCounted(counts, because)) continue;
      examples.push({ contactId: id, because });
    }
    return examples;
  }

  /** The first contact of each class, as far as a bounded look goes. */
  private *firstContacts(): Iterable<[contact: number, group: ContactClass]> {
    let looks = LOOKS;
    for (const group of this.parts.classTable.groups) {
      if (looks === 0) return;
      looks -= 1;
      if (group === undefined || group.waiting === 0) continue;
      yield [(group.members.size > 0 ? group.members : group.cooling).numberAt(0), group];
    }
  }

  private eligible(contact: number, { seats }: ContactClass): ContactExplanation['eligible'] {
    const listed: ContactExplanation['eligible'] = [];
    for (const no of seats.numbers()) {
      if (listed.length === LISTED) break;
      const desk = this.parts.desks.desks[no]!;
      listed.push(withReason({ agentId: desk.id }, this.reason(desk, contact)));
    }
    return listed;
  }

  private others(group: ContactClass): ContactExplanation['others'] {
    const listed: ContactExplanation['others'] = [];
    let looks = LOOKS;
    for (const desk of this.parts.desks.desks) {
      if (desk === undefined) continue;
      if (listed.length === LISTED || looks === 0) break;
      looks -= 1;
      const because = reasonOf(this.configured(desk, group));
      if (because !== undefined) listed.push({ agentId: desk.id, because });
    }
    return listed;
  }

  private configured(desk: Desk, group: ContactClass): number {
    return group.only === undefined && group.seats.has(desk.no)
      ? PASSES
      : this.parts.screen.configured(group.demand, desk.abilities);
  }

  private reason(desk: Desk, contact: number): ExclusionReason | undefined {
    const { exclusions, backlog } = this.parts;
    const verdict = exclusions.verdictOf(desk.no, contact);
    if (verdict !== PASSES && verdict !== RESTING) return reasonOf(verdict);
    if (exclusions.isBarred(desk.no, contact)) return 'coolDown';
    return verdict === RESTING || backlog.resting.has(contact) ? 'resting' : undefined;
  }
}

function isCounted(counts: readonly number[], because: ExclusionReason): boolean {
  return (counts[EXCLUSION_REASONS.indexOf(because)] ?? 0) > 0;
}

function withReason<T extends object>(of: T, because: ExclusionReason | undefined): T & { because?: ExclusionReason } {
  return because === undefined ? of : { ...of, because };
}
