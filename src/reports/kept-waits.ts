import { FALLBACK } from '../history/figures.js';
import {
  FIRST_MEASURES,
  INTERVAL_SKILL,
  INTERVAL_WAIT,
  SKILL_TOTAL,
  WAIT_MEASURES,
  WAIT_TOTAL,
} from '../history/intervals/interval-tables.js';
import { leastForHistogram, quantileOf, SHORTS_MS, TARGETS_MS } from '../history/intervals/ladders.js';
import { packedWait } from '../history/intervals/recount.js';
import { eachSkill } from '../history/waits-sql.js';
import { areRolled, keptRows, keptRowsOfInterval, keptTotals } from './rolled-days.js';
import { keys, packed, type KeptScope, type NumberOf, type Query, type StoredRow } from './report.js';

type Measure = keyof typeof WAIT_MEASURES | keyof typeof FIRST_MEASURES;

export const FIRSTS = Object.keys(FIRST_MEASURES) as (keyof typeof FIRST_MEASURES)[];
/** Counts and sums as the tables have them: all but the ladders, of which a step is read, the longest, and the histogram. */
const SUMMED = (Object.keys(WAIT_MEASURES) as (keyof typeof WAIT_MEASURES)[]).filter(
  (name) => !['steps', 'longest', 'histogram'].includes(WAIT_MEASURES[name]),
);
/** The share of the answered that waited no longer than `p95WaitSeconds`. */
const SHARE = 0.95;
/** What is not in the tables: steps of the ladders that the configuration picks, and the waits that still last. */
const PICKED = ['within', 'short_abandoned', 'open'] as const;

const step = (steps: readonly number[], ms: number): number => steps.indexOf(ms) + 1;
const TARGET = `coalesce(q.target, c.target, ${step(TARGETS_MS, FALLBACK.targetSeconds * 1000)})`;
const SHORT = `coalesce(q.short, ${step(SHORTS_MS, FALLBACK.shortAbandonSeconds * 1000)})`;
const RULES = `LEFT JOIN json_to_recordset($5) AS q(queue_id text, target int, short int) USING (queue_id)
  LEFT JOIN json_to_recordset($6) AS c(channel text, target int) USING (channel)`;

/** What the last wait of a contact that lives adds; what is left out adds nothing yet. */
const LIVING: Partial<Record<Measure | (typeof PICKED)[number], string>> = {
  answered: `(outcome = 'answered')::int`,
  abandoned: `(outcome = 'abandoned')::int`,
  moved_on: `(outcome = 'movedOn')::int`,
  requested: `(outcome = 'callback')::int`,
  withdrawn: `(outcome NOT IN ('answered', 'abandoned', 'movedOn', 'callback', 'open'))::int`,
  open: `(outcome = 'open')::int`,
  within: `(outcome = 'answered' AND wait <= ('{${TARGETS_MS.join(',')}}'::bigint[])[${TARGET}])::int`,
  wait_ms: `CASE WHEN outcome = 'answered' THEN wait ELSE 0 END`,
  bot_answered: `(outcome = 'answered' AND agent_id = ANY($7))::int`,
};

/**
 * Waits from the interval tables and, of contacts that live, their last wait, which a requeue may open again and is in no
 * table yet. $1 workspace, [$2, $3) when they began, $4 edges, $5 queues and $6 channels with their steps, $7 bots.
 *
 * Where rows are told apart by queue or skill they are hardly fewer than those of the tables: each interval is read by
 * itself, as rows are taken ($8: which intervals are read from sums). Where they are not, many rows become few, and all are
 * gathered at once, which the server may share among its processors.
 */
