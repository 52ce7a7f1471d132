import { FAILED_ATTEMPT, seconds } from '../history/figures.js';
import { ROUTING_STATUS } from '../history/intervals/recount-agents.js';
import { fromKeptAgents, keptAgents } from './kept-figures.js';
import {
  counts,
  keys,
  ratio,
  sideBySide,
  type Figures,
  type Query,
  type Report,
  type ReportScope,
  type StoredRow,
} from './report.js';

/** What an agent's seconds are spent on, and the column that says how many of them. */
const STRETCHES = ['signedIn', 'handling', 'wrapUp', 'idle', 'unavailable', 'notResponding'] as const;
const COUNTS = ['offers', 'accepted', 'declined', 'rona', 'handled', 'transferred', 'completed', 'callbacks'] as const;

/** Stretches of one kind per agent, those that overlap or touch made one: a second counts once. */
const merged = (what: string, from: string, where: string): string =>
  `SELECT agent_id, '${what}' AS what, unnest(range_agg(int8range(begins, ends))) AS stretch
   FROM ${from} WHERE ${where} GROUP BY agent_id`;

/**
 * $1 workspace, [$2, $3) the time that is told of, $4 edges, $5 bots, $6 now.
 * Time belongs to the intervals in which it was spent; legs and offers to the one in which they ended.
 */
function sql(columns: readonly string[]): string {
  const grouped = keys(columns);
  const kind = `CASE WHEN agent_id = ANY($5) THEN 'bot' ELSE 'human' END AS kind`;
  const within = (from: string, to: string): string =>
    `greatest(${from}, $2::bigint) AS begins, least(${to}, $3::bigint) AS ends`;
  return `
WITH legs AS (
  SELECT agent_id, ${within('active_at', 'ended_at')}, wrap_up_at
  FROM leg WHERE workspace = $1 AND ended_at > $2 AND active_at < $3
  UNION ALL
  SELECT l.agent_id, ${within('l.active_at', '$6::bigint')}, l.wrap_up_at
  FROM live_contact c, json_to_record(c.pending::json->'leg') AS l(agent_id text, active_at bigint, wrap_up_at bigint)
  WHERE c.workspace = $1 AND c.state IN ('active', 'wrapUp') AND l.active_at < $3
), states AS (
  SELECT agent_id, presence, routing_status, ${within('from_at', 'to_at')}
  FROM agent_state_interval WHERE workspace = $1 AND to_at > $2 AND from_at < $3
  UNION ALL
  SELECT agent_id, f->>'presence', ${ROUTING_STATUS}, ${within('since', '$6')}
  FROM agent_state, LATERAL (SELECT fields::json AS f) AS parsed WHERE workspace = $1 AND since < $3
), signed AS (
  SELECT agent_id, begins, ends FROM states WHERE presence <> 'offline'
  UNION ALL SELECT agent_id, begins, ends FROM legs
), wrapping AS (
  SELECT agent_id, greatest(wrap_up_at, begins) AS begins, ends FROM legs WHERE wrap_up_at IS NOT NULL
), spent AS (
  ${[
    merged('signedIn', 'signed', 'begins < ends'),
    merged('handling', 'legs', 'begins < ends'),
    merged('wrapUp', 'wrapping', 'begins < ends'),
    merged('idle', 'states', `begins < ends AND presence = 'available' AND routing_status = 'idle'`),
    merged('unavailable', 'states', `begins < ends AND presence = 'unavailable' AND routing_status = 'idle'`),
    merged('notResponding', 'states', `begins < ends AND presence <> 'offline' AND routing_status = 'notResponding'`),
  ].join('\n  UNION ALL ')}
), cut AS (
  SELECT agent_id, what, n, least(upper(stretch), ($4::bigint[])[n + 1]) - greatest(lower(stretch), ($4::bigint[])[n]) AS ms
  FROM spent, LATERAL generate_series(
    width_bucket(lower(stretch), $4::bigint[]), width_bucket(upper(stretch) - 1, $4::bigint[])) AS n
), times AS (
  SELECT ${grouped}, ${STRETCHES.map((what) => `sum(ms) FILTER (WHERE what = '${what}') AS "${what}"`).join(', ')}
  FROM (SELECT *, ${kind} FROM cut) AS spent_by GROUP BY ${grouped}
), work AS (
  SELECT ${grouped},
         count(*) FILTER (WHERE NOT back) AS handled, avg(took) FILTER (WHERE NOT back) AS aht,
         count(*) FILTER (WHERE NOT back AND end_cause = 'transferred') AS transferred,
         count(*) FILTER (WHERE NOT back AND end_cause = 'completed') AS completed,
         count(*) FILTER (WHERE back AND NOT failed) AS callbacks, avg(took) FILTER (WHERE back AND NOT failed) AS "callbackAht"
  FROM (SELECT agent_id, ${kind}, width_bucket(ended_at, $4::bigint[]) AS n, ended_at - active_at AS took, end_cause,
               channel = 'callback' AS back, ${FAILED_ATTEMPT} AS failed
        FROM leg WHERE workspace = $1 AND ended_at >= $2 AND ended_at < $3 AND end_cause <> 'requeued' AND kind = 'primary') AS done
  GROUP BY ${grouped}
), asked AS (
  SELECT ${grouped}, count(*) AS offers,
         count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
         count(*) FILTER (WHERE outcome = 'declined') AS declined,
         count(*) FILTER (WHERE outcome = 'missed') AS rona
  FROM (SELECT agent_id, ${kind}, width_bucket(ended_at, $4::bigint[]) AS n, outcome
        FROM offer WHERE workspace = $1 AND ended_at >= $2 AND ended_at < $3) AS ended
  GROUP BY ${grouped}
)
${sideBySide(['times', 'work', 'asked'], columns)}`;
}

function query({ workspace, from, to, edges, bots, now }: ReportScope, columns: readonly string[]): Query {
  return { sql: sql(columns), parameters: [workspace, from, to, edges, bots, now] };
}

function figures(row: StoredRow): Figures {
  const n = counts(row, ...COUNTS);
  const ms = counts(row, ...STRETCHES);
  return {
    signedInSeconds: ms.signedIn / 1000,
    handlingSeconds: ms.handling / 1000,
    wrapUpSeconds: ms.wrapUp / 1000,
    idleSeconds: ms.idle / 1000,
    unavailableSeconds: ms.unavailable / 1000,
    notRespondingSeconds: ms.notResponding / 1000,
    occupancy: ratio(ms.handling, ms.handling + ms.idle),
    utilisation: ratio(ms.handling, ms.signedIn),
    offers: n.offers,
    accepted: n.accepted,
    declined: n.declined,
    rona: n.rona,
    offersOtherwiseEnded: n.offers - n.accepted - n.declined - n.rona,
    handled: n.handled,
    completed: n.completed,
    transferred: n.transferred,
    ahtSeconds: seconds((row.aht ?? null) as number | null),
    callbacks: n.callbacks,
    callbackAhtSeconds: seconds((row.callbackAht ?? null) as number | null),
  };
}

/** What agents did with their time. */
export const AGENTS: Report = {
  groups: { agentId: 'agent_id', kind: 'kind' },
  groupedBy: ['agentId', 'kind'],
  query,
  kept: keptAgents,
  fromKept: fromKeptAgents,
  figures,
};
