import type { ClassTable } from './class-table.js';
import { DESK_ROW, HELD, NEAR, POSTURE, type DeskTable } from './desk-table.js';
import type { FitTable } from './fit-table.js';
import { APPLIED, VERDICT, type LaneTable } from './lane-table.js';
import { FAR, PASSES, type ContactClass, type Desk, type LaneKey, type LaneKind } from './model.js';
import type { Postures } from './postures.js';
import type { ScoreBook } from './score-book.js';
import { RESERVED, type Screen } from './screen.js';
import { COUNT, FIRST, type SlotPool } from './slot-pool.js';
import type { Demand } from './views.js';

/** What the seating reads and writes. */
export interface SeatingParts {
  classTable: ClassTable;
  desks: DeskTable;
  lanes: LaneTable;
  postures: Postures;
  pool: SlotPool;
  fits: FitTable;
  screen: Screen;
  book: ScoreBook;
}

/** Judges agents' configurations for classes: who has a seat in which, and the classes' counts of who has none. */
export class Seating {
  readonly pool: SlotPool;
  private readonly table: ClassTable;
  private readonly lanes: LaneTable;

  constructor(private readonly parts: SeatingParts) {
    this.pool = parts.pool;
    this.table = parts.classTable;
    this.lanes = parts.lanes;
  }

  kind(demand: LaneKey): LaneKind {
    return this.lanes.kind(demand);
  }

  /** The only agent that can have a seat in a class; undefined: any may. */
  only(demand: Demand): string | undefined {
    return this.parts.screen.only(demand);
  }

  /** An agent has just got its number. */
  enter(no: number): void {
    this.pool.start(this.parts.desks.rows, no * DESK_ROW + NEAR);
  }

  /** @returns where the lane stands */
  openLane(no: number, key: LaneKey): number {
    const { desks, postures } = this.parts;
    const kind = this.lanes.kind(key);
    const posture = postures.all[desks.rows[no * DESK_ROW + POSTURE]!]!;
    const verdict = postures.verdict(posture, kind);
    kind.free.set(no, verdict === PASSES);
    return this.lanes.open(no, kind, verdict);
  }

  seat(desk: Desk, group: ContactClass): void {
    const { screen, book, fits, desks } = this.parts;
    const { demand, slot } = group;
    const { no, abilities } = desk;
    const configured = screen.configured(demand, abilities);
    if (configured === PASSES) {
      const known = this.lanes.find(no, group.kind);
      const lane = known < 0 ? this.openLane(no, demand) : known;
      const fit = fits.numberOf(book.fit(demand, abilities));
      this.pool.add(this.lanes.words, lane, slot, fit);
      group.seats.add(no, fit);
      this.table.count(slot, this.lanes.words[lane + APPLIED]!, 1);
      return;
    }
    this.table.count(slot, configured, 1);
    if (configured !== FAR) this.pool.add(desks.rows, no * DESK_ROW + NEAR, slot, configured);
  }

  /** An agent that is configured anew takes its place in all classes. */
  seatInAll(desk: Desk): void {
    const { rows } = this.parts.desks;
    for (const group of this.table.groups) {
      if (group === undefined) continue;
      if (group.only !== undefined && group.only !== desk.id) this.table.count(group.slot, RESERVED, 1);
      else this.seat(desk, group);
      if (group.only === desk.id) rows[desk.no * DESK_ROW + HELD]! += this.table.sizes[group.slot]!;
    }
  }

  /** An agent leaves all classes, and its lanes are closed. */
  unseatFromAll(desk: Desk): void {
    const { pool, lanes } = this;
    const { rows } = this.parts.desks;
    const near = desk.no * DESK_ROW + NEAR;
    const seated = new Set<number>();
    for (let at = rows[near + FIRST]!; at < rows[near + FIRST]! + rows[near + COUNT]!; at += 1) {
      seated.add(pool.slotAt(at));
      this.table.count(pool.slotAt(at), pool.valueAt(at), -1);
    }
    pool.release(rows, near);
    const { words } = lanes;
    for (let lane = lanes.first(desk.no); lane >= 0; lane = lanes.next(lane)) {
      const stop = words[lane + FIRST]! + words[lane + COUNT]!;
      lanes.kindOf(lane).free.set(desk.no, false);
      for (let at = words[lane + FIRST]!; at < stop; at += 1) {
        const slot = pool.slotAt(at);
        seated.add(slot);
        this.table.count(slot, words[lane + APPLIED]!, -1);
        this.table.groups[slot]!.seats.delete(desk.no);
      }
      pool.release(words, lane);
    }
    lanes.close(desk.no);
    for (const group of this.table.groups) {
      if (group === undefined || seated.has(group.slot)) continue;
      this.table.count(group.slot, group.only === undefined || group.only === desk.id ? FAR : RESERVED, -1);
    }
  }

  /** An agent leaves a class that is about to be dropped. */
  unseat({ no }: Desk, group: ContactClass): void {
    const lane = group.seats.has(no) ? this.lanes.find(no, group.kind) : -1;
    if (lane >= 0) this.pool.remove(this.lanes.words, lane, group.slot);
    else this.pool.remove(this.parts.desks.rows, no * DESK_ROW + NEAR, group.slot);
  }

  /** Brings the classes' counts in line with an agent's live side. */
  settle(no: number): void {
    const { pool } = this;
    const { words } = this.lanes;
    for (let lane = this.lanes.first(no); lane >= 0; lane = this.lanes.next(lane)) {
      const [verdict, applied, first] = [words[lane + VERDICT]!, words[lane + APPLIED]!, words[lane + FIRST]!];
      if (verdict === applied) continue;
      words[lane + APPLIED] = verdict;
      const stop = first + words[lane + COUNT]!;
      for (let at = first; at < stop; at += 1) this.table.move(pool.slotAt(at), applied, verdict);
    }
  }
}
