import { iso } from '../domain/iso.js';
import { routingStatus, type AgentRecord } from '../domain/agent.js';
import type { LogEvent } from '../domain/events.js';
import { applyOps, parseAgent, type Hash } from '../live/records.js';

/** An agent's presence as frames show it. */
export interface PresenceFields {
  agentId: string;
  presence: AgentRecord['presence'];
  /** Who set it: a supervisor's stands until the agent acts. */
  presenceBy?: AgentRecord['presenceBy'];
  reasonCode?: string;
  channels?: string[];
  /** What it becomes once its work is done. */
  next?: AgentRecord['next'];
  routingStatus: ReturnType<typeof routingStatus>;
  since: string;
}

/** An agent's live side, kept up to date by the events that concern it. */
export class PresenceView {
  private readonly key: string;
  private readonly hashes: Map<string, Hash>;

  constructor(agent: AgentRecord) {
    this.key = `agent:${agent.id}`;
    this.hashes = new Map([[this.key, hashOf(agent)]]);
  }

  /** Merges the event's writes; true when what the agent says, or whether it answers, is news. */
  apply(event: LogEvent): boolean {
    const before = this.said();
    // Only this agent's own hash: the view must not grow by the others that the writes touch.
    applyOps(
      this.hashes,
      event.ops.filter((op) => op[1] === this.key),
    );
    return event.type === 'agent.presence' || event.type === 'agent.load' || before !== this.said();
  }

  fields(): PresenceFields | undefined {
    const agent = parseAgent(this.hashes.get(this.key) ?? {});
    return agent && presenceFields(agent);
  }

  private said(): string {
    const hash = this.hashes.get(this.key) ?? {};
    return `${hash.presence}|${hash.reason}|${hash.chs}|${hash.next}|${hash.nextr}|${hash.nr !== undefined && hash.nr !== ''}`;
  }
}

export function presenceFields(agent: AgentRecord): PresenceFields {
  return {
    agentId: agent.id,
    presence: agent.presence,
    ...(agent.presenceBy !== undefined && { presenceBy: agent.presenceBy }),
    ...(agent.reasonCode !== undefined && { reasonCode: agent.reasonCode }),
    ...(agent.channels !== undefined && { channels: agent.channels }),
    ...(agent.next !== undefined && { next: agent.next }),
    routingStatus: routingStatus(agent),
    since: iso(agent.presenceSince),
  };
}

function hashOf(agent: AgentRecord): Hash {
  const hash = Object.create(null) as Hash;
  const set = (field: string, value: string | number | undefined): void => {
    if (value !== undefined) hash[field] = String(value);
  };
  set('id', agent.id);
  set('presence', agent.presence);
  set('psince', agent.presenceSince);
  set('pby', agent.presenceBy);
  set('reason', agent.reasonCode);
  set('next', agent.next?.presence);
  set('nextr', agent.next?.reasonCode);
  set('chs', agent.channels && JSON.stringify(agent.channels));
  set('nr', agent.notRespondingSince);
  set('nO', agent.offers);
  set('nA', agent.active);
  set('nW', agent.wrapUp);
  set('nX', agent.external);
  return hash;
}
