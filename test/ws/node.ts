import { readEnvironment } from '../../src/config/environment.js';
import { compareEventIds } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../../src/live/live-store.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { ApiKeyRepository } from '../../src/store/api-keys.js';
import { becomes } from '../support/becomes.js';
import {
  startPostgres,
  startRedis,
  type TestDatabase,
  type TestRedis,
  type TestRedisOptions,
} from '../support/stores.js';
import { SocketClient } from './socket-client.js';

/** A node beside others in one process: no documentation pages, no thread but for simulations, whose code is the built one. */
export const IN_PROCESS = {
  docs: false,
  threads: {
    history: false,
    simulation: {
      program: new URL('../../dist/src/simulation/simulation-thread.js', import.meta.url),
      niceness: 0,
      leastShare: 1,
    },
  },
};

const ADMIN_KEY = 'test-admin-key-of-thirty-two-chars';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A whole node on a Redis and a database of its own, with a queue `billing` and agents with keys. */
export class TestNode {
  readonly keys = new Map<string, string>();

  private constructor(
    readonly server: RunningServer,
    readonly redis: TestRedis,
    readonly database: TestDatabase,
  ) {}

  static async start(environment: Record<string, string> = {}, redisOptions: TestRedisOptions = {}): Promise<TestNode> {
    const [redis, database] = await Promise.all([startRedis(redisOptions), startPostgres()]);
    const settings = readEnvironment({
      PORT: '0',
      LOTSE_ADMIN_KEY: ADMIN_KEY,
      LOTSE_LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      LOTSE_TEST_CLOCK: 'true',
      LOTSE_QUIET: 'true',
      ...environment,
    });
    const stores = { redisUrl: redis.url, databaseUrl: database.url };
    const node = new TestNode(await startServer(settings, stores, IN_PROCESS), redis, database);
    node.keys.set('admin', ADMIN_KEY);
    for (const role of ['system', 'supervisor'] as const) await node.key(role, role);
    return node;
  }

  get url(): string {
    return this.server.url;
  }

  /** Makes a key and keeps it under a name. */
  async key(
    name: string,
    role: 'system' | 'supervisor' | 'agent',
    more: { agentId?: string; expiresAt?: number } = {},
  ): Promise<string> {
    const made = await this.server.app.get(ApiKeyRepository).create({ role, name, ...more });
    this.keys.set(name, made.key);
    return made.id;
  }

  /** A queue, and agents `a1` … with capacity for one call, each with a key under its own name. */
  async seed(agents: readonly string[], queueId = 'billing'): Promise<void> {
    await this.call('PUT', `/v1/queues/${queueId}`, { name: queueId });
    for (const id of agents) {
      await this.call('PUT', `/v1/agents/${id}`, {
        name: id,
        queues: [queueId],
        skills: [],
        channels: [{ id: 'voice', capacity: 1, address: `sip:${id}@example.org` }],
      });
      await this.key(id, 'agent', { agentId: id });
    }
  }

  async call(method: string, path: string, body?: unknown, key = 'admin'): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.keys.get(key)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  enqueue(id: string, more: object = {}): Promise<Answer> {
    return this.call('POST', '/v1/contacts', { id, channel: 'voice', queueId: 'billing', ...more }, 'system');
  }

  /** Opens a socket with a key's header and waits for its hello. */
  async open(socket: 'agent' | 'system' | 'supervisor', key: string, cursor?: string): Promise<SocketClient> {
    const client = SocketClient.connect(this.url, socket, { key: this.keys.get(key), cursor });
    await client.next('hello');
    return client;
  }

  /** Settles when this node's sockets have been told of everything so far. */
  async hasHeard(): Promise<void> {
    const end = await this.server.app.get(LiveRedis).logEnd();
    const tail = this.server.app.get<LogTail>(LOG_TAIL);
    await becomes(() => compareEventIds(tail.position(), end) >= 0, 'the node hears of all');
  }

  async stop(): Promise<void> {
    await this.server.close();
    await Promise.all([this.redis.stop(), this.database.stop()]);
  }
}
