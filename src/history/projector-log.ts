import type { LogEvent } from '../domain/events.js';

/** What the projector needs of the log. */
export interface ProjectorLog {
  /** Events after the cursor, oldest first; undefined: trimmed away, or the cursor is of a lost history. */
  eventsAfter(cursor: string, limit: number): Promise<LogEvent[] | undefined>;
  /** Calls back when events came. */
  subscribe(listener: () => void): () => void;
  /** Tells the log how far the archive is durable, so that it may be trimmed. */
  confirmProjected(eventId: string): Promise<void>;
}
