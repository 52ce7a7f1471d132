import { Redis } from 'ioredis';
import pg from 'pg';
import { sharedRedisUrl, startPostgres, startRedis, uniqueName } from './stores.js';

describe('the stores that tests use', () => {
  it('share one Redis', async () => {
    const client = new Redis(sharedRedisUrl());
    const key = uniqueName();
    expect(await client.set(key, 'here', 'EX', 60)).toBe('OK');
    expect(await client.get(key)).toBe('here');
    client.disconnect();
  });

  it('give a durable Redis that survives a kill', async () => {
    const redis = await startRedis({ durable: true });
    const client = new Redis(redis.url, { lazyConnect: true, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    await client.set('kept', 'yes');
    await redis.kill();
    await redis.restart();
    expect(await client.get('kept')).toBe('yes');
    client.disconnect();
    await redis.stop();
  });

  it('give a Redis in cluster mode that refuses keys of two slots', async () => {
    const redis = await startRedis({ cluster: true });
    const client = new Redis(redis.url);
    expect(await client.mset('{a}1', 'x', '{a}2', 'y')).toBe('OK');
    await expect(client.mset('a', 'x', 'b', 'y')).rejects.toThrow('CROSSSLOT');
    client.disconnect();
    await redis.stop();
  });

  it('give databases of their own', async () => {
    const database = await startPostgres();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const answer = await client.query<{ server_encoding: string }>('show server_encoding');
    expect(answer.rows[0]?.server_encoding).toBe('UTF8');
    await client.end();
    await database.stop();
  });
});
