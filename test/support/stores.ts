import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Redis } from 'ioredis';
import type { Program } from '../../src/embedded/command.js';
import { startRedisServer } from '../../src/embedded/redis-server.js';
import type { RedisServer } from '../../src/embedded/redis-server.js';

/** The Redis that all test files of a run share: each works in a workspace of its own (`uniqueName`). */
export function sharedRedisUrl(): string {
  return required('TEST_REDIS_URL');
}

/** A name that no other test uses: letters and digits, to be a workspace, a prefix or a database. */
export function uniqueName(prefix = 't'): string {
  return `${prefix}${randomBytes(8).toString('hex')}`;
}

/** A Redis of one test's own. */
export interface TestRedis {
  url: string;
  port: number;
  pid: number;
  /** SIGKILL, settles when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data (which only `durable` keeps). */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** How a test's own Redis differs from a plain one that keeps nothing. */
export interface TestRedisOptions {
  /** One node in cluster mode that holds all slots. */
  cluster?: boolean;
  /** Append-only file, synced before each answer: data survives `kill` and `restart`. */
  durable?: boolean;
  /** Further lines of its settings file. */
  settings?: readonly string[];
}

/** Starts a Redis for one test, ready to be written to. The caller stops it. */
export async function startRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const home = await mkdtemp(join(tmpdir(), 'lotse-redis-'));
  const program = JSON.parse(required('TEST_REDIS_PROGRAM')) as Program;
  const settings = [
    ...(options.durable === true ? [] : ['appendonly no']),
    ...(options.cluster === true ? ['cluster-enabled yes', 'cluster-require-full-coverage no'] : []),
    ...(options.settings ?? []),
  ];
  // A node of a cluster takes a second port, 10,000 above: not one that the system gives to connections either.
  const port = await ownPort(options.cluster === true ? PORTS.to - 10_000 : PORTS.to);
  let server: RedisServer = await startRedisServer({ program, home, settings, port });
  if (options.cluster === true) await takeAllSlots(server.url);
  const { url } = server;
  return {
    url,
    port,
    get pid() {
      return server.process.pid;
    },
    kill: () => server.process.stop('SIGKILL', 0),
    restart: async () => {
      server = await startRedisServer({ program, home, port, settings });
    },
    stop: async () => {
      await server.process.stop('SIGKILL', 0);
      await rm(home, { recursive: true, force: true });
    },
  };
}

const PORTS = { from: 12_000, to: 32_000 };

/**
 * A free port of one's own, also while nobody listens there: below those that the system gives to connections and to
 * who asks for any.
 */
export async function ownPort(below = PORTS.to): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, below);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}

/** A PostgreSQL database of one test's own, on the server of the run. */
export interface TestDatabase {
  url: string;
  /** Ends every connection to it and removes it. */
  stop(): Promise<void>;
}

/** Makes a database for one test file: empty, or a copy of `template` (which nobody may be connected to). */
export async function startPostgres(template?: string): Promise<TestDatabase> {
  const name = uniqueName('test_');
  await asAdministrator(`create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  const url = required('TEST_DATABASE_URL').replace(/\/[^/]*$/, `/${name}`);
  return { url, stop: () => asAdministrator(`drop database if exists ${name} with (force)`) };
}

/** The address of a new, empty database; it goes with the run. */
export async function createTestDatabase(): Promise<string> {
  return (await startPostgres()).url;
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('TEST_DATABASE_URL').replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Gives one node every slot and waits until it says that it serves them. */
async function takeAllSlots(url: string): Promise<void> {
  const client = new Redis(url);
  try {
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    const deadline = Date.now() + 10_000;
    while (!(await client.cluster('INFO')).includes('cluster_state:ok')) {
      if (Date.now() > deadline) throw new Error('the cluster of one node does not come up');
    }
  } finally {
    client.disconnect();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: is jest's globalSetup in use?`);
  return value;
}
