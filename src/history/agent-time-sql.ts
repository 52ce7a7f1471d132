import { readable } from './readable-json.js';

/** As `routingStatus` derives it, from `f`, the fields of `agent_state` as JSON. */
export const ROUTING_STATUS = `CASE WHEN f->'nr' IS NOT NULL THEN 'notResponding'
           WHEN coalesce((f->>'nO')::int, 0) > 0 THEN 'offered'
           WHEN coalesce((f->>'nA')::int, 0) + coalesce((f->>'nX')::int, 0) > 0 THEN 'busy'
           WHEN coalesce((f->>'nW')::int, 0) > 0 THEN 'wrapUp' ELSE 'idle' END`;

/** Rows of `agent_state` with their fields as `f`. */
export const AGENT_NOW = `agent_state, LATERAL (SELECT ${readable('fields')} AS f) AS parsed`;

/** What an agent's time is spent on, each with the part of `spentTime` that tells of it, and which of its rows. */
const STRETCHES = {
  signed_in_ms: ['signed', 'true'],
  handling_ms: ['legs', 'true'],
  wrap_up_ms: ['wrapping', 'true'],
  idle_ms: ['states', `presence = 'available' AND routing_status = 'idle'`],
  unavailable_ms: ['states', `presence = 'unavailable' AND routing_status = 'idle'`],
  not_responding_ms: ['states', `presence <> 'offline' AND routing_status = 'notResponding'`],
} as const;
export type Spent = keyof typeof STRETCHES;
export const SPENT = Object.keys(STRETCHES) as Spent[];

/** Stretches of one kind per agent, those that overlap or touch made one: a second counts once. */
const merged = (what: Spent): string => {
  const [from, where] = STRETCHES[what];
  return `SELECT agent_id, '${what}' AS what, unnest(range_agg(int8range(begins, ends))) AS stretch
   FROM ${from} WHERE begins < ends AND ${where} GROUP BY agent_id`;
};

/** Until when what has not ended yet is told: a leg that is open, and the state that an agent is in (SQL). */
export interface ToldUntil {
  /** Of the leg `l` of the live contact `c`; `join` brings what it names. */
  leg: string;
  join?: string;
  state: string;
}

/**
 * Parts of a statement, the last of which is `spent (agent_id, what, stretch)`: on what agents spent the time in [$2, $3)
 * of the workspace $1.
 */
export function spentTime({ leg, join = '', state }: ToldUntil): string {
  const within = (from: string, to: string): string =>
    `greatest(${from}, $2::bigint) AS begins, least(${to}, $3::bigint) AS ends`;
  return `legs AS (
  SELECT agent_id, ${within('active_at', 'ended_at')}, wrap_up_at
  FROM leg WHERE workspace = $1 AND ended_at > $2 AND active_at < $3
  UNION ALL
  SELECT l.agent_id, ${within('l.active_at', leg)}, l.wrap_up_at
  FROM live_contact c, json_to_record(c.pending::json->'leg') AS l(agent_id text, active_at bigint, wrap_up_at bigint)
    ${join}
  WHERE c.workspace = $1 AND c.state IN ('active', 'wrapUp') AND l.active_at < $3
), states AS (
  SELECT agent_id, presence, routing_status, ${within('from_at', 'to_at')}
  FROM agent_state_interval WHERE workspace = $1 AND to_at > $2 AND from_at < $3
  UNION ALL
  SELECT agent_id, f->>'presence', ${ROUTING_STATUS}, ${within('since', state)}
  FROM ${AGENT_NOW} WHERE workspace = $1 AND since < $3
), signed AS (
  SELECT agent_id, begins, ends FROM states WHERE presence <> 'offline'
  UNION ALL SELECT agent_id, begins, ends FROM legs
), wrapping AS (
  SELECT agent_id, greatest(wrap_up_at, begins) AS begins, ends FROM legs WHERE wrap_up_at IS NOT NULL
), spent AS (
  ${SPENT.map(merged).join('\n  UNION ALL ')}
)`;
}
