import type { ActBy } from '../domain/act.js';
import type { AgentConfig, AgentWithLegs, Presence } from '../domain/agent.js';
import type { ContactRecord, ContactSpec, Handover } from '../domain/contact.js';
import type { DecisionRecord } from '../domain/decision.js';
import type { LogEvent } from '../domain/events.js';
import type { Translate } from '../domain/language.js';
import type { OfferOutcome, OfferRecord } from '../domain/offer.js';
import type { AttemptCommand, CallbackCommand } from './callback-commands.js';
import type { OfferRefusal } from './binding-refusals.js';
import type { EndingTerms } from './ending-terms.js';

/**
 * Common to every command that changes state. With a `commandId` the result is remembered for `commandTtlSeconds`
 * (24 h) in the same script, and a repeat gets the first result. `commandHash` is the hash of the request body: a
 * repeat with another one is refused with `idempotencyMismatch`.
 */
export interface CommandOptions {
  commandId?: string;
  commandHash?: string;
  /** Set where a supervisor commands: what it changes is told in the audit, as durable as the change. */
  act?: ActBy;
}

/** What a waiting order position needs: score = agingRate × virtual enqueue time − creditMs. */
export interface WaitingOrder {
  agingRate: number;
  /** Sum of the contact-only credits (priority, value, stage, due), ms. */
  creditMs: number;
}

export interface EnqueueCommand extends CommandOptions, WaitingOrder {
  spec: ContactSpec;
  /** Where it waits when the queue that its spec names is closed and overflows. */
  overflowQueueId?: string;
  /** The queue is closed by its hours: refused with `queueClosed`, unless it is a repeat. */
  closed?: boolean;
  bodyHash: string;
  keyId: string;
  /** Past time asked for by the client, ms. */
  enqueuedAt?: number;
  /** For the due credit, whose d is fixed by the store's enqueue time. */
  dueAt?: number;
  dueHorizonSeconds: number;
  /** Of the contact's type: due so long after the enqueue, where there is no `dueAt`. */
  maxHandlingSeconds?: number;
  /** The profile's weight of d; the script adds d × dueCreditSeconds to the order's credit. */
  dueCreditSeconds: number;
  maxWaiting?: number;
  /** Age at which the contact expires, s. */
  maxWaitSeconds?: number;
  /** Age at which the queue's overflow takes it, s. */
  overflowAfterSeconds?: number;
  /** Until then (ms) it is `scheduled` and nobody is offered it; a time that has passed: it waits at once. */
  scheduledAt?: number;
  /** Of a callback: until when (ms) its customer may be called. */
  closesAt?: number;
}

export interface EnqueueResult {
  /** False: a contact with this id and the same body stood already. */
  created: boolean;
  contact: ContactRecord;
  /** 1-based rank in its queue; null when it is not waiting any more. */
  position: number | null;
  /** Store ms of the command; of its first run where this is a repeat. */
  now: number;
}

export interface OfferItem {
  offerId: string;
  contactId: string;
  agentId: string;
  queueId: string;
  channel: string;
  offerTimeoutSeconds: number;
  /** Of a callback whose customer was called first: the agent who stands for it. */
  standingAgentId?: string;
  /** As `encodeDecision` writes it; kept as it stands. */
  decision: string;
  /** What the agent is told to translate; undefined: nothing. */
  translate?: Translate;
}

/** An offer by hand: the pair as it stood when its decision was made. */
export interface AssignCommand extends CommandOptions, Omit<OfferItem, 'standingAgentId' | 'queueId' | 'channel'> {
  expectedEventId: string;
  agentEventId: string;
  /** Also over the agent's capacity, or past a block. */
  override?: boolean;
}

/** `refusedAt` is the log's position when the script refused: both sides rest until the tail has passed it. */
export type OfferItemResult = { ok: true; eventId: string } | { ok: false; because: OfferRefusal; refusedAt: string };

export type Actor = 'agent' | 'system' | 'supervisor' | 'server';

