import { widened } from './bits.js';

/** A list of classes in the pool: a piece of 2 ** exponent cells. */
export interface SlotList {
  first: number;
  exponent: number;
  count: number;
}

export function emptyList(): SlotList {
  return { first: -1, exponent: 0, count: 0 };
}

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

  add(list: SlotList, slot: number, value: number): void {
    if (list.first < 0) list.first = this.take(list.exponent);
    else if (list.count === 1 << list.exponent) this.double(list);
    const cell = list.first + list.count;
    list.count += 1;
    this.cells[2 * cell] = slot;
    this.cells[2 * cell + 1] = value;
  }

  /** Cell of a class; −1: it is not in the list. */
  find({ first, count }: SlotList, slot: number): number {
    const { cells } = this;
    for (let cell = first; cell < first + count; cell += 1) if (cells[2 * cell] === slot) return cell;
    return -1;
  }

  /** The last of the list takes the place of the one that goes. */
  remove(list: SlotList, slot: number): void {
    const cell = this.find(list, slot);
    if (cell < 0) return;
    list.count -= 1;
    const last = list.first + list.count;
    this.cells.copyWithin(2 * cell, 2 * last, 2 * last + 2);
  }

  release(list: SlotList): void {
    if (list.first >= 0) this.give(list);
    list.first = -1;
    list.count = 0;
    list.exponent = 0;
  }

  private double(list: SlotList): void {
    const to = this.take(list.exponent + 1);
    this.cells.copyWithin(2 * to, 2 * list.first, 2 * (list.first + list.count));
    this.give(list);
    list.first = to;
    list.exponent += 1;
  }

  private take(exponent: number): number {
    const again = this.vacant[exponent]?.pop();
    if (again !== undefined) return again;
    const first = this.end;
    this.end += 1 << exponent;
    if (2 * this.end > this.cells.length) this.cells = widened(this.cells, 2 * this.end);
    return first;
  }

  private give({ first, exponent }: SlotList): void {
    (this.vacant[exponent] ??= []).push(first);
  }
}
