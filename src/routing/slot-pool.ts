import { widened } from './bits.js';

/** Numbers of a list, side by side in a table of its owner: where its piece begins, how many it holds, 2 ** what it has room for. */
export const FIRST = 0;
export const COUNT = 1;
const EXPONENT = 2;

/** The lists of classes that agents pass or nearly pass, side by side in memory: lists of their own lie scattered. */
export class SlotPool {
  /** Per cell the class's slot, then a value: the number of the agent's fit, or the verdict that keeps it out. */
  cells = new Int32Array(128);
  private end = 0;
  private readonly vacant: number[][] = [];

  slotAt(cell: number): number {
    return this.cells[2 * cell]!;
  }

  valueAt(cell: number): number {
    return this.cells[2 * cell + 1]!;
  }

  /** Reads a cell so that it is in the cache. @param cell −1: none */
  peek(cell: number): number {
    return cell < 0 ? 0 : this.cells[2 * cell]!;
  }

  /** A list that holds nothing. */
  start(lists: Int32Array, at: number): void {
    lists[at + FIRST] = -1;
    lists[at + COUNT] = 0;
    lists[at + EXPONENT] = 0;
  }

  add(lists: Int32Array, at: number, slot: number, value: number): void {
    if (lists[at + FIRST]! < 0) lists[at + FIRST] = this.take(lists[at + EXPONENT]!);
    else if (lists[at + COUNT] === 1 << lists[at + EXPONENT]!) this.double(lists, at);
    const cell = lists[at + FIRST]! + lists[at + COUNT]!;
    lists[at + COUNT]! += 1;
    this.cells[2 * cell] = slot;
    this.cells[2 * cell + 1] = value;
  }

  /** Cell of a class; −1: it is not in the list. */
  find(lists: Int32Array, at: number, slot: number): number {
    const { cells } = this;
    const first = lists[at + FIRST]!;
    const stop = first + lists[at + COUNT]!;
    for (let cell = first; cell < stop; cell += 1) if (cells[2 * cell] === slot) return cell;
    return -1;
  }

  /** The last of the list takes the place of the one that goes. */
  remove(lists: Int32Array, at: number, slot: number): void {
    const cell = this.find(lists, at, slot);
    if (cell < 0) return;
    lists[at + COUNT]! -= 1;
    const last = lists[at + FIRST]! + lists[at + COUNT]!;
    this.cells.copyWithin(2 * cell, 2 * last, 2 * last + 2);
  }

  release(lists: Int32Array, at: number): void {
    if (lists[at + FIRST]! >= 0) this.give(lists[at + FIRST]!, lists[at + EXPONENT]!);
    this.start(lists, at);
  }

  private double(lists: Int32Array, at: number): void {
    const [first, exponent] = [lists[at + FIRST]!, lists[at + EXPONENT]!];
    const to = this.take(exponent + 1);
    this.cells.copyWithin(2 * to, 2 * first, 2 * (first + lists[at + COUNT]!));
    this.give(first, exponent);
    lists[at + FIRST] = to;
    lists[at + EXPONENT] = exponent + 1;
  }

  private take(exponent: number): number {
    const again = this.vacant[exponent]?.pop();
    if (again !== undefined) return again;
    const first = this.end;
    this.end += 1 << exponent;
    if (2 * this.end > this.cells.length) this.cells = widened(this.cells, 2 * this.end);
    return first;
  }

  private give(first: number, exponent: number): void {
    (this.vacant[exponent] ??= []).push(first);
  }
}
