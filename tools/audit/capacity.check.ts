import type { LogCheck, Report, Seen } from './check.js';
import type { LegLine } from './legs.js';
import { writtenField, type LogEntry } from './log-entry.js';

interface ChannelLimit {
  capacity: number;
  blocks: readonly string[];
  interruptedBy: readonly string[];
}
type Limits = ReadonlyMap<string, ChannelLimit>;

/** Binds that a supervisor forced carry this cause and the act that did it, and are allowed to exceed. */
const OVERRIDE = 'supervisorOverride';

/**
 * INV-2: at every new offer or active leg, the agent's legs of that channel fit its capacity and nothing that it holds
 * blocks the channel, both recomputed from the legs and from the configuration that the log mirrors. Who accepts holds
 * nothing any more, active or offered, that this interrupts: it is set aside in the events before. Its counters must equal
 * its legs at every change.
 */
export class CapacityCheck implements LogCheck {
  private readonly limits = new Map<string, Limits>();

  after(seen: Seen, report: Report): void {
    const { entry, legChanges } = seen;
    this.readConfiguration(entry);
    const agents = new Set<string>();
    for (const change of legChanges) {
      agents.add(change.agentId);
      const isBind =
        change.after?.kind === 'primary' && !change.legId.startsWith('ext.') && change.before === undefined;
      if (isBind) this.checkBind(seen, change.agentId, change.legId, report);
      const isAccept = change.before?.phase === 'offered' && change.after?.phase === 'active';
      if (isAccept) this.checkInterrupted(seen, change.agentId, change.after?.channel ?? '', report);
    }
    for (const agentId of agents) this.checkCounters(seen, agentId, report);
  }

  private readConfiguration(entry: LogEntry): void {
    if (entry.type !== 'agent.configured' || entry.agentId === undefined) return;
    const cfg = writtenField(entry, `agent:${entry.agentId}`, 'cfg');
    if (cfg !== undefined) this.limits.set(entry.agentId, parseLimits(cfg));
  }

  private checkBind({ entry, replica, legs }: Seen, agentId: string, contactId: string, report: Report): void {
    const fault = (message: string): void => report({ code: 'INV-2', contactId, agentId, eventId: entry.id, message });
    const limits = this.limits.get(agentId);
    if (!limits) return fault('bound to an agent that the log never saw configured');
    const isForced = entry.cause === OVERRIDE;
    if (isForced && !isOverride(entry.act)) fault('forced by nobody');
    const held = legs.of(agentId);
    const channel = held.get(contactId)?.channel ?? '';
    const used = countByChannel(held);
    const capacity = limits.get(channel)?.capacity ?? 0;
    if ((used.get(channel) ?? 0) > capacity && !isForced)
      fault(`${used.get(channel)} × ${channel} held, capacity is ${capacity}`);
    for (const [other, limit] of limits) {
      const holdsOther = (used.get(other) ?? 0) - (other === channel ? 1 : 0) > 0;
      if (holdsOther && !isForced && limit.blocks.includes(channel) && !limit.interruptedBy.includes(channel)) {
        fault(`${channel} offered while a contact of ${other}, which blocks it, is held`);
      }
    }
    // Who takes over from a consult has long been at it.
    if (held.get(contactId)?.phase !== 'offered') return;
    const agent = replica.hash(`agent:${agentId}`);
    if (agent?.get('presence') !== 'available') fault(`offered while ${agent?.get('presence') ?? 'unknown'}`);
    if (agent?.has('nr')) fault('offered while not responding');
    const today = agent?.get('chs');
    if (today !== undefined && !(JSON.parse(today) as string[]).includes(channel))
      fault(`${channel} is not among its channels of the day`);
  }

  private checkInterrupted({ entry, legs }: Seen, agentId: string, channel: string, report: Report): void {
    for (const [contactId, { phase, channel: other }] of legs.of(agentId)) {
      if (contactId === entry.contactId || (phase !== 'active' && phase !== 'offered')) continue;
      if (!this.limits.get(agentId)?.get(other)?.interruptedBy.includes(channel)) continue;
      const message = `${other} still ${phase} after ${channel}, which interrupts it, was accepted`;
      report({ code: 'INV-2', contactId, agentId, eventId: entry.id, message });
    }
  }

  private checkCounters({ entry, replica, legs }: Seen, agentId: string, report: Report): void {
    const agent = replica.hash(`agent:${agentId}`);
    if (!agent) return;
    const expected = new Map<string, number>();
    const phases: Record<string, string> = { offered: 'nO', active: 'nA', wrapUp: 'nW', external: 'nX' };
    for (const field of Object.values(phases)) expected.set(field, 0);
    for (const field of agent.keys()) if (field.startsWith('u.')) expected.set(field, 0);
    for (const [legId, leg] of legs.of(agentId)) {
      const phase = legId.startsWith('ext.') ? 'nX' : (phases[leg.phase] ?? leg.phase);
      expected.set(phase, (expected.get(phase) ?? 0) + 1);
      expected.set(`u.${leg.channel}`, (expected.get(`u.${leg.channel}`) ?? 0) + 1);
    }
    for (const [field, count] of expected) {
      const recorded = Number(agent.get(field) ?? 0);
      if (recorded === count) continue;
      report({
        code: 'INV-2',
        agentId,
        eventId: entry.id,
        message: `counter ${field} says ${recorded}, its legs say ${count}`,
      });
    }
  }
}

/** Whether an act is one that may force, by somebody who is named. */
function isOverride(text: string | undefined): boolean {
  const { act, keyId, override } = JSON.parse(text ?? '{}') as { act?: string; keyId?: string; override?: boolean };
  return act === 'assign' && override === true && keyId !== undefined;
}

function countByChannel(legs: ReadonlyMap<string, LegLine>): Map<string, number> {
  const used = new Map<string, number>();
  for (const leg of legs.values()) used.set(leg.channel, (used.get(leg.channel) ?? 0) + 1);
  return used;
}

/** `cfg` is a JSON object: channel id → its limits. */
function parseLimits(cfg: string): Limits {
  const parsed = JSON.parse(cfg) as Record<string, { capacity: number; blocks?: string[]; interruptedBy?: string[] }>;
  return new Map(
    Object.entries(parsed).map(([id, limit]) => [
      id,
      { capacity: limit.capacity, blocks: listOf(limit.blocks), interruptedBy: listOf(limit.interruptedBy) },
    ]),
  );
}

/** An empty list may have been written as an object. */
function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
