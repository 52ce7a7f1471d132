import type { Clock } from '@lotse/client';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly plans = new Set<{ at: number; run: () => void }>();
  private waiting: { ms: number; resolve: () => void }[] = [];

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, run: () => void): () => void {
    const plan = { at: this.time + ms, run };
    this.plans.add(plan);
    this.wake();
    return () => this.plans.delete(plan);
  }

  /** Moves on, and runs what was planned in its order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.time = Math.max(this.time, next.at);
      this.plans.delete(next);
      next.run();
    }
    this.time = end;
  }

  /** Pauses that somebody waits for, ms from now, ascending. */
  planned(): number[] {
    return [...this.plans].map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  /** Settles once something is planned for this many ms from now, or fewer. */
  untilPlannedWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ ms, resolve });
      this.wake();
    });
  }

  private wake(): void {
    const soonest = this.planned()[0] ?? Infinity;
    for (const { ms, resolve } of this.waiting) if (soonest <= ms) resolve();
    this.waiting = this.waiting.filter(({ ms }) => soonest > ms);
  }

  private next(end: number): { at: number; run: () => void } | undefined {
    return [...this.plans].sort((a, b) => a.at - b.at).find(({ at }) => at <= end);
  }
}
