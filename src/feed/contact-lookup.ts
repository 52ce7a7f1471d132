import type { ContactRecord } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import type { LiveStore } from '../live/live-store.js';

/** Finds a contact; undefined: not in memory, or, when `gone` is said, nowhere. */
export type ContactLookup = (contactId: string) => ContactRecord | undefined;

/** Where contacts are found. */
export interface ContactSource {
  live: Pick<LiveStore, 'contacts'>;
  /** Those of these contacts that are known, long ended ones too. */
  earlier(ids: readonly string[]): Promise<ContactRecord[]>;
  /** The node's memory of contacts. */
  contactOf: ContactLookup;
}

/** Finds the contacts of these events and what came before them: in the node's memory, and in the store for the others. */
export async function contactsOf(source: ContactSource, events: readonly LogEvent[]): Promise<ContactLookup> {
  const missing = new Set<string>();
  for (const { contactId } of events) {
    if (contactId !== undefined && source.contactOf(contactId) === undefined) missing.add(contactId);
  }
  const read = new Map<string, ContactRecord>();
  if (missing.size > 0) for (const contact of await source.live.contacts([...missing])) read.set(contact.id, contact);
  const contactOf: ContactLookup = (id) => source.contactOf(id) ?? read.get(id);
  const earlier = await earlierOf(
    source,
    events.flatMap(({ contactId = '' }) => contactOf(contactId) ?? []),
  );
  return (id) => contactOf(id) ?? earlier(id);
}

/** Finds what came before these contacts in their matters. */
export async function earlierOf(source: ContactSource, contacts: readonly ContactRecord[]): Promise<ContactLookup> {
  const missing = new Set<string>();
  for (const { earlierIds = [] } of contacts)
    for (const id of earlierIds) if (source.contactOf(id) === undefined) missing.add(id);
  if (missing.size === 0) return source.contactOf;
  const found = new Map((await source.earlier([...missing])).map((contact) => [contact.id, contact]));
  return (id) => source.contactOf(id) ?? found.get(id);
}
