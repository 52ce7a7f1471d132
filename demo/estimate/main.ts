import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEVELS, type Levels } from '../../src/estimate/wait-estimator.js';
import { projectFolder, UsageError } from '../options.js';
import { readProfile } from '../profile.js';
import { readRecords } from '../records.js';
import { measure, type Measured, REPORT_DAYS, replayDays, TUNING_DAYS } from './measure.js';
import type { Waited } from './onlooker.js';

const HELP = `npm run estimate -- [options]
Replays whole days of the bank in virtual time and measures the waits that are announced to who has to wait.
  --records FILE   call-by-call records, .tsv or .tsv.gz (test/data/anonymous-bank-1999.tsv.gz)
  --days LIST      yymmdd,yymmdd,… one after the other (the days that no constant was chosen on)
  --tuning         the days on which the constants were chosen instead
  --profile FILE   the routing profile (profiles/bank.json: the bank's own rule)
  --seeds N        for what the records do not tell: seeds 1 to N (5)
  --level P        one level for all intervals, 0.5 to 0.95, instead of ${LEVELS.short} for short waits and ${LEVELS.long} for long
  --json           one object on standard output`;

const POSITIONS: readonly [from: number, to: number][] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 5],
  [6, Infinity],
];

interface Options {
  records: string;
  days: readonly string[];
  profile: string;
  seeds: number[];
  levels: Levels;
  json: boolean;
}

function readOptions(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const shape = {
    records: text,
    days: text,
    tuning: flag,
    profile: text,
    seeds: text,
    level: text,
    json: flag,
    help: flag,
  };
  let values: ReturnType<typeof parseArgs<{ options: typeof shape }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...args], options: shape }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return undefined;
  const days = values.days?.split(',') ?? (values.tuning ? TUNING_DAYS : REPORT_DAYS);
  if (!days.every((day) => /^\d{6}$/.test(day))) throw new UsageError('--days must be yymmdd,yymmdd,…');
  const seeds = Number(values.seeds ?? 5);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100) throw new UsageError('--seeds must be from 1 to 100');
  const level = Number(values.level ?? 0.8);
  if (!(level >= 0.5 && level <= 0.95)) throw new UsageError('--level must be from 0.5 to 0.95');
  return {
    records: values.records ?? join(projectFolder(), 'test/data/anonymous-bank-1999.tsv.gz'),
    days,
    profile: values.profile ?? join(projectFolder(), 'profiles/bank.json'),
    seeds: Array.from({ length: seeds }, (_, n) => n + 1),
    levels: values.level === undefined ? LEVELS : { short: level, long: level },
    json: values.json ?? false,
  };
}

const HEAD = [
  'who had to wait',
  'number',
  'left',
  'announced',
  'coverage',
  'median width',
  'median wait',
  'width ÷ wait',
  'score',
  "rival's coverage",
  'width',
  'score',
];

function row(name: string, waited: readonly Waited[]): string[] {
  if (waited.length === 0) return [name, '0'];
  const m = measure(waited);
  return [
    name,
    String(m.waited),
    percent(m.abandoned / m.waited),
    percent(m.compared),
    percent(m.estimate.coverage),
    seconds(m.estimate.medianWidth),
    seconds(m.estimate.medianWait),
    m.widthPerWait.toFixed(2),
    m.estimate.intervalScore.toFixed(0),
    percent(m.lastAnswered.coverage),
    seconds(m.lastAnswered.medianWidth),
    m.lastAnswered.intervalScore.toFixed(0),
  ];
}

function tableOf(waited: readonly Waited[], days: readonly string[]): string {
  const rows = [HEAD, HEAD.map(() => '---'), row('all', waited)];
  for (const day of days)
    rows.push(
      row(
        day,
        waited.filter(({ date }) => date === day),
      ),
    );
  for (const [from, to] of POSITIONS) {
    const name = `position ${from}${to === from ? '' : to === Infinity ? ' and more' : ` to ${to}`}`;
    rows.push(
      row(
        name,
        waited.filter(({ position }) => position >= from && position <= to),
      ),
    );
  }
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inWords(m: Measured): string {
  return (
    `With the median of waits as they ended, whether with an answer or not, as the measure: width ÷ wait ` +
    `${m.widthPerEndedWait.toFixed(2)}. Of the answered alone, ${percent(m.answeredWithin)} were answered within their ` +
    `interval; with those who left before its end counted as within it, ${percent(m.unbroken)} of all.`
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(1)} s`;
}

function main(): number {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const { credits } = readProfile(options.profile);
  const waited = replayDays(readRecords(options.records), { ...options, credits });
  const all = measure(waited);
  const text = options.json ? JSON.stringify(all, undefined, 2) : `${tableOf(waited, options.days)}\n\n${inWords(all)}`;
  process.stdout.write(`${text}\n`);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${HELP}\n`);
  process.exitCode = 2;
}