export interface PresenceCommand extends CommandOptions {
  agentId: string;
  presence: Presence;
  reasonCode?: string;
  channels?: string[];
  /** Holds once what the agent has is done; until then nothing is offered to it. At once where it has nothing. */
  afterWork?: boolean;
  by: Actor;
}

export interface CompleteCommand extends CommandOptions {
  contactId: string;
  endedBy?: 'customer' | 'agent' | 'system';
  disposition?: string;
  resolved?: boolean;
  note?: string;
  endWrapUp?: boolean;
  /** Set when an agent's key asks: only its own contact. */
  asAgentId?: string;
  /** How long wrap-up lasts, s; of where the contact turns out to be. */
  wrapUpSeconds: number | ((of: { queueId: string; channel: string }) => number);
  /**
   * What the type that the contact turns out to have makes of the command. What it throws refuses the command, unless
   * that is a repeat.
   */
  terms?: (contactTypeId: string | undefined) => EndingTerms | Promise<EndingTerms>;
  /** Ends also without what its type asks, and records what is missing. */
  lenient?: boolean;
}

/** To `queueId`, else to `toAgentId` for a while and then to the queue that the contact is in. */
export interface TransferCommand extends CommandOptions, Partial<WaitingOrder> {
  contactId: string;
  asAgentId?: string;
  queueId?: string;
  toAgentId?: string;
  /** How long only `toAgentId` may get it, s. */
  reserveSeconds: number;
  /** The profile's weight of the due fraction, s; with `agingRate` and `creditMs`. Left out: its credits are kept. */
  dueCreditSeconds?: number;
  /** What a bot says when it gives the contact to people: no bot gets it any more. */
  handover?: Handover;
  /** False: its age begins anew. */
  keepAge: boolean;
  /** Longest wait from now on, s. */
  maxWaitSeconds?: number;
  /** How long from now on until the queue's overflow takes it, s. */
  overflowAfterSeconds?: number;
  /** What it asks for from now on, where that changes; then the event that it was read at. */
  spec?: ContactSpec;
  expectedEventId?: string;
  note?: string;
}

/** Another agent is asked, by a contact of its own: to `toAgentId` alone for a while, then in its queue. */
export interface ConsultCommand extends CommandOptions, WaitingOrder {
  /** The active contact that it is for. */
  contactId: string;
  asAgentId?: string;
  /** What the consult asks for; its queue is the one that it waits in. */
  spec: ContactSpec;
  toAgentId?: string;
  reserveSeconds: number;
}

/** Everything that answers a command on a contact. */
export interface ContactResult {
  contact: ContactRecord;
  position: number | null;
  /** True when the command agreed with the recorded outcome and nothing changed. */
  repeated: boolean;
  /** Store ms of the command; of its first run where this is a repeat. */
  now: number;
}

export interface OfferResult {
  offer: OfferRecord;
  contact: ContactRecord;
  /** 1-based rank of the contact where it waits again. */
  position: number | null;
  repeated: boolean;
  /** Store ms of the command; of its first run where this is a repeat. */
  now: number;
}

export interface AgentSnapshot {
  /** Event id up to which the snapshot speaks. */
  cursor: string;
  agent: AgentWithLegs;
  offers: { offer: OfferRecord; contact: ContactRecord }[];
  contacts: ContactRecord[];
}

/**
 * The only door to live state. Each method is one Lua transition: it checks first, then writes contact, legs, agent,
 * order, deadline and event in one call. A returned promise means durable. Throws {@link DomainError}:
 * `notFound`, `stateForbids` (with `state`), `offerEnded` (with `offerOutcome`), `idempotencyMismatch`,
 * `storeUnavailable` (nothing sent), `outcomeUnknown` (sent, no answer), `memoryCeiling`, `queueFull`, `queueClosed`.
 */
