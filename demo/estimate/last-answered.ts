import { LEAST, WINDOW } from '../../src/estimate/error-window.js';
import { type Censored, type Distribution, productLimit, quantile } from '../../src/estimate/product-limit.js';

/** Seconds. */
export interface Announced {
  low: number;
  high: number;
}

const BELOW = 0.1;
const ABOVE = 0.9;

/**
 * The rival: one waits as long as the last one did who had to wait and was answered. It is made an 80 % interval in the
 * way that suits it best: by the tenth and ninetieth percentile of how much longer or shorter than that the latest waits
 * were, as many as the estimator remembers and censored alike.
 */
export class LastAnswered {
  private readonly errors: Censored[] = [];
  private readonly announced = new Map<string, number>();
  private last: number | undefined;
  private known: Distribution | undefined;

  announce(key: string): Announced | undefined {
    if (this.last === undefined) return undefined;
    this.announced.set(key, this.last);
    if (this.errors.length < LEAST) return undefined;
    const errors = (this.known ??= productLimit(this.errors));
    const most = errors.values[errors.values.length - 1] ?? 0;
    const high = this.last + (quantile(errors, ABOVE) ?? most);
    return { low: Math.max(0, this.last + (quantile(errors, BELOW) ?? most)), high: Math.max(0, high) };
  }

  /** One who had to wait was answered, or left. Seconds. */
  ended(key: string, wait: number, answered: boolean): void {
    const last = this.announced.get(key);
    this.announced.delete(key);
    this.known = undefined;
    if (last !== undefined) this.errors.push({ value: wait - last, complete: answered });
    if (this.errors.length > WINDOW) this.errors.shift();
    if (answered) this.last = wait;
  }
}
