import type { AgentRecord, Presence } from '../domain/agent.js';
import type { LogEvent } from '../domain/events.js';

/** What of an agent's live side matters here. */
export interface SignedOn {
  presence: Presence;
  /** Channels of the day; undefined: all that are configured. */
  channels?: readonly string[];
  notResponding: boolean;
}

/** Whether a signed-on agent takes this channel today. */
export function takes(agent: SignedOn, channel: string): boolean {
  return agent.channels === undefined || agent.channels.includes(channel);
}

/** Agents' presence as the log tells it, with an index of those that are signed on (available or unavailable). */
export class Roster {
  private readonly agents = new Map<string, SignedOn>();
  private readonly on = new Map<string, SignedOn>();

  /** Undefined while the agent is offline. */
  get(agentId: string): SignedOn | undefined {
    return this.on.get(agentId);
  }

  /** All that are signed on. */
  entries(): IterableIterator<[agentId: string, agent: SignedOn]> {
    return this.on.entries();
  }

  clear(): void {
    this.agents.clear();
    this.on.clear();
  }

  /** Takes over an agent as the store has it. */
  set({ id, presence, channels, notRespondingSince }: AgentRecord): void {
    this.keep(id, { presence, channels, notResponding: notRespondingSince !== undefined });
  }

  /** Merges an event's writes; true when the agent's presence or channels are others. */
  apply(event: LogEvent): boolean {
    const { agentId } = event;
    if (agentId === undefined) return false;
    if (event.type === 'agent.removed') {
      this.agents.delete(agentId);
      return this.on.delete(agentId);
    }
    if (event.type !== 'agent.presence' && event.offerOutcome === undefined) return false;
    const key = `agent:${agentId}`;
    const before = this.agents.get(agentId);
    const after: SignedOn = before === undefined ? { presence: 'offline', notResponding: false } : { ...before };
    for (const op of event.ops) {
      if (op[1] !== key) continue;
      if (op[0] === 'HSET') for (let i = 2; i + 1 < op.length; i += 2) write(after, op[i], op[i + 1] as string);
      if (op[0] === 'HDEL') for (let i = 2; i < op.length; i += 1) write(after, op[i], undefined);
    }
    this.keep(agentId, after);
    return after.presence !== (before?.presence ?? 'offline') || after.channels?.join() !== before?.channels?.join();
  }

  /** An offline agent is kept: an event names only what changed, and it may come back with the same channels. */
  private keep(agentId: string, agent: SignedOn): void {
    this.agents.set(agentId, agent);
    if (agent.presence === 'offline') this.on.delete(agentId);
    else this.on.set(agentId, agent);
  }
}

/** A field of the agent's hash; undefined: removed. */
function write(agent: SignedOn, field: string | undefined, value: string | undefined): void {
  if (field === 'presence' && value !== undefined) agent.presence = value as Presence;
  if (field === 'chs') agent.channels = value === undefined ? undefined : (JSON.parse(value) as string[]);
  if (field === 'nr') agent.notResponding = value !== undefined && value !== '';
}
