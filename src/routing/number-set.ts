import { widened } from './bits.js';
import { Places } from './heap-store.js';

/** A set of small numbers that is often of one or none. */
export class NumberSet {
  size = 0;
  private items = new Int32Array(16);
  private readonly places = new Places();

  /** The members in any order, 0 to `size − 1`; whoever deletes while walking walks from the end. */
  at(i: number): number {
    return this.items[i]!;
  }

  add(no: number): void {
    if (this.size > 0 && this.places.of(no) >= 0) return;
    if (this.size === this.items.length) this.items = widened(this.items, this.size);
    this.places.set(no, this.size);
    this.items[this.size] = no;
    this.size += 1;
  }

  delete(no: number): void {
    if (this.size === 0) return;
    const at = this.places.of(no);
    if (at < 0) return;
    this.places.set(no, -1);
    this.size -= 1;
    const last = this.items[this.size]!;
    if (last === no) return;
    this.items[at] = last;
    this.places.set(last, at);
  }

  clear(): void {
    for (let i = 0; i < this.size; i += 1) this.places.set(this.items[i]!, -1);
    this.size = 0;
  }

  *members(): Iterable<number> {
    for (let i = 0; i < this.size; i += 1) yield this.items[i]!;
  }
}
