import {
  FIRST_MEASURES,
  INTERVAL_SKILL,
  INTERVAL_WAIT,
  SKILL_TOTALS,
  totalTelling,
  WAIT_MEASURES,
  WAIT_TOTALS,
} from '../history/intervals/interval-tables.js';
import { leastForHistogram, sentHistogram, TARGETS_MS } from '../history/intervals/ladders.js';
import { packedWait } from '../history/intervals/recount.js';
import { eachSkill } from '../history/waits-sql.js';
import { commonSteps, differences, PICKED, RULES, steps, TARGET } from './judged-waits.js';
import { FIRSTS, SHARE } from './kept-wait-rows.js';
import { keys, packed, type KeptScope, type Query, type Statement } from './report.js';
import { keptLists, keptRows, keptRowsOfInterval, keptTotals, totalsOfInterval } from './rolled-days.js';
import { countOf, rowsByInterval } from './rows-by-interval.js';

type Measure = keyof typeof WAIT_MEASURES | keyof typeof FIRST_MEASURES;

/** Counts and sums as the tables have them: all but the ladders, of which a step is read, the longest, and the histogram. */
const SUMMED = (Object.keys(WAIT_MEASURES) as (keyof typeof WAIT_MEASURES)[]).filter(
  (name) => !['steps', 'longest', 'histogram'].includes(WAIT_MEASURES[name]),
);
/** What is not in the tables: steps of the ladders that the configuration picks, and the waits that still last. */
const ADDED = ['within', 'short_abandoned', 'open'] as const;

/** What the last wait of a contact that lives adds; what is left out adds nothing yet. */
const LIVING: Partial<Record<Measure | (typeof ADDED)[number], string>> = {
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
 * Where rows are told apart by queue or skill, or totals are read, they are hardly fewer than those that are read: each
 * interval is read by itself, as rows are taken. Where they are not, many rows become few, and all are gathered at once,
 * which the server may share among its processors.
 */
export function keptWaits(scope: KeptScope, columns: readonly string[], bySkill: boolean): Query {
  const { workspace, from, to, edges, rules, bots, interval } = scope;
  const table = bySkill ? INTERVAL_SKILL : INTERVAL_WAIT;
  const total = totalTelling(bySkill ? SKILL_TOTALS : WAIT_TOTALS, columns);
  const { queues, channels } = steps(rules);
  const common = commonSteps(queues);
  const totals = total && keptTotals(total, scope);
  const bySkills = columns.includes('skill_id');
  const isRolled = scope.rolled !== undefined;
  const isFine =
    columns.includes('queue_id') || totals !== undefined || (bySkills && (interval !== 'PT30M' || isRolled));
  const parameters: unknown[] = [workspace, from, to, edges, JSON.stringify(queues), JSON.stringify(channels), bots];

  const summed: Measure[] = bySkill ? SUMMED : [...SUMMED, ...FIRSTS];
  const isSomething = summed.map((name) => `${name} <> 0`).join(' OR ');
  const names = [...summed, ...ADDED, 'longest_ms'];
  const own = [...columns, ...names, 'waits'].join(', ');
  /** Rows of the tables, or of totals, as what is added up. */
  const told = (rows: string, n?: string, { picked = PICKED, rules: judged = RULES } = {}): string => `
    SELECT ${[n, ...columns, ...summed].filter(Boolean).join(', ')}, ${picked}, 0 AS open, longest_ms, waits
    FROM ${rows} AS rows ${judged} WHERE ${isSomething}`;
  const additions = totals && differences(common, table, totals.hidden, columns, parameters.slice(0, 6));

  const waits = `
    SELECT s.queue_id COLLATE "C" AS queue_id, s.channel COLLATE "C" AS channel, coalesce(s.outcome, 'open') AS outcome, s.agent_id,
           s.left_at - s.entered_at AS wait, width_bucket(s.entered_at, $4::bigint[]) AS n${bySkill ? ', skill.skill_id COLLATE "C" AS skill_id' : ''}
    FROM live_contact l, json_to_record(l.pending::json->'segment')
      AS s(queue_id text, channel text, entered_at bigint, left_at bigint, outcome text, agent_id text)
    ${bySkill ? eachSkill('l.spec') : ''}
    WHERE l.workspace = $1 AND s.entered_at >= $2 AND s.entered_at < $3 AND s.channel <> 'callb'`;
  const living = `
    SELECT ${keys(columns)}, ${[...summed, ...ADDED].map((name) => `${LIVING[name] ?? '0'} AS ${name}`).join(', ')},
           CASE WHEN outcome = 'answered' THEN wait ELSE 0 END AS longest_ms,
           CASE WHEN outcome = 'answered' THEN ${packedWait('wait')} ELSE 0 END AS waits
    FROM (${waits}) AS waits ${RULES}`;
  const sums = [...summed, ...ADDED].map((name) => `sum(${name}) AS ${name}`).join(', ');
  // A histogram costs as much as all the rest: only where the longest wait is not the answer, and as text in the last step.
  const histogram = `CASE WHEN sum(answered) >= ${leastForHistogram(SHARE)} THEN sum(waits) END AS waits`;
  const added = `${sums}, max(longest_ms) AS longest_ms, ${histogram}`;
  const N = 'width_bucket(at, $4::bigint[]) AS n';
  const query = ({ sql, parameters }: Statement): Query => ({
    sql: packed(sql, columns, names, `, ${sentHistogram('waits')} AS waits`),
    parameters,
    packed: names,
    ...(additions && { additions: { ...additions, isGathered: !bySkills } }),
  });
  if (isFine) {
    const ofInterval = total && totals && totalsOfInterval(total, scope);
    const kept =
      ofInterval === undefined
        ? [told(keptRowsOfInterval(table, scope))]
        : [told(ofInterval.totals, undefined, common), told(ofInterval.rest)];
    const statement = rowsByInterval({
      scope,
      columns,
      kept,
      living,
      measures: [...names, 'waits'],
      sums: added,
      parameters,
    });
    const keyed = (rows: string): string => `SELECT ${[N, ...columns].join(', ')} FROM ${rows} AS rows`;
    const all = [
      ...keptLists(table, scope, totals).map(keyed),
      `SELECT ${keys(columns)} FROM (${waits}) AS waits`,
    ].join(' UNION ');
    return { ...query(statement), count: countOf(statement, { sql: all, parameters: parameters.slice(0, 4) }) };
  }
  const grouped = keys(columns);
  const rows = [told(keptRows(table, scope), N), `SELECT n, ${own} FROM (${living}) AS living`];
  const sql = `
SELECT ${grouped}, ${added}, count(*) OVER () AS total
FROM (${rows.join(' UNION ALL ')}) AS of_quarters
GROUP BY ${grouped} ORDER BY ${grouped}`;
  return query({ sql, parameters });
}
