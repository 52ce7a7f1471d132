import type { LogEntry } from './log-entry.js';
import type { StoredValue } from './replica.js';

/** How far a generation of the log reached before the next began, as the archive recorded it. */
export interface GenerationCut {
  generation: number;
  previousGeneration: number;
  previousSeq: number;
}

/** A contact in the history: among the live, or among those that ended. */
export interface ContactRow {
  table: 'contact';
  ended: boolean;
  id: string;
  state: string;
  queueId: string;
  /** The live hash without `spec`. */
  fields: Record<string, string>;
  spec: string;
  /** Agent of the leg that is open, and ids of the open offers; only of the live. */
  openLeg?: string;
  openOffers: string[];
}

/** One row of the history tables, in the columns that the log can vouch for. Offers and legs stand there once ended. */
export type HistoryRow =
  | ContactRow
  | { table: 'offer'; id: string; contactId: string; agentId: string; outcome: string }
  | { table: 'leg'; contactId: string; agentId: string; offerId?: string };

/**
 * Kept figures of a quarter of an hour: of a queue and channel, of an agent, or of contacts that ended, by queue and
 * channel.
 */
export interface FigureRow {
  table: 'wait' | 'agent' | 'end';
  /** Beginning of the quarter, store ms. */
  at: number;
  names: string[];
  measures: Record<string, number>;
}

/** What clients wrote down: contacts answered 2xx, and what agents were told of offers. */
export type LedgerLine = { contactId: string; at?: number } | ToldLine;

/** An agent's client was told that an offer began or ended. */
export interface ToldLine {
  offerId: string;
  agentId: string;
  event: 'created' | 'ended';
  outcome?: string;
}

/** How far the log reached at one moment, and the store's time. */
export interface LogEnd {
  generation: number;
  seq: number;
  now: number;
}

/** Everything that an audit reads. All in log order; each method may be called more than once. */
export interface Source {
  /** Whether there is an archive at all: without one the log must begin at its beginning. */
  hasArchive: boolean;
  end(): Promise<LogEnd>;
  archive(upTo: LogEnd): AsyncIterable<LogEntry>;
  cuts(): Promise<GenerationCut[]>;
  /** From the oldest that is kept, or after `after`. */
  log(upTo: LogEnd, after?: LogEnd): AsyncIterable<LogEntry>;
  live(): AsyncIterable<[key: string, value: StoredValue]>;
  history(): AsyncIterable<HistoryRow>;
  /** Only where there is an archive. */
  figures(): AsyncIterable<FigureRow>;
  ledger(): AsyncIterable<LedgerLine>;
}
