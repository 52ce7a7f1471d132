import { Bits } from './bits.js';
import type { ClassTable } from './class-table.js';
import type { FitTable } from './fit-table.js';
import { FAR, PASSES, type ContactClass, type Desk, type Lane, type LaneKey } from './model.js';
import type { ScoreBook } from './score-book.js';
import { RESERVED, type Screen } from './screen.js';
import type { SlotPool } from './slot-pool.js';
import type { Demand } from './views.js';

/** Judges agents' configurations for classes: who has a seat in which, and the classes' counts of who has none. */
export class Seating {
  private readonly freeOn = new Map<string, Bits>();
  private readonly freeToDial = new Map<string, Bits>();

  constructor(
    private readonly table: ClassTable,
    readonly pool: SlotPool,
    readonly fits: FitTable,
    private readonly screen: Screen,
    private readonly book: ScoreBook,
  ) {}

  /** Agents whose live side passes on a channel, by number. */
  free({ channel, dialFirst }: LaneKey): Bits {
    const known = dialFirst ? this.freeToDial : this.freeOn;
    let free = known.get(channel);
    if (free === undefined) known.set(channel, (free = new Bits()));
    return free;
  }

  /** The only agent that can have a seat in a class; undefined: any may. */
  only(demand: Demand): string | undefined {
    return this.screen.only(demand);
  }

  openLane(desk: Desk, key: LaneKey): Lane {
    const verdict = this.screen.working(desk, key);
    const free = this.free(key);
    const { channel, dialFirst } = key;
    free.set(desk.no, verdict === PASSES);
    const lane: Lane = {
      first: -1,
      exponent: 0,
      count: 0,
      channel,
      dialFirst,
      free,
      verdict,
      applied: verdict,
      next: undefined,
    };
    if (desk.lanes === undefined) return (desk.lanes = lane);
    let last = desk.lanes;
    while (last.next !== undefined) last = last.next;
    return (last.next = lane);
  }

  /** Reads a cell of the pool so that it is in the cache. @param cell −1: none */
  peek(cell: number): number {
    return cell < 0 ? 0 : this.pool.slotAt(cell);
  }

  seat(desk: Desk, group: ContactClass): void {
    const { demand, slot } = group;
    const configured = this.screen.configured(demand, desk.abilities);
    if (configured === PASSES) {
      const lane = desk.laneOf(demand) ?? this.openLane(desk, demand);
      const fit = this.fits.numberOf(this.book.fit(demand, desk.abilities));
      this.pool.add(lane, slot, fit);
      group.seats.add(desk.no, fit);
      this.table.count(slot, lane.applied, 1);
      return;
    }
    this.table.count(slot, configured, 1);
    if (configured !== FAR) this.pool.add(desk.near, slot, configured);
  }

  /** An agent that is configured anew takes its place in all classes. */
  seatInAll(desk: Desk): void {
    for (const group of this.table.groups) {
      if (group === undefined) continue;
      if (group.only !== undefined && group.only !== desk.id) this.table.count(group.slot, RESERVED, 1);
      else this.seat(desk, group);
      if (group.only === desk.id) desk.reserved += this.table.sizes[group.slot]!;
    }
  }

  /** An agent leaves all classes. */
  unseatFromAll(desk: Desk): void {
    const { pool } = this;
    const { near } = desk;
    const seated = new Set<number>();
    for (let at = near.first; at < near.first + near.count; at += 1) {
      seated.add(pool.slotAt(at));
      this.table.count(pool.slotAt(at), pool.valueAt(at), -1);
    }
    pool.release(near);
    for (let lane = desk.lanes; lane !== undefined; lane = lane.next) {
      const { first, count } = lane;
      lane.free.set(desk.no, false);
      for (let at = first; at < first + count; at += 1) {
        const slot = pool.slotAt(at);
        seated.add(slot);
        this.table.count(slot, lane.applied, -1);
        this.table.groups[slot]!.seats.delete(desk.no);
      }
      pool.release(lane);
    }
    for (const group of this.table.groups) {
      if (group === undefined || seated.has(group.slot)) continue;
      this.table.count(group.slot, group.only === undefined || group.only === desk.id ? FAR : RESERVED, -1);
    }
  }

  /** An agent leaves a class that is about to be dropped. */
  unseat(desk: Desk, group: ContactClass): void {
    const lane = group.seats.has(desk.no) ? desk.laneOf(group.demand) : undefined;
    this.pool.remove(lane === undefined ? desk.near : lane, group.slot);
  }

  /** Brings the classes' counts in line with an agent's live side. */
  settle(desk: Desk): void {
    const { pool } = this;
    for (let lane = desk.lanes; lane !== undefined; lane = lane.next) {
      const { verdict, applied, first, count } = lane;
      if (verdict === applied) continue;
      lane.applied = verdict;
      for (let at = first; at < first + count; at += 1) this.table.move(pool.slotAt(at), applied, verdict);
    }
  }
}
