import type { Legs, LegChange } from './legs.js';
import type { LogEntry } from './log-entry.js';
import type { Replica } from './replica.js';
import type { Violation } from './violation.js';

/** What a check sees after each event: the event, what it changed, and the state that the log has made so far. */
export interface Seen {
  entry: LogEntry;
  replica: Replica;
  legs: Legs;
  legChanges: readonly LegChange[];
}

export type Report = (violation: Violation) => void;

/** One invariant held against the log, event by event, in order. */
export interface LogCheck {
  after(seen: Seen, report: Report): void;
}
