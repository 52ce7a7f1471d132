import fc from 'fast-check';
import { Seats } from './seats.js';

describe('the seats of a class', () => {
  it('keep each agent with its fit, in whatever order they come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 120 }), (numbers) => {
        const [seats, known] = [new Seats(), new Map<number, number>()];
        for (const no of numbers) {
          if (known.delete(no)) {
            seats.delete(no);
            continue;
          }
          known.set(no, no * 3);
          seats.add(no, no * 3);
        }
        expect([...seats.numbers()]).toEqual([...known.keys()].sort((a, b) => a - b));
        for (const [no, fit] of known) expect(seats.fit(no)).toBe(fit);
        expect(seats.size).toBe(known.size);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
