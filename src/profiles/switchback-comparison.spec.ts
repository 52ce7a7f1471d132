import { compare, type BlockFigures } from './switchback-comparison.js';

/** Student's own example of 1908: hours of sleep gained with two drugs by ten patients. */
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

const figures = (asaSeconds: number | null): BlockFigures => ({ sl: 0.8, asaSeconds, abandonment: null });
const pairsOf = (a: (number | null)[], b: (number | null)[]) =>
  a.map((one, i) => ({ a: figures(one), b: figures(b[i] ?? null) }));

describe('the comparison of two versions', () => {
  it('is the interval of the paired t-test', () => {
    // As R tells it: t.test(extra ~ group, data = sleep, paired = TRUE).
    const { asaSeconds } = compare(pairsOf(FIRST, SECOND));
    expect(asaSeconds).toMatchObject({ verdict: 'difference shown', blocks: 20 });
    if (!('ci95' in asaSeconds)) throw new Error('there is an interval');
    expect(asaSeconds.difference).toBeCloseTo(-1.58, 9);
    expect(asaSeconds.ci95[0]).toBeCloseTo(-2.4598858, 5);
    expect(asaSeconds.ci95[1]).toBeCloseTo(-0.7001142, 5);
    expect(asaSeconds.a - asaSeconds.b).toBeCloseTo(-1.58, 9);
  });

  it('shows no difference where the interval holds 0', () => {
    // Mean 0.5, deviation √(17.5 ÷ 5) of 6: 0.5 ± 2.570582 × √(3.5 ÷ 6).
    const { asaSeconds, sl } = compare(pairsOf([3, -2, 2, -1, 1, 0], [0, 0, 0, 0, 0, 0]));
    expect(asaSeconds).toMatchObject({ verdict: 'no difference shown', blocks: 12, a: 0.5, b: 0, difference: 0.5 });
    if (!('ci95' in asaSeconds)) throw new Error('there is an interval');
    expect(asaSeconds.ci95[0]).toBeCloseTo(0.5 - 2.570582 * Math.sqrt(3.5 / 6), 5);
    expect(sl).toMatchObject({ verdict: 'no difference shown', difference: 0, ci95: [0, 0] });
  });

  it('says that it is not enough yet, figure by figure, and how many blocks are needed', () => {
    const few = { verdict: 'not enough yet', blocksNeeded: 12 };
    expect(compare([])).toEqual({
      sl: { ...few, blocks: 0 },
      asaSeconds: { ...few, blocks: 0 },
      abandonment: { ...few, blocks: 0 },
    });
    const five = compare(pairsOf([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, null]));
    expect(five.asaSeconds).toEqual({ ...few, blocks: 10 });
    expect(five.sl).toMatchObject({ verdict: 'no difference shown', blocks: 12 });
    expect(five.abandonment).toEqual({ ...few, blocks: 0 });
  });

  it('holds the true difference in 95 of 100 switchbacks', () => {
    let state = 12_345;
    const uniform = (): number => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) + 0.5) / 2 ** 32;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let held = 0;
    for (let i = 0; i < 2_000; i += 1) {
      const level = Array.from({ length: 8 }, () => 20 + 10 * normal());
      const { asaSeconds } = compare(
        pairsOf(
          level.map((at) => at + 4 + normal()),
          level.map((at) => at + 2 * normal()),
        ),
      );
      if ('ci95' in asaSeconds && asaSeconds.ci95[0] <= 4 && asaSeconds.ci95[1] >= 4) held += 1;
    }
    // Four standard deviations of a share of 2,000.
    expect(Math.abs(held / 2_000 - 0.95)).toBeLessThan(0.0195);
  });
});
