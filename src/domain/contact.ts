import type { CallbackProgress, CallbackSpec } from './callback.js';
import type { Translate } from './language.js';
import type { LegKind } from './leg.js';

export const CONTACT_STATES = [
  'scheduled',
  'waiting',
  'offered',
  'active',
  'parked',
  'wrapUp',
  'completed',
  'abandoned',
  'cancelled',
  'expired',
] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/** States that nothing leaves. Every contact answered with 2xx reaches exactly one of them. */
export const END_STATES = ['completed', 'abandoned', 'cancelled', 'expired'] as const;
export type EndState = (typeof END_STATES)[number];

export function isEnded(state: ContactState): state is EndState {
  return (END_STATES as readonly string[]).includes(state);
}

/** What a contact asks of an agent. */
export interface Requirement {
  skillId: string;
  /** 1–10; the agent's proficiency must reach it. */
  minLevel: number;
  /** A wished (not mandatory) skill excludes nobody; it only counts in the skill and preference credits. */
  mandatory: boolean;
  /** Whether relaxation steps may lower or drop it. */
  relaxable: boolean;
}

/** How gladly a contact is served by a bot, 0–1; `never`: only by a human. */
export type BotAcceptance = number | 'never';

/** Where nothing is known of it. */
export const UNKNOWN_ACCEPTANCE = 0.5;

/** Only this agent may get the contact: a transfer to it, its parked or interrupted work that comes back. */
export interface Reservation {
  agentId: string;
  /** Store ms from which on the contact is like any other; undefined: it stays this agent's. */
  untilMs?: number;
}

/** Whether a reservation holds at `now`. */
export function isReserved(reserved: Reservation | undefined, now: number): reserved is Reservation {
  return reserved !== undefined && (reserved.untilMs === undefined || now < reserved.untilMs);
}

export interface CustomerIdentity {
  kind: string;
  value: string;
}

/** The person behind the contact, as the enqueueing system described it. */
export interface ContactCustomer {
  id?: string;
  identities?: CustomerIdentity[];
  name?: string;
  /** 0–1; unknown counts as 0. */
  value?: number;
  segment?: string;
}

/** What the client asked for. Changes by PATCH only; stored as one JSON string in `spec`. */
export interface ContactSpec {
  id: string;
  channel: string;
  /** The queue the contact was enqueued into; the live record's `queueId` may move on. */
  queueId: string;
  requirements: Requirement[];
  /** 0–10. */
  priority: number;
  customer?: ContactCustomer;
  journeyStage?: string;
  preferredAgentId?: string;
  botAcceptance?: BotAcceptance;
  /** Id of the skill that an agent needs to speak it, at whatever level; no step relaxes it. */
  language?: string;
  /** Opaque, up to 1 KiB, in every message about the contact. */
  correlation?: string;
  /** ISO 8601. */
  dueAt?: string;
  contactTypeId?: string;
  threadId?: string;
  attributes?: Record<string, unknown>;
  notifyUrl?: string;
  /** Of a consult: the contact that it is for. */
  consultFor?: string;
  /** Of the channel `callback`. */
  callback?: CallbackSpec;
}

/** Why a bot gave a contact to people, and what it had learned. */
export interface Handover {
  reason: string;
  summary?: string;
}

/** One line of a contact's story, compact; `detail` is an offer outcome, a reason or an end. */
export interface HistoryEntry {
  at: number;
  type: string;
  agentId?: string;
  detail?: string;
}

/**
 * A contact as it lives in Redis (hash `contact:<id>`), parsed. Times are store milliseconds.
 * While `waiting`, `offered` or dialled, age = now − `virtualEnqueuedAt`; else it stands still at `ageMs`.
 */