export interface LiveStore {
  enqueue(command: EnqueueCommand): Promise<EnqueueResult>;
  accept(command: CommandOptions & { offerId: string; asAgentId?: string }): Promise<OfferResult>;
  /** `declined` or `missed` (RONA: the agent becomes notResponding). */
  refuseOffer(
    command: CommandOptions & { offerId: string; outcome: 'declined' | 'missed'; reason?: string; asAgentId?: string },
  ): Promise<OfferResult>;
  /** Before active, and from parked. `abandoned` ends abandoned, else cancelled with the reason as outcome. */
  cancel(
    command: CommandOptions & {
      contactId: string;
      reason: 'abandoned' | 'resolvedElsewhere' | 'cancelled';
      detail?: string;
      asAgentId?: string;
    },
  ): Promise<ContactResult>;
  requeue(command: CommandOptions & { contactId: string; reason: string }): Promise<ContactResult>;
  complete(command: CompleteCommand): Promise<ContactResult>;
  /**
   * Wrap-up lasts at least so many seconds from now on. Refused with `validationFailed` where that is more than
   * `longestSeconds` after the talk.
   */
  extendWrapUp(
    command: CommandOptions & { contactId: string; seconds: number; longestSeconds: number; asAgentId?: string },
  ): Promise<ContactResult>;
  /** On hold, or off it. */
  hold(command: CommandOptions & { contactId: string; held: boolean; asAgentId?: string }): Promise<ContactResult>;
  /** An active contact waits for its customer and takes no capacity. */
  park(command: CommandOptions & { contactId: string; asAgentId?: string }): Promise<ContactResult>;
  /** A parked contact waits for an agent: for so long only for the one who parked it, where that one is available. */
  resume(
    command: CommandOptions & { contactId: string; affinityWaitSeconds: number; asAgentId?: string },
  ): Promise<ContactResult>;
  /** Blind: an active contact waits elsewhere; its agent is free at once. */
  transfer(command: TransferCommand): Promise<ContactResult>;
  /** Answers the contact that asks. One consult at a time. */
  consult(command: ConsultCommand): Promise<ContactResult>;
  /** The agent who answered the consult has the contact from now on; the first is free. */
  completeConsult(
    command: CommandOptions & { contactId: string; consultId: string; asAgentId?: string },
  ): Promise<ContactResult>;
  /** Ends a consult: cancelled while nobody has it, else completed. The contact that it is for is told. */
  endConsult(consultId: string, act?: ActBy): Promise<void>;
  /**
   * The contact ends, cancelled with the outcome `merged`, and its matter goes on in another that has not ended; that one
   * names it. Refused with `unknownReference` (intoContactId) where there is no such other, and while either consults.
   */
  merge(
    command: CommandOptions & { contactId: string; intoContactId: string; asAgentId?: string },
  ): Promise<ContactResult>;
  /** Replaces the spec (already merged and validated by the caller) and the order; age is kept. */
  patch(
    command: CommandOptions &
      WaitingOrder & {
        contactId: string;
        spec: ContactSpec;
        expectedEventId: string;
        dueAt?: number;
        maxHandlingSeconds?: number;
        /** What its type asks of its end: names of fields, and `disposition`. */
        need?: string[];
        dueHorizonSeconds: number;
        dueCreditSeconds: number;
        asAgentId?: string;
      },
  ): Promise<ContactResult>;
  /** Ends a contact that waits; a callback goes on in its stead. `created` is false where that stood already. */
  callback(command: CommandOptions & CallbackCommand): Promise<EnqueueResult>;
  /** What became of calling the customer of a callback that is active, or dialled first. */
  attempt(command: CommandOptions & AttemptCommand): Promise<ContactResult>;
  /** Before all others of its queue from now on, until an agent takes it. */
  pullToFront(command: CommandOptions & { contactId: string; frontMs: number }): Promise<ContactResult>;
  /**
   * Offers a contact that waits to an agent by hand. Refused with `stateForbids` (state: what forbids it) and, where the
   * agent is gone, with `unknownReference`; with `conflict` where the contact or the agent has changed since the decision
   * was made.
   */
  assign(command: AssignCommand): Promise<ContactResult>;
  setPresence(command: PresenceCommand): Promise<AgentWithLegs>;
  /** Creates or replaces: another channel, another time. `created` is false where the reference stood. */
  putExternalLoad(
    command: CommandOptions & { agentId: string; ref: string; channel: string; untilSeconds?: number },
  ): Promise<AgentWithLegs & { created: boolean }>;
  deleteExternalLoad(command: CommandOptions & { agentId: string; ref: string }): Promise<AgentWithLegs>;

