import type { ProfileCredits } from '../domain/configuration.js';
import { widened } from './bits.js';
import { VERDICTS, type ContactClass, type Ranks } from './model.js';

const FIRST_CAPACITY = 64;

/** The classes by slot, and what is asked of many of them at once: side by side, so that asking stays in the cache. */
export class ClassTable {
  readonly groups: (ContactClass | undefined)[] = [];
  readonly weights: (ProfileCredits | undefined)[] = [];
  /** Waiting contacts, resting and cooling ones included. */
  sizes = new Int32Array(FIRST_CAPACITY);
  /** Lowest key of the waiting contacts that do not rest; Infinity: there are none. */
  heads = new Float64Array(FIRST_CAPACITY).fill(Infinity);
  /** The same with the credit for a bot; of use where the class has ranks for bots. */
  botHeads = new Float64Array(FIRST_CAPACITY).fill(Infinity);
  ageRates = new Float64Array(FIRST_CAPACITY);
  /** Configured agents by slot and verdict, cool-downs left out. */
  counts = new Int32Array(FIRST_CAPACITY * VERDICTS);
  /** Sum of the sizes. */
  waiting = 0;
  /** Those of them that are reserved for one agent. */
  reserved = 0;
  private readonly free: number[] = [];

  /** A slot for a class about to be made. */
  reserve(): number {
    const slot = this.free.pop() ?? this.groups.length;
    if (slot >= this.sizes.length) this.grow(slot);
    return slot;
  }

  enter(group: ContactClass): void {
    const { slot } = group;
    this.groups[slot] = group;
    this.weights[slot] = group.demand.profile.credits;
    this.ageRates[slot] = group.ageRate;
    this.heads[slot] = Infinity;
    this.botHeads[slot] = Infinity;
    this.sizes[slot] = 0;
    this.clearCounts(slot);
  }

  /** Gives the slot of an empty class back. */
  release(group: ContactClass): void {
    this.groups[group.slot] = undefined;
    this.weights[group.slot] = undefined;
    this.free.push(group.slot);
  }

  /** Renews the head of a class whose heaps have changed. */
  head(group: ContactClass): void {
    this.heads[group.slot] = headOf(group);
    if (group.botRanks !== undefined) this.botHeads[group.slot] = headOf(group.botRanks);
  }

  clearCounts(slot: number): void {
    this.counts.fill(0, slot * VERDICTS, (slot + 1) * VERDICTS);
  }

  count(slot: number, verdict: number, n: number): void {
    this.counts[slot * VERDICTS + verdict]! += n;
  }

  /** One agent's verdict has changed. */
  move(slot: number, from: number, to: number): void {
    const { counts } = this;
    counts[slot * VERDICTS + from]! -= 1;
    counts[slot * VERDICTS + to]! += 1;
  }

  /** Agents that pass all filters of a class, cool-downs left out. */
  passing(slot: number): number {
    return this.counts[slot * VERDICTS]!;
  }

  private grow(slot: number): void {
    this.sizes = widened(this.sizes, slot);
    this.heads = widened(this.heads, slot);
    this.botHeads = widened(this.botHeads, slot);
    this.ageRates = widened(this.ageRates, slot);
    this.counts = widened(this.counts, (slot + 1) * VERDICTS);
  }
}

function headOf({ members, cooling }: Ranks): number {
  const first = members.size > 0 ? members.keyAt(0) : Infinity;
  return cooling.size > 0 ? Math.min(first, cooling.keyAt(0)) : first;
}
