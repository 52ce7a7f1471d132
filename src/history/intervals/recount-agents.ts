import { FAILED_ATTEMPT } from '../figures.js';
import { INTERVAL_AGENT } from './interval-tables.js';
import { QUARTER_MS } from './ladders.js';

/** As `routingStatus` derives it, from the fields of `agent_state`. */
export const ROUTING_STATUS = `CASE WHEN f->'nr' IS NOT NULL THEN 'notResponding'
           WHEN coalesce((f->>'nO')::int, 0) > 0 THEN 'offered'
           WHEN coalesce((f->>'nA')::int, 0) + coalesce((f->>'nX')::int, 0) > 0 THEN 'busy'
           WHEN coalesce((f->>'nW')::int, 0) > 0 THEN 'wrapUp' ELSE 'idle' END`;

/** What an agent's seconds are spent on. */
const STRETCHES = {
  signed_in_ms: ['signed', 'true'],
  handling_ms: ['legs', 'true'],
  wrap_up_ms: ['wrapping', 'true'],
  idle_ms: ['states', `presence = 'available' AND routing_status = 'idle'`],
  unavailable_ms: ['states', `presence = 'unavailable' AND routing_status = 'idle'`],
  not_responding_ms: ['states', `presence <> 'offline' AND routing_status = 'notResponding'`],
} as const;

/** Stretches of one kind per agent, those that overlap or touch made one: a second counts once. */
const merged = (what: string, from: string, where: string): string =>
  `SELECT agent_id, '${what}' AS what, unnest(range_agg(int8range(begins, ends))) AS stretch
   FROM ${from} WHERE begins < ends AND ${where} GROUP BY agent_id`;

/** $1 workspace, [$2, $3) quarters. What has not ended is told until `told_at` of its agent. */
export function recountAgents(table: typeof INTERVAL_AGENT): string {
  const measures = Object.keys(table.measures);
  const within = (from: string, to: string): string =>
    `greatest(${from}, $2::bigint) AS begins, least(${to}, $3::bigint) AS ends`;
  const quarter = `ended_at - ended_at % ${QUARTER_MS} AS at`;
  return `
WITH legs AS (
  SELECT agent_id, ${within('active_at', 'ended_at')}, wrap_up_at
  FROM leg WHERE workspace = $1 AND ended_at > $2 AND active_at < $3
  UNION ALL
  SELECT l.agent_id, ${within('l.active_at', 'a.told_at')}, l.wrap_up_at
  FROM live_contact c, json_to_record(c.pending::json->'leg') AS l(agent_id text, active_at bigint, wrap_up_at bigint)
    JOIN agent_state a ON a.workspace = $1 AND a.agent_id = l.agent_id
  WHERE c.workspace = $1 AND l.active_at < $3
), states AS (
  SELECT agent_id, presence, routing_status, ${within('from_at', 'to_at')}
  FROM agent_state_interval WHERE workspace = $1 AND to_at > $2 AND from_at < $3
  UNION ALL
  SELECT agent_id, f->>'presence', ${ROUTING_STATUS}, ${within('since', 'told_at')}
  FROM agent_state, LATERAL (SELECT fields::json AS f) AS parsed WHERE workspace = $1 AND since < $3
), signed AS (
  SELECT agent_id, begins, ends FROM states WHERE presence <> 'offline'
  UNION ALL SELECT agent_id, begins, ends FROM legs
), wrapping AS (
  SELECT agent_id, greatest(wrap_up_at, begins) AS begins, ends FROM legs WHERE wrap_up_at IS NOT NULL
), spent AS (
  ${Object.entries(STRETCHES)
    .map(([what, [from, where]]) => merged(what, from, where))
    .join('\n  UNION ALL ')}
), cut AS (
  SELECT agent_id, what, at, least(upper(stretch), at + ${QUARTER_MS}) - greatest(lower(stretch), at) AS ms
  FROM spent, LATERAL generate_series(
    lower(stretch) - lower(stretch) % ${QUARTER_MS}, upper(stretch) - 1, ${QUARTER_MS}) AS at
), times AS (
  SELECT at, agent_id, ${Object.keys(STRETCHES)
    .map((what) => `sum(ms) FILTER (WHERE what = '${what}') AS ${what}`)
    .join(', ')}
  FROM cut GROUP BY at, agent_id
), work AS (
  SELECT at, agent_id, count(*) FILTER (WHERE NOT back) AS parts, sum(took) FILTER (WHERE NOT back) AS part_ms,
         count(*) FILTER (WHERE NOT back AND end_cause = 'transferred') AS transferred,
         count(*) FILTER (WHERE NOT back AND end_cause = 'completed') AS completed,
         count(*) FILTER (WHERE back AND NOT failed) AS callbacks, sum(took) FILTER (WHERE back AND NOT failed) AS callback_ms
  FROM (SELECT agent_id, ${quarter}, ended_at - active_at AS took, end_cause,
               channel = 'callback' AS back, ${FAILED_ATTEMPT} AS failed
        FROM leg WHERE workspace = $1 AND ended_at >= $2 AND ended_at < $3 AND end_cause <> 'requeued' AND kind = 'primary') AS done
  WHERE NOT (back AND failed) GROUP BY at, agent_id
), asked AS (
  SELECT at, agent_id, count(*) AS offers, count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
         count(*) FILTER (WHERE outcome = 'declined') AS declined, count(*) FILTER (WHERE outcome = 'missed') AS missed
  FROM (SELECT agent_id, ${quarter}, outcome FROM offer WHERE workspace = $1 AND ended_at >= $2 AND ended_at < $3) AS ended
  GROUP BY at, agent_id
)
INSERT INTO ${table.name} (workspace, at, agent_id, ${measures.join(', ')})
SELECT $1, at, agent_id, ${measures.map((measure) => `coalesce(${measure}, 0)`).join(', ')}
FROM times FULL JOIN work USING (at, agent_id) FULL JOIN asked USING (at, agent_id)`;
}
