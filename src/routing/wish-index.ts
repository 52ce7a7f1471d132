import { widened } from './bits.js';
import { DESK_ROW, WISHES, type DeskTable } from './desk-table.js';
import { Wishes, type ContactClass, type Desk, type WishHeap } from './model.js';
import { COUNT, FIRST, SlotPool } from './slot-pool.js';
import type { TieHeap } from './tie-heap.js';

/** Numbers of a list of classes, and one to spare. */
const LIST = 4;

/**
 * The contacts that wish an agent, in a heap for each of their classes: most agents have few, some may have many. Which
 * classes these are lies side by side in memory, since most have nothing to do with what the agent looks for.
 */
export class WishIndex {
  private readonly all: (Wishes | undefined)[] = [];
  private readonly free: number[] = [];
  /** The classes in which some wish an agent, by the number of its wishes; with each class the number of a heap. */
  private lists = new Int32Array(64 * LIST);
  private readonly pool = new SlotPool();
  private readonly heaps: WishHeap[] = [];
  /** Numbers of empty heaps, used again: they come and go with most contacts that wish somebody. */
  private readonly spares: number[] = [];
  /** Of agents that are not configured, by id. */
  private readonly strangers = new Map<string, Wishes>();

  constructor(
    private readonly desks: DeskTable,
    private readonly newHeap: () => TieHeap,
    private readonly newBotHeap: () => TieHeap,
  ) {}

  at(no: number): Wishes {
    return this.all[no]!;
  }

  /** Number of those that wish a configured agent; −1: there were none yet. */
  ofAgent(agent: number): number {
    return this.desks.rows[agent * DESK_ROW + WISHES]! - 1;
  }

  /** Of the contacts of a class that wish somebody; undefined: there are none. @param wishes number of these */
  heapOf(wishes: number, slot: number): WishHeap | undefined {
    const cell = this.pool.find(this.lists, wishes * LIST, slot);
    return cell < 0 ? undefined : this.heaps[this.pool.valueAt(cell)]!;
  }

  /** In how many classes some wish this agent. */
  count(wishes: number): number {
    return this.lists[wishes * LIST + COUNT]!;
  }

  /** Slot of the n-th of these classes. */
  slotAt(wishes: number, n: number): number {
    return this.pool.slotAt(this.lists[wishes * LIST + FIRST]! + n);
  }

  /** For one more contact that wishes this agent; to be released. */
  of(agentId: string): Wishes {
    const agent = this.desks.numberOf(agentId);
    const known = agent < 0 ? this.strangers.get(agentId) : this.all[this.ofAgent(agent)];
    const wishes = known ?? this.make(agent < 0 ? agentId : this.desks.ids[agent]!);
    if (known === undefined) {
      if (agent < 0) this.strangers.set(agentId, wishes);
      else this.desks.rows[agent * DESK_ROW + WISHES] = wishes.no + 1;
    }
    wishes.holders += 1;
    return wishes;
  }

  /** An agent keeps its wishes, so that they are not made anew for each of its contacts. */
  release(wishes: Wishes): void {
    wishes.holders -= 1;
    if (wishes.holders === 0 && this.strangers.delete(wishes.agentId)) this.forget(wishes);
  }

  /** An agent is configured. */
  adopt({ id, no }: Desk): void {
    this.desks.rows[no * DESK_ROW + WISHES] = (this.strangers.get(id)?.no ?? -1) + 1;
    this.strangers.delete(id);
  }

  /** An agent is no longer configured. */
  orphan({ id, no }: Desk): void {
    const wishes = this.all[this.ofAgent(no)];
    if (wishes === undefined) return;
    if (wishes.holders > 0) this.strangers.set(id, wishes);
    else this.forget(wishes);
  }

  /** @param botKey the key with the credit for a bot; of use where the class has ranks for bots */
  join({ no: wishes }: Wishes, no: number, key: number, botKey: number, group: ContactClass): void {
    const { heap, botHeap } = this.heapOf(wishes, group.slot) ?? this.open(wishes, group.slot);
    heap.insert(no, key);
    if (group.botRanks !== undefined) botHeap.insert(no, botKey);
  }

  leave({ no: wishes }: Wishes, no: number, group: ContactClass): void {
    const cell = this.pool.find(this.lists, wishes * LIST, group.slot);
    if (cell < 0) return;
    const number = this.pool.valueAt(cell);
    const { heap, botHeap } = this.heaps[number]!;
    heap.remove(no);
    if (group.botRanks !== undefined) botHeap.remove(no);
    if (heap.size > 0) return;
    this.pool.remove(this.lists, wishes * LIST, group.slot);
    this.spares.push(number);
  }

  private open(wishes: number, slot: number): WishHeap {
    let number = this.spares.pop();
    if (number === undefined) {
      number = this.heaps.length;
      this.heaps.push({ heap: this.newHeap(), botHeap: this.newBotHeap() });
    }
    this.pool.add(this.lists, wishes * LIST, slot, number);
    return this.heaps[number]!;
  }

  private make(agentId: string): Wishes {
    const wishes = new Wishes(agentId, this.free.pop() ?? this.all.length);
    const at = wishes.no * LIST;
    if (at >= this.lists.length) this.lists = widened(this.lists, at + LIST);
    this.pool.start(this.lists, at);
    this.all[wishes.no] = wishes;
    return wishes;
  }

  private forget(wishes: Wishes): void {
    this.pool.release(this.lists, wishes.no * LIST);
    this.all[wishes.no] = undefined;
    this.free.push(wishes.no);
  }
}
