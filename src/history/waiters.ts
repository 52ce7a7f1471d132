import { compareEventIds } from '../domain/events.js';

interface Waiter {
  id: string;
  settle: (arrived: boolean) => void;
}

/** Those who wait until the archive holds an event. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  get size(): number {
    return this.waiting.size;
  }

  /** Resolves true once `reached` is called with the event or a later one, false after `timeoutMs`. */
  add(id: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        id,
        settle: (arrived) => {
          clearTimeout(timer);
          this.waiting.delete(waiter);
          resolve(arrived);
        },
      };
      this.waiting.add(waiter);
    });
  }

  reached(position: string): void {
    for (const waiter of this.waiting) {
      if (compareEventIds(position, waiter.id) >= 0) waiter.settle(true);
    }
  }

  /** Nobody will come any more. */
  release(): void {
    for (const waiter of this.waiting) waiter.settle(false);
  }
}
