import type { ContactRecord, ContactState } from '../domain/contact.js';
import type { DecisionRecord } from '../domain/decision.js';
import type { OfferRecord } from '../domain/offer.js';

export interface ContactFilter {
  state?: ContactState;
  queueId?: string;
  agentId?: string;
  customerId?: string;
}

export interface Page<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** What a contact that has not ended can hold on to. */
export type UsedByContacts = 'skill' | 'channel' | 'queue' | 'agent' | 'contactType';

/** Figures of callbacks that ended in a window, whenever they were asked for. */
export interface CallbackFigures {
  /** Calls, chats and the like whose customer asked to be called back. */
  requested: number;
  /** Ended, whatever their end: the sum of the next four. */
  offered: number;
  /** An agent ended them, and nobody said that the customer was not reached. */
  reached: number;
  notReached: number;
  /** Called first and reached, the customer hung up before an agent had it. */
  abandoned: number;
  /** Cancelled, abandoned otherwise, or expired. */
  withdrawn: number;
  failedAttempts: number;
  /** Talk and wrap-up, without attempts that failed. */
  ahtSeconds: number | null;
}

/** Callbacks that have not ended, by state. */
export type LiveCallbacks = Record<'scheduled' | 'waiting' | 'offered' | 'active', number>;

/** What queue figures can be grouped by; a contact that asks for two skills counts with both. */
export type FigureGroup = 'queue' | 'channel' | 'skill';

/** What an agent did in a window; what ended in it, and how the time was spent. */
export interface AgentFigures {
  offers: number;
  /** Offers that it accepted, declined, missed. */
  answered: number;
  declined: number;
  rona: number;
  /** Parts in contacts that ended, wrap-up included; callbacks apart. */
  handled: number;
  ahtSeconds: number | null;
  /** Handling ÷ (handling + available idle), 0–1; null where there was neither. */
  occupancy: number | null;
}

/** How the offers of a queue ended; all queues together without an id. */
export interface OfferFigures {
  /** Accepted, declined or missed. */
  answeredOrNot: number;
  missed: number;
}

/** A contact that has not ended, as far as it is counted. */
export interface OpenContact {
  id: string;
  state: ContactState;
  queueId: string;
  channel: string;
  /** Skills that it asks for, mandatory or wished, each once. */
  skills: readonly string[];
  /** Since when it waits by its age, ms: talk taken out. */
  since: number;
  /** When its last wait in a queue began, ms. */
  enteredAt: number;
  /** It is for another contact, and in no figure of waits. */
  isConsult: boolean;
  /** Its customer is being called first: it waits. */
  isDialled: boolean;
  /** Its last answer was taken back by a requeue: its wait goes on. */
  isRequeued: boolean;
}

export interface OpenContacts {
  generation: number;
  seq: number;
  contacts: OpenContact[];
}

/** Figures of contacts whose queue segment falls into a window; callbacks are counted apart, and nowhere else. */
export interface QueueFigures {
  offered: number;
  answered: number;
  abandoned: number;
  shortAbandoned: number;
  /** Answered within target ÷ (offered − short abandons), 0–1; null when nothing was offered. */
  sl: number | null;
  asaSeconds: number | null;
  ahtSeconds: number | null;
  callbacks: CallbackFigures;
}

/**
 * What the API asks of history (Postgres): contacts long ended, lists, figures. Throws DomainError
 * `storeUnavailable` while Postgres is away.
 */
export interface HistoryQueries {
  contact(id: string): Promise<ContactRecord | undefined>;
  offer(id: string): Promise<OfferRecord | undefined>;
  decision(offerId: string): Promise<DecisionRecord | undefined>;
  /** Newest first. `cursor` is opaque; @throws DomainError `validationFailed` for one that was not made here. */
  contacts(filter: ContactFilter, limit: number, cursor: string | undefined): Promise<Page<ContactRecord>>;
  /** Waits until history holds the event, at most `timeoutMs`; false: it does not yet. */
  waitFor(eventId: string, timeoutMs: number): Promise<boolean>;
  /** All that have not ended, with the last event that they tell of: one reading for a node that follows the log from there. */
  openContacts(): Promise<OpenContacts>;
  /** Ids of contacts that have not ended and name this resource, at most `limit`. */
  contactsUsing(kind: UsedByContacts, id: string, limit: number): Promise<string[]>;
  figures(queueId: string | undefined, from: number, to: number): Promise<QueueFigures>;
  /** The same by members of a group; of those in which nothing ended there are none. */
  figuresBy(group: FigureGroup, from: number, to: number): Promise<ReadonlyMap<string, QueueFigures>>;
  /** By agent; of those who did nothing there are none. */
  agentFigures(from: number, to: number): Promise<ReadonlyMap<string, AgentFigures>>;
  /** Offers that ended in a window, by queue. */
  offersBy(from: number, to: number): Promise<ReadonlyMap<string, OfferFigures>>;
}

export const HISTORY_QUERIES = Symbol('HistoryQueries');
