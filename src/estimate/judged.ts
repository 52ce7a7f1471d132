import { type Accuracy, accuracyOf, type Kept } from './accuracy.js';
import { LEAST } from './error-window.js';

/** Intervals kept, the oldest goes first. */
const MOST = 500;

/** The latest intervals that were given to contacts which had to wait, with what became of them. */
export class Judged {
  private readonly kept: Kept[] = [];
  private next = 0;

  add(kept: Kept): void {
    this.kept[this.next] = kept;
    this.next = (this.next + 1) % MOST;
  }

  /** How they did, together with others; undefined while fewer than 30 are known. */
  accuracy(others: readonly Judged[] = []): Accuracy | undefined {
    const all = [this, ...others].flatMap(({ kept }) => kept);
    return all.length < LEAST ? undefined : accuracyOf(all);
  }
}
