import type { LogEvent } from '../../domain/events.js';
import type { CopyTable } from '../../store/copy-binary.js';

/** Rows as the projector writes them: column names as in the database, times in store milliseconds. */
export type LogRow = Required<Pick<LogEvent, 'opsText'>> & Omit<LogEvent, 'id' | 'ops' | 'opsText'>;

/** What both tables of contacts hold. `fields` is the live hash as JSON, without `spec`, which stands beside it. */
interface ContactColumns {
  id: string;
  state: string;
  queue_id: string;
  channel: string;
  /** Whose it is: offered, at it, or the one who ended it. Who missed or lost it has no more part in it. */
  served_by: string | null;
  customer_id: string | null;
  enqueued_at: number;
  fields: string;
  spec: string;
}

export interface LiveContactRow extends ContactColumns {
  virtual_enqueued_at: number | null;
  /** What is open, as JSON: `Pending`. */
  pending: string;
}

export interface EndedContactRow extends ContactColumns {
  ended_at: number | null;
  outcome: string | null;
}

/** A wait in one queue. `id` is the event that opened it; open while `left_at` is null. */
export interface SegmentRow {
  contact_id: string;
  id: string;
  queue_id: string;
  channel: string;
  entered_at: number;
  left_at: number | null;
  outcome: string | null;
  agent_id: string | null;
}

/** An agent's part in a contact. `id` is the event that opened it; open while `ended_at` is null. */
export interface LegRow {
  contact_id: string;
  id: string;
  kind: string;
  agent_id: string;
  offer_id: string | null;
  queue_id: string;
  channel: string;
  active_at: number;
  wrap_up_at: number | null;
  ended_at: number | null;
  end_cause: string | null;
}

/** Open while `outcome` is null. */
export interface OfferRow {
  id: string;
  contact_id: string;
  agent_id: string;
  queue_id: string;
  channel: string;
  created_at: number;
  expires_at: number;
  outcome: string | null;
  ended_at: number | null;
}

/** The wait that an offer or a part belongs to, for its figures; `at`: when it began. */
export interface WaitKey {
  at: number;
  queue_id: string;
  channel: string;
  skills: readonly string[];
}

/** Undefined in what an earlier version wrote. */
interface OfWait {
  wait?: WaitKey | undefined;
}

/** A wait with the skills that were asked for while it lasted. */
export type OpenSegment = SegmentRow & { skills?: readonly string[] };
export type OpenLeg = LegRow & OfWait;
export type OpenOffer = OfferRow & OfWait;

/** What became of a callback's attempts so far: how many failed, and how many ended with work done, in how many ms. */
export interface Tries {
  failed: number;
  parts: number;
  ms: number;
}

/**
 * A live contact's last wait (a requeue may open it again: it is told in no interval yet), its open leg, its open offers,
 * and the attempts of a callback.
 */
export interface Pending {
  segment?: OpenSegment;
  leg?: OpenLeg;
  offers?: OpenOffer[];
  tries?: Tries;
}

export interface AgentRow {
  agent_id: string;
  /** Those fields of the live hash that say what the agent does, as JSON. */
  fields: string;
  /** The event that opened what the agent does now, and when; null while it does nothing that is shown. */
  interval_id: string | null;
  since: number | null;
  /** Until when the interval tables have their time. */
  told_at: number | null;
}

/** What an agent did from when to when. `id` is the event that opened it. */
export interface IntervalRow {
  agent_id: string;
  id: string;
  presence: string;
  routing_status: string;
  reason_code: string | null;
  from_at: number;
  to_at: number;
}

export const EVENT_LOG: CopyTable<LogRow> = {
  name: 'event_log',
  columns: {
    generation: 'int4',
    seq: 'int8',
    type: 'text',
    at: 'int8',
    contactId: 'text',
    agentId: 'text',
    offerId: 'text',
    queueId: 'text',
    cause: 'text',
    offerOutcome: 'text',
    opsText: 'text',
    decision: 'text',
    act: 'text',
  },
  names: {
    contactId: 'contact_id',
    agentId: 'agent_id',
    offerId: 'offer_id',
    queueId: 'queue_id',
    offerOutcome: 'offer_outcome',
    opsText: 'ops',
  },
};

const CONTACT_COLUMNS = {
  id: 'text',
  state: 'text',
  queue_id: 'text',
  channel: 'text',
  served_by: 'text',
  customer_id: 'text',
  enqueued_at: 'int8',
  fields: 'text',
  spec: 'text',
} as const;

export const LIVE_CONTACT: CopyTable<LiveContactRow> = {
  name: 'live_contact',
  columns: { ...CONTACT_COLUMNS, virtual_enqueued_at: 'int8', pending: 'text' },
};

export const CONTACT: CopyTable<EndedContactRow> = {
  name: 'contact',
  columns: { ...CONTACT_COLUMNS, ended_at: 'int8', outcome: 'text' },
};

export const CONTACT_SEGMENT: CopyTable<SegmentRow> = {
  name: 'contact_segment',
  columns: {
    contact_id: 'text',
    id: 'text',
    queue_id: 'text',
    channel: 'text',
    entered_at: 'int8',
    left_at: 'int8',
    outcome: 'text',
    agent_id: 'text',
  },
};

export const LEG: CopyTable<LegRow> = {
  name: 'leg',
  columns: {
    contact_id: 'text',
    id: 'text',
    kind: 'text',
    agent_id: 'text',
    offer_id: 'text',
    queue_id: 'text',
    channel: 'text',
    active_at: 'int8',
    wrap_up_at: 'int8',
    ended_at: 'int8',
    end_cause: 'text',
  },
};

export const OFFER: CopyTable<OfferRow> = {
  name: 'offer',
  columns: {
    id: 'text',
    contact_id: 'text',
    agent_id: 'text',
    queue_id: 'text',
    channel: 'text',
    created_at: 'int8',
    expires_at: 'int8',
    outcome: 'text',
    ended_at: 'int8',
  },
};

export const AGENT_STATE: CopyTable<AgentRow> = {
  name: 'agent_state',
  columns: { agent_id: 'text', fields: 'text', interval_id: 'text', since: 'int8', told_at: 'int8' },
};

export const AGENT_STATE_INTERVAL: CopyTable<IntervalRow> = {
  name: 'agent_state_interval',
  columns: {
    agent_id: 'text',
    id: 'text',
    presence: 'text',
    routing_status: 'text',
    reason_code: 'text',
    from_at: 'int8',
    to_at: 'int8',
  },
};
