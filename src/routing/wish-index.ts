import type { DeskTable } from './desk-table.js';
import { Wishes, type ContactClass, type Desk, type WishHeap } from './model.js';
import type { TieHeap } from './tie-heap.js';

/** The contacts that wish an agent, in a heap for each of their classes: most agents have few, some may have many. */
export class WishIndex {
  private readonly all: (Wishes | undefined)[] = [];
  private readonly free: number[] = [];
  /** Empty ones, used again: they come and go with most contacts that wish somebody. */
  private readonly spares: WishHeap[] = [];
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
    let place = wishes.first;
    while (place !== undefined && place.group !== group) place = place.next;
    if (place === undefined) {
      place = this.spares.pop() ?? { group, heap: this.newHeap(), botHeap: this.newBotHeap(), next: undefined };
      place.group = group;
      place.next = wishes.first;
      wishes.first = place;
    }
    place.heap.insert(no, key);
    if (group.botRanks !== undefined) place.botHeap.insert(no, botKey);
  }

  leave(wishes: Wishes, no: number, group: ContactClass): void {
    let before = undefined;
    let place = wishes.first;
    while (place !== undefined && place.group !== group) {
      before = place;
      place = place.next;
    }
    if (place === undefined) return;
    place.heap.remove(no);
    if (group.botRanks !== undefined) place.botHeap.remove(no);
    if (place.heap.size > 0) return;
    if (before === undefined) wishes.first = place.next;
    else before.next = place.next;
    this.spares.push(place);
  }

  private forget(wishes: Wishes): void {
    this.all[wishes.no] = undefined;
    this.free.push(wishes.no);
  }
}
