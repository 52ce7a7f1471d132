import { AGENT_NOW, ROUTING_STATUS, SPENT } from '../history/agent-time-sql.js';
import {
  AGENT_TOTAL,
  DISPOSITION_TOTALS,
  INTERVAL_AGENT,
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  totalTelling,
} from '../history/intervals/interval-tables.js';
import { QUARTER_MS, SHORTS_MS, TARGETS_MS } from '../history/intervals/ladders.js';
import type { FigureRules } from '../history/figures.js';
import { FIRSTS, mean, pending } from './kept-wait-rows.js';
import { keptRows, keptTotals } from './rolled-days.js';
import { keys, packed, type KeptScope, type NumberOf, type Query, type ReportScope, type StoredRow } from './report.js';

/**
 * Whether the interval tables can tell of this: cut at quarters of an hour (the end may be now or later), and judged by
 * targets that they count for.
 */
export function isKept({ edges, rules, now, from, to }: ReportScope): boolean {
  const isWhole = (at: number): boolean => at % QUARTER_MS === 0;
  return isWhole(from) && (isWhole(to) || to >= now) && edges.slice(1, -1).every(isWhole) && areKept(rules);
}

/** Whether every target and short abandon is among those that the tables count for. */
export function areKept({ queues, channels }: FigureRules): boolean {
  const isTarget = (ms: number | null): boolean => ms === null || TARGETS_MS.includes(ms);
  return (
    channels.every(({ target }) => isTarget(target)) &&
    queues.every(({ target, short }) => isTarget(target) && SHORTS_MS.includes(short))
  );
}

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

/** What bots did, out of the people's part of the totals and into their own. $5 bots. */
function asBots(rows: string, n: string, names: readonly string[]): string {
  return `SELECT n, part.kind, ${names.map((name) => `part.sign * ${name}`).join(', ')}
    FROM (SELECT *, ${n} FROM ${rows} AS rows WHERE agent_id = ANY($5)) AS bots, (VALUES ('human', -1), ('bot', 1)) AS part(kind, sign)`;
}

/**
 * Agents from the interval tables, and what they do now since it was last told. $1 workspace, [$2, $3) the time that is
 * told of, $4 edges, $5 bots, $6 now.
 */
