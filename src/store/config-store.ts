import type { AgentConfig } from '../domain/agent.js';
import type { AlertThreshold } from '../domain/alert-threshold.js';
import type {
  ChannelConfig,
  ContactTypeConfig,
  HoursConfig,
  QueueConfig,
  ReasonCodeConfig,
  RoutingProfile,
  SkillConfig,
} from '../domain/configuration.js';
import type { HookConfig } from '../domain/hook.js';
import type { ProfileSchedule, Switchback } from '../domain/profile-plan.js';
import type { WebhookConfig } from '../domain/webhook.js';
import type { PostIdempotency } from './post-idempotency.js';
import type { Run } from './run.js';

/** The kinds of configuration, each a resource of the API. */
export interface ConfigKinds {
  skill: SkillConfig;
  channel: ChannelConfig;
  queue: QueueConfig;
  agent: AgentConfig;
  profile: RoutingProfile;
  hours: HoursConfig;
  reasonCode: ReasonCodeConfig;
  contactType: ContactTypeConfig;
  webhook: WebhookConfig;
  hook: HookConfig;
  profileSchedule: ProfileSchedule;
  switchback: Switchback;
  alert: AlertThreshold;
}
export type ConfigKind = keyof ConfigKinds;

export interface Versioned<T> {
  value: T;
  /** Workspace revision of the write that made this value; its ETag is `"<revision>"`. */
  revision: number;
}

/** One consistent view of the configuration, a map by id for each kind. Immutable: a change makes a new one. */
export type ConfigSnapshot = { readonly revision: number } & {
  readonly [K in ConfigKind]: ReadonlyMap<string, Versioned<ConfigKinds[K]>>;
};

export interface ConfigChange {
  kind: ConfigKind;
  id: string;
  /** Undefined: removed. */
  value?: ConfigKinds[ConfigKind];
  revision: number;
}

/**
 * What this node knows of the configuration; serves without I/O, also while Postgres is away. Kept fresh by
 * LISTEN/NOTIFY, by a look at the revision every 500 ms and after every reconnect.
 */
export interface ConfigCache {
  current(): ConfigSnapshot;
  /**
   * Called after a new snapshot stands, with what changed. Returns the unsubscribe function. A write on this node
   * waits for the promises that listeners return, at most 2 s.
   */
  onChange(listener: (changes: readonly ConfigChange[], snapshot: ConfigSnapshot) => void | Promise<void>): () => void;
  /** Looks in the cache, on a miss asks Postgres (if it is there) before it answers undefined. */
  find<K extends ConfigKind>(kind: K, id: string): Promise<Versioned<ConfigKinds[K]> | undefined>;
}

export interface PutOptions<T> {
  /** The request's If-Match header. */
  ifMatch?: string;
  /** Id of the API key that writes. */
  actor: string;
  /** Makes the value that is written from what stands, if anything does, while nothing can change. `now`: store ms. */
  onto?: (value: T, standing: T | undefined, now: number) => T;
  /** Why, kept with the version of a routing profile. */
  note?: string;
  /** Of a POST that writes: a repeat writes nothing. */
  idempotency?: PostIdempotency;
}

/** Thrown in place of a second write. */
export class RepeatedWrite extends Error {
  /** @param result what the first made: of a routing profile, its version; of several writes, the revision of the last */
  constructor(readonly result: string) {
    super('this was written before');
    this.name = 'RepeatedWrite';
  }
}

/** Several writes that are one: all are in force, or none. */
export interface ConfigTransaction {
  /** What nothing else can change meanwhile, with this transaction's own writes in it. */
  snapshot(): ConfigSnapshot;
  /** Statements of the same transaction. */
  readonly run: Run;
  /** As `ConfigWriter.put`, but for what a PUT checks. */
  put<K extends ConfigKind>(
    kind: K,
    value: ConfigKinds[K],
    options: { actor: string; note?: string },
  ): Promise<ConfigKinds[K]>;
  remove(kind: ConfigKind, id: string, options: { actor: string }): Promise<void>;
}

/**
 * Writes configuration: one transaction under a locked revision row, with a notification. When a promise returns, this
 * node's cache has the change. Throws DomainError: `preconditionFailed` (If-Match), `unknownReference` (with errors),
 * `resourceInUse`, `notFound`, `idempotencyMismatch`, `storeUnavailable`; and RepeatedWrite.
 */
export interface ConfigWriter {
  put<K extends ConfigKind>(
    kind: K,
    value: ConfigKinds[K],
    options: PutOptions<ConfigKinds[K]>,
  ): Promise<Versioned<ConfigKinds[K]> & { created: boolean }>;
  remove(kind: ConfigKind, id: string, options: { ifMatch?: string; actor: string }): Promise<{ revision: number }>;
  /** Runs `work` under the write lock; what it throws takes back all it wrote. With `idempotency` it must write. */
  transact<T>(work: (transaction: ConfigTransaction) => Promise<T>, idempotency?: PostIdempotency): Promise<T>;
  /**
   * Registers a last word on removals, run inside the transaction before it commits; what it throws refuses the
   * removal. Live state uses it: an agent with legs or a queue with contacts stays.
   */
  guardRemovals(guard: RemovalGuard): void;
}

export type RemovalGuard = (kind: ConfigKind, id: string, revision: number) => Promise<void>;

export const CONFIG_CACHE = Symbol('ConfigCache');
export const CONFIG_WRITER = Symbol('ConfigWriter');
