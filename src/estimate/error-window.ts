import { productLimit, shortestInterval, type Censored, type Distribution } from './product-limit.js';

/** Waits kept, the oldest goes first. */
export const WINDOW = 800;
/** Below this a window says nothing: the tenth and ninetieth percentile of fewer are hardly more than its extremes. */
export const LEAST = 30;
/** The quantiles are taken anew when this share of what is kept is new. */
const STALE = 0.05;

interface Interval {
  low: number;
  high: number;
}

/**
 * How the latest waits compared with what was expected of them: ratios, of who left before the answer only that it would
 * have been larger. Adding one costs O(1); the quantiles are sorted out when asked for, not for every new one.
 */
export class ErrorWindow {
  private readonly kept: Censored[] = [];
  private next = 0;
  private fresh = 0;
  private readonly known = new Map<number, Interval>();
  private distribution: Distribution | undefined;

  get size(): number {
    return this.kept.length;
  }

  add(ratio: number, answered: boolean): void {
    this.kept[this.next] = { value: ratio, complete: answered };
    this.next = (this.next + 1) % WINDOW;
    this.fresh += 1;
  }

  /** The shortest interval of ratios that held `level` of the latest waits; undefined where too few were answered. */
  interval(level: number): Interval | undefined {
    if (this.kept.length < LEAST) return undefined;
    if (this.fresh >= STALE * this.kept.length) {
      this.known.clear();
      this.distribution = undefined;
      this.fresh = 0;
    }
    const known = this.known.get(level);
    if (known !== undefined) return known;
    const found = shortestInterval((this.distribution ??= productLimit(this.kept)), level);
    if (found !== undefined) this.known.set(level, found);
    return found;
  }
}
