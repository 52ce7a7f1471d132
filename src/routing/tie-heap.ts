import { CHAMPION, NUMBER, type HeapStore, type Places } from './heap-store.js';
import { ENQUEUED, LINE, SEQUENCE } from './lines.js';

/** Places below each: they share a line of the processor's cache, and the heap is half as high as with two. */
export const BELOW = 4;

/** A champion that has to be found anew. */
const UNKNOWN = -1;

/** Where the two numbers that break ties stand: in a line of numbers for each member. */
export interface Ties {
  readonly lines: Float64Array;
}

/**
 * A heap of waiting contacts' numbers with removal from the middle, in which every place knows the tie winner
 * (champion) of its subtree. Lower keys come first; equal keys by enqueue time and sequence. Keys are real numbers, but
 * totals are rounded: members with different keys can have equal totals. A search from the top may skip a subtree only
 * when its root's total is lower, or equal and its champion loses the tie.
 *
 * A champion is found when it is asked for. Until then it is unknown, and so are all above it: a change has to forget
 * champions only up to the first that is unknown already, and asking pays no more than renewing at once would have.
 */
export class TieHeap {
  size = 0;
  /** First place of its piece of the store; −1 while it is empty. */
  first = -1;
  /** Members whose key is no whole number: without any, different keys never come to equal totals. */
  fractions = 0;
  private exponent = 0;

  constructor(
    private readonly ties: Ties,
    private readonly store: HeapStore,
    private readonly places: Places,
  ) {}

  /** Key of a place; the lowest of all at 0. */
  keyAt(pos: number): number {
    return this.store.keys[2 * (this.first + pos)]!;
  }

  numberAt(pos: number): number {
    return this.store.wholes[4 * (this.first + pos) + NUMBER]!;
  }

  /** Number of the member that wins a tie among a place and all below it. */
  championAt(pos: number): number {
    const { wholes } = this.store;
    const at = 4 * (this.first + pos);
    const known = wholes[at + CHAMPION]!;
    if (known !== UNKNOWN) return known;
    let best = wholes[at + NUMBER]!;
    const below = BELOW * pos + 1;
    const stop = Math.min(below + BELOW, this.size);
    for (let child = below; child < stop; child += 1) {
      const other = this.championAt(child);
      if (this.winsTie(other, best)) best = other;
    }
    wholes[at + CHAMPION] = best;
    return best;
  }

  /** @param no number that stands in none of the heaps that share the places */
  insert(no: number, key: number): void {
    const at = this.size;
    if (this.first < 0) this.first = this.store.take((this.exponent = 0));
    else if (at === 1 << this.exponent) this.first = this.store.double(this.first, this.exponent++);
    this.size += 1;
    if (!Number.isInteger(key)) this.fractions += 1;
    if (at > 0) this.forget(above(at));
    this.siftUp(at, no, key);
  }

  /** @param no number that stands in this heap */
  remove(no: number): void {
    const at = this.places.of(no);
    if (!Number.isInteger(this.keyAt(at))) this.fractions -= 1;
    this.places.set(no, -1);
    const end = (this.size -= 1);
    if (end === 0) {
      this.store.give(this.first, this.exponent);
      this.first = -1;
      return;
    }
    const [last, key] = [this.numberAt(end), this.keyAt(end)];
    // The last one's former place is below one of those that are forgotten, or is named here.
    this.forget(above(end));
    if (last === no) return;
    this.forget(at);
    if (this.siftUp(at, last, key) === at) this.siftDown(at, last, key);
  }

  /** Makes the champions of a place and of all above it unknown. */
  private forget(pos: number): void {
    const { wholes } = this.store;
    for (let at = pos; ; at = above(at)) {
      const cell = 4 * (this.first + at) + CHAMPION;
      if (wholes[cell] === UNKNOWN) return;
      wholes[cell] = UNKNOWN;
      if (at === 0) return;
    }
  }

  /** Puts a number at `from` or as far above as it belongs; returns where. All champions above are unknown. */
  private siftUp(from: number, no: number, key: number): number {
    let at = from;
    while (at > 0) {
      const next = above(at);
      if (!this.isBefore(key, no, next)) break;
      this.put(at, this.numberAt(next), this.keyAt(next));
      at = next;
    }
    this.put(at, no, key);
    return at;
  }

  /** The same downwards; the champions of the places that it passes become unknown. */
  private siftDown(from: number, no: number, key: number): void {
    let at = from;
    for (;;) {
      const below = BELOW * at + 1;
      if (below >= this.size) break;
      const best = this.firstOf(below, Math.min(below + BELOW, this.size));
      if (this.isBefore(key, no, best)) break;
      this.put(at, this.numberAt(best), this.keyAt(best));
      at = best;
    }
    this.put(at, no, key);
  }

  /** Which of some places comes first. */
  private firstOf(from: number, stop: number): number {
    let best = from;
    let bestKey = this.keyAt(from);
    for (let pos = from + 1; pos < stop; pos += 1) {
      const key = this.keyAt(pos);
      if (key > bestKey || (key === bestKey && !this.winsTie(this.numberAt(pos), this.numberAt(best)))) continue;
      best = pos;
      bestKey = key;
    }
    return best;
  }

  /** What stands at a place anew has a champion that is unknown. */
  private put(pos: number, no: number, key: number): void {
    const { keys, wholes } = this.store;
    const place = this.first + pos;
    keys[2 * place] = key;
    wholes[4 * place + NUMBER] = no;
    wholes[4 * place + CHAMPION] = UNKNOWN;
    this.places.set(no, pos);
  }

  private isBefore(key: number, no: number, pos: number): boolean {
    const other = this.keyAt(pos);
    return key !== other ? key < other : this.winsTie(no, this.numberAt(pos));
  }

  private winsTie(no: number, other: number): boolean {
    const { lines } = this.ties;
    const [a, b] = [no * LINE, other * LINE];
    if (lines[a + ENQUEUED] !== lines[b + ENQUEUED]) return lines[a + ENQUEUED]! < lines[b + ENQUEUED]!;
    return lines[a + SEQUENCE]! < lines[b + SEQUENCE]!;
  }
}

function above(pos: number): number {
  return (pos - 1) >> 2;
}
