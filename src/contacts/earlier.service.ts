import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { ContactRecord } from '../domain/contact.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { earlierContacts, type EarlierContact } from './earlier.view.js';
import { HISTORY_QUERIES, type HistoryQueries } from './history.port.js';

/** How many contacts history is asked for together. */
const AT_ONCE = 10;

/** Finds what came before a contact in its matter: live, or in history. */
@Injectable()
export class EarlierService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'contacts'>,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'contact'>,
  ) {}

  /** Newest first; undefined where nothing came before. */
  async of({ earlierIds }: Pick<ContactRecord, 'earlierIds'>): Promise<EarlierContact[] | undefined> {
    if (earlierIds === undefined) return undefined;
    const found = new Map((await this.records(earlierIds)).map((contact) => [contact.id, contact]));
    return earlierContacts(earlierIds, (id) => found.get(id));
  }

  /** Those of these contacts that are known. While history is away the ones that it alone knows are left out. */
  async records(ids: readonly string[]): Promise<ContactRecord[]> {
    const live = await this.live.contacts(ids);
    const rest = ids.filter((id) => !live.some((contact) => contact.id === id));
    const found = [...live];
    for (let start = 0; start < rest.length; start += AT_ONCE) {
      const group = rest.slice(start, start + AT_ONCE);
      const past = await Promise.all(group.map((id) => this.archived(id)));
      found.push(...past.filter((contact) => contact !== undefined));
    }
    return found;
  }

  private async archived(id: string): Promise<ContactRecord | undefined> {
    try {
      return await this.history.contact(id);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'storeUnavailable') return undefined;
      throw error;
    }
  }
}
