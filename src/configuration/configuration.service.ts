import { Inject, Injectable } from '@nestjs/common';
import { HISTORY_QUERIES, type HistoryQueries, type UsedByContacts } from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import {
  CONFIG_CACHE,
  CONFIG_WRITER,
  type ConfigCache,
  type ConfigKind,
  type ConfigKinds,
  type ConfigWriter,
  type PutOptions,
  type Versioned,
} from '../store/config-store.js';
import { pageOf, type ConfigPage } from './page.js';

export interface WriteOptions {
  /** The request's If-Match header. */
  ifMatch?: string;
  /** Id of the API key that writes. */
  actor: string;
  /** Why, kept with the version of a routing profile. */
  note?: string;
}

/** Contacts named when they keep a resource from being removed. */
const MOST_NAMED = 20;

/** Configuration as the API offers it: one set of rules for all kinds. Throws DomainError. */
@Injectable()
export class ConfigurationService {
  constructor(
    @Inject(CONFIG_CACHE) private readonly cache: ConfigCache,
    @Inject(CONFIG_WRITER) private readonly writer: ConfigWriter,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'waitFor' | 'contactsUsing'>,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'logEnd'>,
  ) {}

  /** Creates or replaces. The write waits for this node's mirror, so that live state has what scripts need of it. */
  put<K extends ConfigKind>(
    kind: K,
    value: ConfigKinds[K],
    options: PutOptions<ConfigKinds[K]>,
  ): Promise<Versioned<ConfigKinds[K]> & { created: boolean }> {
    return this.writer.put(kind, value, options);
  }

  async get<K extends ConfigKind>(kind: K, id: string): Promise<Versioned<ConfigKinds[K]>> {
    const found = await this.cache.find(kind, id);
    if (found === undefined) throw new DomainError('notFound', `There is no ${NAMES[kind]} with the id ${id}.`);
    return found;
  }

  /** In the order of ids, bytewise. */
  list<K extends ConfigKind>(kind: K, limit: number, cursor: string | undefined): ConfigPage<ConfigKinds[K]> {
    return pageOf(this.cache.current()[kind] as ReadonlyMap<string, Versioned<ConfigKinds[K]>>, limit, cursor);
  }

  async remove(kind: ConfigKind, id: string, options: WriteOptions): Promise<void> {
    await this.get(kind, id);
    await this.refuseWhileContactsUse(kind, id);
    await this.writer.remove(kind, id, options);
  }

  /**
   * Scripts alone guard queues and agents against work that begins meanwhile; this names what holds them, and holds on
   * to skills and channels that contacts ask for.
   */
  private async refuseWhileContactsUse(kind: ConfigKind, id: string): Promise<void> {
    if (!isUsedByContacts(kind)) return;
    await this.history.waitFor(await this.live.logEnd(), 1_000);
    const contacts = await this.history.contactsUsing(kind, id, MOST_NAMED);
    if (contacts.length === 0) return;
    throw new DomainError(
      'resourceInUse',
      `The ${NAMES[kind]} "${id}" is in use by contacts: ${contacts.join(', ')}.`,
      {
        errors: contacts.map((contactId) => ({
          path: `contacts.${contactId}`,
          message: `uses the ${NAMES[kind]} "${id}"`,
        })),
      },
    );
  }
}

const NAMES: Record<ConfigKind, string> = {
  skill: 'skill',
  channel: 'channel',
  queue: 'queue',
  agent: 'agent',
  profile: 'routing profile',
  hours: 'set of hours',
  reasonCode: 'reason code',
  contactType: 'contact type',
  webhook: 'webhook',
  hook: 'hook',
  profileSchedule: 'schedule',
  switchback: 'switchback',
  alert: 'alert',
};

const USED_BY_CONTACTS: readonly string[] = [
  'skill',
  'channel',
  'queue',
  'agent',
  'contactType',
] satisfies UsedByContacts[];

function isUsedByContacts(kind: ConfigKind): kind is UsedByContacts {
  return USED_BY_CONTACTS.includes(kind);
}
