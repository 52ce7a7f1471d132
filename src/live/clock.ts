/**
 * The store's time as this node knows it: the latest time a script or event told, plus what has passed since on the
 * monotonic clock. Good for scoring and timers; what it decides, a script checks again by the store's own TIME.
 */
export class StoreClock {
  private base = Date.now();
  private learntAt = performance.now();

  /** Takes over a store time unless ours is later already. */
  learn(storeMs: number): void {
    if (storeMs <= this.now()) return;
    this.base = storeMs;
    this.learntAt = performance.now();
  }

  /** Sets the clock even if it goes back: at the first contact with a store. */
  reset(storeMs: number): void {
    this.base = storeMs;
    this.learntAt = performance.now();
  }

  now(): number {
    return Math.floor(this.base + performance.now() - this.learntAt);
  }
}
