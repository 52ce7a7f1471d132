/**
 * Cursors of events that were handed on, so that one that comes again is dropped. Bounded: it remembers the latest
 * `half` for certain and forgets what is older than twice as many. A server replays 10,000 events at most.
 */
export class SeenCursors {
  private young = new Set<string>();
  private old = new Set<string>();

  constructor(private readonly half = 16_384) {}

  /** Whether the cursor is new; it is known from now on. */
  add(cursor: string): boolean {
    if (this.young.has(cursor) || this.old.has(cursor)) return false;
    this.young.add(cursor);
    if (this.young.size >= this.half) {
      this.old = this.young;
      this.young = new Set();
    }
    return true;
  }

  /** A new history began: its cursors are others. */
  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
