import { QUARTER_MS } from '../history/intervals/ladders.js';
import type { Postgres } from '../store/postgres.js';
import { areKept, isKept } from './kept-figures.js';
import { keptState, rolledDays } from './rolled-days.js';
import { unpacker, type KeptScope, type Query, type Report, type StoredRow } from './report.js';

const BATCH = 1_000;

/** Rows of a report, by interval, and how many there are. */
export interface OpenRows {
  total: number;
  rows: AsyncGenerator<StoredRow[], void>;
  /** For who takes none of them. */
  close(): Promise<void>;
}

/**
 * The rows of a report, from the interval tables as far as these can tell of it: a first or last interval that is cut
 * within a quarter of an hour is counted from the history, and so is all of it where the tables are not filled yet, or a
 * target is none that they count for. What is left is read as it is taken.
 */
export async function openRows(
  postgres: Postgres,
  report: Report,
  scope: KeptScope,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<OpenRows> {
  const state = await keptState(postgres, scope.workspace);
  const { isFilled } = state;
  const { before, middle, after } = isFilled ? parts(scope) : { middle: scope };
  const first = before === undefined ? [] : await countedRows(postgres, report.query(before, columns), signal);
  const last = after === undefined ? [] : await countedRows(postgres, report.query(after, columns), signal);
  const fromTables = middle !== undefined && isFilled && isKept(middle);
  const query =
    middle &&
    (fromTables
      ? report.kept({ ...middle, rolled: rolledDays(middle, state) }, columns)
      : report.query(middle, columns));
  // Before: two reports that each held a connection and wanted another would wait for each other.
  const counted = query?.count && (await countedRows(postgres, query.count, signal))[0]?.total;
  const rows = query && read(postgres, query, signal);
  const close = async (): Promise<void> => void (await rows?.return());
  // Whoever went away may not even have begun to take.
  signal.addEventListener('abort', () => void close().catch(() => undefined), { once: true });
  const begun = await rows?.next();
  const between = begun === undefined || begun.done === true ? 0 : (counted ?? begun.value[0]?.total ?? 0);
  const shift = before === undefined ? 0 : 1;
  const numbers = unpacker(query?.packed ?? []);
  const told = (row: StoredRow): StoredRow => {
    const made = fromTables ? report.fromKept(row, numbers(row)) : row;
    made.n = row.n + shift;
    return made;
  };
  const all = async function* (): AsyncGenerator<StoredRow[], void> {
    try {
      if (first.length > 0) yield first;
      for (let next = begun; next !== undefined && next.done !== true; next = await rows?.next())
        yield next.value.map(told);
      if (last.length > 0) yield last.map((row) => ({ ...row, n: row.n + scope.edges.length - 2 }));
    } finally {
      await close();
    }
  };
  return { total: first.length + between + last.length, rows: all(), close };
}

async function countedRows(postgres: Postgres, query: Query, signal: AbortSignal): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const some of read(postgres, query, signal)) rows.push(...some);
  return rows;
}

function read(postgres: Postgres, query: Query, signal: AbortSignal): AsyncGenerator<StoredRow[], void> {
  const gathered = query.packed !== undefined && query.count === undefined;
  return postgres.rows<StoredRow>(query.sql, query.parameters, { batch: BATCH, signal, gathered });
}

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