export function keptAgents(scope: KeptScope, columns: readonly string[]): Query {
  const { workspace, from, to, edges, bots, now } = scope;
  const grouped = keys(columns);
  const kind = `, CASE WHEN agent_id = ANY($5) THEN 'bot' ELSE 'human' END AS kind`;
  const sums = [...SPENT, ...DONE].map((name) => `sum(${name}) AS ${name}`).join(', ');
  const spent = (when: string): string => `CASE WHEN ${when} THEN ms ELSE 0 END`;
  const N = 'width_bucket(at, $4::bigint[]) AS n';
  const names = [...SPENT, ...DONE];
  const own = [...columns, ...names].join(', ');
  const totals = columns.includes('agent_id') ? undefined : keptTotals(AGENT_TOTAL, scope);
  const of = (rows: string): string => `SELECT n, ${own} FROM (SELECT *, ${N}${kind} FROM ${rows} AS rows) AS kept`;
  const rows =
    totals === undefined
      ? [of(keptRows(INTERVAL_AGENT, scope))]
      : [
          `SELECT n, ${own} FROM (SELECT *, ${N}, 'human' AS kind FROM ${totals.totals} AS rows) AS totals`,
          ...(bots.length === 0 || !columns.includes('kind') ? [] : [asBots(totals.hidden, N, names)]),
          ...(totals.rest === undefined ? [] : [of(totals.rest)]),
        ];
  const sql = `
WITH kept AS (
  SELECT ${grouped}, ${sums}
  FROM (${rows.join(' UNION ALL ')}) AS w GROUP BY ${grouped} HAVING ${names.map((name) => `sum(${name}) <> 0`).join(' OR ')}
), now AS (
  SELECT agent_id, f->>'presence' AS presence, ${ROUTING_STATUS} AS status,
         coalesce((f->>'nA')::int, 0) + coalesce((f->>'nW')::int, 0) > 0 AS holds, coalesce((f->>'nW')::int, 0) > 0 AS wraps,
         greatest(coalesce(told_at, since), $2::bigint) AS begins, least($6::bigint, $3::bigint) AS ends
  FROM ${AGENT_NOW} WHERE workspace = $1 AND coalesce(told_at, since) < $3
), cut AS (
  SELECT *, least(ends, ($4::bigint[])[n + 1]) - greatest(begins, ($4::bigint[])[n]) AS ms
  FROM now, LATERAL generate_series(width_bucket(begins, $4::bigint[]), width_bucket(ends - 1, $4::bigint[])) AS n
  WHERE begins < ends AND (holds OR presence <> 'offline')
), living AS (
  SELECT *, ${spent('true')} AS signed_in_ms, ${spent('holds')} AS handling_ms, ${spent('wraps')} AS wrap_up_ms,
         ${spent(`presence = 'available' AND status = 'idle'`)} AS idle_ms,
         ${spent(`presence = 'unavailable' AND status = 'idle'`)} AS unavailable_ms,
         ${spent(`presence <> 'offline' AND status = 'notResponding'`)} AS not_responding_ms,
         ${DONE.map((name) => `0 AS ${name}`).join(', ')}${kind} FROM cut
)
SELECT ${grouped}, ${sums}, count(*) OVER () AS total
FROM (SELECT * FROM kept UNION ALL
      SELECT ${grouped}, ${[...SPENT, ...DONE].join(', ')} FROM living) AS both_parts
GROUP BY ${grouped} ORDER BY ${grouped}`;
  return { sql: packed(sql, columns, names), parameters: [workspace, from, to, edges, bots, now], packed: names };
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

const DISPOSED = ['contacts', 'resolved', 'unresolved', 'bot_solved', 'callbacks', 'callbacks_resolved'];
const ENDS = ['contacts', 'resolved', 'unresolved', 'botSolved', 'callbacks', 'callbacksResolved', ...FIRSTS] as const;

/** $1 workspace, [$2, $3) when contacts came, $4 edges. */
export function keptDispositions(scope: KeptScope, columns: readonly string[]): Query {
  const { workspace, from, to, edges } = scope;
  const grouped = keys(columns);
  const table = columns.includes('agent_id') ? INTERVAL_AGENT_DISPOSITION : INTERVAL_DISPOSITION;
  const total = totalTelling(DISPOSITION_TOTALS, columns);
  const totals = total && keptTotals(total, scope);
  const named = (column: string): string =>
    ['disposition', 'agent_id'].includes(column) ? `nullif(${column}, E'\\n') AS ${column}` : column;
  const own = ['width_bucket(at, $4::bigint[]) AS n', ...columns.map(named), ...DISPOSED, ...FIRSTS].join(', ');
  const lists =
    totals === undefined ? [keptRows(table, scope)] : [totals.totals, ...(totals.rest ? [totals.rest] : [])];
  const rows = lists.map((list) => `SELECT ${own} FROM ${list} AS rows`).join(' UNION ALL ');
  const sql = `
SELECT *, count(*) OVER () AS total FROM (
  SELECT ${grouped}, sum(contacts) AS contacts, sum(resolved) AS resolved, sum(unresolved) AS unresolved,
         sum(bot_solved) AS "botSolved", sum(callbacks) AS callbacks, sum(callbacks_resolved) AS "callbacksResolved",
         ${FIRSTS.map((name) => `sum(${name}) AS ${name}`).join(', ')}
  FROM (${rows}) AS w
  GROUP BY ${grouped}) AS summed
WHERE contacts <> 0 OR callbacks <> 0 ORDER BY ${grouped}`;
  return { sql: packed(sql, columns, ENDS), parameters: [workspace, from, to, edges], packed: ENDS };
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
    botSolved: n('botSolved'),
    callbacks: n('callbacks'),
    callbacksResolved: n('callbacksResolved'),
    firstContacts: n('first_contacts'),
    resolvedAtFirst: n('resolved_at_first'),
    fcrPending: pending(n),
  };
}
