import {
  DISPOSITION_TOTALS,
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  totalTelling,
} from '../history/intervals/interval-tables.js';
import { FIRSTS, pending } from './kept-wait-rows.js';
import { keys, packed, type KeptScope, type NumberOf, type Query, type Statement, type StoredRow } from './report.js';
import { keptLists, keptRows, keptRowsOfInterval, keptTotals, totalsOfInterval } from './rolled-days.js';
import { countOf, rowsByInterval } from './rows-by-interval.js';

const DISPOSED = ['contacts', 'resolved', 'unresolved', 'bot_solved', 'callbacks', 'callbacks_resolved'];

/**
 * $1 workspace, [$2, $3) when contacts came, $4 edges. From totals, or told apart by disposition and queue, rows are hardly
 * fewer than those that are read.
 */
export function keptDispositions(scope: KeptScope, columns: readonly string[]): Query {
  const { workspace, from, to, edges } = scope;
  const table = columns.includes('agent_id') ? INTERVAL_AGENT_DISPOSITION : INTERVAL_DISPOSITION;
  const total = totalTelling(DISPOSITION_TOTALS, columns);
  const totals = total && keptTotals(total, scope);
  const named = (column: string): string =>
    ['disposition', 'agent_id'].includes(column) ? `nullif(${column}, E'\\n') AS ${column}` : column;
  const measures = [...DISPOSED, ...FIRSTS];
  const sums = measures.map((name) => `sum(${name}) AS ${name}`).join(', ');
  const isSomething = 'sum(contacts) <> 0 OR sum(callbacks) <> 0';
  const read = (rows: string, n?: string): string =>
    `SELECT ${[...(n === undefined ? [] : [n]), ...columns.map(named), ...measures].join(', ')} FROM ${rows} AS rows`;
  const parameters = [workspace, from, to, edges];
  const query = ({ sql, parameters }: Statement): Query => ({
    sql: packed(sql, columns, measures),
    parameters,
    packed: measures,
  });
  const N = 'width_bucket(at, $4::bigint[]) AS n';
  const isFine = totals !== undefined || (columns.includes('disposition') && columns.includes('queue_id'));
  if (!isFine) {
    const grouped = keys(columns);
    const sql = `
SELECT ${grouped}, ${sums}, count(*) OVER () AS total
FROM (${read(keptRows(table, scope), N)}) AS w GROUP BY ${grouped} HAVING ${isSomething} ORDER BY ${grouped}`;
    return query({ sql, parameters });
  }
  const ofInterval = total && totals && totalsOfInterval(total, scope);
  const kept = ofInterval === undefined ? [keptRowsOfInterval(table, scope)] : [ofInterval.totals, ofInterval.rest];
  const statement = rowsByInterval({
    scope,
    columns,
    kept: kept.map((rows) => read(rows)),
    measures,
    sums,
    having: isSomething,
    parameters,
  });
  const keyed = keptLists(table, scope, totals)
    .map((list) => `SELECT DISTINCT ${[N, ...columns].join(', ')} FROM ${list} AS rows`)
    .join(' UNION ');
  return { ...query(statement), count: countOf(statement, { sql: keyed, parameters }) };
}

/** The row as a report's figures take it. */
export function fromKeptDispositions(row: StoredRow, n: NumberOf): StoredRow {
  return {
    n: row.n,
    total: row.total,
    disposition: row['disposition'] ?? null,
    queue_id: row['queue_id'] ?? null,
    channel: row['channel'] ?? null,
    agent_id: row['agent_id'] ?? null,
    contacts: n('contacts'),
    resolved: n('resolved'),
    unresolved: n('unresolved'),
    botSolved: n('bot_solved'),
    callbacks: n('callbacks'),
    callbacksResolved: n('callbacks_resolved'),
    firstContacts: n('first_contacts'),
    resolvedAtFirst: n('resolved_at_first'),
    fcrPending: pending(n),
  };
}
