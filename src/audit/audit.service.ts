import { Inject, Injectable } from '@nestjs/common';
import { HISTORY_QUERIES, type HistoryQueries } from '../contacts/history.port.js';
import type { Act } from '../domain/act.js';
import { fault } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import {
  AuditLog,
  type AuditFilter,
  type AuditPlace,
  type AuditedAct,
  type AuditedChange,
} from '../store/audit-log.js';
import type { ConfigKind } from '../store/config-store.js';
import { changedBy } from './act-fields.js';

/** What configuration is called in the audit. */
const CONFIGURED = [
  'skill',
  'channel',
  'queue',
  'agent',
  'routingProfile',
  'hours',
  'reasonCode',
  'contactType',
  'webhook',
  'hook',
  'profileSchedule',
  'switchback',
  'alert',
] as const;
/** What is live: single contacts, and what agents are. */
const LIVE = ['contact', 'presence'] as const;
export const AUDITED = [...CONFIGURED, ...LIVE] as const;
export type Audited = (typeof AUDITED)[number];

export interface AuditEntry {
  at: string;
  /** Who. `name`: of the API key, where it is known. */
  by: { keyId: string; name?: string };
  action: 'created' | 'replaced' | 'removed' | Act;
  kind: Audited;
  /** Of the resource; of a contact; of the agent whose presence it is. */
  id: string;
  before?: object;
  after?: object;
  /** Of acts: why, in the supervisor's words. */
  note?: string;
  /** Of an assignment: over capacity or past a block was allowed. */
  override?: boolean;
  /** Of an act on a contact: whose it was, or became. */
  agentId?: string;
  queueId?: string;
  offerId?: string;
}

export interface AuditRequest {
  kind?: Audited;
  /** Of the resource; of what is live: of the contact or the agent. */
  id?: string;
  contactId?: string;
  agentId?: string;
  queueId?: string;
  /** ISO 8601. */
  from?: string;
  to?: string;
}

/** How long a page waits for acts that were just answered to arrive in the archive, ms. */
const ARCHIVE_WAIT_MS = 1_000;
const CURSOR = /^(\d{1,16})\.(?:c\.(\d{1,15})|l\.(\d{1,9})\.(\d{1,15}))$/;

/**
 * Who changed what, when, with what it was before and after: configuration, and what supervisors did to single contacts
 * and agents. Secrets are in none of it.
 */
@Injectable()
export class AuditService {
  constructor(
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'waitFor'>,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'logEnd'>,
  ) {}

  /** Newest first. @throws DomainError `validationFailed`, `storeUnavailable` */
  async list(
    request: AuditRequest,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const { configuration, live } = filtersOf(request);
    if (live !== undefined && after === undefined) await this.arrived();
    const [changes, acts] = await Promise.all([
      configuration === undefined ? [] : this.log.changes(configuration, after, limit + 1),
      live === undefined ? [] : this.log.acts(live, after, limit + 1),
    ]);
    const found = [...changes, ...acts].sort((a, b) => b.atMicros - a.atMicros || sourceOrder(a, b));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(entryOf), nextCursor: found.length > limit && last ? cursorOf(last) : null };
  }

  /** What was answered before this call is told in it, unless the live store is away or the archive far behind. */
  private async arrived(): Promise<void> {
    const end = await this.live.logEnd().catch(() => undefined);
    if (end !== undefined) await this.history.waitFor(end, ARCHIVE_WAIT_MS);
  }
}

/** Of each source what is asked of it; undefined: nothing. A subject names the resource of its kind as well. */
function filtersOf({ kind, id, contactId, agentId, queueId, from, to }: AuditRequest) {
  const times = { fromMs: instant(from), toMs: instant(to) };
  const subjects = Object.entries({ agent: agentId, queue: queueId }).filter(([, value]) => value !== undefined);
  const isLive = kind === 'contact' || kind === 'presence';
  const configuration = ((): AuditFilter | undefined => {
    if (isLive || contactId !== undefined || subjects.length > 1) return undefined;
    const [subject, subjectId] = (subjects[0] ?? []) as [ConfigKind?, string?];
    const asked = kind === 'routingProfile' ? 'profile' : (kind as ConfigKind | undefined);
    if (subject !== undefined && asked !== undefined && asked !== subject) return undefined;
    if (subjectId !== undefined && id !== undefined && id !== subjectId) return undefined;
    return { ...times, kind: subject ?? asked, id: subjectId ?? id };
  })();
  const live = ((): AuditFilter | undefined => {
    if (kind !== undefined && !isLive) return undefined;
    if (kind === 'presence') {
      if (id !== undefined && agentId !== undefined && id !== agentId) return undefined;
      return { ...times, acts: kind, agentId: id ?? agentId, contactId, queueId };
    }
    // An id alone may be of anything: contacts are asked for by theirs.
    if (id !== undefined && contactId !== undefined && id !== contactId) return undefined;
    return { ...times, acts: kind, contactId: contactId ?? id, agentId, queueId };
  })();
  return { configuration, live };
}

function instant(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function sourceOrder(a: AuditedChange | AuditedAct, b: AuditedChange | AuditedAct): number {
  if (a.from === 'configuration') return b.from === 'configuration' ? b.revision - a.revision : -1;
  if (b.from === 'configuration') return 1;
  return b.generation - a.generation || b.seq - a.seq;
}

function cursorOf(entry: AuditPlace): string {
  return entry.from === 'configuration'
    ? `${entry.atMicros}.c.${entry.revision}`
    : `${entry.atMicros}.l.${entry.generation}.${entry.seq}`;
}

function placeOf(cursor: string): AuditPlace {
  const [, at, revision, generation, seq] = CURSOR.exec(cursor) ?? [];
  const atMicros = Number(at);
  // Acts have times of the live store, whole milliseconds.
  if (at === undefined || (revision === undefined && atMicros % 1000 !== 0))
    throw fault('cursor', 'must be one that a page named');
  return revision === undefined
    ? { atMicros, from: 'live', generation: Number(generation), seq: Number(seq) }
    : { atMicros, from: 'configuration', revision: Number(revision) };
}

function entryOf(entry: AuditedChange | AuditedAct): AuditEntry {
  return entry.from === 'configuration' ? changeEntry(entry) : actEntry(entry);
}

function changeEntry({ atMicros, by, byName, kind, id, before, after }: AuditedChange): AuditEntry {
  return {
    at: iso(Math.floor(atMicros / 1000)),
    by: { keyId: by, ...(byName !== undefined && { name: byName }) },
    action: after === undefined ? 'removed' : before === undefined ? 'created' : 'replaced',
    kind: kind === 'profile' ? 'routingProfile' : kind,
    id,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function actEntry({ atMicros, byName, act, contactId, agentId, queueId, offerId }: AuditedAct): AuditEntry {
  const ofAgent = act.act === 'presence';
  return {
    at: iso(atMicros / 1000),
    by: { keyId: act.keyId, ...(byName !== undefined && { name: byName }) },
    action: act.act,
    kind: ofAgent ? 'presence' : 'contact',
    id: (ofAgent ? agentId : contactId) ?? '',
    ...changedBy(act),
    ...(act.note !== undefined && { note: act.note }),
    ...(act.override === true && { override: true }),
    ...(!ofAgent && { agentId, queueId, offerId }),
  };
}
