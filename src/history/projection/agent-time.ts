import { routingStatus } from '../../domain/agent.js';
import { parseAgent, type Hash } from '../../live/records.js';
import type { IntervalFacts } from '../intervals/interval-facts.js';
import { INTERVAL_AGENT } from '../intervals/interval-tables.js';
import { QUARTER_MS, quarterOf } from '../intervals/ladders.js';

/** Adds what an agent, whose live hash stood like this, did from `from` to `to` (store ms) to the intervals it lies in. */
export function tellTime(facts: IntervalFacts, agentId: string, hash: Hash, from: number, to: number): void {
  const agent = parseAgent(hash);
  if (agent === undefined) return;
  const [active, wrapping] = [Number(hash.nA ?? 0), Number(hash.nW ?? 0)];
  const holds = active + wrapping > 0;
  const isOnline = agent.presence !== 'offline';
  if (!holds && !isOnline) return;
  const status = routingStatus(agent);
  const isIdle = status === 'idle';
  for (let begin = from; begin < to; begin = quarterOf(begin) + QUARTER_MS) {
    const ms = Math.min(to, quarterOf(begin) + QUARTER_MS) - begin;
    facts.add(INTERVAL_AGENT, begin, [agentId], {
      signed_in_ms: ms,
      handling_ms: holds ? ms : 0,
      wrap_up_ms: wrapping > 0 ? ms : 0,
      idle_ms: isIdle && agent.presence === 'available' ? ms : 0,
      unavailable_ms: isIdle && agent.presence === 'unavailable' ? ms : 0,
      not_responding_ms: isOnline && status === 'notResponding' ? ms : 0,
    });
  }
}
