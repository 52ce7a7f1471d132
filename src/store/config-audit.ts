import type { ConfigKind, ConfigKinds } from './config-store.js';
import type { Postgres } from './postgres.js';
import { WORKSPACE } from './workspace.js';

/** One write of configuration. Bodies as they were stored, without secrets. */
export interface AuditedChange {
  revision: number;
  at: Date;
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

export interface AuditFilter {
  kind?: ConfigKind;
  id?: string;
  /** Only older ones: of a revision below. */
  below?: number;
}

interface Row {
  revision: number;
  at: Date;
  by: string;
  byName: string | null;
  kind: ConfigKind;
  id: string;
  before: object | null;
  after: object | null;
}

/** Every write of configuration since the workspace began; nothing is ever taken out of it. */
export class ConfigAudit {
  constructor(private readonly postgres: Postgres) {}

  /** What the write of this revision left. */
  async written<K extends ConfigKind>(kind: K, revision: number): Promise<ConfigKinds[K] | undefined> {
    const { rows } = await this.postgres.run<{ body: ConfigKinds[K] }>(
      'SELECT body FROM config_change WHERE workspace = $1 AND kind = $2 AND revision = $3',
      [WORKSPACE, kind, revision],
    );
    return rows[0]?.body;
  }

  /** Newest first. */
  async list({ kind, id, below }: AuditFilter, limit: number): Promise<AuditedChange[]> {
    const { rows } = await this.postgres.run<Row>(
      `SELECT c.revision, c.changed_at AS at, c.changed_by AS by, k.name AS "byName", c.kind, c.resource_id AS id,
              c.body AS after,
              (SELECT p.body FROM config_change p
               WHERE p.workspace = c.workspace AND p.kind = c.kind AND p.resource_id = c.resource_id AND p.revision < c.revision
               ORDER BY p.revision DESC LIMIT 1) AS before
       FROM config_change c LEFT JOIN api_key k ON k.workspace = c.workspace AND k.id = c.changed_by
       WHERE c.workspace = $1 AND ($2::text IS NULL OR c.kind = $2) AND ($3::text IS NULL OR c.resource_id = $3)
         AND ($4::bigint IS NULL OR c.revision < $4)
       ORDER BY c.revision DESC LIMIT $5`,
      [WORKSPACE, kind ?? null, id ?? null, below ?? null, limit],
    );
    return rows.map(({ byName, before, after, ...rest }) => ({
      ...rest,
      byName: byName ?? undefined,
      before: before ?? undefined,
      after: after ?? undefined,
    }));
  }
}
