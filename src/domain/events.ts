/**
 * The event log: one Redis stream per workspace. An event is the transition's write set, so that state can be rebuilt
 * from the log alone and no consumer needs to read anything else.
 */
export const EVENT_TYPES = [
  'contact.scheduled',
  'contact.waiting',
  'contact.offered',
  'contact.active',
  'contact.held',
  'contact.parked',
  'contact.wrapUp',
  'contact.completed',
  'contact.abandoned',
  'contact.cancelled',
  'contact.expired',
  'contact.expiring',
  'contact.updated',
  'contact.rescored',
  'agent.presence',
  'agent.load',
  'agent.socket',
  'agent.aside',
  'agent.stands',
  'agent.configured',
  'agent.removed',
  'queue.mirrored',
  'alert.raised',
  'alert.cleared',
  'generation.started',
  'clock.moved',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * A Redis write as executed, with the workspace prefix cut from the key, all arguments as strings:
 * `['HSET', 'contact:c1', 'state', 'waiting', …]`. Commands that occur: HSET, HDEL, ZADD, ZREM, SET, DEL, SADD, SREM,
 * PEXPIREAT. Replaying them in order yields the live state byte by byte.
 */
export type WriteOp = [command: string, key: string, ...args: string[]];

export interface LogEvent {
  /** `generation.seq` */
  id: string;
  generation: number;
  seq: number;
  type: EventType;
  /** Store time, ms. */
  at: number;
  contactId?: string;
  agentId?: string;
  offerId?: string;
  /** Queue the contact is in after the event. */
  queueId?: string;
  /** Why: `enqueued`, an offer outcome, a cancel or requeue reason, a presence reason. */
  cause?: string;
  /** The offer's outcome, when this event ended one. */
  offerOutcome?: string;
  /** Of an offer: why it was made, as `encodeDecision` wrote it. No part of the write set: nothing live needs it. */
  decision?: string;
  /** Of what a supervisor did: whose act it was and what it changed, as JSON (`LoggedAct`). No part of the write set. */
  act?: string;
  /** Of an event read from the log: parsed when first asked for. */
  readonly ops: WriteOp[];
  /** The write set as the log holds it, to the letter, maybe in short: what the archive keeps. */
  opsText?: string;
}

export function eventId(generation: number, seq: number): string {
  return `${generation}.${seq}`;
}

/** Parses `generation.seq`; undefined for anything else. */
export function parseEventId(id: string): { generation: number; seq: number } | undefined {
  const match = /^(\d{1,9})\.(\d{1,15})$/.exec(id);
  if (!match) return undefined;
  return { generation: Number(match[1]), seq: Number(match[2]) };
}

/** Negative when `a` came before `b`. */
export function compareEventIds(a: string, b: string): number {
  const x = parseEventId(a) ?? { generation: 0, seq: 0 };
  const y = parseEventId(b) ?? { generation: 0, seq: 0 };
  return x.generation - y.generation || x.seq - y.seq;
}
