import { widened } from './bits.js';

export const NUMBER = 2;
export const CHAMPION = 3;

/**
 * Memory for many heaps, large and small, side by side: pieces of 1, 2, 4, … places. A place is 16 bytes: the key, the
 * number of what stands there, and its champion; four places, looked at together, fill a line of the processor's cache.
 */
export class HeapStore {
  /** Number and champion of a place at `4 * place + NUMBER` and `+ CHAMPION`. */
  wholes = new Int32Array(4 * 64);
  /** The same bytes: the key of a place at `2 * place`. */
  keys = new Float64Array(this.wholes.buffer);
  private end = 0;
  /** First places of the pieces given back, by the exponent of their size. */
  private readonly vacant: number[][] = [];

  /** First place of a piece of 2 ** exponent. */
  take(exponent: number): number {
    const again = this.vacant[exponent]?.pop();
    if (again !== undefined) return again;
    const first = this.end;
    this.end += 1 << exponent;
    if (4 * this.end > this.wholes.length) {
      this.wholes = widened(this.wholes, 4 * this.end - 1);
      this.keys = new Float64Array(this.wholes.buffer);
    }
    return first;
  }

  give(first: number, exponent: number): void {
    (this.vacant[exponent] ??= []).push(first);
  }

  /** Moves what a piece holds to one twice its size. */
  double(first: number, exponent: number): number {
    const to = this.take(exponent + 1);
    this.wholes.copyWithin(4 * to, 4 * first, 4 * (first + (1 << exponent)));
    this.give(first, exponent);
    return to;
  }
}

/** Where each number stands among the heaps that share this table: in at most one of them. */
export class Places {
  private at = new Int32Array(64).fill(-1);

  /** Index in its heap; −1: in none. */
  of(no: number): number {
    return no < this.at.length ? this.at[no]! : -1;
  }

  set(no: number, pos: number): void {
    if (no >= this.at.length) {
      const known = this.at.length;
      this.at = widened(this.at, no).fill(-1, known);
    }
    this.at[no] = pos;
  }
}
