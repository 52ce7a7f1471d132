import { blockAt, blocksPlanned, nextStep, plannedBlock, versionOf } from './switchback-plan.js';

const MINUTE_MS = 60_000;
const BEGIN = Date.parse('2026-03-02T09:00:00.000Z');
const planOf = (minutes: number, more: { seed?: number; blockMinutes?: number } = {}) => ({
  versions: [3, 5] as const,
  blockMinutes: 30,
  beginsAt: new Date(BEGIN).toISOString(),
  until: new Date(BEGIN + minutes * MINUTE_MS).toISOString(),
  seed: 1,
  ...more,
});

describe('the plan of a switchback', () => {
  it('cuts its time into blocks, the last one shorter where it must be', () => {
    const plan = planOf(100);
    expect(blocksPlanned(plan)).toBe(4);
    expect(plannedBlock(plan, 1)).toEqual({ from: BEGIN + 30 * MINUTE_MS, to: BEGIN + 60 * MINUTE_MS, whole: true });
    expect(plannedBlock(plan, 3)).toEqual({ from: BEGIN + 90 * MINUTE_MS, to: BEGIN + 100 * MINUTE_MS, whole: false });
    expect([0, 30 * MINUTE_MS - 1, 30 * MINUTE_MS].map((ms) => blockAt(plan, BEGIN + ms))).toEqual([0, 0, 1]);
    expect(blocksPlanned(planOf(60))).toBe(2);
    const running = { ...plan, id: 'p', experimentId: 'e', before: 3, by: 'k' };
    expect([0, 3].map((block) => nextStep({ ...running, block }) - BEGIN)).toEqual([30, 100].map((m) => m * MINUTE_MS));
  });

  it('gives each pair of blocks both versions, whatever the seed', () => {
    for (let seed = 0; seed < 50; seed += 1)
      for (let pair = 0; pair < 50; pair += 1) {
        const plan = planOf(3_000, { seed });
        expect([versionOf(plan, 2 * pair), versionOf(plan, 2 * pair + 1)].sort()).toEqual([3, 5]);
      }
  });

  it('draws which comes first, evenly and anew for each pair', () => {
    const firsts = Array.from({ length: 10_000 }, (_, i) => versionOf(planOf(60, { seed: i % 100 }), 2 * (i % 113)));
    const share = firsts.filter((version) => version === 3).length / firsts.length;
    // Five standard deviations of a fair coin.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.025);
    const orders = new Set(
      Array.from({ length: 100 }, (_, seed) => [0, 2, 4, 6].map((n) => versionOf(planOf(60, { seed }), n)).join()),
    );
    expect(orders.size).toBe(16);
  });

  it('never changes for a seed: switchbacks outlive the program that began them', () => {
    const order = (seed: number): string =>
      Array.from({ length: 16 }, (_, block) => (versionOf(planOf(600, { seed }), block) === 3 ? 'a' : 'b')).join('');
    expect([0, 1, 4_294_967_295].map(order)).toEqual(['baabbababaababab', 'baabbaababbaabba', 'babaababbababaab']);
  });
});
