import type { CoolDowns } from './cool-downs.js';
import type { DeskTable } from './desk-table.js';
import { NUMBER, type HeapStore } from './heap-store.js';
import { ENQUEUED, LINE, SEQUENCE, WHOLES, WISH } from './lines.js';
import type { ContactClass } from './model.js';
import type { Scores } from './scores.js';
import type { Shortlist } from './shortlist.js';
import { BELOW, type TieHeap } from './tie-heap.js';
import type { WaitingTable } from './waiting-table.js';

/**
 * Added before a key's real number is rounded down to the bound of all totals below it: half a ms because totals are
 * rounded to the nearest, the rest for what doubles lose.
 */
const SLACK = 0.5 + 1e-3;

/** The highest whole total that a real one can round to. */
export function boundOf(total: number): number {
  return Math.floor(total + SLACK);
}

/** Walks a heap of contacts from the top for one agent, skipping what cannot win. */
export class ContactWalk {
  /** Places yet to be looked at: below each of those on the way down at most `BELOW - 1`. */
  private readonly stack = new Int32Array(128);
  private depth = 0;

  constructor(
    private readonly store: HeapStore,
    private readonly waiting: WaitingTable,
    private readonly desks: DeskTable,
    private readonly coolDowns: CoolDowns,
    private readonly scores: Scores,
  ) {}

  /**
   * @param heap ordered as this kind of agent wants its contacts
   * @param reach a contact's total is `reach − key` (key = rate × enqueued − contact credits) and `seatMs`
   * @param mayCool whether cooling ones can be among them
   * @param except number of the wishes that are left out; −1: none
   */
  walk(
    heap: TieHeap,
    group: ContactClass,
    agent: number,
    reach: number,
    seatMs: number,
    fit: number,
    list: Shortlist,
    mayCool: boolean,
    except: number,
  ): void {
    if (heap.size === 0) return;
    const { stack } = this;
    const { first, size } = heap;
    const { keys, wholes: cells } = this.store;
    const { wholes } = this.waiting;
    const leftOut = except + 1;
    const isExact = heap.fractions === 0 && Number.isInteger(reach);
    let at = 0;
    for (;;) {
      const total = reach - keys[2 * (first + at)]!;
      const bound = boundOf(total) + seatMs;
      if (bound > list.worst || (bound === list.worst && this.winsTie(heap, at, isExact, agent, list))) {
        const contact = cells[4 * (first + at) + NUMBER]!;
        // A contact is looked at only where that could tell: it is seldom in the cache.
        const isLeftOut = leftOut !== 0 && wholes[contact * WHOLES + WISH] === leftOut;
        if (!isLeftOut && !(mayCool && this.coolDowns.bars(contact, agent))) {
          const contactMs = isClear(total) ? Math.round(total) : this.exactMs(contact, agent, group);
          list.offer(contact, agent, contactMs + seatMs, fit);
        }
        this.descend(
          first,
          BELOW * at + 1,
          Math.min(BELOW * at + 1 + BELOW, size),
          reach + seatMs + SLACK - list.worst,
        );
      }
      if (this.depth === 0) return;
      at = stack[(this.depth -= 1)]!;
    }
  }

  private exactMs(contact: number, agent: number, { ageRate }: ContactClass): number {
    return this.scores.contactMs(contact, ageRate) + this.scores.botMs(contact, agent);
  }

  /**
   * Notes the places below, the best one on top: the list then fills with the best first, and most others are skipped.
   * @param limit keys above it cannot reach the list
   */
  private descend(first: number, below: number, stop: number, limit: number): void {
    const { stack } = this;
    const { keys } = this.store;
    let { depth } = this;
    let best = -1;
    let bestKey = limit;
    for (let at = below; at < stop; at += 1) {
      const key = keys[2 * (first + at)]!;
      if (key > limit) continue;
      if (key > bestKey) {
        stack[depth++] = at;
        continue;
      }
      if (best >= 0) stack[depth++] = best;
      best = at;
      bestKey = key;
    }
    if (best >= 0) stack[depth++] = best;
    this.depth = depth;
  }

  /** Whether any contact from this place down would come before the last of the list at an equal total. */
  private winsTie(heap: TieHeap, at: number, isExact: boolean, agent: number, list: Shortlist): boolean {
    const last = list.size - 1;
    const { idleSince } = this.desks;
    const [own, other] = [idleSince[agent]!, idleSince[list.agents[last]!]!];
    if (own !== other) return own < other;
    const { lines } = this.waiting;
    const [a, b] = [(isExact ? heap.numberAt(at) : heap.championAt(at)) * LINE, list.contacts[last]! * LINE];
    if (lines[a + ENQUEUED] !== lines[b + ENQUEUED]) return lines[a + ENQUEUED]! < lines[b + ENQUEUED]!;
    return lines[a + SEQUENCE]! < lines[b + SEQUENCE]!;
  }
}

/** Whether a real total is so far from the middle between two whole ms that doubles cannot have tipped it. */
function isClear(total: number): boolean {
  return Math.abs(total - Math.floor(total) - 0.5) > 1e-3;
}
