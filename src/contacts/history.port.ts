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
  /** Contacts now offered and active; all queues without an id. */
  liveCounts(queueId: string | undefined): Promise<{ offered: number; active: number }>;
  /** All queues without an id. */
  liveCallbacks(queueId: string | undefined): Promise<LiveCallbacks>;
  /** Since when (ms) the contact that came first waits, talk taken out; undefined where nobody waits. */
  oldestWaiting(queueId: string | undefined): Promise<number | undefined>;
  /** Ids of contacts that have not ended and name this resource, at most `limit`. */
  contactsUsing(kind: UsedByContacts, id: string, limit: number): Promise<string[]>;
  figures(queueId: string | undefined, from: number, to: number): Promise<QueueFigures>;
}

export const HISTORY_QUERIES = Symbol('HistoryQueries');
