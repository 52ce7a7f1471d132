import { AGENT_NOW, ROUTING_STATUS, SPENT } from '../history/agent-time-sql.js';
import { AGENT_TOTAL, INTERVAL_AGENT } from '../history/intervals/interval-tables.js';
import { mean } from './kept-wait-rows.js';
import { keys, packed, type KeptScope, type NumberOf, type Query, type Statement, type StoredRow } from './report.js';
import { keptRows, keptRowsOfInterval, keptTotals } from './rolled-days.js';
import { countOf, rowsByInterval } from './rows-by-interval.js';

const DONE = [
  'offers',
  'accepted',
  'declined',
  'missed',
  'parts',
  'part_ms',
  'transferred',
  'completed',
  'callbacks',
  'callback_ms',
] as const;

/** What bots did, out of the people's part of the totals and into their own. $6 bots. */
function asBots(rows: string, n: string, names: readonly string[]): string {
  return `SELECT n, part.kind, ${names.map((name) => `part.sign * ${name}`).join(', ')}
    FROM (SELECT *, ${n} FROM ${rows} AS rows WHERE agent_id = ANY($6)) AS bots, (VALUES ('human', -1), ('bot', 1)) AS part(kind, sign)`;
}

/**
 * Agents from the interval tables, and what they do now since it was last told. $1 workspace, [$2, $3) the time that is
 * told of, $4 edges, $5 now, $6 bots. Told apart by agent, rows are hardly fewer than those that are read.
 */
export function keptAgents(scope: KeptScope, columns: readonly string[]): Query {
  const { workspace, from, to, edges, bots, now } = scope;
  const names = [...SPENT, ...DONE];
  const sums = names.map((name) => `sum(${name}) AS ${name}`).join(', ');
  const isSomething = names.map((name) => `sum(${name}) <> 0`).join(' OR ');
  const N = 'width_bucket(at, $4::bigint[]) AS n';
  const kind = `CASE WHEN agent_id = ANY($6) THEN 'bot' ELSE 'human' END AS kind`;
  const own = [...columns, ...names].join(', ');
  const living = agentsNow(columns.includes('kind') ? `, ${kind}` : '');
  const parameters = [workspace, from, to, edges, now, bots];
  const query = ({ sql, parameters }: Statement): Query => ({
    sql: packed(sql, columns, names),
    parameters,
    packed: names,
  });
  if (columns.includes('agent_id')) {
    const statement = rowsByInterval({
      scope,
      columns,
      kept: [
        `SELECT ${own} FROM (SELECT *, ${kind} FROM ${keptRowsOfInterval(INTERVAL_AGENT, scope)} AS rows) AS rows`,
      ],
      living,
      measures: names,
      sums,
      having: isSomething,
      parameters,
    });
    const all = `SELECT ${N}, agent_id FROM ${keptRows(INTERVAL_AGENT, scope)} AS rows
      UNION SELECT n, agent_id FROM (${agentsNow('')}) AS living`;
    return { ...query(statement), count: countOf(statement, { sql: all, parameters: parameters.slice(0, 5) }) };
  }
  const grouped = keys(columns);
  const totals = keptTotals(AGENT_TOTAL, scope);
  const of = (rows: string): string => `SELECT n, ${own} FROM (SELECT *, ${N}, ${kind} FROM ${rows} AS rows) AS kept`;
  const rows =
    totals === undefined
      ? [of(keptRows(INTERVAL_AGENT, scope))]
      : [
          `SELECT n, ${own} FROM (SELECT *, ${N}, 'human' AS kind FROM ${totals.totals} AS rows) AS totals`,
          ...(bots.length === 0 || !columns.includes('kind') ? [] : [asBots(totals.hidden, N, names)]),
          ...(totals.rest === undefined ? [] : [of(totals.rest)]),
        ];
  // Added up first without what has to be worked out for each agent, so that the server may share it among its processors.
  const sql = `
SELECT ${grouped}, ${sums}, count(*) OVER () AS total
FROM (SELECT ${grouped}, ${sums} FROM (${rows.join(' UNION ALL ')}) AS w GROUP BY ${grouped}
      UNION ALL SELECT n, ${own} FROM (${living}) AS living) AS both_parts
GROUP BY ${grouped} HAVING ${isSomething} ORDER BY ${grouped}`;
  return query({ sql, parameters });
}

/** What agents do since it was last told, cut at the edges, as rows of the tables. @param more more columns, after a comma */
function agentsNow(more: string): string {
  const spent = (when: string): string => `CASE WHEN ${when} THEN ms ELSE 0 END`;
  return `
SELECT n, agent_id, ${spent('true')} AS signed_in_ms, ${spent('holds')} AS handling_ms, ${spent('wraps')} AS wrap_up_ms,
       ${spent(`presence = 'available' AND status = 'idle'`)} AS idle_ms,
       ${spent(`presence = 'unavailable' AND status = 'idle'`)} AS unavailable_ms,
       ${spent(`presence <> 'offline' AND status = 'notResponding'`)} AS not_responding_ms,
       ${DONE.map((name) => `0 AS ${name}`).join(', ')}${more}
FROM (
  SELECT *, least(ends, ($4::bigint[])[n + 1]) - greatest(begins, ($4::bigint[])[n]) AS ms
  FROM (
    SELECT agent_id, f->>'presence' AS presence, ${ROUTING_STATUS} AS status,
           coalesce((f->>'nA')::int, 0) + coalesce((f->>'nW')::int, 0) > 0 AS holds, coalesce((f->>'nW')::int, 0) > 0 AS wraps,
           greatest(coalesce(told_at, since), $2::bigint) AS begins, least($5::bigint, $3::bigint) AS ends
    FROM ${AGENT_NOW} WHERE workspace = $1 AND coalesce(told_at, since) < $3) AS now,
  LATERAL generate_series(width_bucket(begins, $4::bigint[]), width_bucket(ends - 1, $4::bigint[])) AS n
  WHERE begins < ends AND (holds OR presence <> 'offline')) AS cut`;
}

/** The row as a report's figures take it. */
export function fromKeptAgents(row: StoredRow, n: NumberOf): StoredRow {
  return {
    n: row.n,
    total: row.total,
    agent_id: row['agent_id'] ?? null,
    kind: row['kind'] ?? null,
    offers: n('offers'),
    accepted: n('accepted'),
    declined: n('declined'),
    rona: n('missed'),
    handled: n('parts'),
    transferred: n('transferred'),
    completed: n('completed'),
    callbacks: n('callbacks'),
    aht: mean(n('part_ms'), n('parts')),
    callbackAht: mean(n('callback_ms'), n('callbacks')),
    signed_in_ms: n('signed_in_ms'),
    handling_ms: n('handling_ms'),
    wrap_up_ms: n('wrap_up_ms'),
    idle_ms: n('idle_ms'),
    unavailable_ms: n('unavailable_ms'),
    not_responding_ms: n('not_responding_ms'),
  };
}