export function keptWaits(scope: KeptScope, columns: readonly string[], bySkill: boolean): Query {
  const { workspace, from, to, edges, rules, bots, interval } = scope;
  const table = bySkill ? INTERVAL_SKILL : INTERVAL_WAIT;
  const isFine = columns.includes('queue_id') || (columns.includes('skill_id') && interval !== 'PT30M');
  const firsts = bySkill ? [] : FIRSTS;
  const summed: Measure[] = [...SUMMED, ...firsts];
  const isSomething = summed.map((name) => `${name} <> 0`).join(' OR ');
  const dimensions = table.dimensions.join(', ');
  const told = (rows: string, n: string): string => `
    SELECT ${n}${dimensions}, ${summed.join(', ')}, answered_within[${TARGET}] AS within, abandoned_before[${SHORT}] AS short_abandoned,
           0 AS open, longest_ms, waits
    FROM ${rows} AS rows ${RULES} WHERE ${isSomething}`;
  const waits = `
    SELECT s.queue_id COLLATE "C" AS queue_id, s.channel COLLATE "C" AS channel, coalesce(s.outcome, 'open') AS outcome, s.agent_id,
           s.left_at - s.entered_at AS wait, width_bucket(s.entered_at, $4::bigint[]) AS n${bySkill ? ', skill.skill_id COLLATE "C" AS skill_id' : ''}
    FROM live_contact l, json_to_record(l.pending::json->'segment')
      AS s(queue_id text, channel text, entered_at bigint, left_at bigint, outcome text, agent_id text)
    ${bySkill ? eachSkill('l.spec') : ''}
    WHERE l.workspace = $1 AND s.entered_at >= $2 AND s.entered_at < $3 AND s.channel <> 'callb'`;
  const living = `
    SELECT n, ${dimensions}, ${[...summed, ...PICKED].map((name) => `${LIVING[name] ?? '0'} AS ${name}`).join(', ')},
           CASE WHEN outcome = 'answered' THEN wait ELSE 0 END AS longest_ms,
           CASE WHEN outcome = 'answered' THEN ${packedWait('wait')} ELSE 0 END AS waits
    FROM (${waits}) AS waits ${RULES}`;
  const names = [...summed, ...PICKED, 'longest_ms'];
  const sums = [...summed, ...PICKED].map((name) => `sum(${name}) AS ${name}`).join(', ');
  // A histogram costs as much as all the rest: only where the longest wait is not the answer, and as text in the last step.
  const histogram = `CASE WHEN sum(answered) >= ${leastForHistogram(SHARE)} THEN sum(waits) END AS waits`;
  const added = `${sums}, max(longest_ms) AS longest_ms, ${histogram}`;
  const queues = rules.queues.map(({ queue_id, target, short }) => ({
    queue_id,
    target: target === null ? null : step(TARGETS_MS, target),
    short: step(SHORTS_MS, short),
  }));
  const N = 'width_bucket(at, $4::bigint[]) AS n, ';
  const channels = rules.channels.map(({ channel, target }) => ({ channel, target: step(TARGETS_MS, target) }));
  const parameters = [workspace, from, to, edges, JSON.stringify(queues), JSON.stringify(channels), bots];
  if (isFine) {
    const grouped = columns.join(', ');
    // An interval's rows after those of the one before: a lateral part can only be made for one after the other.
    const sql = `
WITH living AS MATERIALIZED (${living})
SELECT n, of_interval.*, 0 AS total
FROM (SELECT n::int AS n, begins, ends, is_rolled, n IN (SELECT n FROM living) AS is_alive
      FROM unnest($4::bigint[], ($4::bigint[])[2:], $8::boolean[]) WITH ORDINALITY AS e(begins, ends, is_rolled, n)
      WHERE ends IS NOT NULL) AS e,
LATERAL (
  SELECT ${grouped}, ${added}
  FROM (${told(keptRowsOfInterval(table, scope), '')}
    UNION ALL SELECT ${[dimensions, ...names, 'waits'].join(', ')} FROM living WHERE e.is_alive AND living.n = e.n) AS of_quarters
  GROUP BY ${grouped} ORDER BY ${grouped}) AS of_interval`;
    const all = [...parameters, areRolled(scope)];
    const exact = { sql: `SELECT count(*) AS total FROM (${sql}) AS counted`, parameters: all };
    // By the keys of the rows alone, for which an index is read: also those of rows that have become nothing.
    const atMost = {
      sql: `SELECT count(*) AS total FROM (
        SELECT ${N} ${grouped} FROM ${keptRows(table, scope)} AS rows UNION SELECT n, ${grouped} FROM (${waits}) AS waits) AS told`,
      parameters: [workspace, from, to, edges],
    };
    return {
      sql: packed(sql, columns, names, ', waits::text'),
      parameters: all,
      packed: names,
      count: { atMost, exact },
    };
  }
  const grouped = keys(columns);
  const kept = keptTotals(bySkill ? SKILL_TOTAL : WAIT_TOTAL, scope);
  const none = (names: readonly string[]): string => names.map((name) => `0 AS ${name}`).join(', ');
  const own = [...columns.map((column) => `${column},`), ...names.map((name) => `${name},`), 'waits'].join(' ');
  const rows =
    kept === undefined || columns.some((column) => column !== 'channel')
      ? [`SELECT n, ${own} FROM (${told(keptRows(table, scope), N)}) AS kept`]
      : [
          `SELECT n, ${own} FROM (SELECT *, ${N} ${none(PICKED)} FROM ${kept.totals} AS rows WHERE ${isSomething}) AS totals`,
          // Which step counts is the queue's to say.
          `SELECT n, ${own} FROM (SELECT n, channel, ${none(summed)}, within, short_abandoned, 0 AS open, 0::bigint AS longest_ms, 0::numeric AS waits
             FROM (SELECT ${N} channel, sum(answered_within[${TARGET}])::int AS within, sum(abandoned_before[${SHORT}])::int AS short_abandoned
                   FROM ${kept.hidden} AS rows ${RULES} GROUP BY n, channel) AS picked) AS hidden`,
          ...(kept.rest === undefined ? [] : [`SELECT n, ${own} FROM (${told(kept.rest, N)}) AS kept`]),
        ];
  const sql = `
SELECT ${grouped}, ${added}, count(*) OVER () AS total
FROM (${[...rows, `SELECT n, ${own} FROM (${living}) AS living`].join(' UNION ALL ')}) AS of_quarters
GROUP BY ${grouped} ORDER BY ${grouped}`;
  return { sql: packed(sql, columns, names, ', waits::text'), parameters, packed: names };
}

