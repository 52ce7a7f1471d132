import {
  lengthsKept,
  lengthsOfTotals,
  rolledTable,
  type IntervalTable,
  type LengthKept,
  type TotalTable,
} from '../history/intervals/interval-tables.js';
import { DAY_MS } from '../history/intervals/stale-days.js';
import { dayBegin, nextDayBegin, type Interval } from '../hours/local-intervals.js';
import type { Snapshot } from '../store/snapshot.js';
import type { KeptScope, RolledDays } from './report.js';

/** How far the interval tables are. */
export interface KeptState {
  /** The quarters hold all of the past. */
  isFilled: boolean;
  /** Local days before it (store ms) are summed up by hours and days of `zone`. */
  rolledAt: number | null;
  zone: string | null;
  /** Days of UTC (their beginnings, rising) that have changed since. */
  stale: number[];
}

const LENGTHS: Partial<Record<Interval, LengthKept>> = { PT30M: 'half', PT1H: 'hour', P1D: 'day' };
/** With more stretches than this the quarters are read: a statement has its bounds. */
const MOST_STRETCHES = 40;

export async function keptState(store: Pick<Snapshot, 'query'>, workspace: string): Promise<KeptState> {
  const rows = await store.query<{
    next: number | null;
    rolled: number | null;
    zone: string | null;
    stale: number[];
  }>(
    `SELECT next_at AS next, rolled_at AS rolled, rolled_zone AS zone,
            (SELECT json_agg(day ORDER BY day) FROM interval_stale s WHERE s.workspace = f.workspace) AS stale
     FROM interval_fill f WHERE workspace = $1`,
    [workspace],
  );
  const row = rows[0];
  return {
    isFilled: (row?.next ?? null) === null,
    rolledAt: row?.rolled ?? null,
    zone: row?.zone ?? null,
    stale: row?.stale ?? [],
  };
}

/** Which days of the scope need not be read from the quarters; undefined: none. */
export function rolledDays(scope: KeptScope, { rolledAt, zone, stale }: KeptState): RolledDays | undefined {
  const { from, to, timezone, interval } = scope;
  const length = LENGTHS[interval];
  if (rolledAt === null || zone !== timezone) return undefined;
  const firstDay = dayBegin(timezone, from);
  let begin = firstDay === from ? from : nextDayBegin(timezone, from);
  const end = Math.min(dayBegin(timezone, to), rolledAt);
  const stretches: [number, number][] = [];
  const add = (until: number): void => {
    if (begin < until) stretches.push([begin, until]);
  };
  for (const day of stale) {
    if (day + DAY_MS <= begin || day >= end) continue;
    add(dayBegin(timezone, day));
    begin = Math.max(begin, nextDayBegin(timezone, day + DAY_MS - 1));
  }
  add(end);
  return stretches.length === 0 || stretches.length > MOST_STRETCHES ? undefined : { length, stretches };
}

const between = (stretches: readonly (readonly [number, number])[]): string =>
  `(${stretches.map(([begin, end]) => `(at >= ${begin} AND at < ${end})`).join(' OR ')})`;

const isSummed = (table: IntervalTable, { length }: RolledDays): boolean =>
  length !== undefined && lengthsKept(table).includes(length);

/** What of a scope is in its stretches and what is not, as conditions on `at`; `rest` undefined: nothing. */
function split({ from, to }: KeptScope, { stretches }: RolledDays): { summed: string; rest: string | undefined } {
  const rest: [number, number][] = [];
  let begin = from;
  for (const [first, end] of stretches) {
    if (begin < first) rest.push([begin, first]);
    begin = end;
  }
  if (begin < to) rest.push([begin, to]);
  return { summed: between(stretches), rest: rest.length === 0 ? undefined : between(rest) };
}

