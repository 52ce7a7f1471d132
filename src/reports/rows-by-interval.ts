import type { KeptScope, Query, Statement } from './report.js';
import { areRolled } from './rolled-days.js';

/** Rows of a report that are each made when they are taken, an interval after the other. */
export interface ByInterval {
  scope: KeptScope;
  columns: readonly string[];
  /** Statements of `columns` and what is added up, of one interval `e` (`begins`, `ends`, `is_rolled`). */
  kept: readonly string[];
  /** A statement of such rows that stand in no table yet, with the number `n` of their interval. */
  living?: string;
  /** What is added up, by its name in both. */
  measures: readonly string[];
  /** The sums of it, as a list for SELECT. */
  sums: string;
  /** Which rows are told, by their sums; undefined: all. */
  having?: string;
  /** Of the statements; the first: workspace, from, to, edges. One more is added. */
  parameters: readonly unknown[];
}

/**
 * An interval's rows after those of the one before: a lateral part can only be made for one after the other. Rows that are
 * hardly fewer than those that are read are made in this way as fast as they are read, and the first are told at once.
 */
export function rowsByInterval({ scope, columns, kept, living, ...of }: ByInterval): Statement {
  const parameters = [...of.parameters, areRolled(scope)];
  const own = [...columns, ...of.measures].join(', ');
  const rows = living === undefined ? kept : [...kept, `SELECT ${own} FROM living WHERE e.is_alive AND living.n = e.n`];
  const grouped = columns.join(', ');
  // Where nothing is told apart, an interval without rows would be told too.
  const groups = columns.length === 0 ? 'HAVING count(*) > 0' : `GROUP BY ${grouped} HAVING true`;
  const sql = `
${living === undefined ? '' : `WITH living AS MATERIALIZED (${living})`}
SELECT n, of_interval.*, 0 AS total
FROM (SELECT n::int AS n, begins, ends, is_rolled${living === undefined ? '' : ', n IN (SELECT n FROM living) AS is_alive'}
      FROM unnest($4::bigint[], ($4::bigint[])[2:], $${parameters.length}::boolean[])
        WITH ORDINALITY AS e(begins, ends, is_rolled, n)
      WHERE begins < $3::bigint AND ends > $2::bigint) AS e,
LATERAL (
  SELECT ${[...columns, of.sums].join(', ')} FROM (${rows.join(' UNION ALL ')}) AS of_rows
  ${groups}${of.having === undefined ? '' : ` AND (${of.having})`}${columns.length === 0 ? '' : ` ORDER BY ${grouped}`}) AS of_interval`;
  return { sql, parameters };
}

/**
 * How many rows a statement has: at most, by the keys of what is added up alone, for which an index is read (also those of
 * rows that are left out, or have become nothing).
 * @param keyed statements of `n` and the columns
 */
export function countOf({ sql, parameters }: Statement, keyed: Statement): NonNullable<Query['count']> {
  return {
    exact: { sql: `SELECT count(*) AS total FROM (${sql}) AS counted`, parameters },
    atMost: { sql: `SELECT count(*) AS total FROM (${keyed.sql}) AS told`, parameters: keyed.parameters },
  };
}
