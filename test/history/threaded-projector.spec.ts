import { eventId } from '../../src/domain/events.js';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { ThreadedProjector } from '../../src/history/threaded-projector.js';
import { becomes, WITHIN_MS } from '../support/becomes.js';
import { createTestDatabase, startRedis, type TestRedis } from '../support/stores.js';
import { migrate } from '../../src/store/migrate.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { startStoreNode, SILENT, type StoreNode } from '../store/store-node.js';

/** An event that nobody writes here. */
const LATER = eventId(999_999_999, 1);
/** What `npm test` builds before it begins: a thread is started from a file, and Node runs no TypeScript. */
const BUILT = pathToFileURL(resolve('dist/src/history/projector-thread.js'));

/** A thread that ends as soon as it begins, the first time; the real one after that. */
const FALLS_ONCE = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { workerData } from 'node:worker_threads';
    if (Atomics.exchange(workerData.wanted, 0, 7) !== 7) process.exit(1);
    await import('${BUILT.href}');`)}`,
);

describe('the projector in a thread of its own', () => {
  let redis: TestRedis;
  let live: LiveRedis;
  let node: StoreNode;
  let databaseUrl: string;
  let grew: () => void;
  let listening = 0;
  let written = 0;

  beforeAll(async () => {
    [redis, databaseUrl] = await Promise.all([startRedis(), createTestDatabase()]);
    await migrate(databaseUrl);
    node = await startStoreNode(databaseUrl);
    live = new LiveRedis({ url: redis.url, nodeId: 'n1' });
    await live.connection.connect();
    await live.mirrorQueue('sales', true, 1);
  });

  afterAll(async () => {
    await node.stop();
    await live.connection.close();
    await redis.stop();
  });

  const projectorIn = (entry: URL, logger = SILENT): ThreadedProjector =>
    new ThreadedProjector(
      { redisUrl: redis.url, databaseUrl, nodeId: 'n1', logLevel: 'silent', timezone: 'UTC' },
      (listener) => {
        grew = listener;
        listening += 1;
        return () => (listening -= 1);
      },
      logger,
      entry,
    );

  const enqueue = async (): Promise<string> => {
    written += 1;
    const spec = { id: `c${written}`, channel: 'voice', queueId: 'sales', requirements: [], priority: 0 };
    const order = { agingRate: 1, creditMs: 0, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
    await live.enqueue({ spec, bodyHash: 'h', keyId: 'k', ...order });
    return await live.logEnd();
  };

  const archived = async (): Promise<number> => {
    const [row] = await node.postgres.query<{ n: number }>('SELECT count(*)::int AS n FROM event_log');
    return row?.n ?? 0;
  };

  it('copies the log, tells its position, and answers who waits', async () => {
    const projector = projectorIn(BUILT);
    projector.start();
    const end = await enqueue();
    expect(await projector.waitFor(end, WITHIN_MS)).toBe(true);
    expect(await archived()).toBe(Number(end.split('.')[1]));
    expect(projector.status()).toEqual({ state: 'projecting', position: end });
    expect(await projector.waitFor(end, 0)).toBe(true);
    expect(await projector.waitFor(LATER, 10)).toBe(false);
    await projector.stop();
    expect(listening).toBe(0);
  });

  it('hears that the log grew, and copies without being asked to', async () => {
    const projector = projectorIn(BUILT);
    projector.start();
    expect(await projector.waitFor(await live.logEnd(), WITHIN_MS)).toBe(true);
    const end = await enqueue();
    grew();
    await becomes(() => projector.status().position === end, 'it has copied');
    await projector.stop();
  });

  it('replaces a thread that ended by itself, and leaves nobody waiting for it', async () => {
    const end = await enqueue();
    const projector = projectorIn(FALLS_ONCE);
    projector.start();
    expect(await projector.waitFor(end, WITHIN_MS)).toBe(false);
    expect(projector.status().state).toBe('away');
    expect(await projector.waitFor(end, WITHIN_MS)).toBe(false);
    await becomes(() => projector.status().position === end, 'the next thread has copied');
    await projector.stop();
  });

  it('says why a thread failed, and stops where there is none', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => void lines.push(line) });
    const projector = projectorIn(new URL('data:text/javascript,throw new Error("no such luck")'), logger);
    projector.start();
    await becomes(() => lines.some((line) => line.includes('no such luck')), 'the failure is logged');
    await projector.stop();
  });

  it('stops while it starts', async () => {
    const projector = projectorIn(BUILT);
    projector.start();
    await projector.stop();
    expect(await projector.waitFor(LATER, WITHIN_MS)).toBe(false);
  });
});
