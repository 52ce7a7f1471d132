import { readOptions, UsageError } from '../../demo/options.js';
import { readProfile } from '../../demo/profile.js';

describe('readOptions', () => {
  it('reads every option', () => {
    const line = '--records r.tsv --date 990204 --from 9:30 --to 11:00 --speed 30 --profile p.json --seed 7 --json';
    expect(readOptions(line.split(' '))).toEqual({
      records: 'r.tsv',
      date: '990204',
      hours: { from: 34_200, to: 39_600 },
      speed: 30,
      profile: 'p.json',
      seed: 7,
      json: true,
    });
  });

  it('chooses the 2nd of February, its busiest hours and the shipped files when asked for nothing', () => {
    const options = readOptions([]);
    expect(options).toMatchObject({ date: '990202', hours: undefined, seed: 1, json: false });
    expect(options?.records).toMatch(/test\/data\/anonymous-bank-1999\.tsv\.gz$/);
  });

  it.each([
    ['--speed 0'],
    ['--speed fast'],
    ['--date tomorrow'],
    ['--from 9:00'],
    ['--from 9:00 --to 8:00'],
    ['--from 9 --to 10:00'],
    ['--unknown'],
    ['--seed -1'],
  ])('refuses %s', (line) => {
    expect(() => readOptions(line.split(' '))).toThrow(UsageError);
  });
});

describe('the shipped profiles', () => {
  it('give the bank’s rule 90 s for priority customers and nothing else', () => {
    const { credits } = readProfile('profiles/bank.json');
    const { customerValue, journeyStage, ...rest } = credits;
    expect(customerValue).toBe(90);
    expect(journeyStage).toEqual({ default: 0, stages: {} });
    for (const value of Object.values(rest)) expect(value).toBe(0);
  });

  it('can both be read', () => {
    expect(readProfile('profiles/lotse.json').credits.customerValue).toBeGreaterThan(0);
  });
});
