import { randomBytes } from 'node:crypto';
import { DomainError } from '../domain/errors.js';
import { derivedSecret, earlierResult, hashToken, remember, type KeyIdempotency } from './key-idempotency.js';
import type { Postgres, Run } from './postgres.js';
import { NOTIFICATION_CHANNEL, type RevisionWatch } from './revision-watch.js';
import { WORKSPACE } from './workspace.js';

export type { KeyIdempotency };

export const ROLES = ['system', 'agent', 'supervisor', 'admin', 'metrics'] as const;
export type Role = (typeof ROLES)[number];

/** A key without its secret. */
export interface ApiKey {
  id: string;
  role: Role;
  /** The one agent that a key of role `agent` speaks for. */
  agentId?: string;
  name: string;
  /** Ms; undefined: never. */
  expiresAt?: number;
  createdAt: number;
  revokedAt?: number;
}

export interface NewApiKey {
  role: Role;
  agentId?: string;
  name: string;
  /** Ms. */
  expiresAt?: number;
}

interface KeyRow {
  id: string;
  tokenHash: string;
  role: Role;
  agentId: string | null;
  name: string;
  expiresAt: number | null;
  createdAt: number;
  revokedAt: number | null;
  revision: number;
}

const COLUMNS = `id, token_hash AS "tokenHash", role, agent_id AS "agentId", name, revision,
  floor(extract(epoch FROM expires_at) * 1000)::bigint AS "expiresAt",
  floor(extract(epoch FROM created_at) * 1000)::bigint AS "createdAt",
  floor(extract(epoch FROM revoked_at) * 1000)::bigint AS "revokedAt"`;

/**
 * API keys: written to Postgres, served from memory. Every node follows the key revision like the configuration's, so a
 * revoked key is gone everywhere within a second. While Postgres is away the keys that the node knows go on working.
 */
export class ApiKeyRepository {
  private readonly byHash = new Map<string, ApiKey>();
  private readonly hashOf = new Map<string, string>();
  private readonly listeners = new Set<(keyId: string) => void>();
  private revision = -1;

  constructor(
    private readonly postgres: Postgres,
    private readonly watch: RevisionWatch,
  ) {
    watch.follow(({ keys }) => this.catchUp(keys));
  }

  /** The key that this token is, as far as this node knows; undefined when unknown, revoked or expired. No I/O. */
  find(token: string): ApiKey | undefined {
    const key = this.byHash.get(hashToken(token));
    if (key === undefined) return undefined;
    const expired = key.expiresAt !== undefined && key.expiresAt <= this.now();
    return expired ? undefined : key;
  }

  /**
   * Looks at Postgres for keys that other nodes made, unless it is known to be away: to be asked before a token is
   * refused. However many ask, one look runs at a time, so guessed tokens cost the store no more than a steady query.
   */
  async refresh(): Promise<void> {
    if (this.watch.isReachable() !== false) await this.watch.check().catch(() => undefined);
  }

  /** The time that keys expire by, store ms; never goes back while the store's clock does not. */
  now(): number {
    return this.watch.storeNow();
  }

