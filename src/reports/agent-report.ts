import { SPENT, spentTime } from '../history/agent-time-sql.js';
import { FAILED_ATTEMPT, seconds } from '../history/figures.js';
import { fromKeptAgents, keptAgents } from './kept-agents.js';
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

const COUNTS = ['offers', 'accepted', 'declined', 'rona', 'handled', 'transferred', 'completed', 'callbacks'] as const;

/**
 * $1 workspace, [$2, $3) the time that is told of, $4 edges, $5 bots, $6 now.
 * Time belongs to the intervals in which it was spent; legs and offers to the one in which they ended.
 */
function sql(columns: readonly string[]): string {
  const grouped = keys(columns);
  const kind = `CASE WHEN agent_id = ANY($5) THEN 'bot' ELSE 'human' END AS kind`;
  return `
WITH ${spentTime({ leg: '$6::bigint', state: '$6' })}, cut AS (
  SELECT agent_id, what, n, least(upper(stretch), ($4::bigint[])[n + 1]) - greatest(lower(stretch), ($4::bigint[])[n]) AS ms
  FROM spent, LATERAL generate_series(
    width_bucket(lower(stretch), $4::bigint[]), width_bucket(upper(stretch) - 1, $4::bigint[])) AS n
), times AS (
  SELECT ${grouped}, ${SPENT.map((what) => `sum(ms) FILTER (WHERE what = '${what}') AS ${what}`).join(', ')}
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
  const ms = counts(row, ...SPENT);
  return {
    signedInSeconds: ms.signed_in_ms / 1000,
    handlingSeconds: ms.handling_ms / 1000,
    wrapUpSeconds: ms.wrap_up_ms / 1000,
    idleSeconds: ms.idle_ms / 1000,
    unavailableSeconds: ms.unavailable_ms / 1000,
    notRespondingSeconds: ms.not_responding_ms / 1000,
    occupancy: ratio(ms.handling_ms, ms.handling_ms + ms.idle_ms),
    utilisation: ratio(ms.handling_ms, ms.signed_in_ms),
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
