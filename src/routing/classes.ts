import type { ClassTable } from './class-table.js';
import type { Asks } from './asks.js';
import { DESK_ROW, HELD, type DeskTable } from './desk-table.js';
import { ContactClass, placeAmong, type Ask } from './model.js';
import type { ScoreBook } from './score-book.js';
import { RESERVED } from './screen.js';
import type { Seating } from './seating.js';
import type { TieHeap } from './tie-heap.js';
import type { Translations } from './translations.js';
import type { Demand } from './views.js';

/** Seats of empty classes kept for the next contact of their kind: making a class looks at every agent. */
const SPARE_SEATS = 1_000_000;

/** Makes classes when they are asked for, and forgets empty ones when there are many. */
export class Classes {
  /** Empty classes, longest empty first. */
  private readonly spares = new Set<ContactClass>();
  private spareSeats = 0;

  constructor(
    private readonly table: ClassTable,
    private readonly desks: DeskTable,
    private readonly asks: Asks,
    private readonly seating: Seating,
    private readonly book: ScoreBook,
    private readonly translations: Translations,
    private readonly newHeap: () => TieHeap,
    private readonly newBotHeap: () => TieHeap,
  ) {}

  /** @param translated what is asked while nobody on duty speaks the language; undefined: the same */
  make(ask: Ask, demand: Demand, translated?: Demand): ContactClass {
    const { book, newHeap, newBotHeap } = this;
    const weights = demand.profile.credits;
    const rates = [book.ageRate(demand), book.idleRate(weights), book.affinityMs(weights)] as const;
    const kind = this.seating.kind(demand);
    const only = this.seating.only(demand);
    const heaps = [newHeap(), newHeap()] as const;
    // Where a bot gets no credit of its own it wants the contacts in the order of all others.
    const hasBotCredit = demand.bots && book.botMs(1, weights) > 0;
    const botRanks = hasBotCredit ? { members: newBotHeap(), cooling: newBotHeap() } : undefined;
    const translation = translated && { spoken: demand, translated, speakers: 0 };
    const slot = this.table.reserve();
    const group = new ContactClass(ask, slot, demand, only, ...rates, kind, ...heaps, botRanks, translation);
    this.translations.open(group, this.desks.desks);
    this.table.enter(group);
    ask.groups[placeAmong(demand.step, demand.bots)] = group;
    if (only === undefined) {
      this.seatAll(group);
    } else {
      const desk = this.desks.find(only);
      this.table.count(group.slot, RESERVED, this.desks.size - (desk === undefined ? 0 : 1));
      if (desk !== undefined) this.seating.seat(desk, group);
    }
    return group;
  }

  /** Brings seats and counts of a class in line with a demand that has turned; an empty one is forgotten instead. */
  reseat(group: ContactClass): void {
    if (this.table.sizes[group.slot] === 0) return this.drop(group);
    this.unseatAll(group);
    group.seats.clear();
    this.table.clearCounts(group.slot);
    this.seatAll(group);
  }

  private seatAll(group: ContactClass): void {
    for (const desk of this.desks.desks) if (desk !== undefined) this.seating.seat(desk, group);
  }

  private unseatAll(group: ContactClass): void {
    for (const desk of this.desks.desks) if (desk !== undefined) this.seating.unseat(desk, group);
  }

  /** Notes a contact more or less. */
  resize(group: ContactClass, n: 1 | -1): void {
    const { sizes } = this.table;
    const size = (sizes[group.slot]! += n);
    this.table.waiting += n;
    if (group.only !== undefined) {
      this.resizeReserved(group, group.only, size, n);
      return;
    }
    if (size === 0) this.spare(group);
    else if (size === 1 && n === 1) this.unspare(group);
  }

  /** Forgets all empty classes. */
  dropEmpty(): void {
    for (const group of this.table.groups) {
      if (group !== undefined && this.table.sizes[group.slot] === 0) this.drop(group);
    }
  }

  /** Such a class costs next to nothing to make, and many agents have one: none is kept empty. */
  private resizeReserved(group: ContactClass, only: string, size: number, n: 1 | -1): void {
    this.table.reserved += n;
    const no = this.desks.numberOf(only);
    if (no >= 0) this.desks.rows[no * DESK_ROW + HELD]! += n;
    if (size === 0) this.drop(group);
  }

  private spare(group: ContactClass): void {
    this.spares.add(group);
    group.spareSeats = group.seats.size + 1;
    this.spareSeats += group.spareSeats;
    if (this.spareSeats <= SPARE_SEATS) return;
    for (const oldest of this.spares) {
      if (oldest !== group) this.drop(oldest);
      return;
    }
  }

  private unspare(group: ContactClass): void {
    if (this.spares.delete(group)) this.spareSeats -= group.spareSeats;
  }

  private drop(group: ContactClass): void {
    this.unspare(group);
    this.translations.close(group);
    group.ask.groups[placeAmong(group.demand.step, group.demand.bots)] = undefined;
    this.asks.tidy(group.ask);
    if (group.only === undefined) {
      this.unseatAll(group);
    } else {
      const desk = this.desks.find(group.only);
      if (desk !== undefined) this.seating.unseat(desk, group);
    }
    this.table.release(group);
  }
}