/** The rows of [$2, $3) in the workspace $1, each day from the longest rows that can tell of it, as a list for FROM. */
export function keptRows(table: IntervalTable, scope: KeptScope): string {
  const all = allRows(table.name);
  const { rolled } = scope;
  if (rolled === undefined || !isSummed(table, rolled)) return `(${all})`;
  const { summed, rest } = split(scope, rolled);
  const sums = `SELECT * FROM ${rolledTable(table, rolled.length as LengthKept)} WHERE workspace = $1 AND ${summed}`;
  return rest === undefined ? `(${sums})` : `(${sums} UNION ALL ${all} AND ${rest})`;
}

// The two ends stand beside what else is asked: a plan knows their distance.
const allRows = (table: string): string => `SELECT * FROM ${table} WHERE workspace = $1 AND at >= $2 AND at < $3`;

/**
 * Lists for FROM: totals of days that are summed up, the rows that these are totals of (`hidden`), and the quarters of the
 * other days (`rest`; undefined: there are none).
 */
export interface Totals {
  totals: string;
  hidden: string;
  rest: string | undefined;
}

/** Undefined where the scope has no day that is summed up, or sums of hours or days, which are less to read. */
export function keptTotals(total: TotalTable, scope: KeptScope): Totals | undefined {
  const { rolled } = scope;
  if (rolled === undefined || rolled.length === 'hour' || rolled.length === 'day') return undefined;
  const { summed, rest } = split(scope, rolled);
  const { totals, of } = totalTables(total, rolled);
  return {
    totals: `(${allRows(totals)} AND ${summed})`,
    hidden: `(${allRows(of)} AND ${summed})`,
    rest: rest && `(${allRows(total.of.name)} AND ${rest})`,
  };
}

/** All rows that a scope is told from, as lists for FROM: of the totals where there are any. */
export function keptLists(table: IntervalTable, scope: KeptScope, totals: Totals | undefined): string[] {
  if (totals === undefined) return [keptRows(table, scope)];
  return totals.rest === undefined ? [totals.totals] : [totals.totals, totals.rest];
}

/** The same of one interval `e`, as in `keptRowsOfInterval`, without what is hidden. */
export function totalsOfInterval(total: TotalTable, { rolled }: KeptScope): { totals: string; rest: string } {
  const rows = (table: string, which: string): string =>
    `(SELECT * FROM ${table} WHERE workspace = $1 AND at >= e.begins AND at < e.ends AND ${which})`;
  return {
    totals: rows(totalTables(total, rolled).totals, 'e.is_rolled'),
    rest: rows(total.of.name, 'NOT e.is_rolled'),
  };
}

/** Of the longest rows that add up to the scope's intervals: the totals' table, and that of what they are totals of. */
function totalTables(total: TotalTable, rolled: RolledDays | undefined): { totals: string; of: string } {
  const length = lengthsOfTotals(total).find((kept) => kept === rolled?.length);
  return length === undefined
    ? { totals: total.name, of: total.of.name }
    : { totals: rolledTable(total, length), of: rolledTable(total.of, length) };
}

/** For each interval of the scope whether its rows are all in the sums. */
export function areRolled({ edges, rolled }: KeptScope): boolean[] {
  const stretches = rolled?.stretches ?? [];
  return edges.slice(1).map((end, i) => {
    const begin = edges[i] as number;
    return stretches.some(([first, last]) => begin >= first && end <= last);
  });
}

/** The rows of one interval `e` (`begins`, `ends`, `is_rolled` by `areRolled`) in the workspace $1, as a list for FROM. */
export function keptRowsOfInterval(table: IntervalTable, { rolled }: KeptScope): string {
  const rows = (from: string): string =>
    `SELECT * FROM ${from} WHERE workspace = $1 AND at >= e.begins AND at < e.ends`;
  if (rolled === undefined || !isSummed(table, rolled)) return `(${rows(table.name)})`;
  // Whichever does not hold ends its part before it reads.
  return `(${rows(rolledTable(table, rolled.length as LengthKept))} AND e.is_rolled UNION ALL ${rows(table.name)} AND NOT e.is_rolled)`;
}