export interface ContactRecord {
  id: string;
  spec: ContactSpec;
  state: ContactState;
  queueId: string;
  channel: string;
  enqueuedAt: number;
  virtualEnqueuedAt: number;
  ageMs: number;
  /** Sequence number of the enqueue event: the third tie-break. */
  enqueueSeq: number;
  /** When the current state began. */
  since: number;
  /** Due fraction d, 0–1, fixed at enqueue or PATCH. */
  due: number;
  /** A supervisor pulled it before all others of its queue; until an agent takes it. */
  pulledToFront?: true;
  /** By its type's longest handling, where the client gave no `dueAt`. */
  dueAt?: number;
  /** The agent who knows its matter, else who served this customer last, as known at enqueue. */
  lastAgentId?: string;
  /** Ids of those of its matter that came before, newest first, as known at enqueue. */
  earlierIds?: string[];
  /** Of a contact that was merged away: where its matter goes on. */
  mergedInto?: string;
  /** Ids of the contacts that were merged into it. */
  mergedIds?: string[];
  /** What was asked for, or `never` once a bot has handed it over. */
  botAcceptance?: BotAcceptance;
  /** For which agent it waits. */
  reserved?: Reservation;
  /** Primary leg. */
  agentId?: string;
  offerId?: string;
  legKind?: LegKind;
  offerExpiresAt?: number;
  /** While `offered`: what its agent is told to translate. */
  translate?: Translate;
  wrapUpUntil?: number;
  /** While `scheduled`: when it begins to wait. */
  scheduledAt?: number;
  /** While `active`: since when the customer is on hold. */
  heldSince?: number;
  /** Who parked or transferred it, until the next accept. */
  formerAgentId?: string;
  /** While `parked`: an interruption did it, and it comes back by itself; undefined: by hand. */
  parkedBecause?: 'interrupted';
  /** Of a contact that a bot had first. */
  handover?: Handover;
  /** Of a consult: the contact that it is for. */
  consultFor?: string;
  /** While `active`: the open consult, and its agent once one has answered. */
  consultId?: string;
  consultAgentId?: string;
  /** The consult whose agent took over, until the contact leaves that agent. */
  consultedId?: string;
  /** While it waits: the one agent who may get it, until `reservedUntil` (undefined: as long as it waits). */
  reservedFor?: string;
  reservedUntil?: number;
  /** When each agent last declined or missed this contact. */
  declines: Record<string, number>;
  /** Of the channel `callback`: how it went so far, and the contact in whose stead it came. */
  callback?: CallbackProgress;
  callbackOf?: string;
  /** Of a callback that calls the customer first, from the dialling to the offer: the agent who stands for it. */
  standingAgentId?: string;
  /** Of a contact whose customer asked for one: the callback. */
  callbackId?: string;
  outcome?: string;
  endedBy?: string;
  disposition?: string;
  resolved?: boolean;
  note?: string;
  /** Of its type, as they were told. */
  fields?: Record<string, unknown>;
  /** What its type asks for and was not told when it ended, by a timer or a reconcile, nor since. */
  missing?: string[];
  endedAt?: number;
  /** Id of the API key that enqueued it; `reconcile` is scoped by it. */
  keyId: string;
  /** Hash of the enqueue body: tells a repeat from a conflict. */
  bodyHash: string;
  /** `generation.seq` of the last event that changed this record. */
  eventId: string;
  history: HistoryEntry[];
}

/** Age in ms at `now`: the sum of the waiting and offered stretches, and of those in which its customer is called first. */
export function contactAgeMs(
  contact: Pick<ContactRecord, 'state' | 'virtualEnqueuedAt' | 'ageMs' | 'callback'>,
  now: number,
): number {
  const { state, callback } = contact;
  const growing = state === 'waiting' || state === 'offered' || callback?.dialUntil !== undefined;
  return Math.max(0, growing ? now - contact.virtualEnqueuedAt : contact.ageMs);
}

/**
 * The due credit's fraction d = clamp(1 − (dueAt − enqueuedAt) ÷ horizon, 0, 1); 0 without a due time or horizon.
 */
export function dueFraction(dueAt: number | undefined, enqueuedAt: number, dueHorizonSeconds: number): number {
  if (dueAt === undefined || dueHorizonSeconds <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (dueAt - enqueuedAt) / (dueHorizonSeconds * 1000)));
}
