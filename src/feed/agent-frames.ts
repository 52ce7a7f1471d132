import { contactBrief, historyLine, type ContactBrief, type HistoryLine } from '../contacts/contact.view.js';
import { earlierContacts, type EarlierContact } from '../contacts/earlier.view.js';
import type { ContactRecord } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import { iso } from '../domain/iso.js';
import { parseTranslate } from '../live/records.js';
import { isFlat, stateAfter, writtenField } from './flat-event.js';
import type { ContactLookup } from './contact-lookup.js';
import type { PresenceView } from './presence-view.js';

/** A contact as agents see it on their socket: in an offer, or among their work. */
export interface AgentContact extends ContactBrief {
  /** The agent's own address for the contact's channel, as configured. */
  address?: string;
  outcome?: string;
  disposition?: string;
  fields?: Record<string, unknown>;
  missing?: string[];
  /** What came before in its matter, as far as it is found. */
  earlier?: EarlierContact[];
  history?: HistoryLine[];
}

/** The agent's address for a channel. */
export type AddressOf = (channel: string) => string | undefined;

/**
 * @param contactOf finds the contacts that came before it
 * @param state the contact's, where another than the latest known is told
 */
export function agentContact(
  contact: ContactRecord,
  addressOf: AddressOf,
  contactOf: ContactLookup,
  state = contact.state,
): AgentContact {
  const shown: AgentContact = contactBrief(contact, state);
  shown.address = addressOf(contact.channel);
  shown.outcome = contact.outcome;
  shown.disposition = contact.disposition;
  shown.fields = contact.fields;
  shown.missing = contact.missing;
  shown.earlier = earlierContacts(contact.earlierIds, contactOf);
  shown.history = contact.history.map(historyLine);
  return shown;
}

/**
 * What an event means to the agent it names. A contact that nobody knows any more is left out once `last` says that
 * there is nowhere else to look; until then the answer is undefined, and the view is as it was.
 */
export function agentFrames(
  event: LogEvent,
  view: PresenceView,
  contactOf: ContactLookup,
  addressOf: AddressOf,
  last: boolean,
): object[] | undefined {
  const frames = workFrames(event, contactOf, addressOf, last);
  if (frames === undefined || !view.apply(event)) return frames;
  const presence = view.fields();
  if (presence !== undefined) frames.push({ type: 'presence.changed', ...presence });
  return frames;
}

/** The same of its offers and contacts alone. */
export function workFrames(
  event: LogEvent,
  contactOf: ContactLookup,
  addressOf: AddressOf,
  last: boolean,
): object[] | undefined {
  const frames: object[] = [];
  if (event.offerOutcome !== undefined && event.offerId !== undefined) {
    frames.push({
      type: 'offer.ended',
      offerId: event.offerId,
      contactId: event.contactId,
      outcome: event.offerOutcome,
    });
  }
  if (showsContact(event)) {
    const contact = contactOf(event.contactId);
    if (!last && (contact === undefined || contact.earlierIds?.some((id) => contactOf(id) === undefined)))
      return undefined;
    if (contact !== undefined) frames.push(contactFrame(event, contact, addressOf, contactOf));
  }
  return frames;
}

/** Whether the agent needs the contact itself: it is offered, or it is (or just was) among its work. */
function showsContact(event: LogEvent): event is LogEvent & { contactId: string } {
  if (event.contactId === undefined || !event.type.startsWith('contact.')) return false;
  return event.offerOutcome === undefined || event.offerOutcome === 'accepted';
}

function contactFrame(event: LogEvent, contact: ContactRecord, addressOf: AddressOf, contactOf: ContactLookup): object {
  // What is known may be newer than the event; the state is told as it was then.
  const shown = agentContact(contact, addressOf, contactOf, isFlat(event) ? stateAfter(event.type) : contact.state);
  if (event.type !== 'contact.offered' || event.offerId === undefined) {
    return { type: 'contact.updated', contact: shown };
  }
  shown.translate = parseTranslate(writtenField(event, 'tr'), event.offerId);
  const expiresAt = Number(writtenField(event, 'exp'));
  const expires = Number.isFinite(expiresAt) && expiresAt > 0 ? { expiresAt: iso(expiresAt) } : {};
  return { type: 'offer.created', offer: { id: event.offerId, ...expires, contact: shown } };
}
