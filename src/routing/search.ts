import type { ProfileCredits } from '../domain/configuration.js';
import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import { boundOf, type ContactWalk } from './contact-walk.js';
import type { CoolDowns } from './cool-downs.js';
import type { DeskTable } from './desk-table.js';
import type { FitTable } from './fit-table.js';
import type { FreeWalk } from './free-walk.js';
import { BOT, LINE, WHOLES, WISH } from './lines.js';
import { NEXT, VERDICT, type LaneTable } from './lane-table.js';
import { PASSES, type ContactClass, type Ranks } from './model.js';
import type { Scores } from './scores.js';
import { Shortlist } from './shortlist.js';
import { COUNT, FIRST, type SlotPool } from './slot-pool.js';
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
  lanes: LaneTable;
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
  forDesk(agent: number, list: Shortlist, specialOnly = false): void {
    const { lanes, wishIndex } = this.parts;
    const { words } = lanes;
    const wishes = wishIndex.ofAgent(agent);
    for (let lane = lanes.first(agent); lane >= 0; lane = words[lane + NEXT]!) {
      if (words[lane + VERDICT] !== PASSES) continue;
      this.forLane(agent, lane, wishes, list, specialOnly);
      if (wishes >= 0) this.forWishes(agent, lane, wishes, list);
    }
  }

  /** The best free agents for a contact that does not rest. */
  forContact(contact: number, list: Shortlist): void {
    const { waiting, backlog, scores, freeWalk } = this.parts;
    const group = backlog.groupOf(contact);
    if (group === undefined || !waiting.has(contact, STANDS)) return;
    const wished = this.wishedAgent(contact);
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
    const agent = this.wishedAgent(contact);
    if (group === undefined || agent === NOBODY || !waiting.has(contact, STANDS)) return;
    if (!group.seats.has(agent) || !group.kind.free.has(agent) || coolDowns.bars(contact, agent)) return;
    list.offer(contact, agent, scores.total(contact, agent, group), group.seats.fit(agent));
  }

  /** Looks into the most promising class first; most others are then known to hold nothing better. */
  private forLane(agent: number, lane: number, wishes: number, list: Shortlist, specialOnly: boolean): void {
    const { scores, classTable, pool, fits, wishIndex, desks, lanes } = this.parts;
    const [first, count] = [lanes.words[lane + FIRST]!, lanes.words[lane + COUNT]!];
    const isBot = desks.bots.has(agent);
    this.setBounds(agent, isBot, first, count);
    const { bounds } = this;
    for (;;) {
      const place = highest(bounds, count);
      if (place < 0 || bounds[place]! < list.worst) return;
      bounds[place] = -Infinity;
      const at = first + place;
      const slot = pool.slotAt(at);
      const group = classTable.groups[slot]!;
      const fit = pool.valueAt(at);
      const seatMs = fits.totals[fit]! + scores.deskMs(agent, group.demand.profile.credits, group.idleRate);
      const { members, cooling } = group.ranks(isBot);
      const except = wishes < 0 || wishIndex.heapOf(wishes, slot) === undefined ? NOBODY : wishes;
      if (!specialOnly) this.walkContacts(members, group, agent, seatMs, fit, list, false, except);
      if (cooling.size > 0) this.walkContacts(cooling, group, agent, seatMs, fit, list, true, except);
    }
  }

  private setBounds(agent: number, isBot: boolean, first: number, count: number): void {
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
  private forWishes(agent: number, lane: number, wishes: number, list: Shortlist): void {
    const { scores, pool, fits, wishIndex, classTable, desks, lanes } = this.parts;
    const count = wishIndex.count(wishes);
    for (let n = 0; n < count; n += 1) {
      const slot = wishIndex.slotAt(wishes, n);
      const cell = pool.find(lanes.words, lane, slot);
      if (cell < 0) continue;
      const group = classTable.groups[slot]!;
      const { heap: own, botHeap } = wishIndex.heapOf(wishes, slot)!;
      const heap = desks.bots.has(agent) && group.botRanks !== undefined ? botHeap : own;
      const fit = pool.valueAt(cell);
      const deskMs = scores.deskMs(agent, group.demand.profile.credits, group.idleRate);
      this.walkContacts(heap, group, agent, fits.totals[fit]! + deskMs + group.affinityMs, fit, list, true);
    }
  }

  /** Number of the agent that a contact wishes; −1: none that is configured. */
  private wishedAgent(contact: number): number {
    const { waiting, wishIndex, desks } = this.parts;
    const wish = waiting.wholes[contact * WHOLES + WISH]!;
    return wish === 0 ? NOBODY : desks.numberOf(wishIndex.at(wish - 1).agentId);
  }

  private walkContacts(
    heap: TieHeap,
    group: ContactClass,
    agent: number,
    seatMs: number,
    fit: number,
    list: Shortlist,
    mayCool: boolean,
    except = NOBODY,
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
