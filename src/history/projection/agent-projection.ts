import { routingStatus, type RoutingStatus } from '../../domain/agent.js';
import type { LogEvent } from '../../domain/events.js';
import { parseAgent, type Hash } from '../../live/records.js';
import type { IntervalFacts } from '../intervals/interval-facts.js';
import { tellTime } from './agent-time.js';
import type { AgentRow, IntervalRow } from './rows.js';

/** The fields that say what an agent does; nothing else of the live hash is kept here. */
const SHOWN_FIELDS: ReadonlySet<string> = new Set(['id', 'presence', 'reason', 'nr', 'nO', 'nA', 'nW', 'nX']);

interface Shown {
  presence: string;
  routingStatus: RoutingStatus;
  reasonCode: string | null;
}

interface Draft {
  hash: Hash;
  /** What the agent does now, since the event `id`. */
  open?: Shown & { id: string; from: number };
  /** Until when the interval tables have its time. */
  toldAt: number | undefined;
  /** Whether a row of it may stand in the table. */
  stored: boolean;
}

/** Follows agents through events: a new interval whenever what they are doing changes; the one that ended is a row. */
export class AgentProjection {
  private readonly drafts = new Map<string, Draft>();
  private readonly changed = new Set<string>();
  private intervals: IntervalRow[] = [];

  constructor(private readonly facts: IntervalFacts) {}

  knows(id: string): boolean {
    return this.drafts.has(id);
  }

  /** Takes in what the table has of an agent. */
  learn(row: AgentRow): void {
    const hash = JSON.parse(row.fields) as Hash;
    const shown = shownBy(hash);
    const isOpen = row.interval_id !== null && row.since !== null && shown !== undefined;
    this.drafts.set(row.agent_id, {
      hash,
      ...(isOpen && { open: { id: row.interval_id as string, from: row.since as number, ...shown } }),
      toldAt: row.told_at ?? row.since ?? undefined,
      stored: true,
    });
  }

  /** Applies a write to the agent's hash. */
  write(id: string, op: readonly string[], event: LogEvent): void {
    let draft = this.drafts.get(id);
    if (draft === undefined) this.drafts.set(id, (draft = { hash: {}, toldAt: undefined, stored: true }));
    if (op[0] === 'DEL') {
      this.tell(id, draft, event);
      this.close(id, draft, event);
      draft.hash = {};
      this.changed.add(id);
      return;
    }
    const step = op[0] === 'HSET' ? 2 : op[0] === 'HDEL' ? 1 : Infinity;
    for (let i = 2; i < op.length; i += step) {
      const field = op[i] as string;
      if (!SHOWN_FIELDS.has(field)) continue;
      this.tell(id, draft, event);
      if (step === 2) draft.hash[field] = op[i + 1] as string;
      else delete draft.hash[field];
      this.changed.add(id);
    }
  }

  /** After the event's writes. */
  follow(id: string, event: LogEvent): void {
    const draft = this.drafts.get(id);
    if (draft === undefined || !this.changed.has(id)) return;
    const shown = shownBy(draft.hash);
    if (isSame(shown, draft.open)) return;
    this.close(id, draft, event);
    if (shown !== undefined) draft.open = { id: event.id, from: event.at, ...shown };
  }

  /** Rows to put in place of what the table has, and the intervals that ended. */
  outcome(): { agents: AgentRow[]; replaced: string[]; intervals: IntervalRow[] } {
    const agents: AgentRow[] = [];
    const replaced: string[] = [];
    for (const id of this.changed) {
      const draft = this.drafts.get(id) as Draft;
      if (draft.stored) replaced.push(id);
      // What is left of a removed record names no agent.
      if (draft.hash.id === undefined) continue;
      const { open } = draft;
      const fields = JSON.stringify(draft.hash);
      agents.push({
        agent_id: id,
        fields,
        interval_id: open?.id ?? null,
        since: open?.from ?? null,
        told_at: draft.toldAt ?? null,
      });
    }
    return { agents, replaced, intervals: this.intervals };
  }

  /** The outcome is committed: the next one begins. Forgets the longest untouched beyond `most`. */
  settle(most: number): void {
    for (const id of this.changed) {
      const draft = this.drafts.get(id) as Draft;
      draft.stored = true;
      this.drafts.delete(id);
      if (draft.hash.id !== undefined) this.drafts.set(id, draft);
    }
    this.changed.clear();
    this.intervals = [];
    for (const id of this.drafts.keys()) {
      if (this.drafts.size <= most) break;
      this.drafts.delete(id);
    }
  }

  /** Before the first write of an event that changes what is shown: the time until then was spent as things stood. */
  private tell(id: string, draft: Draft, event: LogEvent): void {
    if (draft.toldAt !== undefined && draft.toldAt < event.at)
      tellTime(this.facts, id, draft.hash, draft.toldAt, event.at);
    draft.toldAt = Math.max(draft.toldAt ?? 0, event.at);
  }

  private close(id: string, draft: Draft, event: LogEvent): void {
    const { open } = draft;
    if (open === undefined) return;
    this.intervals.push({
      agent_id: id,
      id: open.id,
      presence: open.presence,
      routing_status: open.routingStatus,
      reason_code: open.reasonCode,
      from_at: open.from,
      to_at: event.at,
    });
    delete draft.open;
  }
}

function shownBy(hash: Hash): Shown | undefined {
  const record = parseAgent(hash);
  return (
    record && {
      presence: record.presence,
      routingStatus: routingStatus(record),
      reasonCode: record.reasonCode ?? null,
    }
  );
}

function isSame(a: Shown | undefined, b: Shown | undefined): boolean {
  return a?.presence === b?.presence && a?.routingStatus === b?.routingStatus && a?.reasonCode === b?.reasonCode;
}
