import type { ProfileCredits } from '../domain/configuration.js';
import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import { boundOf, type ContactWalk } from './contact-walk.js';
import type { CoolDowns } from './cool-downs.js';
import type { DeskTable } from './desk-table.js';
import type { FitTable } from './fit-table.js';
import type { FreeWalk } from './free-walk.js';
import { BOT, LINE, WHOLES, WISH } from './lines.js';
import { PASSES, type ContactClass, type Desk, type Lane, type Ranks, type Wishes } from './model.js';
import type { Scores } from './scores.js';
import { Shortlist } from './shortlist.js';
import type { SlotList, SlotPool } from './slot-pool.js';
import type { TieHeap } from './tie-heap.js';
import { COOLING, STANDS, type WaitingTable } from './waiting-table.js';
import type { WishIndex } from './wish-index.js';

/** No agent. */
const NOBODY = -1;

/** What the search looks at. */
export interface SearchParts {
  waiting: WaitingTable;
  backlog: Backlog;
  classTable: ClassTable;
  desks: DeskTable;
  pool: SlotPool;
  fits: FitTable;
  wishIndex: WishIndex;
  coolDowns: CoolDowns;
  scores: Scores;
  contactWalk: ContactWalk;
  freeWalk: FreeWalk;
}

/** Finds the best pairs of one side: contacts in heaps from the top, agents among the free ones that have a seat. */
export class Search {
  private readonly bestOne: Shortlist;
  /** By place in a lane: the highest total that an agent can find in the class. Scratch of `forLane`. */
  private bounds = new Float64Array(64);

  constructor(private readonly parts: SearchParts) {
    this.bestOne = new Shortlist(1, parts.waiting, parts.desks);
  }

  /**
   * The best contacts for an agent.
   * @param specialOnly only contacts that cool down or wish this agent: the others are found by `forClass`
   */
  forDesk(desk: Desk, list: Shortlist, specialOnly = false): void {
    for (let lane = desk.lanes; lane !== undefined; lane = lane.next) {
      if (lane.verdict !== PASSES) continue;
      this.forLane(desk, lane, list, specialOnly);
      if (desk.wishes !== undefined) this.forWishes(desk, lane, desk.wishes, list);
    }
  }

  /** The best free agents for a contact that does not rest. */
  forContact(contact: number, list: Shortlist): void {
    const { waiting, backlog, scores, freeWalk } = this.parts;
    const group = backlog.groupOf(contact);
    if (group === undefined || !waiting.has(contact, STANDS)) return;
    const wished = this.wishedDesk(contact)?.no ?? NOBODY;
    const contactMs = scores.contactMs(contact, group.ageRate);
    const botMs = waiting.lines[contact * LINE + BOT]!;
    freeWalk.walk(group, contact, contactMs, botMs, list, wished, waiting.has(contact, COOLING), false);
  }

  /** The best contact and the best agent of a class, cooling contacts and affinity left aside. */
  forClass(group: ContactClass, list: Shortlist): void {
    if (group.members.size === 0) return;
    this.forRanks(group, group, false, list);
    // Where a bot is the best agent, its own ranks hold a pair at least as good as any of a human.
    if (group.botRanks !== undefined) this.forRanks(group, group.botRanks, true, list);
  }

  private forRanks(group: ContactClass, { members }: Ranks, botsOnly: boolean, list: Shortlist): void {
    const { bestOne } = this;
    const { freeWalk, scores } = this.parts;
    bestOne.clear();
    freeWalk.walk(group, members.numberAt(0), 0, 0, bestOne, NOBODY, false, botsOnly);
    if (bestOne.length === 0) return;
    const agent = bestOne.agents[0]!;
    const fit = bestOne.fits[0]!;
    bestOne.clear();
    this.walkContacts(members, group, agent, 0, fit, bestOne, false);
    const contact = bestOne.contacts[0]!;
    list.offer(contact, agent, scores.total(contact, agent, group), fit);
  }

  /** The pair of a contact and the agent that it wishes, when that one is free. */
  forWish(contact: number, list: Shortlist): void {
    const { waiting, backlog, scores, coolDowns } = this.parts;
    const group = backlog.groupOf(contact);
    const desk = this.wishedDesk(contact);
    if (group === undefined || desk === undefined || !waiting.has(contact, STANDS)) return;
    if (!group.seats.has(desk.no) || !group.free.has(desk.no) || coolDowns.bars(contact, desk.no)) return;
    list.offer(contact, desk.no, scores.total(contact, desk.no, group), group.seats.fit(desk.no));
  }

