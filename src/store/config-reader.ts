import { NO_CREDITS, type RoutingProfile } from '../domain/configuration.js';
import type { ConfigChange, ConfigKind, ConfigKinds, ConfigSnapshot, Versioned } from './config-store.js';
import type { Run } from './postgres.js';
import { WORKSPACE } from './workspace.js';

/** The table of each kind. */
export const TABLE_OF: Record<ConfigKind, string> = {
  skill: 'skill',
  channel: 'channel',
  queue: 'queue',
  agent: 'agent',
  profile: 'routing_profile',
  hours: 'hours',
  reasonCode: 'reason_code',
  contactType: 'contact_type',
  webhook: 'webhook',
  hook: 'hook',
  profileSchedule: 'profile_schedule',
  switchback: 'switchback',
  alert: 'alert',
};
export const CONFIG_KINDS = Object.keys(TABLE_OF) as ConfigKind[];

export const EMPTY_SNAPSHOT: ConfigSnapshot = {
  revision: 0,
  skill: new Map(),
  channel: new Map(),
  queue: new Map(),
  agent: new Map(),
  profile: new Map(),
  hours: new Map(),
  reasonCode: new Map(),
  contactType: new Map(),
  webhook: new Map(),
  hook: new Map(),
  profileSchedule: new Map(),
  switchback: new Map(),
  alert: new Map(),
};

type Mutable = { [K in ConfigKind]: Map<string, Versioned<ConfigKinds[K]>> } & { revision: number };

/** Reads everything as `run`'s transaction sees it. For one moment's view: REPEATABLE READ, or the write lock held. */
export async function readAll(run: Run): Promise<ConfigSnapshot> {
  const { rows } = await run<{ revision: number }>('SELECT revision FROM config_revision WHERE workspace = $1', [
    WORKSPACE,
  ]);
  return {
    revision: rows[0]?.revision ?? 0,
    skill: await readKind(run, 'skill'),
    channel: await readKind(run, 'channel'),
    queue: await readKind(run, 'queue'),
    agent: await readKind(run, 'agent'),
    profile: await readKind(run, 'profile'),
    hours: await readKind(run, 'hours'),
    reasonCode: await readKind(run, 'reasonCode'),
    contactType: await readKind(run, 'contactType'),
    webhook: await readKind(run, 'webhook'),
    hook: await readKind(run, 'hook'),
    profileSchedule: await readKind(run, 'profileSchedule'),
    switchback: await readKind(run, 'switchback'),
    alert: await readKind(run, 'alert'),
  };
}

async function readKind<K extends ConfigKind>(run: Run, kind: K): Promise<Map<string, Versioned<ConfigKinds[K]>>> {
  const { rows } = await run<{ id: string; body: ConfigKinds[K]; revision: number }>(
    `SELECT id, body, revision FROM ${TABLE_OF[kind]} WHERE workspace = $1 ORDER BY id COLLATE "C"`,
    [WORKSPACE],
  );
  return new Map(rows.map((row) => [row.id, { value: completed(kind, row.body), revision: row.revision }]));
}

function completed<K extends ConfigKind>(kind: K, body: ConfigKinds[K]): ConfigKinds[K] {
  return kind === 'profile' ? (completedProfile(body as RoutingProfile) as ConfigKinds[K]) : body;
}

/** A profile that was stored before a weight existed gives it nothing. */
export function completedProfile(profile: RoutingProfile): RoutingProfile {
  return { ...profile, credits: { ...NO_CREDITS, ...profile.credits } };
}

/**
 * Changes after `revision`, in order; undefined when some are missing, so that everything must be read again. The audit
 * has no secrets, so what signs (a webhook, a hook, a bot that has one) comes from its table, as it stands now; where it is gone
 * its removal comes too.
 */
export async function readChanges(run: Run, revision: number): Promise<ConfigChange[] | undefined> {
  const { rows } = await run<{ revision: number; kind: ConfigKind; id: string; body: ConfigKinds[ConfigKind] | null }>(
    `SELECT c.revision, c.kind, c.resource_id AS id,
            CASE WHEN c.kind = 'webhook' AND c.body IS NOT NULL THEN w.body
                 WHEN c.kind = 'hook' AND c.body IS NOT NULL THEN h.body
                 WHEN c.kind = 'agent' AND c.body ? 'webhook' THEN a.body
                 ELSE c.body END AS body
     FROM config_change c
     LEFT JOIN webhook w ON c.kind = 'webhook' AND w.workspace = c.workspace AND w.id = c.resource_id
     LEFT JOIN hook h ON c.kind = 'hook' AND h.workspace = c.workspace AND h.id = c.resource_id
     LEFT JOIN agent a ON c.kind = 'agent' AND c.body ? 'webhook' AND a.workspace = c.workspace AND a.id = c.resource_id
     WHERE c.workspace = $1 AND c.revision > $2 ORDER BY c.revision`,
    [WORKSPACE, revision],
  );
  if (rows.some((row, index) => row.revision !== revision + index + 1)) return undefined;
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    value: row.body === null ? undefined : completed(row.kind, row.body),
    revision: row.revision,
  }));
}

/** A new snapshot with the changes in it; the old one stays as it was. */
export function applyChanges(snapshot: ConfigSnapshot, changes: readonly ConfigChange[]): ConfigSnapshot {
  const next = { ...snapshot } as Mutable;
  const copied = new Set<ConfigKind>();
  for (const change of changes) {
    if (!copied.has(change.kind)) {
      Object.assign(next, { [change.kind]: new Map<string, unknown>(snapshot[change.kind]) });
      copied.add(change.kind);
    }
    const map = next[change.kind] as Map<string, Versioned<unknown>>;
    if (change.value === undefined) map.delete(change.id);
    else map.set(change.id, { value: change.value, revision: change.revision });
    next.revision = Math.max(next.revision, change.revision);
  }
  return next;
}

/** What differs between two snapshots, as changes that lead from one to the other. */
export function difference(before: ConfigSnapshot, after: ConfigSnapshot): ConfigChange[] {
  const changes: ConfigChange[] = [];
  for (const kind of CONFIG_KINDS) {
    for (const [id, { value, revision }] of after[kind]) {
      if (before[kind].get(id)?.revision !== revision) changes.push({ kind, id, value, revision });
    }
    for (const id of before[kind].keys()) {
      if (!after[kind].has(id)) changes.push({ kind, id, revision: after.revision });
    }
  }
  return changes;
}
