import { Bits, widened } from './bits.js';
import { DeskNumbers } from './desk-numbers.js';
import { hashOf, IdIndex } from './id-index.js';
import type { Desk } from './model.js';

/** What is kept of an agent besides its lanes: 32 bytes side by side. */
export const DESK_ROW = 8;
/** Places of an agent's numbers. The first three: the list of classes that its configuration neither passes nor is far from. */
export const NEAR = 0;
/** Number of its posture. */
export const POSTURE = 3;
/** Raised by every change, so that a proposal made before it is known to be stale. */
export const VERSION = 4;
/** Waiting contacts that are reserved for it. */
export const HELD = 5;
/** Number of the contacts that wish it, + 1; 0: there were none. */
export const WISHES = 6;

/** The configured agents, by id and by number. */
export class DeskTable {
  readonly desks: (Desk | undefined)[] = [];
  rows = new Int32Array(64 * DESK_ROW);
  /** Ms. */
  idleSince = new Float64Array(64);
  /** Used capacity over all channels. */
  used = new Int32Array(64);
  /** Agents that use any. */
  readonly working = new Bits();
  readonly bots = new Bits();
  /** 0–1: used ÷ capacity over all channels. */
  loads = new Float64Array(64);
  /** Numbers in the bytewise order of ids: ties are broken by them instead of by strings. */
  order = new Float64Array(64);
  readonly ids: string[] = [];
  private readonly index = new IdIndex();
  private readonly numbers = new DeskNumbers();
  /** Desks in the bytewise order of their ids. */
  private readonly roll: Desk[] = [];

  get size(): number {
    return this.roll.length;
  }

  find(id: string): Desk | undefined {
    const no = this.numberOf(id);
    return no < 0 ? undefined : this.desks[no];
  }

  /** −1: it is not configured. */
  numberOf(id: string): number {
    return this.index.find(id, hashOf(id), this.ids);
  }

  /** The number of an agent about to be configured. */
  reserve(queues: ReadonlySet<string>): number {
    const no = this.numbers.take(queues);
    if (no >= this.order.length) {
      this.idleSince = widened(this.idleSince, no);
      this.used = widened(this.used, no);
      this.loads = widened(this.loads, no);
      this.order = widened(this.order, no);
      this.rows = widened(this.rows, (no + 1) * DESK_ROW - 1);
    }
    for (; this.desks.length <= no; this.ids.push('')) this.desks.push(undefined);
    this.idleSince[no] = 0;
    this.rows.fill(0, no * DESK_ROW, (no + 1) * DESK_ROW);
    return no;
  }

  enter(desk: Desk): void {
    this.ids[desk.no] = desk.id;
    this.desks[desk.no] = desk;
    this.bots.set(desk.no, desk.isBot);
    this.index.add(hashOf(desk.id), desk.no);
    this.enrol(desk);
  }

  leave(desk: Desk): void {
    this.index.remove(hashOf(desk.id), desk.no);
    this.desks[desk.no] = undefined;
    this.numbers.give(desk.abilities.queues, desk.no);
    this.roll.splice(this.placeOf(desk.id), 1);
  }

  /** Gives an order number between those of its neighbours; when there is none left, all get new ones. */
  private enrol(desk: Desk): void {
    const { roll, order } = this;
    const at = this.placeOf(desk.id);
    const orderOf = ({ no }: Desk): number => order[no]!;
    const [previous, next] = [roll[at - 1], roll[at]];
    const after = next === undefined ? undefined : orderOf(next);
    const before = previous === undefined ? (after ?? 2) - 2 : orderOf(previous);
    const middle = (before + (after ?? before + 2)) / 2;
    roll.splice(at, 0, desk);
    order[desk.no] = middle;
    if (before < middle && middle < (after ?? Infinity)) return;
    roll.forEach((each, i) => (order[each.no] = i));
  }

  /** Index of the first id that is not before this one. */
  private placeOf(id: string): number {
    let [low, high] = [0, this.roll.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.roll[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
