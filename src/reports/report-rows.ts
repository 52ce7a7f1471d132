import { QUARTER_MS } from '../history/intervals/ladders.js';
import type { Postgres } from '../store/postgres.js';
import type { Snapshot } from '../store/snapshot.js';
import { Additions } from './additions.js';
import { areKept, isKept } from './kept-scope.js';
import { keptState, rolledDays } from './rolled-days.js';
import { unpacker, type KeptScope, type Query, type Report, type Statement, type StoredRow } from './report.js';

const BATCH = 1_000;

/** Rows of a report, by interval. */
export interface OpenRows {
  /** How many there are; where they are no more than may be, it may be less than this. */
  total: number;
  rows: AsyncGenerator<StoredRow[], void>;
  /** For who takes none of them. */
  close(): Promise<void>;
}

/**
 * The rows of a report, from the interval tables as far as these can tell of it: a first or last interval that is cut
 * within a quarter of an hour is counted from the history, and so is all of it where the tables are not filled yet, or a
 * target is none that they count for. All of it is one state of the store: what changes meanwhile is in none of its
 * figures. What is left is read as it is taken.
 * @param most how many there may be
 */
export async function openRows(
  postgres: Postgres,
  report: Report,
  scope: KeptScope,
  columns: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<OpenRows> {
  const store = await postgres.snapshot(signal);
  // Whoever went away may not even have begun to take.
  signal.addEventListener('abort', () => void store.close().catch(() => undefined), { once: true });
  try {
    return await rowsOf(store, report, scope, columns, most);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function rowsOf(
  store: Snapshot,
  report: Report,
  scope: KeptScope,
  columns: readonly string[],
  most: number,
): Promise<OpenRows> {
  const state = await keptState(store, scope.workspace);
  const { isFilled } = state;
  const { before, middle, after } = isFilled ? parts(scope) : { middle: scope };
  const all = ({ sql, parameters }: Statement): Promise<StoredRow[]> => store.query<StoredRow>(sql, parameters);
  const count = async ({ atMost, exact }: NonNullable<Query['count']>, most: number): Promise<number> => {
    const [{ total } = { total: 0 }] = await all(atMost);
    return total <= most ? total : ((await all(exact))[0]?.total ?? 0);
  };
  const first = before === undefined ? [] : await all(report.query(before, columns));
  const last = after === undefined ? [] : await all(report.query(after, columns));
  const fromTables = middle !== undefined && isFilled && isKept(middle);
  const query =
    middle &&
    (fromTables
      ? report.kept({ ...middle, rolled: rolledDays(middle, state) }, columns)
      : report.query(middle, columns));
  const counted = query?.count && (await count(query.count, most - first.length - last.length));
  const rows = query && read(store, query, isGathered(query));
  const begun = await rows?.next();
  const between = begun === undefined || begun.done === true ? 0 : (counted ?? begun.value[0]?.total ?? 0);
  const shift = before === undefined ? 0 : 1;
  const numbers = unpacker(query?.packed ?? []);
  const additions = new Additions(
    query?.additions && read(store, query.additions, query.additions.isGathered),
    columns,
  );
  const told = (row: StoredRow): StoredRow => {
    const made = fromTables ? report.fromKept(row, additions.to(row, numbers(row))) : row;
    made.n = row.n + shift;
    return made;
  };
  const inOrder = async function* (): AsyncGenerator<StoredRow[], void> {
    try {
      if (first.length > 0) yield first;
      for (let next = begun; next !== undefined && next.done !== true; next = await rows?.next()) {
        await additions.take(next.value[0]?.n ?? 0, next.value.at(-1)?.n ?? 0);
        yield next.value.map(told);
      }
      if (last.length > 0) yield last.map((row) => ({ ...row, n: row.n + scope.edges.length - 2 }));
    } finally {
      await store.close();
    }
  };
  return { total: first.length + between + last.length, rows: inOrder(), close: () => store.close() };
}

function read(store: Snapshot, { sql, parameters }: Statement, gathered: boolean): AsyncGenerator<StoredRow[], void> {
  return store.rows<StoredRow>(sql, parameters, { batch: BATCH, gathered });
}

/** Where many rows become few. */
const isGathered = ({ packed, count }: Query): boolean => packed !== undefined && count === undefined;

/** Cuts off a first and a last interval that the tables cannot tell of. */
function parts(scope: KeptScope): { before?: KeptScope; middle?: KeptScope; after?: KeptScope } {
  const { from, to, edges, now, rules } = scope;
  if (!areKept(rules)) return { middle: scope };
  const of = (first: number, end: number): KeptScope => {
    const cut = edges.slice(first, end + 1);
    return { ...scope, edges: cut, from: cut[0] as number, to: cut.at(-1) as number };
  };
  const last = edges.length - 1;
  const begin = from % QUARTER_MS === 0 ? 0 : 1;
  const end = to % QUARTER_MS === 0 || to >= now ? last : last - 1;
  return {
    ...(begin > 0 && { before: of(0, 1) }),
    ...(begin < end && { middle: of(begin, end) }),
    ...(end < last && end >= begin && { after: of(last - 1, last) }),
  };
}
