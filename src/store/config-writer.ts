import { DomainError } from '../domain/errors.js';
import type { RoutingProfile } from '../domain/configuration.js';
import type { PostgresConfigCache } from './config-cache.js';
import { applyChanges, readAll, readChanges, TABLE_OF } from './config-reader.js';
import type { AgentConfig } from '../domain/agent.js';
import type { HookConfig } from '../domain/hook.js';
import type { Receiver, WebhookConfig } from '../domain/webhook.js';
import {
  RepeatedWrite,
  type ConfigKind,
  type ConfigKinds,
  type ConfigSnapshot,
  type ConfigTransaction,
  type ConfigWriter,
  type PutOptions,
  type RemovalGuard,
  type Versioned,
} from './config-store.js';
import { earlierResult, remember } from './key-idempotency.js';
import type { PostIdempotency } from './post-idempotency.js';
import type { Postgres, Run } from './postgres.js';
import { checkReferences, checkRemovable, checkUndisturbed } from './reference-rules.js';
import { NOTIFICATION_CHANNEL } from './revision-watch.js';
import { WORKSPACE } from './workspace.js';

interface WriteOptions {
  ifMatch?: string;
  actor: string;
}

/**
 * Writers of all nodes queue up at one row. Under its lock nothing can change, so references are checked against a
 * snapshot in memory that has exactly the revision before this write, and still cannot dangle.
 */
export class PostgresConfigWriter implements ConfigWriter {
  private readonly guards: RemovalGuard[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly postgres: Postgres,
    private readonly cache: PostgresConfigCache,
  ) {}

  guardRemovals(guard: RemovalGuard): void {
    this.guards.push(guard);
  }

  async put<K extends ConfigKind>(
    kind: K,
    wanted: ConfigKinds[K],
    options: PutOptions<ConfigKinds[K]>,
  ): Promise<Versioned<ConfigKinds[K]> & { created: boolean }> {
    const { idempotency, note } = options;
    const result = await this.write(async (run, snapshot, { revision, now }) => {
      const earlier = idempotency && (await earlierResult(run, idempotency));
      if (earlier !== undefined) throw new RepeatedWrite(earlier);
      const known = (snapshot[kind] as ReadonlyMap<string, Versioned<ConfigKinds[K]>>).get(wanted.id);
      checkPrecondition(options.ifMatch, known);
      checkReferences(kind, wanted, snapshot);
      checkUndisturbed(kind, wanted.id, snapshot);
      const value = options.onto?.(wanted, known?.value, now) ?? wanted;
      const stored = kind === 'profile' ? await nextVersion(run, value as RoutingProfile) : value;
      await store(run, kind, stored, { revision, actor: options.actor, note });
      if (idempotency) await remember(run, idempotency, resultOf(stored));
      return { value: stored as ConfigKinds[K], revision, created: known === undefined };
    });
    await this.cache.reach(result.revision);
    return result;
  }

  async remove(kind: ConfigKind, id: string, options: WriteOptions): Promise<{ revision: number }> {
    const result = await this.write(async (run, snapshot, { revision }) => {
      const known = snapshot[kind].get(id);
      if (known === undefined) throw new DomainError('notFound', `There is no ${kind} "${id}".`);
      checkPrecondition(options.ifMatch, known);
      checkRemovable(kind, id, snapshot);
      await erase(run, kind, id, { revision, actor: options.actor });
      for (const guard of this.guards) await guard(kind, id, revision);
      return { revision };
    });
    await this.cache.reach(result.revision);
    return result;
  }

  async transact<T>(work: (transaction: ConfigTransaction) => Promise<T>, idempotency?: PostIdempotency): Promise<T> {
    const { result, revision } = await this.inTurn(async (run) => {
      const standing = await lockRevision(run);
      const earlier = idempotency && (await earlierResult(run, idempotency));
      if (earlier !== undefined) throw new RepeatedWrite(earlier);
      const transaction = new Transaction(run, await this.snapshotAt(run, standing));
      const done = await work(transaction);
      const last = transaction.snapshot().revision;
      if (idempotency) await remember(run, idempotency, String(last));
      return { result: done, revision: last };
    });
    await this.cache.reach(revision);
    return result;
  }

  /** This node's writes take turns here, so that they hold one connection instead of all while they wait for the row. */
  private write<T>(work: (run: Run, snapshot: ConfigSnapshot, turn: Turn) => Promise<T>): Promise<T> {
    return this.inTurn(async (run) => {
      const turn = await raiseRevision(run);
      return await work(run, await this.snapshotAt(run, turn.revision - 1), turn);
    });
  }

  private inTurn<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const result = this.turn.then(() => this.postgres.transaction(work));
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** The configuration as the lock finds it: this node's, plus what other nodes committed and it has not seen yet. */
  private async snapshotAt(run: Run, revision: number): Promise<ConfigSnapshot> {
    const known = this.cache.current();
    if (known.revision === revision) return known;
    const changes =
      known.revision > 0 && known.revision < revision ? await readChanges(run, known.revision) : undefined;
    return changes === undefined ? await readAll(run) : applyChanges(known, changes);
  }
}

class Transaction implements ConfigTransaction {
  constructor(
    readonly run: Run,
    private standing: ConfigSnapshot,
  ) {}

  snapshot(): ConfigSnapshot {
    return this.standing;
  }

