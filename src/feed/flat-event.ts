import { iso, isoOr } from '../domain/iso.js';
import type { ConfigCache } from '../store/config-store.js';
import { isEnded, type ContactSpec, type ContactState } from '../domain/contact.js';
import type { EventType, LogEvent } from '../domain/events.js';
import type { Translate } from '../domain/language.js';
import { parseTranslate } from '../live/records.js';
import { positionId } from './event-position.js';

/** What systems hear of a contact: the same on sockets and at `notifyUrl`. */
export interface FlatEvent {
  type: FlatEventType;
  cursor: string;
  /** ISO 8601. */
  at: string;
  contactId: string;
  state: ContactState;
  queueId: string;
  channel: string;
  correlation?: string;
  /** Of a consult: the contact that it is for. */
  consultFor?: string;
  agentId?: string;
  offerId?: string;
  /** The agent's address for the contact's channel, as configured. */
  address?: string;
  /** Of an offer to who does not speak the contact's language. */
  translate?: Translate;
  /** An end state's outcome; else how the offer that this event ended went. */
  outcome?: string;
  /** ISO 8601, of a contact that is about to expire: when it does if nobody takes it. */
  expiresAt?: string;
  /** Of a callback whose customer is to be called now, until when (ISO 8601), and the number of the attempt. */
  dialling?: true;
  dialUntil?: string;
  attempt?: number;
}

const STATES = {
  'contact.scheduled': 'scheduled',
  'contact.waiting': 'waiting',
  'contact.offered': 'offered',
  'contact.active': 'active',
  'contact.held': 'active',
  'contact.parked': 'parked',
  'contact.wrapUp': 'wrapUp',
  'contact.completed': 'completed',
  'contact.abandoned': 'abandoned',
  'contact.cancelled': 'cancelled',
  'contact.expired': 'expired',
  'contact.expiring': 'waiting',
} as const satisfies Partial<Record<EventType, ContactState>>;

export type FlatEventType = keyof typeof STATES;
export const FLAT_EVENT_TYPES = Object.keys(STATES) as FlatEventType[];

/** Whether systems hear of this event at all. */
export function isFlat(event: LogEvent): event is LogEvent & { type: FlatEventType; contactId: string } {
  return event.type in STATES && event.contactId !== undefined;
}

/** The state that the event left its contact in. */
export function stateAfter(type: FlatEventType): ContactState {
  return STATES[type];
}

/** What of the contact the event itself does not say. */
export interface FlatContact {
  channel: string;
  correlation?: string;
  consultFor?: string;
}

/** What of a contact its flat events carry along. */
export function flatContact(channel: string, spec: Pick<ContactSpec, 'correlation' | 'consultFor'>): FlatContact {
  return { channel, correlation: spec.correlation, consultFor: spec.consultFor };
}

export function flatEvent(
  event: LogEvent & { type: FlatEventType; contactId: string },
  contact: FlatContact,
  address: string | undefined,
): FlatEvent {
  const state = STATES[event.type];
  const translate =
    event.type === 'contact.offered' ? parseTranslate(writtenField(event, 'tr'), event.offerId) : undefined;
  const outcome = isEnded(state) ? (writtenOutcome(event) ?? event.offerOutcome) : event.offerOutcome;
  return {
    type: event.type,
    cursor: positionId(event),
    at: iso(event.at),
    contactId: event.contactId,
    state,
    queueId: event.queueId ?? '',
    channel: contact.channel,
    ...(contact.correlation !== undefined && { correlation: contact.correlation }),
    ...(contact.consultFor !== undefined && { consultFor: contact.consultFor }),
    ...(event.agentId !== undefined && { agentId: event.agentId }),
    ...(event.offerId !== undefined && { offerId: event.offerId }),
    ...(address !== undefined && { address }),
    ...(translate !== undefined && { translate }),
    ...(outcome !== undefined && { outcome }),
    ...(event.type === 'contact.scheduled' && event.cause === 'dialling' && dialOf(event)),
    ...(event.type === 'contact.expiring' && { expiresAt: isoOr(Number(writtenField(event, 'noticed'))) }),
  };
}

/** The agent's address for a channel from what the node knows of the configuration. */
export function agentAddress(cache: ConfigCache, agentId: string | undefined, channel: string): string | undefined {
  if (agentId === undefined) return undefined;
  const agent = cache.current().agent.get(agentId)?.value;
  return agent?.channels.find((one) => one.id === channel)?.address;
}

/** The value that the event's writes gave a field of its contact. */
export function writtenField(event: LogEvent, field: string): string | undefined {
  const key = `contact:${event.contactId}`;
  let value: string | undefined;
  for (const op of event.ops) {
    if (op[1] !== key || op[0] !== 'HSET') continue;
    for (let i = 2; i + 1 < op.length; i += 2) if (op[i] === field) value = op[i + 1];
  }
  return value;
}

function dialOf(event: LogEvent): Pick<FlatEvent, 'dialling' | 'dialUntil' | 'attempt'> {
  const made = Number(writtenField(event, 'att'));
  return { dialling: true, dialUntil: isoOr(Number(writtenField(event, 'dialUntil'))), attempt: made + 1 };
}

function writtenOutcome(event: LogEvent): string | undefined {
  return writtenField(event, 'outcome');
}
