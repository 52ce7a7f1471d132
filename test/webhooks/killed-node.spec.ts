import { ServerProcess } from '../client/server-process.js';
import { startPostgres, startRedis, type TestDatabase, type TestRedis } from '../support/stores.js';
import { Receiver } from './receiver.js';

const ADMIN_KEY = 'lotse_admin_of_killed_node';

describe('a node that is killed with a webhook in hand', () => {
  let redis: TestRedis;
  let database: TestDatabase;
  let receiver: Receiver;
  let node: ServerProcess;
  beforeAll(async () => {
    [redis, database, receiver] = await Promise.all([startRedis({ durable: true }), startPostgres(), Receiver.start()]);
    node = new ServerProcess({
      REDIS_URL: redis.url,
      DATABASE_URL: database.url,
      LOTSE_ADMIN_KEY: ADMIN_KEY,
      LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8',
      LOTSE_LOG_LEVEL: 'silent',
    });
    await node.start();
  });
  afterAll(async () => {
    await Promise.all([node.kill(), receiver.stop()]);
    await Promise.all([redis.stop(), database.stop()]);
  });

  const call = async (method: string, path: string, body: unknown): Promise<void> => {
    const response = await fetch(node.url + path, {
      method,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };

  it('costs it less than the time that an offer is open', async () => {
    await call('PUT', '/v1/queues/q', { name: 'q' });
    // The first attempt fails, so that the list becomes a job; the second is under way when the node dies.
    receiver.answer = () => (receiver.deliveries.length === 0 ? 500 : undefined);
    await call('POST', '/v1/contacts', { id: 'c', channel: 'voice', queueId: 'q', notifyUrl: receiver.url() });
    await receiver.until((all) => all.length === 2);
    await node.kill();
    receiver.answer = () => 204;
    await node.start();
    await receiver.until((all) => all.length === 3, 15_000);
    expect(receiver.typesOf('c')).toEqual(['contact.waiting', 'contact.waiting', 'contact.waiting']);
  });
});
