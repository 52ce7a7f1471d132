import { FALLBACK } from '../history/figures.js';
import { AGENT_NOW, ROUTING_STATUS, SPENT } from '../history/agent-time-sql.js';
import { packedWait } from '../history/intervals/recount.js';
import {
  INTERVAL_AGENT,
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  INTERVAL_SKILL,
  INTERVAL_WAIT,
} from '../history/intervals/interval-tables.js';
import { keptRows } from './rolled-days.js';
import { quantileOf, QUARTER_MS, SHORTS_MS, TARGETS_MS } from '../history/intervals/ladders.js';
import { eachSkill } from '../history/waits-sql.js';
import type { FigureRules } from '../history/figures.js';
import { keys, packed, type KeptScope, type NumberOf, type Query, type ReportScope, type StoredRow } from './report.js';

const COUNTED = [
  'answered',
  'within',
  'abandoned_all',
  'short_abandoned',
  'moved_on',
  'requested',
  'withdrawn',
  'open',
  'wait_ms',
  'bot_answered',
] as const;
const FOLLOWED = [
  'bot_handed_over',
  'bot_solved',
  'rona',
  'parts',
  'part_ms',
  'wrap_up_ms',
  'transferred',
  'callbacks',
  'reached',
  'not_reached',
  'hung_up',
  'failed_attempts',
  'callback_parts',
  'callback_ms',
] as const;
const FIRST = ['customers_known', 'settled', 'first_contacts', 'resolved_at_first'] as const;

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

const step = (steps: readonly number[], ms: number): number => steps.indexOf(ms) + 1;

/**
 * Waits from the interval tables and, of contacts that live, their last wait, which a requeue may open again and is in no
 * table yet. $1 workspace, [$2, $3) when they began, $4 edges, $5 queues and $6 channels with their steps, $7 bots.
 */
export function keptWaits(scope: KeptScope, columns: readonly string[], bySkill: boolean): Query {
  const { workspace, from, to, edges, rules, bots } = scope;
  const grouped = keys(columns);
  const sums = (names: readonly string[]): string => names.map((name) => `sum(${name}) AS ${name}`).join(', ');
  const zeros = (names: readonly string[]): string => names.map((name) => `0::bigint AS ${name}`).join(', ');
  const live = (outcome: string): string => `count(*) FILTER (WHERE outcome = '${outcome}')`;
  // By contact, not by wait: in the interval in which it came, and the queue in which it ended.
  const firsts = `, firsts AS (
  SELECT ${grouped}, ${zeros([...COUNTED, 'longest_ms'])}, 0::numeric, ${zeros(FOLLOWED)}, ${sums(FIRST)}
  FROM (SELECT *, width_bucket(at, $4::bigint[]) AS n FROM ${keptRows(INTERVAL_DISPOSITION, scope)} AS rows
        WHERE customers_known <> 0) AS known GROUP BY ${grouped}
)`;
  const sql = `
WITH kept AS (
  SELECT ${grouped}, sum(answered) AS answered,
         sum(answered_within[coalesce(q.target, c.target, ${step(TARGETS_MS, FALLBACK.targetSeconds * 1000)})]) AS within,
         sum(abandoned) AS abandoned_all,
         sum(abandoned_before[coalesce(q.short, ${step(SHORTS_MS, FALLBACK.shortAbandonSeconds * 1000)})]) AS short_abandoned,
         sum(moved_on) AS moved_on, sum(requested) AS requested, sum(withdrawn) AS withdrawn, 0::bigint AS open,
         sum(wait_ms) AS wait_ms, sum(bot_answered) AS bot_answered, max(longest_ms) AS longest_ms, sum(waits) AS waits,
         ${sums(FOLLOWED)}, ${zeros(FIRST)}
  FROM (SELECT *, width_bucket(at, $4::bigint[]) AS n FROM ${keptRows(bySkill ? INTERVAL_SKILL : INTERVAL_WAIT, scope)} AS rows) AS w
  LEFT JOIN json_to_recordset($5) AS q(queue_id text, target int, short int) USING (queue_id)
  LEFT JOIN json_to_recordset($6) AS c(channel text, target int) USING (channel)
  GROUP BY ${grouped}
), waits AS (
  SELECT s.queue_id COLLATE "C" AS queue_id, s.channel COLLATE "C" AS channel, coalesce(s.outcome, 'open') AS outcome, s.agent_id, s.left_at - s.entered_at AS wait,
         width_bucket(s.entered_at, $4::bigint[]) AS n${bySkill ? ', skill.skill_id' : ''}
  FROM live_contact l, json_to_record(l.pending::json->'segment')
    AS s(queue_id text, channel text, entered_at bigint, left_at bigint, outcome text, agent_id text)
  ${bySkill ? eachSkill('l.spec') : ''}
  WHERE l.workspace = $1 AND s.entered_at >= $2 AND s.entered_at < $3 AND s.channel <> 'callback'
), living AS (
  SELECT ${grouped}, ${live('answered')} AS answered,
         count(*) FILTER (WHERE outcome = 'answered'
           AND wait <= ('{${TARGETS_MS.join(',')}}'::bigint[])[coalesce(q.target, c.target, ${step(TARGETS_MS, FALLBACK.targetSeconds * 1000)})]),
         ${live('abandoned')}, 0::bigint, ${live('movedOn')}, ${live('callback')},
         count(*) FILTER (WHERE outcome NOT IN ('answered', 'abandoned', 'movedOn', 'callback', 'open')), ${live('open')},
         coalesce(sum(wait) FILTER (WHERE outcome = 'answered'), 0),
         count(*) FILTER (WHERE outcome = 'answered' AND agent_id = ANY($7)),
         coalesce(max(wait) FILTER (WHERE outcome = 'answered'), 0),
         coalesce(sum(${packedWait('wait')}) FILTER (WHERE outcome = 'answered'), 0), ${zeros([...FOLLOWED, ...FIRST])}
  FROM waits
  LEFT JOIN json_to_recordset($5) AS q(queue_id text, target int, short int) USING (queue_id)
  LEFT JOIN json_to_recordset($6) AS c(channel text, target int) USING (channel)
  GROUP BY ${grouped}
)${bySkill ? '' : firsts}
SELECT ${grouped}, ${sums([...COUNTED, ...FOLLOWED, ...FIRST])}, max(longest_ms) AS longest_ms, sum(waits)::text AS waits,
       count(*) OVER () AS total
FROM (SELECT * FROM kept UNION ALL SELECT * FROM living ${bySkill ? '' : 'UNION ALL SELECT * FROM firsts'}) AS parts GROUP BY ${grouped} ORDER BY ${grouped}`;
  const queues = rules.queues.map(({ queue_id, target, short }) => ({
    queue_id,
    target: target === null ? null : step(TARGETS_MS, target),
    short: step(SHORTS_MS, short),
  }));
  const channels = rules.channels.map(({ channel, target }) => ({ channel, target: step(TARGETS_MS, target) }));
  const names = [...COUNTED, ...FOLLOWED, ...FIRST, 'longest_ms'];
  const parameters = [workspace, from, to, edges, JSON.stringify(queues), JSON.stringify(channels), bots];
  return { sql: packed(sql, columns, names, ', waits'), parameters, packed: names };
}

