import fc from 'fast-check';
import { hashOf, IdIndex } from './id-index.js';

describe('the index of ids', () => {
  it('finds what a map finds, after any additions and removals', () => {
    const step = fc.record({ id: fc.nat(40), hash: fc.nat(3), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const [index, known, ids] = [new IdIndex(), new Map<string, number>(), [] as string[]];
        // Few hashes, so that cells are fought over.
        const hash = (id: string): number => (id.length * 7 + id.charCodeAt(id.length - 1)) % 5;
        for (const { id: n, remove } of steps) {
          const id = `id-${n}`;
          const no = known.get(id);
          if (no !== undefined && remove) {
            index.remove(hash(id), no);
            known.delete(id);
          } else if (no === undefined && !remove) {
            known.set(id, ids.push(id) - 1);
            index.add(hash(id), ids.length - 1);
          }
          for (let other = 0; other <= 40; other += 1) {
            expect(index.find(`id-${other}`, hash(`id-${other}`), ids)).toBe(known.get(`id-${other}`) ?? -1);
          }
        }
        expect([...index.numbers()].sort()).toEqual([...known.values()].sort());
        expect(index.size).toBe(known.size);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('spreads ids that differ in one character', () => {
    const low = new Set(Array.from({ length: 1000 }, (_, i) => hashOf(`contact-${i}`) & 4095));
    expect(low.size).toBeGreaterThan(800);
  });
});
