import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { once } from 'node:events';
import { patientRedis } from '../../src/live/patient-redis.js';
import { startRedis, type TestRedis } from '../support/stores.js';

describe('a connection that waits for its store', () => {
  let store: TestRedis;
  beforeEach(async () => {
    store = await startRedis();
  });
  afterEach(() => store.stop());

  /** A connection that waits for its next try. */
  async function parted(redis = patientRedis(store.url)): Promise<Redis> {
    redis.on('error', () => undefined);
    await redis.ping();
    const waits = once(redis, 'reconnecting');
    await store.kill();
    await waits;
    return redis;
  }

  it('goes on by itself, and what was asked meanwhile is answered', async () => {
    const redis = await parted();
    const answer = redis.echo('still here');
    await store.restart();
    expect(await answer).toBe('still here');
    redis.disconnect();
  });

  it('ends while the store is away: at once, and what was asked fails', async () => {
    const redis = await parted();
    const answers = [redis.echo('a'), redis.echo('b')].map((each) => expect(each).rejects.toThrow('closed'));
    const ended = once(redis, 'end');
    redis.disconnect();
    await Promise.all([...answers, ended]);
    expect(redis.status).toBe('end');
  });

  it('lets a worker be closed while the store is away', async () => {
    const connection = patientRedis(store.url);
    const worker = new Worker('work', () => Promise.resolve(), { connection, autorun: false });
    worker.on('error', () => undefined);
    const asking = new Queue('work', { connection });
    asking.on('error', () => undefined);
    await asking.waitUntilReady();
    const run = worker.run();
    await worker.waitUntilReady();
    await parted(connection);
    const closed = worker.close();
    connection.disconnect();
    await Promise.all([closed, run]);
    await asking.close();
  });
});
