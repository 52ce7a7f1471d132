import type { LogEvent } from '../../src/domain/events.js';
import { RedisLogTail } from '../../src/live/log-tail.js';
import { becomes } from '../support/becomes.js';
import { startRedis } from '../support/stores.js';
import { Stage } from './stage.js';

describe('the tail of the log', () => {
  it('follows a store that comes back without its data from its beginning, while it waits for the old end', async () => {
    const store = await startRedis();
    const stage = await Stage.open(store.url);
    // It would wait for longer than the test may take.
    const faults: unknown[] = [];
    const tail = new RedisLogTail(stage.live.connection, (fault) => faults.push(fault), 3_600_000);
    const heard: LogEvent[] = [];
    let told = (): void => undefined;
    tail.subscribe((events) => {
      heard.push(...events);
      told();
    });
    const until = async (contactId: string): Promise<void> => {
      while (!heard.some((event) => event.contactId === contactId)) await new Promise<void>((go) => (told = go));
    };
    try {
      await tail.start();
      await stage.with({ a1: 1 }, ['q']);
      for (let i = 1; i <= 20; i++) await stage.enqueue(`old${i}`);
      await until('old20');
      // Nobody looks where the log stands before the read waits for what comes after the old end.
      const { redis } = stage.live.connection;
      const hmget = redis.hmget.bind(redis) as (...args: unknown[]) => unknown;
      const waits = async (): Promise<boolean> => (await redis.info('clients')).includes('blocked_clients:1');
      const late = async (...args: unknown[]): Promise<unknown> => {
        await becomes(waits, 'the tail waits');
        return hmget(...args);
      };
      await store.kill();
      Object.assign(redis, { hmget: late });
      const opened = new Promise<void>((resolve) => void stage.live.connection.onOpen(resolve));
      await store.restart();
      await opened;
      await stage.with({ a1: 1 }, ['q']);
      await stage.enqueue('new1');
      await until('new1');
      expect(heard.findLast(({ type }) => type === 'contact.waiting')?.contactId).toBe('new1');
      expect(faults).toEqual([]);
    } finally {
      await tail.stop();
      await stage.close();
      await store.stop();
    }
  });

  it('ends while the store is away', async () => {
    const store = await startRedis();
    const stage = await Stage.open(store.url);
    const tail = new RedisLogTail(stage.live.connection);
    const stumbled = new Promise<void>((resolve) => void stage.live.connection.redis.once('reconnecting', resolve));
    await tail.start();
    await store.kill();
    await stumbled;
    await tail.stop();
    await stage.close();
    await store.stop();
  });
});
