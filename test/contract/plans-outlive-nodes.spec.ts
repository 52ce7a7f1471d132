import { Redis } from 'ioredis';
import { LiveRedis } from '../../src/live/live-redis.js';
import { ServerProcess } from '../client/server-process.js';
import { becomes } from '../support/becomes.js';
import { startPostgres, startRedis, type TestDatabase, type TestRedis } from '../support/stores.js';
import type { Json } from './center.js';

const ADMIN_KEY = 'lotse_admin_of_plans_that_outlive';
const MINUTE_MS = 60_000;

describe('what is planned outlives nodes and the live store', () => {
  let redis: TestRedis;
  let database: TestDatabase;
  let live: LiveRedis;
  let a: ServerProcess;
  let b: ServerProcess;
  beforeAll(async () => {
    [redis, database] = await Promise.all([startRedis(), startPostgres()]);
    const environment = {
      REDIS_URL: redis.url,
      DATABASE_URL: database.url,
      LOTSE_ADMIN_KEY: ADMIN_KEY,
      LOTSE_LOG_LEVEL: 'silent',
      LOTSE_TEST_CLOCK: 'true',
    };
    [a, b] = [new ServerProcess(environment), new ServerProcess(environment)];
    await Promise.all([a.start(), b.start()]);
    live = new LiveRedis({ url: redis.url, nodeId: 'test' });
    await live.connection.connect();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([a.kill(), b.kill(), live.connection.close()]);
    await Promise.all([redis.stop(), database.stop()]);
  });

  const call = async (node: ServerProcess, method: string, path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${node.url}/v1/routing-profiles/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Json;
  };
  const profile = async (id: string): Promise<void> => {
    for (const priority of [1, 2]) await call(a, 'PUT', id, { name: id, credits: { priority } });
  };
  const after = (minutes: number): string => new Date(live.now() + minutes * MINUTE_MS).toISOString();
  const priorities = async (node: ServerProcess, id: string): Promise<unknown[]> =>
    ((await call(node, 'GET', `${id}/versions`)).items as { credits: Json }[]).map(({ credits }) => credits.priority);
  const becomesOn = (node: ServerProcess, id: string, ...expected: number[]): Promise<void> =>
    becomes(async () => (await priorities(node, id)).join() === expected.join(), `versions are ${expected.join()}`);

  it('a live store that was emptied', async () => {
    await profile('emptied');
    await call(a, 'POST', 'emptied/schedule', { version: 1, at: after(0.02) });
    const client = new Redis(redis.url);
    await client.flushall();
    await client.quit();
    await becomesOn(b, 'emptied', 1, 2, 1);
  });

  it('the node that took it, and both of them', async () => {
    await profile('killed');
    await profile('alternates');
    const view = (node: ServerProcess): Promise<{ state: string; blocks: { version: number }[] }> =>
      call(node, 'GET', 'alternates/switchback') as never;
    for (const minutes of [10, 20]) await call(a, 'POST', 'killed/schedule', { version: 1, at: after(minutes) });
    await call(a, 'POST', 'alternates/switchback', { versions: [1, 2], blockMinutes: 6, until: after(24) });
    await a.kill();
    await live.moveClock(6 * MINUTE_MS);
    await becomes(async () => (await view(b)).blocks.length === 2, 'the second block has begun');
    await live.moveClock(4 * MINUTE_MS);
    await becomesOn(b, 'killed', 1, 2, 1);
    await b.kill();
    await live.moveClock(60 * MINUTE_MS);
    await a.start();
    await becomesOn(a, 'killed', 1, 1, 2, 1);
    const scheduled = async (): Promise<unknown[]> => (await call(a, 'GET', 'killed/schedule')).items as unknown[];
    await becomes(async () => (await scheduled()).length === 0, 'nothing is scheduled any more');
    await becomes(async () => (await view(a)).state === 'ended', 'it ended');
    const drawn = (await view(a)).blocks.map(({ version }) => version);
    expect([...drawn].sort()).toEqual([1, 2]);
    const changes = [2, ...drawn, 2].filter((version, i, all) => i > 0 && version !== all[i - 1]);
    expect(await priorities(a, 'alternates')).toEqual([1, 2, ...changes].reverse());
  }, 60_000);
});