const mean = (ms: number, count: number): number | null => (count > 0 ? ms / count : null);

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
    offered: answered + n('abandoned_all') + n('moved_on') + n('withdrawn') + n('open'),
    requested: n('requested'),
    withinTarget: n('within'),
    abandoned: n('abandoned_all') - n('short_abandoned'),
    shortAbandoned: n('short_abandoned'),
    movedOn: n('moved_on'),
    asa: mean(n('wait_ms'), answered),
    p95: quantileOf(String(row['waits'] ?? '0'), 0.95, answered, n('longest_ms')),
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
    firstContacts: n('first_contacts'),
    resolvedAtFirst: n('resolved_at_first'),
    fcrPending: pending(n),
  };
}

/** Known customers' contacts whose seven days are not over. */
const pending = (n: NumberOf): number => Math.max(0, n('customers_known') - n('settled'));

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
  const sql = `
WITH kept AS (
  SELECT ${grouped}, ${sums}
  FROM (SELECT *, width_bucket(at, $4::bigint[]) AS n${kind} FROM ${keptRows(INTERVAL_AGENT, scope)} AS rows) AS w GROUP BY ${grouped}
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
  const names = [...SPENT, ...DONE];
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

const ENDS = ['contacts', 'resolved', 'unresolved', 'botSolved', 'callbacks', 'callbacksResolved', ...FIRST] as const;

/** $1 workspace, [$2, $3) when contacts came, $4 edges. */
export function keptDispositions(scope: KeptScope, columns: readonly string[]): Query {
  const { workspace, from, to, edges } = scope;
  const grouped = keys(columns);
  const byAgent = columns.includes('agent_id');
  const named = (column: string): string => `nullif(${column}, E'\\n') AS ${column}`;
  const sql = `
SELECT *, count(*) OVER () AS total FROM (
  SELECT ${grouped}, sum(contacts) AS contacts, sum(resolved) AS resolved, sum(unresolved) AS unresolved,
         sum(bot_solved) AS "botSolved", sum(callbacks) AS callbacks, sum(callbacks_resolved) AS "callbacksResolved",
         ${FIRST.map((name) => `sum(${name}) AS ${name}`).join(', ')}
  FROM (SELECT width_bucket(at, $4::bigint[]) AS n, queue_id, channel, ${named('disposition')}${byAgent ? `, ${named('agent_id')}` : ''},
               contacts, resolved, unresolved, bot_solved, callbacks, callbacks_resolved, ${FIRST.join(', ')}
        FROM ${keptRows(byAgent ? INTERVAL_AGENT_DISPOSITION : INTERVAL_DISPOSITION, scope)} AS rows) AS w
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
