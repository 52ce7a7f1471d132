import type { FigureRules } from '../history/figures.js';
import type { LengthKept } from '../history/intervals/interval-tables.js';
import type { Interval } from '../hours/local-intervals.js';

/** What a report is asked about. Times are store ms. */
export interface ReportScope {
  workspace: string;
  from: number;
  to: number;
  /** Where intervals begin; the last one ends at the last edge. */
  edges: readonly number[];
  /** How things stand at this moment; what has not ended lasts until then. */
  now: number;
  rules: FigureRules;
  /** Who of the agents is a bot, as configured now. */
  bots: readonly string[];
}

/** Stretches of whole local days, [from, to), that can be read from sums: of this length, and from totals of quarters. */
export interface RolledDays {
  /** Undefined: none adds up to the intervals that are asked for. */
  length: LengthKept | undefined;
  stretches: [from: number, to: number][];
}

/** What the interval tables are asked about. */
export interface KeptScope extends ReportScope {
  /** An IANA name. */
  timezone: string;
  interval: Interval;
  /** What can be read from sums of days; undefined: nothing. */
  rolled?: RolledDays;
}

export interface Statement {
  sql: string;
  parameters: unknown[];
}

export interface Query extends Statement {
  /** Names of the numbers in the column `packed`, in their order: one column costs a tenth of forty on the way. */
  packed?: readonly string[];
  /**
   * What to add to numbers of the same names: rows with the keys of the query's, each once at most, by rising `n`.
   * `isGathered`: of many rows each, so that all are made at once.
   */
  additions?: Statement & { isGathered: boolean };
  /**
   * Count the rows, as `total`; given where these are to be made as they are taken, so that `total` in them says nothing.
   * `atMost` is quick, and may count some too many.
   */
  count?: { atMost: Statement; exact: Statement };
}

/** A statement whose numbers come in one column; an order of its rows stays. */
export function packed(sql: string, columns: readonly string[], names: readonly string[], more = ''): string {
  const numbers = names.map((name) => `coalesce("${name}", 0)`).join(', ');
  return `SELECT ${keys(columns)}${more}, concat_ws(',', ${numbers}) AS packed, total FROM (${sql}) AS told`;
}

/** A number of a row by its name. @throws Error for a name that its statement does not have */
export type NumberOf = (name: string) => number;

/** Reads the numbers of a row's column `packed`, of one row after the other: what it gave for one is gone with the next. */
export function unpacker(names: readonly string[]): (row: StoredRow) => NumberOf {
  const places = new Map(names.map((name, i) => [name, i]));
  let cells: string[] = [];
  const numberOf: NumberOf = (name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the statement has no ${name}`);
    return Number(cells[place]);
  };
  return (row) => {
    cells = (row['packed'] as string).split(',');
    return numberOf;
  };
}

/** A row as the statement gives it: the number of its interval (from 1), what it is grouped by, and counts; times in ms. */
export type StoredRow = { n: number; total: number } & Record<string, number | string | null>;

/** Numbers by column, in the columns' order; null where nothing counts. */
export type Figures = Record<string, number | null>;

/** One kind of report: what it can be grouped by, and how its figures come about. */
export interface Report {
  /** What rows can be grouped by: the name in the API and the column in the statement. */
  groups: Readonly<Record<string, string>>;
  /** How it is grouped where nothing is said. */
  groupedBy: readonly string[];
  /** @param columns those columns of `groups` that it is grouped by */
  query(scope: ReportScope, columns: readonly string[]): Query;
  /** The same from the interval tables, where these can tell of the scope; `fromKept` makes its rows those of `query`, of `n`, their numbers. */
  kept(scope: KeptScope, columns: readonly string[]): Query;
  fromKept(row: StoredRow, n: NumberOf): StoredRow;
  figures(row: StoredRow): Figures;
}

/** A count that no part of the statement had anything to say about is 0. */
export function counts<K extends string>(row: StoredRow, ...names: K[]): Record<K, number> {
  // Written one after the other: a hundred thousand rows of the same shape, and no list of pairs for each.
  const found = {} as Record<K, number>;
  for (const name of names) found[name] = (row[name] ?? 0) as number;
  return found;
}

/** Null where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** `n` and the columns of a group, as a list for SELECT, GROUP BY, USING and ORDER BY. */
export function keys(columns: readonly string[]): string {
  return ['n', ...columns].join(', ');
}

/** Puts parts that are each grouped by `keys` side by side, and counts the rows. */
export function sideBySide(parts: readonly string[], columns: readonly string[]): string {
  const [first, ...others] = parts;
  const joined = others.map((part) => `FULL JOIN ${part} USING (${keys(columns)})`).join(' ');
  return `SELECT *, count(*) OVER () AS total FROM ${first} ${joined} ORDER BY ${keys(columns)}`;
}