export const mean = (ms: number, count: number): number | null => (count > 0 ? ms / count : null);

/** The row as a report's figures take it. Here and below spelled out: some forty columns that are set one by one cost more than all the rest. */
export function fromKeptWaits(row: StoredRow, n: NumberOf): StoredRow {
  const answered = n('answered');
  return {
    n: row.n,
    total: row.total,
    skill_id: row['skill_id'] ?? null,
    queue_id: row['queue_id'] ?? null,
    channel: row['channel'] ?? null,
    answered,
    withdrawn: n('withdrawn'),
    open: n('open'),
    rona: n('rona'),
    transferred: n('transferred'),
    callbacks: n('callbacks'),
    reached: n('reached'),
    offered: answered + n('abandoned') + n('moved_on') + n('withdrawn') + n('open'),
    requested: n('requested'),
    withinTarget: n('within'),
    abandoned: n('abandoned') - n('short_abandoned'),
    shortAbandoned: n('short_abandoned'),
    movedOn: n('moved_on'),
    asa: mean(n('wait_ms'), answered),
    p95: quantileOf(String(row['waits'] ?? ''), SHARE, answered, n('longest_ms')),
    longest: answered > 0 ? n('longest_ms') : null,
    aht: mean(n('part_ms'), n('parts')),
    wrapUp: mean(n('wrap_up_ms'), n('parts')),
    botAnswered: n('bot_answered'),
    botHandedOver: n('bot_handed_over'),
    botSolved: n('bot_solved'),
    notReached: n('not_reached'),
    hungUp: n('hung_up'),
    failedAttempts: n('failed_attempts'),
    callbackAht: mean(n('callback_ms'), n('callback_parts')),
  };
}

/** The same with the first contacts, which skills do not have. */
export function fromKeptQueues(row: StoredRow, n: NumberOf): StoredRow {
  const made = fromKeptWaits(row, n);
  made['firstContacts'] = n('first_contacts');
  made['resolvedAtFirst'] = n('resolved_at_first');
  made['fcrPending'] = pending(n);
  return made;
}

/** Known customers' contacts whose seven days are not over. */
export const pending = (n: NumberOf): number => Math.max(0, n('customers_known') - n('settled'));
