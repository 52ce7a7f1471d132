import { routingStatus, type AgentRecord, type Presence, type RoutingStatus } from '../domain/agent.js';
import { compareEventIds, type LogEvent } from '../domain/events.js';
import { parseAgent, type Hash } from '../live/records.js';

/** What an agent does now. */
export interface AgentNow {
  presence: Presence;
  reasonCode?: string;
  routingStatus: RoutingStatus;
  /** Since when the presence stands, ms. */
  since: number;
  /** Capacity in use per channel; of channels in use alone. */
  load: Record<string, number>;
  /** Offers, contacts and work outside that it has. */
  offers: number;
  active: number;
  wrapUp: number;
}

/** Agents by what they are at. Who is offline and without work is in no group. */
export interface AgentCounts {
  idle: number;
  busy: number;
  wrapUp: number;
  unavailable: number;
  notResponding: number;
}

interface Standing {
  hash: Hash;
  /** The last event that changed what was read. */
  eventId: string;
  /** Made when first asked for. */
  now?: AgentNow;
}

const AGENT = 'agent:';
/** Fields of an agent's hash that say what it does, but for its capacity in use. */
const SHOWN: ReadonlySet<string> = new Set(['id', 'presence', 'psince', 'reason', 'nr', 'nO', 'nA', 'nW', 'nX']);
const USED = 'u.';

/** All agents as the log leaves them. */
export class AgentBoard {
  private readonly agents = new Map<string, Standing>();

  clear(): void {
    this.agents.clear();
  }

  /** An agent as the store has it. */
  put(agent: AgentRecord): void {
    this.agents.set(agent.id, { hash: hashOf(agent), eventId: agent.eventId });
  }

  /** In the log's order; what an agent that was read had already is passed over. */
  apply(event: LogEvent): void {
    if (event.type === 'agent.removed' && event.agentId !== undefined) {
      this.agents.delete(event.agentId);
      return;
    }
    for (const op of event.ops) {
      if (!op[1].startsWith(AGENT)) continue;
      const id = op[1].slice(AGENT.length);
      const standing = this.agents.get(id) ?? { hash: {}, eventId: '' };
      if (standing.eventId !== '') {
        if (compareEventIds(event.id, standing.eventId) <= 0) continue;
        standing.eventId = '';
      }
      const step = op[0] === 'HSET' ? 2 : op[0] === 'HDEL' ? 1 : Infinity;
      for (let i = 2; i < op.length; i += step) {
        const field = op[i] as string;
        if (!SHOWN.has(field) && !field.startsWith(USED)) continue;
        if (step === 2) standing.hash[field] = op[i + 1] as string;
        else delete standing.hash[field];
        standing.now = undefined;
      }
      this.agents.set(id, standing);
    }
  }

  /** Undefined: the store has no such agent. */
  of(id: string): AgentNow | undefined {
    const standing = this.agents.get(id);
    return standing && (standing.now ??= shownBy(standing.hash));
  }

  /** @param agentIds of whom; those that the store does not have count nowhere */
  count(agentIds: Iterable<string>): AgentCounts {
    const counts: AgentCounts = { idle: 0, busy: 0, wrapUp: 0, unavailable: 0, notResponding: 0 };
    for (const id of agentIds) {
      const now = this.of(id);
      const group = now && groupOf(now);
      if (group !== undefined) counts[group] += 1;
    }
    return counts;
  }
}

/** Who works counts as working whatever the presence; offers count as busy; offline agents count nowhere. */
function groupOf({ routingStatus, presence }: AgentNow): keyof AgentCounts | undefined {
  switch (routingStatus) {
    case 'notResponding':
      return presence === 'offline' ? undefined : 'notResponding';
    case 'offered':
    case 'busy':
      return 'busy';
    case 'wrapUp':
      return 'wrapUp';
    case 'idle':
      if (presence === 'available') return 'idle';
      return presence === 'unavailable' ? 'unavailable' : undefined;
  }
}

function shownBy(hash: Hash): AgentNow | undefined {
  const agent = parseAgent(hash);
  if (agent === undefined) return undefined;
  const { presence, reasonCode, presenceSince, used, offers, active, wrapUp } = agent;
  return {
    presence,
    ...(reasonCode !== undefined && { reasonCode }),
    routingStatus: routingStatus(agent),
    since: presenceSince,
    load: Object.fromEntries(Object.entries(used).filter(([, n]) => n > 0)),
    offers,
    active,
    wrapUp,
  };
}

function hashOf(agent: AgentRecord): Hash {
  const fields: Record<string, string | number | undefined> = {
    id: agent.id,
    presence: agent.presence,
    psince: agent.presenceSince,
    reason: agent.reasonCode,
    nr: agent.notRespondingSince,
    nO: agent.offers,
    nA: agent.active,
    nW: agent.wrapUp,
    nX: agent.external,
  };
  for (const [channel, n] of Object.entries(agent.used)) fields[USED + channel] = n;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, String(value)]])),
  );
}
