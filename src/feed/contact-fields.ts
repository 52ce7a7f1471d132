import type { ContactRecord, ContactSpec } from '../domain/contact.js';
import type { LogEvent, WriteOp } from '../domain/events.js';
import { parseContact } from '../live/records.js';

/** A contact's hash as the log's write sets build it. */
export type ContactFields = Record<string, string>;

interface Known {
  fields: ContactFields;
  /** Parsed from the fields when first asked for; the record until the next write, the spec until it is written. */
  record?: ContactRecord;
  spec?: ContactSpec;
}

/**
 * Contacts as the log describes them, bounded by characters kept: an event names only what changed, and its readers
 * need the rest. Who is not here (older than the node, or pushed out) is read from the store by the caller.
 */
export class ContactFieldsCache {
  private readonly contacts = new Map<string, Known>();
  private characters = 0;

  /** @param limit characters of field values kept before the longest unused contacts go. */
  constructor(private readonly limit = 32 * 1024 * 1024) {}

  /** Merges the event's writes. A contact enters only with its whole hash (a write that has `spec`). */
  apply(event: LogEvent): void {
    if (event.contactId === undefined) return;
    const key = `contact:${event.contactId}`;
    for (const op of event.ops) {
      if (op[1] !== key) continue;
      if (op[0] === 'HSET') this.set(event.contactId, op);
      else if (op[0] === 'HDEL') this.unset(event.contactId, op);
      else if (op[0] === 'DEL') this.drop(event.contactId);
    }
    this.evict();
  }

  /** The contact, marked as just used. Not to be changed by the caller. */
  get(contactId: string): ContactRecord | undefined {
    const known = this.contacts.get(contactId);
    if (known === undefined) return undefined;
    this.contacts.delete(contactId);
    this.contacts.set(contactId, known);
    const { fields } = known;
    if (fields.spec === undefined) return undefined;
    known.spec ??= JSON.parse(fields.spec) as ContactSpec;
    return (known.record ??= parseContact(fields, known.spec));
  }

  drop(contactId: string): void {
    const known = this.contacts.get(contactId);
    if (known === undefined) return;
    const { fields } = known;
    for (const field in fields) this.characters -= (fields[field] as string).length;
    this.contacts.delete(contactId);
  }

  clear(): void {
    this.contacts.clear();
    this.characters = 0;
  }

  get size(): number {
    return this.contacts.size;
  }

  private set(contactId: string, op: WriteOp): void {
    let known = this.contacts.get(contactId);
    if (known === undefined) {
      if (!op.some((word, i) => word === 'spec' && i >= 2 && i % 2 === 0)) return;
      known = { fields: Object.create(null) as ContactFields };
      this.contacts.set(contactId, known);
    }
    known.record = undefined;
    const { fields } = known;
    for (let i = 2; i + 1 < op.length; i += 2) {
      const [field, value] = [op[i] as string, op[i + 1] as string];
      this.characters += value.length - (fields[field]?.length ?? 0);
      fields[field] = value;
      if (field === 'spec') known.spec = undefined;
    }
  }

  private unset(contactId: string, op: WriteOp): void {
    const known = this.contacts.get(contactId);
    if (known === undefined) return;
    known.record = undefined;
    for (let i = 2; i < op.length; i += 1) {
      const name = op[i] as string;
      this.characters -= known.fields[name]?.length ?? 0;
      delete known.fields[name];
    }
  }

  private evict(): void {
    while (this.characters > this.limit && this.contacts.size > 1) {
      const oldest = this.contacts.keys().next().value;
      if (oldest === undefined) return;
      this.drop(oldest);
    }
  }
}
