import { isEnded, type ContactSpec } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import { flatContact, isFlat, stateAfter, writtenField, type FlatContact } from '../feed/flat-event.js';
import type { ContactRecord } from '../domain/contact.js';

/** Contacts remembered; whom it forgot is read again. */
const MOST_REMEMBERED = 100_000;

export interface ContactSources {
  live(ids: string[]): Promise<ContactRecord[]>;
  /** Contacts that have left live state. */
  history(id: string): Promise<ContactRecord | undefined>;
}

/** A spec with neither need not be parsed. */
const TELLING = /"(correlation|consultFor)"/;

/** What events do not say of their contacts and never changes: the channel, the correlation. */
export class ContactFacts {
  private readonly facts = new Map<string, FlatContact>();

  constructor(
    private readonly sources: ContactSources,
    private readonly most = MOST_REMEMBERED,
  ) {}

  /** Learns of contacts that enter with these events, and reads the others. Throws what the stores throw. */
  async load(events: readonly (LogEvent & { contactId: string })[]): Promise<void> {
    const missing = new Set<string>();
    for (const event of events) {
      if (this.facts.has(event.contactId)) continue;
      const facts = writtenFacts(event);
      if (facts !== undefined) this.remember(event.contactId, facts);
      else missing.add(event.contactId);
    }
    if (missing.size === 0) return;
    for (const { id, channel, spec } of await this.sources.live([...missing])) {
      missing.delete(id);
      this.remember(id, flatContact(channel, spec));
    }
    for (const id of missing) {
      const contact = await this.sources.history(id);
      this.remember(id, flatContact(contact?.channel ?? '', contact?.spec ?? {}));
    }
  }

  of(contactId: string): FlatContact | undefined {
    return this.facts.get(contactId);
  }

  /** To be called when the events were told of: who ended is not asked for again. */
  forgetEnded(events: readonly LogEvent[]): void {
    for (const event of events)
      if (isFlat(event) && isEnded(stateAfter(event.type))) this.facts.delete(event.contactId);
    for (const id of this.facts.keys()) {
      if (this.facts.size <= this.most) return;
      this.facts.delete(id);
    }
  }

  private remember(contactId: string, facts: FlatContact): void {
    this.facts.set(contactId, facts);
  }
}

/** Of the event with which a contact enters. */
function writtenFacts(event: LogEvent): FlatContact | undefined {
  if (event.type !== 'contact.waiting' && event.type !== 'contact.scheduled') return undefined;
  const channel = writtenField(event, 'channel');
  const spec = writtenField(event, 'spec');
  if (channel === undefined || spec === undefined) return undefined;
  return flatContact(channel, TELLING.test(spec) ? (JSON.parse(spec) as ContactSpec) : {});
}
