import fc from 'fast-check';
import { HeapStore, Places } from './heap-store.js';
import { ENQUEUED, LINE, SEQUENCE } from './lines.js';
import { BELOW, TieHeap } from './tie-heap.js';

interface Item {
  key: number;
  tieA: number;
  tieB: number;
}

const item = fc.record({ key: fc.integer({ min: 0, max: 5 }), tieA: fc.nat(3), tieB: fc.nat(3) });
const removal = fc.record({ remove: fc.nat(30) });
const look = fc.record({ lookAt: fc.nat(30) });
const steps = fc.array(fc.oneof(item, removal, look), { maxLength: 60 });

function order(a: Item, b: Item): number {
  return a.key - b.key || a.tieA - b.tieA || a.tieB - b.tieB;
}

/** Two heaps that share a store and a table of places; what is removed leaves its number to the next. */
class Bed {
  readonly items: (Item | undefined)[] = [];
  readonly places = new Places();
  private readonly ties = { lines: new Float64Array(64 * LINE) };
  private readonly store = new HeapStore();
  readonly heap = new TieHeap(this.ties, this.store, this.places);
  private readonly other = new TieHeap(this.ties, this.store, this.places);

  insert(item: Item): void {
    const free = this.items.indexOf(undefined);
    const no = free < 0 ? this.items.length : free;
    this.items[no] = item;
    this.ties.lines[no * LINE + ENQUEUED] = item.tieA;
    this.ties.lines[no * LINE + SEQUENCE] = item.tieB;
    (this.items.length % 5 === 4 ? this.other : this.heap).insert(no, item.key);
  }

  remove(pos: number): void {
    const no = this.heap.numberAt(pos);
    this.heap.remove(no);
    expect(this.places.of(no)).toBe(-1);
    this.items[no] = undefined;
  }

  at(pos: number): Item {
    return this.items[this.heap.numberAt(pos)]!;
  }

  expectChampion(pos: number): void {
    const champion = this.items[this.heap.championAt(pos)];
    expect([champion?.tieA, champion?.tieB]).toEqual(this.championOf(pos));
  }

  expectOrder(): void {
    for (let pos = 0; pos < this.heap.size; pos += 1) {
      const here = this.at(pos);
      if (pos > 0) expect(order(this.at(Math.floor((pos - 1) / BELOW)), here)).toBeLessThanOrEqual(0);
      expect([this.places.of(this.heap.numberAt(pos)), this.heap.keyAt(pos)]).toEqual([pos, here.key]);
    }
  }

  private championOf(pos: number): number[] {
    const below = [pos];
    let best = [Infinity, Infinity];
    for (let at = below.pop(); at !== undefined; at = below.pop()) {
      if (at >= this.heap.size) continue;
      const each = this.at(at);
      if (each.tieA < best[0]! || (each.tieA === best[0]! && each.tieB < best[1]!)) best = [each.tieA, each.tieB];
      for (let i = 1; i <= BELOW; i += 1) below.push(BELOW * at + i);
    }
    return best;
  }
}

describe('the heap with ties', () => {
  it('keeps its order, its places and its champions under inserts and removals, whenever champions are asked for', () => {
    fc.assert(
      fc.property(steps, (each) => {
        const bed = new Bed();
        for (const step of each) {
          const { size } = bed.heap;
          if ('key' in step) bed.insert(step);
          else if (size > 0 && 'lookAt' in step) bed.expectChampion(step.lookAt % size);
          else if (size > 0 && 'remove' in step) bed.remove(step.remove % size);
          bed.expectOrder();
        }
        for (let pos = 0; pos < bed.heap.size; pos += 1) bed.expectChampion(pos);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
