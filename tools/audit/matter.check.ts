import type { LogCheck, Report, Seen } from './check.js';
import type { ContactLifeCheck } from './contact-life.check.js';
import { writtenField } from './log-entry.js';

/** INV-3 where one contact goes on in another: a callback begins for every call that ended by one, a merge is told twice. */
export class MatterCheck implements LogCheck {
  /** Contact → the callback that is to begin in its stead, and the contact that is to tell of the merge. */
  private readonly callbacks = new Map<string, string>();
  private readonly merges = new Map<string, string>();

  constructor(private readonly lives: ContactLifeCheck) {}

  /** To be asked after the lives have seen the event. */
  after({ entry, replica }: Seen, report: Report): void {
    const { contactId, cause, type, id: eventId } = entry;
    if (contactId === undefined) return;
    const key = `contact:${contactId}`;
    const replaced = writtenField(entry, key, 'cbOf');
    if (replaced !== undefined && this.callbacks.get(replaced) === contactId) this.callbacks.delete(replaced);
    else if (replaced !== undefined)
      report({ code: 'INV-3', contactId, eventId, message: `in the stead of ${replaced}, which did not end by it` });
    if (type === 'contact.cancelled' && cause === 'callback')
      this.callbacks.set(contactId, writtenField(entry, key, 'cbId') ?? '');
    if (cause !== 'merged') return;
    if (type === 'contact.cancelled') {
      const into = writtenField(entry, key, 'into') ?? '';
      this.merges.set(contactId, into);
      if (this.lives.lives.has(into) && !this.lives.ended(into)) return;
      return report({ code: 'INV-3', contactId, eventId, message: `merged into ${into}, which does not go on` });
    }
    const told = JSON.parse(replica.hash(key)?.get('merged') ?? '[]') as string[];
    const last = told.at(-1) ?? '';
    if (this.merges.get(last) === contactId && told.indexOf(last) === told.length - 1) this.merges.delete(last);
    else report({ code: 'INV-3', contactId, eventId, message: `tells of ${last}, which was not merged into it now` });
  }

  /** After the last event. */
  finish(report: Report): void {
    for (const [contactId, callbackId] of this.callbacks)
      report({ code: 'INV-3', contactId, message: `its callback ${callbackId} never began` });
    for (const [contactId, into] of this.merges)
      report({ code: 'INV-3', contactId, message: `was merged, and ${into} never told of it` });
  }
}
