import fc from 'fast-check';
import { RankList } from './rank-list.js';

describe('RankList', () => {
  it('counts, adds and removes as a sorted array does', () => {
    const step = fc.record({ adds: fc.boolean(), value: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3_000, size: 'max' }), (steps) => {
        const list = new RankList();
        const plain: number[] = [];
        for (const { adds, value } of steps) {
          const at = plain.indexOf(value);
          if (adds) {
            list.add(value);
            plain.push(value);
          } else {
            expect(list.remove(value)).toBe(at >= 0);
            if (at >= 0) plain.splice(at, 1);
          }
        }
        expect(list.size).toBe(plain.length);
        for (const value of [-1, 0, 17, 150, 300, 301]) {
          expect(list.upTo(value)).toBe(plain.filter((each) => each <= value).length);
          expect(list.below(value)).toBe(plain.filter((each) => each < value).length);
        }
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  it('holds 100,000 numbers and ranks one of them in some microseconds', () => {
    const list = new RankList();
    for (let i = 0; i < 100_000; i += 1) list.add(i);
    // The processor's time, and the best of five rounds: what else the machine does is not asked for.
    const round = (): number => {
      const start = process.cpuUsage();
      let least = Infinity;
      for (let i = 0; i < 2_000; i += 1) {
        list.add(i + 0.5);
        least = Math.min(least, list.upTo(50_000));
        list.remove(i + 0.5);
      }
      expect(least).toBeGreaterThan(50_000);
      return process.cpuUsage(start).user / 2_000;
    };
    expect(Math.min(...Array.from({ length: 5 }, round))).toBeLessThan(200);
  });
});
