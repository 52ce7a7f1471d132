import type { AgentRecord, Presence } from '../domain/agent.js';
import type { ContactSpec } from '../domain/contact.js';
import type { LogEvent, WriteOp } from '../domain/events.js';
import type { Ask } from '../estimate/staff.js';
import type { WaitEstimator } from '../estimate/wait-estimator.js';
import type { AgentState } from '../routing/world.js';

/** Of a member of a waiting order, the length of the sequence number and the colon before the contact's id. */
const PREFIX = 13;
const ORDER = 'order:';
const AGENT = 'agent:';
const USED = 'u.';

/** Tells an estimator what the log tells. Events repeated in order do no harm. */
export class EstimateFeed {
  private readonly agents = new Map<string, AgentState>();

  /** @param came told of each place that a contact takes in a waiting order */
  constructor(
    private readonly estimator: WaitEstimator,
    private readonly came: (queueId: string, score: number) => void = () => undefined,
  ) {}

  /** An agent as it was read from the store. */
  agent({ id, presence, channels, used, idleSince, notRespondingSince }: AgentRecord): void {
    const state = { id, presence, channels, used, idleSince, notResponding: notRespondingSince !== undefined };
    this.agents.set(id, state);
    this.estimator.stateStands(state);
  }

  apply(event: LogEvent): void {
    if (event.type === 'agent.removed' && event.agentId !== undefined) this.agents.delete(event.agentId);
    else this.applyAgents(event);
    for (const op of event.ops) if (op[0] === 'ZADD' && op[1].startsWith(ORDER)) this.place(event, op);
    const { contactId } = event;
    if (contactId === undefined) return;
    switch (event.type) {
      case 'contact.offered':
        return this.estimator.offered(contactId, event.agentId, event.at);
      case 'contact.scheduled':
        // Who is called first is out of the order as one who is offered; if that comes to nothing the wait goes on.
        if (event.cause === 'dialling') return this.estimator.offered(contactId, undefined, event.at);
        return this.estimator.ended(contactId, event.at);
      case 'contact.active':
        return this.estimator.answered(contactId, event.agentId, event.at);
      case 'contact.parked':
      case 'contact.completed':
      case 'contact.abandoned':
      case 'contact.cancelled':
      case 'contact.expired':
        return this.estimator.ended(contactId, event.at);
      default:
    }
  }

  /** A contact takes a place in a waiting order: it begins to wait, waits again, or its rank changed. */
  private place(event: LogEvent, [, key, score = '', member = '']: WriteOp): void {
    const queueId = key.slice(ORDER.length);
    const id = member.slice(PREFIX);
    const rank = Number(score);
    this.came(queueId, rank);
    const fields = id === event.contactId ? writtenTo(event.ops, id) : undefined;
    const before = this.estimator.askOf(id);
    const begins = event.type === 'contact.waiting' && id === event.contactId;
    if (!begins && (fields?.spec === undefined || before === undefined)) return this.estimator.ranked(id, rank);
    const ask = askOf(queueId, fields, before);
    if (ask === undefined) this.estimator.waitsSince(id, queueId, rank);
    else this.estimator.waits(id, ask, rank, event.at);
  }

  private applyAgents({ ops, at }: LogEvent): void {
    for (const op of ops) {
      if (!op[1].startsWith(AGENT)) continue;
      const id = op[1].slice(AGENT.length);
      if (op[0] === 'HSET') this.show(written(this.agents.get(id) ?? unknown(id), op), at);
      else if (op[0] === 'HDEL') this.show(unwritten(this.agents.get(id) ?? unknown(id), op), at);
    }
  }

  private show(state: AgentState, at: number): void {
    this.agents.set(state.id, state);
    this.estimator.setState(state, at);
  }
}

function unknown(id: string): AgentState {
  return { id, presence: 'offline', notResponding: false, used: {}, idleSince: 0 };
}

function written(before: AgentState, op: WriteOp): AgentState {
  const state: AgentState = { ...before };
  let used: Record<string, number> | undefined;
  for (let i = 2; i + 1 < op.length; i += 2) {
    const [field, value] = [op[i] as string, op[i + 1] as string];
    if (field.startsWith(USED)) (used ??= { ...before.used })[field.slice(USED.length)] = Number(value);
    else if (field === 'presence') state.presence = value as Presence;
    else if (field === 'nr') state.notResponding = value !== '';
    else if (field === 'chs') state.channels = JSON.parse(value) as string[];
  }
  if (used !== undefined) state.used = used;
  return state;
}

function unwritten(before: AgentState, op: WriteOp): AgentState {
  const state: AgentState = { ...before };
  for (const field of op.slice(2)) {
    if (field === 'nr') state.notResponding = false;
    else if (field === 'chs') state.channels = undefined;
  }
  return state;
}

interface Written {
  channel?: string;
  spec?: string;
}

function writtenTo(ops: readonly WriteOp[], contactId: string): Written {
  const found: Written = {};
  for (const op of ops) {
    if (op[0] !== 'HSET' || op[1] !== `contact:${contactId}`) continue;
    for (let i = 2; i + 1 < op.length; i += 2) {
      if (op[i] === 'channel') found.channel = op[i + 1];
      else if (op[i] === 'spec') found.spec = op[i + 1];
    }
  }
  return found;
}

function askOf(queueId: string, written: Written | undefined, before: Ask | undefined): Ask | undefined {
  const channel = written?.channel ?? before?.channel;
  const asked = written?.spec === undefined ? before : (JSON.parse(written.spec) as ContactSpec);
  if (channel === undefined || asked === undefined) return undefined;
  const { requirements, language } = asked;
  return { queueId, channel, requirements, language };
}
