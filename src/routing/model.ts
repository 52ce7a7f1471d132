import { EXCLUSION_REASONS, type ExclusionReason } from '../domain/decision.js';
import type { QueueConfig } from '../domain/configuration.js';
import type { Requirement } from '../domain/contact.js';
import type { Bits } from './bits.js';
import { Seats } from './seats.js';
import type { TieHeap } from './tie-heap.js';
import type { AgentAbilities, Demand } from './views.js';

/** Verdicts are numbers here: 0 passes, n is the n-th exclusion reason. */
export const PASSES = 0;
export const VERDICTS = EXCLUSION_REASONS.length + 1;

export function verdictOf(reason: ExclusionReason): number {
  return EXCLUSION_REASONS.indexOf(reason) + 1;
}

export function reasonOf(verdict: number): ExclusionReason | undefined {
  return EXCLUSION_REASONS[verdict - 1];
}

/** Most agents fail most classes for this reason, so that only the other verdicts are listed. */
export const FAR = verdictOf('notInQueue');

/** What contacts ask: one object for all that ask the same. */
export class Ask {
  /** Waiting contacts that ask this. */
  holders = 0;
  /** Its classes by `placeAmong`. */
  readonly groups: (ContactClass | undefined)[] = [];
  /** Its queue; undefined: to be looked up. */
  queue: QueueConfig | undefined;
  /** The next one with the same hash. */
  next: Ask | undefined;

  constructor(
    readonly queueId: string,
    readonly channel: string,
    /** The channel whose target they age by, where that is another. */
    readonly agingChannel: string | undefined,
    readonly language: string | undefined,
    readonly requirements: readonly Requirement[],
    /** The only agent that may serve those who ask this. */
    readonly reservedFor: string | undefined,
    /** Whether the customers of those who ask this are yet to be called. */
    readonly dialFirst: boolean,
    readonly hash: number,
    /** Its number among all. */
    readonly no: number,
  ) {}
}

/** Of an ask's classes, that under so many relaxation steps, for contacts that may go to a bot or may not. */
export function placeAmong(step: number, bots: boolean): number {
  return 2 * step + (bots ? 0 : 1);
}

/** Waiting contacts that do not rest, in the order in which one kind of agent wants them. */
export interface Ranks {
  /** Not cooling. */
  readonly members: TieHeap;
  readonly cooling: TieHeap;
}

/** The contacts that wish one agent, configured or not. */
export class Wishes {
  /** Contacts that refer to it, resting ones included. */
  holders = 0;

  constructor(
    readonly agentId: string,
    readonly no: number,
  ) {}
}

/** Those of one class. */
export interface WishHeap {
  readonly heap: TieHeap;
  /** The same contacts as a bot wants them; of use where the class has ranks for bots. */
  readonly botHeap: TieHeap;
}

/** Contacts that every agent sees alike, apart from age, contact credits, affinity and cool-downs. */
export class ContactClass implements Ranks {
  /** Agents whose configuration passes. */
  readonly seats = new Seats();
  /** How many of those that wait have changed; scratch of the matching. */
  changed = 0;
  /** What it weighs among the empty classes that are kept. */
  spareSeats = 0;

  constructor(
    readonly ask: Ask,
    /** Index into the table of classes. */
    readonly slot: number,
    /** In force: of a class that may be translated it turns. */
    public demand: Demand,
    /** The only agent that can have a seat; undefined: any may. */
    readonly only: string | undefined,
    readonly ageRate: number,
    readonly idleRate: number,
    readonly affinityMs: number,
    readonly kind: LaneKind,
    readonly members: TieHeap,
    readonly cooling: TieHeap,
    /** The same contacts, by keys with the credit for a bot; undefined: there is none. */
    readonly botRanks: Ranks | undefined,
    /** Undefined: it is never translated. */
    readonly translation: Translation | undefined,
  ) {}

  /** As a bot wants its contacts, or a human. */
  ranks(isBot: boolean): Ranks {
    return isBot && this.botRanks !== undefined ? this.botRanks : this;
  }

  /** Waiting contacts that do not rest. */
  get waiting(): number {
    return this.members.size + this.cooling.size;
  }
}

/** What a class whose queue translates asks, with the language and without, and who could still serve it in its own. */
export interface Translation {
  readonly spoken: Demand;
  readonly translated: Demand;
  /** Agents on duty whose configuration passes `spoken`. */
  speakers: number;
}

/** What contacts have in common that an agent's live side passes or fails together. */
export type LaneKey = Pick<Demand, 'channel' | 'dialFirst'>;

/** A kind of lane: the classes of one channel, those to be dialled apart. */
export interface LaneKind extends Readonly<LaneKey> {
  /** Its number among all. */
  readonly no: number;
  /** Agents whose live side passes. */
  readonly free: Bits;
}

/** A configured agent in the engine; its lanes and what changes with its live side stand in tables, by its number. */
export class Desk {
  constructor(
    /** Its number in the table of desks. */
    readonly no: number,
    readonly id: string,
    readonly abilities: AgentAbilities,
  ) {}

  get isBot(): boolean {
    return this.abilities.isBot;
  }
}
