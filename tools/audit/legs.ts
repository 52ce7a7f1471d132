import type { LogEntry } from './log-entry.js';

export interface LegLine {
  kind: string;
  phase: string;
  channel: string;
  offerId: string;
}

/** `kind|phase|channel|offerId|since` */
export function parseLeg(line: string): LegLine {
  const [kind = '', phase = '', channel = '', offerId = ''] = line.split('|');
  return { kind, phase, channel, offerId };
}

export interface LegChange {
  agentId: string;
  /** Contact id, or `ext.<ref>` for work outside. */
  legId: string;
  before?: LegLine;
  after?: LegLine;
}

/** Who holds what, from the log's writes to `legs:<agent>` alone. */
export class Legs {
  private readonly byAgent = new Map<string, Map<string, LegLine>>();
  private readonly primaries = new Map<string, Set<string>>();

  /** Takes one event in and returns what it changed. */
  apply(entry: LogEntry): LegChange[] {
    const changes: LegChange[] = [];
    for (const op of entry.ops) {
      const key = op[1] ?? '';
      if (!key.startsWith('legs:')) continue;
      const agentId = key.slice(5);
      if (op[0] === 'HSET') {
        for (let i = 2; i + 1 < op.length; i += 2)
          changes.push(this.put(agentId, op[i] ?? '', parseLeg(op[i + 1] ?? '')));
      } else if (op[0] === 'HDEL') {
        for (const legId of op.slice(2)) changes.push(this.put(agentId, legId, undefined));
      } else if (op[0] === 'DEL') {
        for (const legId of this.of(agentId).keys()) changes.push(this.put(agentId, legId, undefined));
      }
    }
    return changes;
  }

  of(agentId: string): ReadonlyMap<string, LegLine> {
    return this.byAgent.get(agentId) ?? new Map<string, LegLine>();
  }

  /** Agents that hold this contact's primary leg: more than one is a breach. */
  primaryHolders(contactId: string): readonly string[] {
    return [...(this.primaries.get(contactId) ?? [])];
  }

  private put(agentId: string, legId: string, after: LegLine | undefined): LegChange {
    const legs = this.byAgent.get(agentId) ?? new Map<string, LegLine>();
    this.byAgent.set(agentId, legs);
    const before = legs.get(legId);
    if (after) legs.set(legId, after);
    else legs.delete(legId);
    if (!legId.startsWith('ext.')) this.countPrimary(agentId, legId, after?.kind === 'primary');
    return { agentId, legId, ...(before && { before }), ...(after && { after }) };
  }

  private countPrimary(agentId: string, contactId: string, holds: boolean): void {
    let holders = this.primaries.get(contactId);
    if (holds) {
      if (!holders) this.primaries.set(contactId, (holders = new Set()));
      holders.add(agentId);
    } else if (holders) {
      holders.delete(agentId);
      if (holders.size === 0) this.primaries.delete(contactId);
    }
  }
}
