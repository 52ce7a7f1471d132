import { Inject, Injectable } from '@nestjs/common';
import type { ContactRecord } from '../domain/contact.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';

const MAX_ENTRIES = 50_000;

/**
 * The channel of a contact never changes, and `complete` needs it for the wrap-up time: contacts that passed through
 * this node are remembered, so that ending one costs a single call to the store.
 */
@Injectable()
export class ContactChannels {
  private readonly channels = new Map<string, string>();

  constructor(@Inject(LIVE_STORE) private readonly live: LiveStore) {}

  remember(contact: Pick<ContactRecord, 'id' | 'channel'>): void {
    if (this.channels.size >= MAX_ENTRIES) {
      for (const oldest of this.channels.keys()) {
        this.channels.delete(oldest);
        break;
      }
    }
    this.channels.set(contact.id, contact.channel);
  }

  /** Undefined: the contact is not live. */
  async of(contactId: string): Promise<string | undefined> {
    const known = this.channels.get(contactId);
    if (known !== undefined) return known;
    const found = await this.live.contact(contactId);
    if (found) this.remember(found.contact);
    return found?.contact.channel;
  }
}
