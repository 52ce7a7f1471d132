import type { LogEvent } from '../domain/events.js';

/** What the projector needs of the log. */
export interface ProjectorLog {
  /** Events after the cursor, oldest first; undefined: trimmed away, or the cursor is of a lost history. */
  eventsAfter(cursor: string, limit: number): Promise<LogEvent[] | undefined>;
  /** Calls back with the events that came, in order; none where they only are known to have come. */
  subscribe(listener: (events: readonly LogEvent[]) => void): () => void;
  /** Tells the log how far the archive is durable, so that it may be trimmed. */
  confirmProjected(eventId: string): Promise<void>;
}
