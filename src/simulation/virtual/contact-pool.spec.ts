import { ContactPool, ScenarioOverflow } from './contact-pool.js';

describe('contacts that are there at once', () => {
  it('are numbers that are used again once one has left', () => {
    const pool = new ContactPool();
    const [a, b] = [pool.take(0, 0, 0, 0.5, true), pool.take(0, 0, 1, 0.5, true)];
    const mark = pool.marks[a];
    pool.leave(a);
    expect(pool.present()).toEqual([b]);
    expect(pool.take(1, 0, 2, 0.5, true)).toBe(a);
    expect(pool.marks[a]).not.toBe(mark);
    expect(pool.numberOf(pool.ids[a] ?? '')).toBe(a);
  });

  it('are so many at most: beyond, the scenario cannot be run', () => {
    const pool = new ContactPool(1_000);
    for (let n = 0; n < 1_000; n += 1) pool.take(0, 0, n, 0.5, true);
    expect(() => pool.take(0, 0, 0, 0.5, true)).toThrow(ScenarioOverflow);
    pool.leave(17);
    expect(pool.take(0, 0, 0, 0.5, true)).toBe(17);
  });
});
