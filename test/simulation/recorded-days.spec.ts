import { columnOf, recordedReplay } from '../../demo/figures.js';
import { buildWorld } from '../../demo/world.js';
import type { RecordedResult } from '../../tools/simulate/recorded-days.js';
import { bankRecords } from '../demo/bank-records.js';
import { command } from './command-line.js';

const RECORDS = ['--records', 'test/data/anonymous-bank-1999.tsv.gz'];
const days = (from: string, to: string): string[] => [...RECORDS, '--from', from, '--to', to];

describe('recorded days on the virtual clock', () => {
  let result: RecordedResult;
  beforeAll(async () => {
    const { status, out } = await command(...days('990209', '990210'), '--json');
    expect(status).toBe(0);
    result = JSON.parse(out) as RecordedResult;
  });

  it('are the bank’s own in the first column, with no interval', () => {
    expect(result).toMatchObject({ days: ['990209', '990210'], seeds: 10 });
    const each = ['990209', '990210'].map((date) => {
      const world = buildWorld(bankRecords(), { date });
      return columnOf(world, recordedReplay(world)).total;
    });
    const sum = (of: 'offered' | 'answered' | 'abandoned'): number => each.reduce((all, one) => all + one[of], 0);
    const { total } = result.columns.bank;
    for (const figure of ['offered', 'answered', 'abandoned'] as const)
      expect(total[figure]).toEqual({ mean: sum(figure), ci95: null });
    const inTime = each.reduce((all, one) => all + (one.sl20OfOffered ?? 0) * one.offered, 0);
    expect(total.sl20OfOffered.mean).toBeCloseTo(inTime / sum('offered'), 12);
  });

  it('hold the same callers in every column, whoever answers them', () => {
    const { bank, control, lotse } = result.columns;
    for (const group of ['byType', 'byPriority'] as const)
      for (const [name, { offered }] of Object.entries(bank[group]))
        for (const column of [control, lotse]) expect(column[group][name]?.offered.mean).toBe(offered.mean);
    for (const { total } of [control, lotse])
      expect((total.answered.mean ?? 0) + (total.abandoned.mean ?? 0)).toBeCloseTo(total.offered.mean ?? NaN, 6);
  });

  it('compare seed by seed', () => {
    const { columns, differences } = result;
    const effect = differences['lotse − control'].total;
    for (const figure of ['answered', 'abandoned', 'sl20OfOffered', 'asaSeconds'] as const) {
      const [low, high] = effect[figure].ci95 ?? [NaN, NaN];
      const mean = (columns.lotse.total[figure].mean ?? NaN) - (columns.control.total[figure].mean ?? NaN);
      expect(effect[figure].mean).toBeCloseTo(mean, 9);
      expect(low).toBeLessThanOrEqual(mean);
      expect(high).toBeGreaterThanOrEqual(mean);
    }
    // The same callers come in each.
    expect(effect.offered).toEqual({ mean: 0, ci95: [0, 0] });
  });

  it('show no difference where the interval contains 0, and none between a rule and itself', async () => {
    const { status, out } = await command(...days('990209', '990209'), '--profile', 'profiles/bank.json');
    expect(status).toBe(0);
    const lines = out.split('\n');
    const from = lines.findIndex((line) => line.startsWith('lotse − control'));
    expect(lines[from + 1]).toMatch(/^all( +no difference shown){5}$/);
    expect(out).toContain('Only lotse − control is an effect of routing.');
  });

  it('say what makes no sense', async () => {
    expect(await command(...RECORDS, '--from', '990209')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--to is to be a day'),
    });
    expect((await command(...RECORDS, '--from', 'monday', '--to', '990209')).err).toContain('--from is to be a day');
    expect((await command(...days('980101', '980102'))).err).toContain('there are no records from 980101 to 980102');
    expect((await command('--records', 'no-such-file.tsv', '--from', '990209', '--to', '990209')).status).toBe(2);
  });
});
