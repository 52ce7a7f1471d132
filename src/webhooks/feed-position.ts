/** How far the log has been fed to receivers, kept beside the log: nothing after it is trimmed away. */
export interface FeedPosition {
  /** Undefined: never fed. */
  fedPosition(): Promise<string | undefined>;
  /** Everything up to this event stands in the receivers' lists. */
  confirmFed(eventId: string): Promise<void>;
}

export const FEED_POSITION = Symbol('FeedPosition');
