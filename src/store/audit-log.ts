import type { LoggedAct } from '../domain/act.js';
import type { ConfigKind, ConfigKinds } from './config-store.js';
import type { Postgres } from './postgres.js';
import { WORKSPACE } from './workspace.js';

/** One write of configuration. Bodies as they were stored, without secrets. */
export interface AuditedChange {
  from: 'configuration';
  revision: number;
  /** µs since 1970, by the database's clock. */
  atMicros: number;
  /** Id of the API key that wrote. */
  by: string;
  /** What that key is called; undefined for what came with the server. */
  byName?: string;
  kind: ConfigKind;
  id: string;
  /** Undefined: it was created. */
  before?: object;
  /** Undefined: it was removed. */
  after?: object;
}

/** What a supervisor did to a contact or to an agent's presence, as the event log's archive has it. */
export interface AuditedAct {
  from: 'live';
  generation: number;
  seq: number;
  /** µs since 1970, by the live store's clock. */
  atMicros: number;
  byName?: string;
  act: LoggedAct;
  contactId?: string;
  agentId?: string;
  offerId?: string;
  queueId?: string;
}

export interface AuditFilter {
  /** Of configuration; undefined: of all kinds. */
  kind?: ConfigKind;
  /** Acts on contacts, or on presences; undefined: both. */
  acts?: 'contact' | 'presence';
  /** Of the configured resource. */
  id?: string;
  contactId?: string;
  agentId?: string;
  queueId?: string;
  fromMs?: number;
  toMs?: number;
}

/** Where a page ended: only what comes after it, the newest being first. Of one moment configuration is first. */
export type AuditPlace = { atMicros: number } & (
  { from: 'configuration'; revision: number } | { from: 'live'; generation: number; seq: number }
);

const MICROS = `(extract(epoch FROM c.changed_at) * 1000000)::bigint`;
const atMicros = (n: number): string => `('epoch'::timestamptz + $${n}::bigint * interval '1 microsecond')`;

/** Every write of configuration, and every act of a supervisor, since the workspace began; nothing is ever taken out. */
export class AuditLog {
  constructor(private readonly postgres: Postgres) {}

  /** What the write of configuration of this revision left. */
  async written<K extends ConfigKind>(kind: K, revision: number): Promise<ConfigKinds[K] | undefined> {
    const { rows } = await this.postgres.run<{ body: ConfigKinds[K] }>(
      'SELECT body FROM config_change WHERE workspace = $1 AND kind = $2 AND revision = $3',
      [WORKSPACE, kind, revision],
    );
    return rows[0]?.body;
  }

  /** Newest first. */
  async changes(filter: AuditFilter, after: AuditPlace | undefined, limit: number): Promise<AuditedChange[]> {
    const { kind, id, fromMs, toMs } = filter;
    const { rows } = await this.postgres.run<Nullable<Omit<AuditedChange, 'from'>>>(
      `SELECT c.revision, ${MICROS} AS "atMicros", c.changed_by AS by, k.name AS "byName", c.kind, c.resource_id AS id,
              c.body AS after,
              (SELECT p.body FROM config_change p
               WHERE p.workspace = c.workspace AND p.kind = c.kind AND p.resource_id = c.resource_id AND p.revision < c.revision
               ORDER BY p.revision DESC LIMIT 1) AS before
       FROM config_change c LEFT JOIN api_key k ON k.workspace = c.workspace AND k.id = c.changed_by
       WHERE c.workspace = $1 AND ($2::text IS NULL OR c.kind = $2) AND ($3::text IS NULL OR c.resource_id = $3)
         AND ($4::bigint IS NULL OR (c.changed_at, c.revision) < (${atMicros(4)}, $5::bigint))
         AND ($6::bigint IS NULL OR c.changed_at >= ${atMicros(6)}) AND ($7::bigint IS NULL OR c.changed_at < ${atMicros(7)})
       ORDER BY c.changed_at DESC, c.revision DESC LIMIT $8`,
      [
        WORKSPACE,
        kind ?? null,
        id ?? null,
        after?.atMicros ?? null,
        // An act of the same moment came after all changes of it.
        after?.from === 'configuration' ? after.revision : 0,
        micros(fromMs),
        micros(toMs),
        limit,
      ],
    );
    return rows.map((row) => ({ ...present(row), from: 'configuration' }) as AuditedChange);
  }

  /** Newest first; without what a history that was lost took with it. */
  async acts(filter: AuditFilter, after: AuditPlace | undefined, limit: number): Promise<AuditedAct[]> {
    const { acts, contactId, agentId, queueId, fromMs, toMs } = filter;
    const isAct = after?.from === 'live';
    const { rows } = await this.postgres.run<Nullable<Omit<AuditedAct, 'from' | 'act'>> & { act: string }>(
      `SELECT e.generation, e.seq, e.at * 1000 AS "atMicros", k.name AS "byName", e.act, e.contact_id AS "contactId",
              e.agent_id AS "agentId", e.offer_id AS "offerId", e.queue_id AS "queueId"
       FROM event_log e LEFT JOIN api_key k ON k.workspace = e.workspace AND k.id = e.act::json->>'keyId'
       WHERE e.workspace = $1 AND e.act IS NOT NULL
         AND ($2::boolean IS NULL OR (e.type = 'agent.presence') = $2)
         AND ($3::text IS NULL OR e.contact_id = $3) AND ($4::text IS NULL OR e.agent_id = $4)
         AND ($5::text IS NULL OR e.queue_id = $5)
         AND ($6::bigint IS NULL OR (e.at, e.generation, e.seq) < ($6, $7::integer, $8::bigint))
         AND ($9::bigint IS NULL OR e.at >= $9) AND ($10::bigint IS NULL OR e.at < $10)
         AND NOT EXISTS (SELECT 1 FROM generation_cut c
                         WHERE c.workspace = $1 AND c.previous_generation = e.generation AND e.seq > c.previous_seq)
       ORDER BY e.at DESC, e.generation DESC, e.seq DESC LIMIT $11`,
      [
        WORKSPACE,
        acts === undefined ? null : acts === 'presence',
        contactId ?? null,
        agentId ?? null,
        queueId ?? null,
        // After a change all acts of its moment are still to come.
        after === undefined ? null : isAct ? after.atMicros / 1000 : Math.floor(after.atMicros / 1000) + 1,
        isAct ? after.generation : 0,
        isAct ? after.seq : 0,
        fromMs ?? null,
        toMs ?? null,
        limit,
      ],
    );
    return rows.map((row) => ({ ...present(row), from: 'live', act: JSON.parse(row.act) as LoggedAct }) as AuditedAct);
  }
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

function micros(ms: number | undefined): number | null {
  return ms === undefined ? null : ms * 1000;
}

/** Without what is null. */
function present<T extends object>(row: T): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
