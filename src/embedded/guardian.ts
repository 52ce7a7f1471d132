import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresFolder } from './data-folders.js';
import { lockFolder } from './folder-lock.js';
import type { GuardianMessage, OwnerMessage, StoreName } from './guardian-messages.js';
import { KeptStore } from './kept-store.js';
import { postgresPrograms, reachablePostgresHome, unprivilegedIdentity } from './postgres-program.js';
import { startPostgresServer } from './postgres-server.js';
import type { PostgresServer } from './postgres-server.js';
import { identify } from './process-identity.js';
import { findRedisProgram } from './redis-program.js';
import { startRedisServer } from './redis-server.js';
import type { RedisServer } from './redis-server.js';
import { endLeftovers, removeStoresFile, writeStoresFile } from './stores-file.js';

/** How long a store may take to end in order, in milliseconds. */
const STOP_PATIENCE_MS = 8_000;
/** A log file that is longer at the start is set aside, in bytes. */
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * The process that owns the private stores. It ends them when its owner says so, and when its owner is gone, however
 * that came about: the channel to it closes. When it is killed itself, the system ends the stores.
 */
class Guardian {
  private redis: KeptStore<RedisServer> | undefined;
  private postgres: KeptStore<PostgresServer> | undefined;
  private place: string | undefined;
  private ending: Promise<void> | undefined;
  /** Known from the start: later it may be gone, and this process somebody else's child. */
  private readonly owner = identify(process.ppid);

  constructor(
    private readonly dataDir: string,
    private readonly wanted: readonly StoreName[],
  ) {}

  async run(): Promise<void> {
    process.on('disconnect', () => void this.end(0));
    process.on('SIGTERM', () => void this.end(0));
    process.on('SIGINT', () => undefined);
    process.on('SIGHUP', () => undefined);
    process.on('message', (message: OwnerMessage) => {
      if (message.type === 'stop') void this.end(0);
    });
    try {
      await this.start();
      if (!process.connected) await this.end(0);
    } catch (error) {
      await tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
      await this.end(1);
    }
  }

  private async start(): Promise<void> {
    await lockFolder(this.dataDir);
    await endLeftovers(this.dataDir, STOP_PATIENCE_MS);
    await mkdir(join(this.dataDir, 'logs'), { recursive: true, mode: 0o700 });
    if (this.wanted.includes('redis')) this.redis = await this.redisStore();
    if (this.wanted.includes('postgres')) this.postgres = await this.postgresStore();
    // Both are waited for, also when one fails: the other must not start while this process already ends.
    const outcomes = await Promise.allSettled([this.redis?.start(), this.postgres?.start()]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    await this.note();
    await tell({
      type: 'ready',
      redisUrl: this.redis?.server?.url,
      databaseUrl: this.postgres?.server?.url,
      postgresFolder: this.place,
      pids: this.pids(),
    });
  }

  private async redisStore(): Promise<KeptStore<RedisServer>> {
    const program = await findRedisProgram(this.dataDir, (line) => void tell({ type: 'log', line }));
    const onOutput = await logFile(this.dataDir, 'redis');
    return this.kept('Redis', (port) => startRedisServer({ program, home: this.dataDir, port, onOutput }));
  }

  private async postgresStore(): Promise<KeptStore<PostgresServer>> {
    const identity = await unprivilegedIdentity();
    const home = await postgresFolder(this.dataDir, identity);
    if (home !== this.dataDir) this.place = home;
    const programs = postgresPrograms(await reachablePostgresHome(home, identity), identity);
    const onOutput = await logFile(this.dataDir, 'postgres');
    return this.kept('PostgreSQL', (port) => startPostgresServer({ programs, home, port, onOutput }));
  }

  private kept<S extends RedisServer | PostgresServer>(
    name: string,
    start: (port?: number) => Promise<S>,
  ): KeptStore<S> {
    return new KeptStore<S>({
      name,
      start,
      log: (line) => void tell({ type: 'log', line }),
      onRestarted: () => void this.note().then(() => tell({ type: 'log', line: `${name} runs again` })),
      onLost: (reason) => {
        void tell({ type: 'failed', reason }).then(() => this.end(1));
      },
    });
  }

  private pids(): Record<string, number> {
    const entries = { redis: this.redis?.server?.process.pid, postgres: this.postgres?.server?.process.pid };
    const known = Object.entries(entries).filter((entry): entry is [string, number] => entry[1] !== undefined);
    return Object.fromEntries(known);
  }

  private async note(): Promise<void> {
    await writeStoresFile(this.dataDir, {
      guardian: await identify(process.pid),
      owner: await this.owner,
      children: await Promise.all(Object.values(this.pids()).map(identify)),
      redisUrl: this.redis?.server?.url,
      databaseUrl: this.postgres?.server?.url,
    });
  }

  private end(code: number): Promise<void> {
    this.ending ??= (async () => {
      const ran = this.redis?.server !== undefined || this.postgres?.server !== undefined;
      await Promise.allSettled([
        this.redis?.stop('SIGTERM', STOP_PATIENCE_MS),
        this.postgres?.stop('SIGINT', STOP_PATIENCE_MS),
      ]);
      if (ran) await removeStoresFile(this.dataDir).catch(() => undefined);
      process.exit(code);
    })();
    return this.ending;
  }
}

/** Tells the owner, which may be gone at any moment: then nobody needs to know. Settles when it is sent. */
function tell(message: GuardianMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send !== undefined) process.send(message, () => resolve());
    else resolve();
  });
}

async function logFile(dataDir: string, name: string): Promise<(text: string) => void> {
  const file = join(dataDir, 'logs', `${name}.log`);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.old`);
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  return (text) => void stream.write(text);
}

const [dataDir = '', wanted = ''] = process.argv.slice(2);
await new Guardian(dataDir, wanted.split(',') as StoreName[]).run();
