import type { RelaxationStep } from '../domain/configuration.js';
import type { CoolDown } from './filters/filter.js';
import type { Places } from './heap-store.js';
import { stepAgeMs } from './relaxation.js';
import type { TieHeap } from './tie-heap.js';

/** Contacts by the next moment at which a step, a cool-down or a reservation's end changes where they belong. */
export class Alarms {
  constructor(
    private readonly heap: TieHeap,
    private readonly places: Places,
    private readonly coolDown: CoolDown,
  ) {}

  /** The earliest moment, ms; undefined: there is none. */
  next(): number | undefined {
    return this.heap.size > 0 ? this.heap.keyAt(0) : undefined;
  }

  /** A contact whose moment has come by `now`; −1: none. */
  due(now: number): number {
    return this.heap.size > 0 && this.heap.keyAt(0) <= now ? this.heap.numberAt(0) : -1;
  }

  clear(contact: number): void {
    if (this.places.of(contact) >= 0) this.heap.remove(contact);
  }

  /** For the first moment after `now`, if there is one. */
  set(
    contact: number,
    virtualEnqueuedAt: number,
    steps: readonly RelaxationStep[],
    declines: Readonly<Record<string, number>>,
    reservedUntil: number | undefined,
    now: number,
  ): void {
    let next = reservedUntil === undefined ? Infinity : earlier(Infinity, reservedUntil, now);
    for (const step of steps) next = earlier(next, virtualEnqueuedAt + stepAgeMs(step), now);
    for (const agentId in declines) {
      const at = declines[agentId] ?? 0;
      next = earlier(next, at + this.coolDown.hardMs, now);
      next = earlier(next, at + this.coolDown.softMs, now);
    }
    if (next < Infinity) this.heap.insert(contact, next);
  }
}

function earlier(next: number, at: number, now: number): number {
  return at > now && at < next ? at : next;
}
