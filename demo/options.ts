import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Hours } from './world.js';

/** What the command line asks for. */
export interface DemoOptions {
  records: string;
  /** yymmdd */
  date: string;
  /** Undefined: the two busiest hours of the day. */
  hours: Hours | undefined;
  /** How many of the bank's seconds pass in one real second. */
  speed: number;
  profile: string;
  seed: number;
  json: boolean;
}

export const HELP = `npm run demo -- [options]
Replays hours of a real bank's day through the API and sockets of Lotse: on a private server of its own, or on the one
that LOTSE_URL and LOTSE_ADMIN_KEY name.
  --records FILE   call-by-call records, .tsv or .tsv.gz (test/data/anonymous-bank-1999.tsv.gz)
  --date yymmdd    the day (990202)
  --from HH:MM     begin, and
  --to HH:MM       end of the hours (the two busiest of the day)
  --speed N        the bank's seconds in one of ours, 1 to 120 (45)
  --profile FILE   the routing profile of the third column (profiles/lotse.json)
  --seed N         for what the records do not tell (1)
  --json           one object on standard output, everything else on standard error
npm run demo -- --scenario omnichannel [options]
Plays a scripted center instead: voice, chat, messaging, e-mail and social contacts with bots, transfers, parking,
callbacks, and agents who decline, miss and drop their line; counts what became of them and holds it against the script.
  --contacts N     how many customers come, 100 to 1000000 (20000)
  --seed N         which of them goes through what (1)
  --json           one object on standard output, everything else on standard error`;

export class UsageError extends Error {}

/** The project's folder, whether this runs compiled or not. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Undefined: help was asked for. @throws UsageError naming the option that makes no sense */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const values = argumentsOf(args);
  if (values.help) return undefined;
  if (values.contacts !== undefined)
    throw new UsageError("--contacts belongs to --scenario omnichannel: the bank's day has the callers that it had");
  const { date = '990202' } = values;
  if (!/^\d{6}$/.test(date)) throw new UsageError(`--date ${date} is not yymmdd`);
  return {
    records: values.records ?? join(projectFolder(), 'test/data/anonymous-bank-1999.tsv.gz'),
    date,
    hours: hoursOf(values.from, values.to),
    speed: numberIn('--speed', values.speed ?? '45', 1, 120),
    profile: values.profile ?? join(projectFolder(), 'profiles/lotse.json'),
    seed: numberIn('--seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    json: values.json ?? false,
  };
}

/** What is played: the bank's day, or with `--scenario omnichannel` the scripted center. @throws UsageError */
export function scenarioOf(args: readonly string[]): 'bank' | 'omnichannel' {
  const { scenario } = argumentsOf(args);
  if (scenario === undefined) return 'bank';
  if (scenario !== 'omnichannel')
    throw new UsageError(`--scenario ${scenario} is unknown: there is omnichannel, and without it the bank's day`);
  return scenario;
}

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const SHAPE = {
  records: TEXT,
  date: TEXT,
  from: TEXT,
  to: TEXT,
  speed: TEXT,
  profile: TEXT,
  seed: TEXT,
  json: FLAG,
  help: FLAG,
  scenario: TEXT,
  contacts: TEXT,
};

/** Every option of either scenario, as it was written. @throws UsageError for one that there is not */
export function argumentsOf(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof SHAPE }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: SHAPE }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function hoursOf(from: string | undefined, to: string | undefined): Hours | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) throw new UsageError('--from and --to belong together');
  const hours = { from: secondsOf('--from', from), to: secondsOf('--to', to) };
  if (hours.to <= hours.from) throw new UsageError('--to must be later than --from');
  return hours;
}

function secondsOf(name: string, text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2]);
  if (!match || hours > 24 || minutes > 59) throw new UsageError(`${name} ${text} is not HH:MM`);
  return hours * 3600 + minutes * 60;
}

/** @throws UsageError naming the option and its bounds */
export function numberIn(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most)
    throw new UsageError(`${name} must be a number from ${least} to ${most}`);
  return value;
}
