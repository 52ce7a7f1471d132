import { createServer, type AddressInfo } from 'node:net';
import { Projector } from '../../src/history/projector.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { Postgres } from '../../src/store/postgres.js';
import { StoreStart } from '../../src/store/store.module.js';
import { logOf } from '../history/history-world.js';
import { becomes, WITHIN_MS } from '../support/becomes.js';
import { Door } from '../support/door.js';
import { createTestDatabase, sharedRedisUrl, uniqueName } from '../support/stores.js';
import { reached, SILENT, startStoreNode } from './store-node.js';

describe('while Postgres is away', () => {
  let url: string;
  let door: Door;
  beforeAll(async () => {
    url = await createTestDatabase();
    door = new Door(new URL(url));
    await door.open();
  });
  afterAll(() => door.shut());

  it('a node goes on with what it knows, refuses writes at once, and catches up', async () => {
    await migrate(url);
    const node = await startStoreNode(door.url);
    const other = await startStoreNode(url);
    const { key } = await node.keys.create({ role: 'system', name: 'pbx' });
    await door.shut();
    const put = node.writer.put('skill', { id: 's', name: 's' }, { actor: 'test' });
    await expect(put).rejects.toMatchObject({ code: expect.stringMatching(/storeUnavailable|outcomeUnknown/) });
    expect(node.cache.current().channel.has('voice')).toBe(true);
    expect(await node.cache.find('channel', 'voice')).toBeDefined();
    expect(await node.cache.find('skill', 'unknown')).toBeUndefined();
    expect(node.keys.find(key)?.role).toBe('system');
    await node.keys.refresh();
    expect(node.keys.find('guessed')).toBeUndefined();
    const { revision } = await other.writer.put('skill', { id: 'meanwhile', name: 'm' }, { actor: 'test' });
    const caughtUp = reached(node, revision);
    await door.open();
    await caughtUp;
    expect(node.cache.current().skill.has('meanwhile')).toBe(true);
    await node.stop();
    await other.stop();
  });

  it('the projector waits and loses nothing', async () => {
    const live = new LiveRedis({ url: sharedRedisUrl(), workspace: uniqueName('w'), nodeId: 'n1' });
    await live.connection.connect();
    const postgres = new Postgres(door.url, POOLS.projector);
    const { log, wake } = logOf(live);
    const projector = new Projector(postgres, log, SILENT);
    projector.start();
    await live.mirrorQueue('q1', true, 1);
    wake();
    expect(await projector.waitFor(await live.logEnd(), WITHIN_MS)).toBe(true);
    await door.shut();
    await live.mirrorQueue('q2', true, 2);
    wake();
    const end = await live.logEnd();
    await becomes(() => projector.status().state === 'away', 'the projector knows');
    expect(await projector.waitFor(end, 300)).toBe(false);
    expect(projector.status().state).toBe('away');
    await door.open();
    expect(await projector.waitFor(end, WITHIN_MS)).toBe(true);
    const rows = await postgres.query<{ events: number; last: number }>(
      `SELECT count(*) AS events, max(seq) AS last FROM event_log`,
    );
    expect(rows[0]?.events).toBe(rows[0]?.last);
    await projector.stop();
    await postgres.close();
    await live.connection.close();
  });

  it('a start goes on without one that takes connections and says nothing', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const to = new URL(url);
    to.port = String((silent.address() as AddressInfo).port);
    const node = await startStoreNode(to.href, { cold: true });
    const start = new StoreStart({ databaseUrl: to.href, redisUrl: '' }, node.postgres, node.watch, SILENT, 100);
    await start.onModuleInit();
    expect(start.isReady()).toBe(false);
    await start.onApplicationShutdown();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('a start goes on without it and is ready when it comes', async () => {
    await door.shut();
    const empty = await createTestDatabase();
    const late = new Door(new URL(empty));
    await late.open();
    await late.shut();
    const node = await startStoreNode(late.url, { cold: true });
    const start = new StoreStart({ databaseUrl: late.url, redisUrl: '' }, node.postgres, node.watch, SILENT, 100);
    await start.onModuleInit();
    expect(start.isReady()).toBe(false);
    const loaded = reached(node, 1);
    await late.open();
    await loaded;
    expect(node.cache.current().profile.has('default')).toBe(true);
    await start.onApplicationShutdown();
    await late.shut();
    await door.open();
  });
});
