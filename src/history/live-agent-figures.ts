import type { AgentFigures } from '../contacts/history.port.js';
import { AGENTS } from '../reports/agent-report.js';
import type { Query, StoredRow } from '../reports/report.js';
import { WORKSPACE } from '../store/workspace.js';

const AGENT_COLUMN = 'agent_id';

/** The report of agents over one interval up to now: what ends in this millisecond counts, time does up to it. */
export function liveAgentQuery(from: number, now: number): Query {
  const nothing = { queues: [], channels: [] };
  const scope = { workspace: WORKSPACE, from, to: now + 1, edges: [from, now + 1], now, rules: nothing, bots: [] };
  return AGENTS.query(scope, [AGENT_COLUMN]);
}

export function liveAgentFigures(rows: readonly StoredRow[]): Map<string, AgentFigures> {
  return new Map(
    rows.map((row) => {
      const { offers, accepted, declined, rona, handled, ahtSeconds, occupancy } = AGENTS.figures(row);
      const figures = { offers, answered: accepted, declined, rona, handled, ahtSeconds, occupancy };
      return [String(row[AGENT_COLUMN]), figures as unknown as AgentFigures];
    }),
  );
}

/** $1 workspace, [$2, $3] the window. Offers that nobody could answer any more say nothing of RONA. */
export const OFFERS_SQL = `
SELECT queue_id AS id, count(*) AS "answeredOrNot", count(*) FILTER (WHERE outcome = 'missed') AS missed
FROM offer WHERE workspace = $1 AND ended_at >= $2 AND ended_at <= $3 AND outcome IN ('accepted', 'declined', 'missed')
GROUP BY queue_id`;
