import { SPENT, spentTime } from '../agent-time-sql.js';
import { FAILED_ATTEMPT } from '../figures.js';
import { INTERVAL_AGENT } from './interval-tables.js';
import { QUARTER_MS } from './ladders.js';

/** $1 workspace, [$2, $3) quarters. What has not ended is told until `told_at` of its agent. */
export function recountAgents(table: typeof INTERVAL_AGENT): string {
  const measures = Object.keys(table.measures);
  const quarter = `ended_at - ended_at % ${QUARTER_MS} AS at`;
  return `
WITH ${spentTime({ leg: 'a.told_at', join: 'JOIN agent_state a ON a.workspace = $1 AND a.agent_id = l.agent_id', state: 'told_at' })}, cut AS (
  SELECT agent_id, what, at, least(upper(stretch), at + ${QUARTER_MS}) - greatest(lower(stretch), at) AS ms
  FROM spent, LATERAL generate_series(
    lower(stretch) - lower(stretch) % ${QUARTER_MS}, upper(stretch) - 1, ${QUARTER_MS}) AS at
), times AS (
  SELECT at, agent_id, ${SPENT.map((what) => `sum(ms) FILTER (WHERE what = '${what}') AS ${what}`).join(', ')}
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
