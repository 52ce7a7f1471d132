import { measure, REPORT_DAYS, replayDays, TUNING_DAYS } from '../../demo/estimate/measure.js';
import { readProfile } from '../../demo/profile.js';
import { FAULTY_DAYS } from '../../demo/callers.js';
import { bankRecords } from './bank-records.js';

describe('waits that are announced on the bank’s days, in virtual time', () => {
  const { credits } = readProfile('profiles/bank.json');

  it('are judged on days that no constant was chosen on', () => {
    for (const day of REPORT_DAYS) expect([...TUNING_DAYS, ...FAULTY_DAYS]).not.toContain(day);
    // Sunday to Thursday.
    for (const day of [...REPORT_DAYS, ...TUNING_DAYS]) expect([5, 6]).not.toContain(weekday(day));
  });

  it('hold for 70 to 90 % of those who had to wait, in a width of at most 1.5 median waits, better than the last wait', () => {
    const waited = replayDays(bankRecords(), { days: REPORT_DAYS, seeds: [1, 2], credits });
    const all = measure(waited);
    process.stdout.write(
      `${all.waited} who had to wait: coverage ${(100 * all.estimate.coverage).toFixed(1)} %, median width ÷ median wait ` +
        `${all.widthPerWait.toFixed(2)}, interval score ${all.estimate.intervalScore.toFixed(0)} against ` +
        `${all.lastAnswered.intervalScore.toFixed(0)} of the last wait\n`,
    );
    expect(all.waited).toBeGreaterThan(13_000);
    expect(all.compared).toBeGreaterThan(0.97);
    expect(all.estimate.coverage).toBeGreaterThanOrEqual(0.7);
    expect(all.estimate.coverage).toBeLessThanOrEqual(0.9);
    expect(all.widthPerWait).toBeLessThanOrEqual(1.5);
    expect(all.estimate.intervalScore).toBeLessThan(0.95 * all.lastAnswered.intervalScore);
    for (const [from, to] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, Infinity],
    ] as const) {
      const { coverage } = measure(waited.filter(({ position }) => position >= from && position <= to)).estimate;
      expect(coverage).toBeGreaterThanOrEqual(0.7);
      expect(coverage).toBeLessThanOrEqual(0.92);
    }
  });
});

function weekday(yymmdd: string): number {
  return new Date(Date.UTC(1999, Number(yymmdd.slice(2, 4)) - 1, Number(yymmdd.slice(4)))).getUTCDay();
}
