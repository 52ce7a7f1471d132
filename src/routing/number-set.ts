import { Places } from './heap-store.js';

/** A set of small numbers that is often of one or none. */
export class NumberSet {
  /** In any order; whoever deletes while walking walks from the end. */
  readonly items: number[] = [];
  private readonly places = new Places();

  get size(): number {
    return this.items.length;
  }

  add(no: number): void {
    if (this.places.of(no) >= 0) return;
    this.places.set(no, this.items.length);
    this.items.push(no);
  }

  delete(no: number): void {
    const at = this.places.of(no);
    if (at < 0) return;
    this.places.set(no, -1);
    const last = this.items.pop()!;
    if (last === no) return;
    this.items[at] = last;
    this.places.set(last, at);
  }

  clear(): void {
    for (const no of this.items) this.places.set(no, -1);
    this.items.length = 0;
  }
}
