import { kaplanMeier, patienceBeyond, quantile, survivalAt } from '../../demo/kaplan-meier.js';
import { bankRecords } from './bank-records.js';

describe('kaplanMeier', () => {
  // Worked by hand: at risk 6, 4, 3, 1 when somebody leaves at 1, 3, 5, 9.
  const curve = kaplanMeier([
    { seconds: 1, left: true },
    { seconds: 2, left: false },
    { seconds: 3, left: true },
    { seconds: 5, left: true },
    { seconds: 5, left: false },
    { seconds: 9, left: true },
  ]);

  it('multiplies the shares of those at risk who stayed', () => {
    expect(curve.seconds).toEqual([1, 3, 5, 9]);
    const expected = [5 / 6, (5 / 6) * (3 / 4), (5 / 6) * (3 / 4) * (2 / 3), 0];
    curve.survival.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 12));
    expect(survivalAt(curve, 0)).toBe(1);
    expect(survivalAt(curve, 4)).toBeCloseTo(5 / 8, 12);
    expect(quantile(curve, 0.5)).toBe(5);
  });

  it('draws only patience beyond what was waited', () => {
    expect(patienceBeyond(curve, 0, 0)).toBe(1);
    expect(patienceBeyond(curve, 3, 0)).toBe(5);
    expect(patienceBeyond(curve, 3, 0.99)).toBe(9);
    expect(patienceBeyond(curve, 9, 0.5)).toBeUndefined();
    for (let u = 0; u < 1; u += 0.05) expect(patienceBeyond(curve, 2, u)).toBeGreaterThan(2);
  });

  it('sees the bank callers’ patience: 41 s in the median of who hung up, just under 300 s of everybody', () => {
    const queued = bankRecords().filter((record) => record.queued && record.outcome !== 'PHANTOM');
    const hung = queued.filter((record) => record.outcome === 'HANG').map((record) => record.queueSeconds);
    hung.sort((a, b) => a - b);
    expect(hung[Math.floor(hung.length / 2)]).toBe(41);
    const waits = queued.map((record) => ({ seconds: record.queueSeconds, left: record.outcome === 'HANG' }));
    const median = quantile(kaplanMeier(waits), 0.5) ?? 0;
    expect(median).toBeGreaterThan(255);
    expect(median).toBeLessThan(300);
  });

  it('finds priority 0 the least patient: 42.6 % of its queued callers leave, of priority 1 20.6 %', () => {
    const queued = bankRecords().filter((record) => record.queued && record.outcome !== 'PHANTOM');
    const leaving = [0, 1].map((priority) => {
      const own = queued.filter((record) => record.priority === priority);
      return Math.round((1000 * own.filter((record) => record.outcome === 'HANG').length) / own.length) / 10;
    });
    expect(leaving).toEqual([42.6, 20.6]);
  });
});