  /** Looks into the most promising class first; most others are then known to hold nothing better. */
  private forLane(desk: Desk, seats: SlotList, list: Shortlist, specialOnly: boolean): void {
    const { scores, classTable, pool, fits, wishIndex } = this.parts;
    this.setBounds(desk, seats);
    const { bounds } = this;
    for (;;) {
      const place = highest(bounds, seats.count);
      if (place < 0 || bounds[place]! < list.worst) return;
      bounds[place] = -Infinity;
      const at = seats.first + place;
      const slot = pool.slotAt(at);
      const group = classTable.groups[slot]!;
      const fit = pool.valueAt(at);
      const seatMs = fits.totals[fit]! + scores.deskMs(desk.no, group.demand.profile.credits, group.idleRate);
      const { members, cooling } = group.ranks(desk.isBot);
      const { wishes } = desk;
      const except = wishes === undefined || wishIndex.heapOf(wishes, slot) === undefined ? undefined : wishes;
      if (!specialOnly) this.walkContacts(members, group, desk.no, seatMs, fit, list, false, except);
      if (cooling.size > 0) this.walkContacts(cooling, group, desk.no, seatMs, fit, list, true, except);
    }
  }

  private setBounds({ no: agent, isBot }: Desk, { first, count }: SlotList): void {
    const { backlog, scores, classTable, pool, fits } = this.parts;
    const { heads, botHeads, ageRates, weights, groups } = classTable;
    const { cells } = pool;
    const { totals } = fits;
    const age = backlog.relative(scores.now);
    if (this.bounds.length < count) this.bounds = new Float64Array(count * 2);
    const { bounds } = this;
    let known: ProfileCredits | undefined;
    let deskMs = 0;
    for (let i = 0; i < count; i += 1) {
      const slot = cells[2 * (first + i)]!;
      let head = heads[slot]!;
      if (isBot && groups[slot]!.botRanks !== undefined) head = botHeads[slot]!;
      if (head === Infinity) {
        bounds[i] = -Infinity;
        continue;
      }
      const asked = weights[slot]!;
      if (asked !== known) {
        known = asked;
        deskMs = scores.deskMs(agent, asked, groups[slot]!.idleRate);
      }
      bounds[i] = boundOf(ageRates[slot]! * age - head) + totals[cells[2 * (first + i) + 1]!]! + deskMs;
    }
  }

  /** Those that wish the agent, in the classes of a lane in which it is free. */
  private forWishes(desk: Desk, lane: Lane, wishes: Wishes, list: Shortlist): void {
    const { scores, pool, fits, wishIndex, classTable } = this.parts;
    for (let n = 0; n < wishes.count; n += 1) {
      const slot = wishIndex.slotAt(wishes, n);
      const cell = pool.find(lane, slot);
      if (cell < 0) continue;
      const group = classTable.groups[slot]!;
      const { heap: own, botHeap } = wishIndex.heapOf(wishes, slot)!;
      const heap = desk.isBot && group.botRanks !== undefined ? botHeap : own;
      const fit = pool.valueAt(cell);
      const deskMs = scores.deskMs(desk.no, group.demand.profile.credits, group.idleRate);
      this.walkContacts(heap, group, desk.no, fits.totals[fit]! + deskMs + group.affinityMs, fit, list, true);
    }
  }

  private wishedDesk(contact: number): Desk | undefined {
    const { waiting, wishIndex, desks } = this.parts;
    const wish = waiting.wholes[contact * WHOLES + WISH]!;
    return wish === 0 ? undefined : desks.find(wishIndex.at(wish - 1).agentId);
  }

  private walkContacts(
    heap: TieHeap,
    group: ContactClass,
    agent: number,
    seatMs: number,
    fit: number,
    list: Shortlist,
    mayCool: boolean,
    except?: Wishes,
  ): void {
    const { backlog, scores, contactWalk } = this.parts;
    const reach = group.ageRate * backlog.relative(scores.now);
    contactWalk.walk(heap, group, agent, reach, seatMs, fit, list, mayCool, except);
  }
}

/** Index of the highest of the first few numbers; −1: there are none. */
function highest(numbers: Float64Array, length: number): number {
  let best = -1;
  let most = -Infinity;
  for (let i = 0; i < length; i += 1) {
    if (numbers[i]! <= most) continue;
    most = numbers[i]!;
    best = i;
  }
  return best;
}
