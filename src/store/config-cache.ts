import type { Logger } from '../config/logger.js';
import { applyChanges, difference, EMPTY_SNAPSHOT, readAll, readChanges } from './config-reader.js';
import type { ConfigCache, ConfigChange, ConfigKind, ConfigKinds, ConfigSnapshot, Versioned } from './config-store.js';
import type { Postgres } from './postgres.js';
import type { RevisionWatch } from './revision-watch.js';

type Listener = (changes: readonly ConfigChange[], snapshot: ConfigSnapshot) => void | Promise<void>;

/** Longest that a write waits for what its change sets off on this node (the mirror into live state), ms. */
const LISTENERS_MAY_TAKE_MS = 2_000;

/**
 * The node's copy of the configuration. Between two revisions only the changes are read; where they cannot be followed
 * (first load, another database restored) everything is. A snapshot never goes back while the revision does not.
 */
export class PostgresConfigCache implements ConfigCache {
  private snapshot: ConfigSnapshot = EMPTY_SNAPSHOT;
  private readonly listeners = new Set<Listener>();
  /** Work of the listeners for the changes seen so far. */
  private settling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly postgres: Postgres,
    private readonly watch: RevisionWatch,
    private readonly logger: Logger,
  ) {
    watch.follow(({ config }) => this.catchUp(config));
  }

  current(): ConfigSnapshot {
    return this.snapshot;
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async find<K extends ConfigKind>(kind: K, id: string): Promise<Versioned<ConfigKinds[K]> | undefined> {
    const known = this.lookUp(kind, id);
    if (known !== undefined || this.watch.isReachable() === false) return known;
    await this.watch.check().catch(() => undefined);
    return this.lookUp(kind, id);
  }

  /** Resolves when this node has `revision` and its listeners are done with it (or have had their time). */
  async reach(revision: number): Promise<void> {
    if (this.snapshot.revision < revision) await this.watch.check();
    await within(LISTENERS_MAY_TAKE_MS, this.settling);
  }

  private lookUp<K extends ConfigKind>(kind: K, id: string): Versioned<ConfigKinds[K]> | undefined {
    return (this.snapshot[kind] as ReadonlyMap<string, Versioned<ConfigKinds[K]>>).get(id);
  }

  /** Called by the watch, one at a time. */
  private async catchUp(revision: number): Promise<void> {
    const before = this.snapshot;
    if (revision === before.revision) return;
    const changes =
      revision > before.revision && before.revision > 0
        ? await readChanges(this.postgres.run, before.revision)
        : undefined;
    if (changes !== undefined && changes.length > 0) {
      this.publish(applyChanges(before, changes), changes);
    } else {
      const after = await this.postgres.transaction(readAll, 'REPEATABLE READ');
      this.publish(after, difference(before, after));
    }
  }

  private publish(snapshot: ConfigSnapshot, changes: readonly ConfigChange[]): void {
    this.snapshot = snapshot;
    if (changes.length === 0) return;
    const work = [...this.listeners].map((listener) => this.tell(listener, changes, snapshot));
    this.settling = Promise.all([this.settling, ...work]);
  }

  private async tell(listener: Listener, changes: readonly ConfigChange[], snapshot: ConfigSnapshot): Promise<void> {
    try {
      await listener(changes, snapshot);
    } catch (error) {
      this.logger.error({ err: error, revision: snapshot.revision }, 'a listener to configuration changes failed');
    }
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