  /** Called with the id of a key that stopped working on this node, by revocation or replacement. */
  onRevoked(listener: (keyId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** All keys that were not revoked, newest first. */
  list(): ApiKey[] {
    return [...this.byHash.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  }

  /** Makes a key; `key` is the token, told once. Throws `idempotencyMismatch`, `storeUnavailable`. */
  async create(
    wanted: NewApiKey,
    idempotency?: KeyIdempotency,
  ): Promise<{ id: string; key: string; repeated: boolean }> {
    const created = await this.postgres.transaction(async (run) => {
      const revision = await raiseKeyRevision(run);
      const earlier = idempotency && (await earlierResult(run, idempotency));
      const id = earlier ?? randomBytes(8).toString('hex');
      const token = `lotse_${id}_${idempotency ? derivedSecret(idempotency, id) : randomBytes(24).toString('base64url')}`;
      if (earlier === undefined) {
        await insertKey(run, id, token, wanted, revision);
        if (idempotency) await remember(run, idempotency, id);
      }
      return { id, key: token, repeated: earlier !== undefined };
    });
    // It stands: should the look fail, this node learns of it at the next one, and the caller must not lose the secret.
    await this.watch.check().catch(() => undefined);
    return created;
  }

  /** Ends a key for good; on this node when the promise returns. Throws `notFound`, `storeUnavailable`. */
  async revoke(id: string): Promise<void> {
    await this.postgres.transaction(async (run) => {
      const revision = await raiseKeyRevision(run);
      const { affected } = await run(
        `UPDATE api_key SET revoked_at = now(), revision = $3 WHERE workspace = $1 AND id = $2 AND revoked_at IS NULL`,
        [WORKSPACE, id, revision],
      );
      if (affected === 0) throw new DomainError('notFound', `There is no API key "${id}".`);
    });
    await this.watch.check();
  }

  /** Makes `token` the admin key of this id, whatever it was before; nothing changes where it is that already. */
  async setAdminToken(id: string, token: string): Promise<void> {
    await this.postgres.transaction(async (run) => {
      const tokenHash = hashToken(token);
      const { rows } = await run(
        `SELECT 1 FROM api_key WHERE workspace = $1 AND id = $2 AND token_hash = $3 AND revoked_at IS NULL`,
        [WORKSPACE, id, tokenHash],
      );
      if (rows.length > 0) return;
      const revision = await raiseKeyRevision(run);
      // A token that came in another way before makes room for its new row.
      await run(`DELETE FROM api_key WHERE token_hash = $1`, [tokenHash]);
      await run(
        `INSERT INTO api_key (workspace, id, token_hash, role, name, revision) VALUES ($1, $2, $3, 'admin', 'first admin key', $4)
         ON CONFLICT (workspace, id) DO UPDATE
         SET token_hash = excluded.token_hash, revision = excluded.revision, revoked_at = NULL, created_at = now()`,
        [WORKSPACE, id, tokenHash, revision],
      );
    });
    await this.watch.check();
  }

  /** Whether any key of role admin works. Asks Postgres. */
  async hasAdmin(): Promise<boolean> {
    const { rows } = await this.postgres.run(
      `SELECT 1 FROM api_key WHERE workspace = $1 AND role = 'admin' AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > now()) LIMIT 1`,
      [WORKSPACE],
    );
    return rows.length > 0;
  }

  private async catchUp(revision: number): Promise<void> {
    if (revision === this.revision) return;
    // A revision that went back is another database: everything is read again.
    const since = revision < this.revision ? -1 : this.revision;
    const { rows } = await this.postgres.run<KeyRow>(
      `SELECT ${COLUMNS} FROM api_key WHERE workspace = $1 AND revision > $2`,
      [WORKSPACE, since],
    );
    if (since < this.revision) for (const id of [...this.hashOf.keys()]) this.drop(id);
    for (const row of rows) this.take(row);
    this.revision = revision;
  }

  private take(row: KeyRow): void {
    if (this.hashOf.get(row.id) === row.tokenHash && row.revokedAt === null) return;
    this.drop(row.id);
    if (row.revokedAt !== null) return;
    this.hashOf.set(row.id, row.tokenHash);
    this.byHash.set(row.tokenHash, {
      id: row.id,
      role: row.role,
      agentId: row.agentId ?? undefined,
      name: row.name,
      expiresAt: row.expiresAt ?? undefined,
      createdAt: row.createdAt,
    });
  }

  private drop(id: string): void {
    const hash = this.hashOf.get(id);
    if (hash === undefined) return;
    this.hashOf.delete(id);
    this.byHash.delete(hash);
    for (const listener of this.listeners) listener(id);
  }
}

async function raiseKeyRevision(run: Run): Promise<number> {
  const { rows } = await run<{ revision: number }>(
    'UPDATE config_revision SET key_revision = key_revision + 1 WHERE workspace = $1 RETURNING key_revision AS revision',
    [WORKSPACE],
  );
  await run('SELECT pg_notify($1, $2)', [NOTIFICATION_CHANNEL, 'keys']);
  return rows[0]?.revision ?? 0;
}

async function insertKey(run: Run, id: string, token: string, wanted: NewApiKey, revision: number): Promise<void> {
  await run(
    `INSERT INTO api_key (workspace, id, token_hash, role, agent_id, name, expires_at, revision)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::double precision / 1000), $8)`,
    [
      WORKSPACE,
      id,
      hashToken(token),
      wanted.role,
      wanted.agentId ?? null,
      wanted.name,
      wanted.expiresAt ?? null,
      revision,
    ],
  );
}
