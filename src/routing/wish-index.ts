import type { DeskTable } from './desk-table.js';
import { Wishes, type ContactClass, type Desk, type WishHeap } from './model.js';
import { SlotPool } from './slot-pool.js';
import type { TieHeap } from './tie-heap.js';

/**
 * The contacts that wish an agent, in a heap for each of their classes: most agents have few, some may have many. Which
 * classes these are lies side by side in memory, since most have nothing to do with what the agent looks for.
 */
export class WishIndex {
  private readonly all: (Wishes | undefined)[] = [];
  private readonly free: number[] = [];
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

  /** Of the contacts of a class that wish this agent; undefined: there are none. */
  heapOf(wishes: Wishes, slot: number): WishHeap | undefined {
    const cell = this.pool.find(wishes, slot);
    return cell < 0 ? undefined : this.heaps[this.pool.valueAt(cell)]!;
  }

  /** Slot of the n-th class, of `count`, in which some wish this agent. */
  slotAt({ first }: Wishes, n: number): number {
    return this.pool.slotAt(first + n);
  }

  /** For one more contact that wishes this agent; to be released. */
  of(agentId: string): Wishes {
    const desk = this.desks.find(agentId);
    let wishes = desk === undefined ? this.strangers.get(agentId) : desk.wishes;
    if (wishes === undefined) {
      wishes = new Wishes(desk?.id ?? agentId, this.free.pop() ?? this.all.length);
      this.all[wishes.no] = wishes;
      if (desk === undefined) this.strangers.set(agentId, wishes);
      else desk.wishes = wishes;
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
  adopt(desk: Desk): void {
    desk.wishes = this.strangers.get(desk.id);
    this.strangers.delete(desk.id);
  }

  /** An agent is no longer configured. */
  orphan({ id, wishes }: Desk): void {
    if (wishes === undefined) return;
    if (wishes.holders > 0) this.strangers.set(id, wishes);
    else this.forget(wishes);
  }

  /** @param botKey the key with the credit for a bot; of use where the class has ranks for bots */
  join(wishes: Wishes, no: number, key: number, botKey: number, group: ContactClass): void {
    const { heap, botHeap } = this.heapOf(wishes, group.slot) ?? this.open(wishes, group.slot);
    heap.insert(no, key);
    if (group.botRanks !== undefined) botHeap.insert(no, botKey);
  }

  leave(wishes: Wishes, no: number, group: ContactClass): void {
    const cell = this.pool.find(wishes, group.slot);
    if (cell < 0) return;
    const number = this.pool.valueAt(cell);
    const { heap, botHeap } = this.heaps[number]!;
    heap.remove(no);
    if (group.botRanks !== undefined) botHeap.remove(no);
    if (heap.size > 0) return;
    this.pool.remove(wishes, group.slot);
    this.spares.push(number);
  }

  private open(wishes: Wishes, slot: number): WishHeap {
    let number = this.spares.pop();
    if (number === undefined) {
      number = this.heaps.length;
      this.heaps.push({ heap: this.newHeap(), botHeap: this.newBotHeap() });
    }
    this.pool.add(wishes, slot, number);
    return this.heaps[number]!;
  }

  private forget(wishes: Wishes): void {
    this.pool.release(wishes);
    this.all[wishes.no] = undefined;
    this.free.push(wishes.no);
  }
}
