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
    await reuse.figures('q', 0, compute(10));
    expect((await reuse.figures('q', 0, compute(10))).offered).toBe(2);
  });

  it('tells an expensive one again for five times what it took, per queue and beginning', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    await reuse.figures('q', 0, compute(200));
    now = 1_199;
    expect((await reuse.figures('q', 0, compute(200))).offered).toBe(1);
    expect((await reuse.figures('other', 0, compute(1))).offered).toBe(2);
    expect((await reuse.figures('q', 5, compute(1))).offered).toBe(3);
    now = 1_300;
    expect((await reuse.figures('q', 0, compute(200))).offered).toBe(4);
  });

  it('keeps nothing of a window that slides on', async () => {
    const reuse = new FigureReuse<QueueFigures>(() => now);
    const known = (reuse as unknown as { known: Map<string, unknown> }).known;
    for (let from = 0; from < 100; from += 1) {
      now = from * 1_000;
      await reuse.figures(undefined, from, compute(200));
      expect(known.size).toBeLessThanOrEqual(2);
    }
  });
});