  contact(id: string): Promise<{ contact: ContactRecord; position: number | null } | undefined>;
  contacts(ids: readonly string[]): Promise<ContactRecord[]>;
  /** With its decision while the log still holds the offer's event; afterwards the history has it. */
  offer(id: string): Promise<(OfferRecord & { decision?: DecisionRecord }) | undefined>;
  agent(id: string): Promise<AgentWithLegs | undefined>;
  agentSnapshot(id: string): Promise<AgentSnapshot>;
  /** Active contacts that this key enqueued on this channel: what `contacts:reconcile` compares with. */
  activeContactsOfKey(keyId: string, channel: string): Promise<string[]>;
  /** Those of them that are not in `openIds`; under one command id the same answer each time. */
  lostContactsOfKey(
    command: CommandOptions & { keyId: string; channel: string; openIds: ReadonlySet<string> },
  ): Promise<string[]>;
  /** Ids of those that wait in a queue, first in line first, `count` at most from the `from`-th (0 is the first) on. */
  waitingIds(queueId: string, from: number, count: number): Promise<string[]>;
  /** How many wait in a queue. */
  waitingIn(queueId: string): Promise<number>;
  queueLengths(queueIds: readonly string[]): Promise<Map<string, { waiting: number; oldestEnqueuedAt?: number }>>;
  /** Live (not ended) contacts per queue: a queue with some cannot be removed. */
  liveContactsOfQueue(queueId: string): Promise<number>;

  /** Mirrors what scripts need of an agent, only if `revision` is newer. Creates the live record (offline). */
  mirrorAgent(agent: AgentConfig, revision: number): Promise<void>;
  /** Refused with `resourceInUse` while the agent has legs. */
  removeAgent(agentId: string, revision: number): Promise<void>;
  mirrorQueue(queueId: string, open: boolean, revision: number): Promise<void>;
  /** Refused with `resourceInUse` while contacts of the queue live. */
  removeQueue(queueId: string, revision: number): Promise<void>;

  /** A socket of this agent opened or closed on this node; `connectionId` is unique per node. */
  socketOpened(agentId: string, connectionId: string): Promise<void>;
  socketClosed(agentId: string, connectionId: string): Promise<void>;

  /** Nothing that is posted to this bot arrives: unless it has a socket it is lost, as one whose socket is gone for 15 s. */
  agentUnreachable(agentId: string): Promise<void>;

  /** Store time in ms, as last seen plus what has passed since on this node's monotonic clock. */
  now(): number;
  /** Current end of the log. */
  logEnd(): Promise<string>;
  /** Events after `cursor`, oldest first, at most `limit`; undefined when the cursor is too old or of a lost history. */
  eventsAfter(cursor: string, limit: number): Promise<LogEvent[] | undefined>;
}

/** One blocking reader of the log per node, shared by matcher, gateways, projector wake-up. */
export interface LogTail {
  /** Called in order, in batches, on every node. Returns the unsubscribe function. */
  subscribe(listener: (events: readonly LogEvent[]) => void): () => void;
  /** Id of the last event that was handed to the listeners. */
  position(): string;
}

export const LIVE_STORE = Symbol('LiveStore');
export const LOG_TAIL = Symbol('LogTail');

/** The outcome an ended offer left for its contact's next stretch of waiting. */
export const OUTCOMES_THAT_COOL_DOWN: readonly OfferOutcome[] = ['declined', 'missed'];