  async put<K extends ConfigKind>(
    kind: K,
    value: ConfigKinds[K],
    options: { actor: string; note?: string },
  ): Promise<ConfigKinds[K]> {
    const { revision } = await raiseRevision(this.run);
    const stored = kind === 'profile' ? await nextVersion(this.run, value as RoutingProfile) : value;
    await store(this.run, kind, stored, { revision, ...options });
    this.standing = applyChanges(this.standing, [{ kind, id: stored.id, value: stored, revision }]);
    return stored as ConfigKinds[K];
  }

  async remove(kind: ConfigKind, id: string, { actor }: { actor: string }): Promise<void> {
    const { revision } = await raiseRevision(this.run);
    await erase(this.run, kind, id, { revision, actor });
    this.standing = applyChanges(this.standing, [{ kind, id, revision }]);
  }
}

interface Turn {
  /** Of this write. */
  revision: number;
  /** Store ms. */
  now: number;
}

/** Takes the workspace's write lock, held until the transaction ends. */
async function raiseRevision(run: Run): Promise<Turn> {
  const { rows } = await run<Turn>(
    `UPDATE config_revision SET revision = revision + 1 WHERE workspace = $1
     RETURNING revision, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now`,
    [WORKSPACE],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`no revision row for workspace ${WORKSPACE}`);
  return row;
}

/** Takes the same lock without a write. Gives the revision that stands. */
async function lockRevision(run: Run): Promise<number> {
  const { rows } = await run<{ revision: number }>(
    'SELECT revision FROM config_revision WHERE workspace = $1 FOR UPDATE',
    [WORKSPACE],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`no revision row for workspace ${WORKSPACE}`);
  return row.revision;
}

/** RFC 9110 If-Match: `*` wants that something stands, a list of ETags that one of them is its revision. */
function checkPrecondition(ifMatch: string | undefined, known: Versioned<unknown> | undefined): void {
  if (ifMatch === undefined) return;
  const wanted = ifMatch.split(',').map((tag) => tag.trim());
  const holds = known !== undefined && (wanted.includes('*') || wanted.includes(`"${known.revision}"`));
  if (!holds) throw new DomainError('preconditionFailed', 'The resource is not in the version that If-Match names.');
}

/** Versions count on even where a profile of this id was removed in between: a decision names id and version. */
async function nextVersion(run: Run, profile: RoutingProfile): Promise<RoutingProfile> {
  const { rows } = await run<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int + 1 AS version FROM routing_profile_version WHERE workspace = $1 AND id = $2',
    [WORKSPACE, profile.id],
  );
  return { ...profile, version: rows[0]?.version ?? 1 };
}

/** What a repeat is told by. */
function resultOf(value: ConfigKinds[ConfigKind]): string {
  return 'version' in value ? String(value.version) : value.id;
}

async function store(
  run: Run,
  kind: ConfigKind,
  value: ConfigKinds[ConfigKind],
  { revision, actor, note }: { revision: number; actor: string; note?: string },
): Promise<void> {
  const body = JSON.stringify(value);
  const values: unknown[] = [WORKSPACE, value.id, body, revision, actor];
  if (kind === 'profile') {
    const version = (value as RoutingProfile).version;
    await run(
      `INSERT INTO routing_profile_version (workspace, id, body, revision, created_by, version, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [...values, version, note ?? null],
    );
    await run(upsert('routing_profile', ', version', ', $6', ', version = excluded.version'), [...values, version]);
  } else {
    await run(upsert(TABLE_OF[kind], '', '', ''), values);
  }
  await recordChange(run, { kind, id: value.id, body: audited(kind, value), revision, actor });
}

async function erase(
  run: Run,
  kind: ConfigKind,
  id: string,
  { revision, actor }: { revision: number; actor: string },
): Promise<void> {
  await run(`DELETE FROM ${TABLE_OF[kind]} WHERE workspace = $1 AND id = $2`, [WORKSPACE, id]);
  await recordChange(run, { kind, id, body: null, revision, actor });
}

/** What the audit keeps for good: everything but secrets. */
function audited(kind: ConfigKind, value: ConfigKinds[ConfigKind]): string {
  if (kind === 'webhook' || kind === 'hook') return JSON.stringify(withoutSecrets(value as WebhookConfig | HookConfig));
  const { webhook, ...rest } = value as AgentConfig;
  return JSON.stringify(webhook === undefined ? value : { ...rest, webhook: withoutSecrets(webhook) });
}

function withoutSecrets(webhook: Pick<Receiver, 'secret' | 'previousSecret'>): object {
  const { secret: _, previousSecret: __, ...open } = webhook;
  return open;
}

function upsert(table: string, columns: string, values: string, sets: string): string {
  return `INSERT INTO ${table} (workspace, id, body, revision, updated_by${columns}) VALUES ($1, $2, $3, $4, $5${values})
    ON CONFLICT (workspace, id) DO UPDATE
    SET body = excluded.body, revision = excluded.revision, updated_by = excluded.updated_by, updated_at = now()${sets}`;
}

async function recordChange(
  run: Run,
  change: { kind: ConfigKind; id: string; body: string | null; revision: number; actor: string },
): Promise<void> {
  await run(
    `INSERT INTO config_change (workspace, revision, kind, resource_id, body, changed_by) VALUES ($1, $2, $3, $4, $5, $6)`,
    [WORKSPACE, change.revision, change.kind, change.id, change.body, change.actor],
  );
  await run('SELECT pg_notify($1, $2)', [NOTIFICATION_CHANNEL, String(change.revision)]);
}
