import { setTimeout as pause } from 'node:timers/promises';
import type { ReplayClock } from './replay-clock.js';
import { Timeline } from './timeline.js';

/** Real ms after which an answer, or what should follow from it, is no longer waited for. */
const ANSWER_WITHIN_MS = 10_000;

/** Something planned, which can be called off. */
export interface Plan {
  off: boolean;
}

/**
 * Lets things happen at their moments of the bank's day and in that order, each after the one before was answered and
 * had its consequences, however long the machine takes. Without it two moments that lie closer together than the
 * machine's delay would overtake each other, and where agents are scarce one such swap changes who waits for hours.
 */
export class Pacer {
  private readonly plans = new Timeline<{ plan: Plan; happen: () => Promise<void> }>();
  private wake: () => void = () => undefined;
  private stopped = false;
  private current = 0;

  /** @param settled resolves when nothing follows any more from what has happened */
  constructor(
    private readonly clock: ReplayClock,
    private readonly settled: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** The planned moment of what happens now or happened last: the bank's time without the machine's delays. */
  get moment(): number {
    return this.current;
  }

  plan(moment: number, happen: () => Promise<void>): Plan {
    const plan = { off: false };
    this.plans.add(moment, { plan, happen });
    this.wake();
    return plan;
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    while (!this.stopped) {
      const first = this.plans.peek();
      const wait = first ? this.clock.msUntil(first.at) : Infinity;
      if (!first || wait > 0) {
        await this.sleep(wait);
        continue;
      }
      this.plans.next();
      if (first.item.plan.off) continue;
      this.current = first.at;
      await this.within(first.item.happen());
      await this.within(this.settled());
    }
  }

  /** What gets no answer must not stop the day. */
  private async within(answer: Promise<void>): Promise<void> {
    const end = new AbortController();
    const late = pause(ANSWER_WITHIN_MS, undefined, { ref: false, signal: end.signal }).catch(() => undefined);
    await Promise.race([answer, late]);
    end.abort();
  }

  /** Until the time is over or something new is planned. */
  private async sleep(ms: number): Promise<void> {
    const end = new AbortController();
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    const over = Number.isFinite(ms)
      ? pause(Math.max(1, ms), undefined, { signal: end.signal }).catch(() => undefined)
      : woken;
    await Promise.race([over, woken]);
    end.abort();
  }
}
