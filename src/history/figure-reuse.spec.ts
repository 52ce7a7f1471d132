import type { QueueFigures } from '../contacts/history.port.js';
import { FigureReuse } from './figure-reuse.js';
import { EMPTY_FIGURES } from './figures.js';

describe('FigureReuse', () => {
  let now = 0;
  let computed = 0;
  const compute = (ms: number) => () => {
    now += ms;
    computed += 1;
    return Promise.resolve({ ...EMPTY_FIGURES, offered: computed });
  };
  beforeEach(() => {
    now = 0;
    computed = 0;
  });

  it('computes a cheap figure each time', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    await reuse.figures('q', 0, 10_000, compute(10));
    expect((await reuse.figures('q', 0, 10_000, compute(10))).offered).toBe(2);
  });

  it('tells an expensive one again for five times what it took, per queue and beginning', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    await reuse.figures('q', 0, 10_000, compute(200));
    now = 1_199;
    expect((await reuse.figures('q', 0, 11_000, compute(200))).offered).toBe(1);
    expect((await reuse.figures('other', 0, 11_000, compute(1))).offered).toBe(2);
    expect((await reuse.figures('q', 5, 11_000, compute(1))).offered).toBe(3);
    now = 1_300;
    expect((await reuse.figures('q', 0, 11_000, compute(200))).offered).toBe(4);
  });

  it('tells one of a window that slides again only where it took long', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    await reuse.figures('q', 0, 1_000, compute(900));
    expect((await reuse.figures('q', 900, 1_900, compute(1_000))).offered).toBe(2);
    now = 6_800;
    expect((await reuse.figures('q', 6_800, 7_800, compute(1_000))).offered).toBe(2);
    expect((await reuse.figures('q', 6_800, 7_700, compute(1))).offered).toBe(3);
    now = 6_900;
    expect((await reuse.figures('q', 6_900, 7_900, compute(1_000))).offered).toBe(4);
  });

  it('keeps nothing of a window that has slid on', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    const known = (reuse as unknown as { known: Map<string, unknown> }).known;
    for (let n = 0; n < 100; n += 1) {
      now = n * 2_000;
      await reuse.figures(undefined, now, now + 1_000, compute(n % 2 === 0 ? 200 : 1_000));
      expect(known.size).toBeLessThanOrEqual(8);
    }
  });
});
