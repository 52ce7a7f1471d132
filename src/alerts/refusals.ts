import type { HistoryEntry } from '../domain/contact.js';
import { mayServe } from '../routing/static-eligibility.js';
import type { AgentAbilities, Demand } from '../routing/views.js';
import { takes, type Roster } from './roster.js';

/** How often each agent has declined or missed a contact since somebody last took it. */
export function refusalsOf(history: readonly HistoryEntry[]): Map<string, number> {
  const refusals = new Map<string, number>();
  for (const { type, agentId } of history) {
    if (type === 'accepted') refusals.clear();
    else if ((type === 'declined' || type === 'missed') && agentId !== undefined)
      refusals.set(agentId, (refusals.get(agentId) ?? 0) + 1);
  }
  return refusals;
}

/**
 * In how many rounds every available agent who passes the filters has refused a contact; 0 while one has not. Who is
 * busy is still to be asked. Who does not respond will not be asked again, and counts only where all others are gone.
 */
export function roundsOfRefusal(
  refusals: ReadonlyMap<string, number>,
  demand: Demand,
  roster: Roster,
  abilities: (agentId: string) => AgentAbilities | undefined,
): number {
  let open = Infinity;
  let silent = Infinity;
  for (const [id, agent] of roster.entries()) {
    if (agent.presence !== 'available' || !takes(agent, demand.channel)) continue;
    const able = abilities(id);
    if (able === undefined || !mayServe(demand, able)) continue;
    const count = refusals.get(id) ?? 0;
    if (!agent.notResponding) {
      if (count === 0) return 0;
      open = Math.min(open, count);
    } else if (count > 0) silent = Math.min(silent, count);
  }
  const rounds = open === Infinity ? silent : open;
  return rounds === Infinity ? 0 : rounds;
}
