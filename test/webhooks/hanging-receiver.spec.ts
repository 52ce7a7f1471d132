import { Redis } from 'ioredis';
import { CONFIG_CACHE, type ConfigCache } from '../../src/store/config-store.js';
import { webhookKey, WEBHOOK_PREFIX } from '../../src/webhooks/lists.js';
import { WITHIN_MS } from '../support/becomes.js';
import { TestNode } from '../ws/node.js';
import type { Frame } from '../ws/socket-client.js';
import { Receiver, type Delivery } from './receiver.js';

const CONTACTS = 1_000;
const AT_ONCE = 8;
const AGENTS = Array.from({ length: 16 }, (_, n) => `a${n}`);
/** The life of a contact that is answered and ended at once. */
const LIFE = ['contact.waiting', 'contact.offered', 'contact.active', 'contact.completed'];

describe('a receiver that hangs', () => {
  let node: TestNode;
  let hanging: Receiver;
  let healthy: Receiver;
  let redis: Redis;
  const offers = new Set<string>();
  const wakes = new Set<() => void>();

  beforeAll(async () => {
    [node, hanging, healthy] = await Promise.all([
      TestNode.start({ LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' }),
      Receiver.start(),
      Receiver.start(),
    ]);
    hanging.answer = () => undefined;
    redis = new Redis(node.redis.url);
    await node.seed(AGENTS);
    for (const id of AGENTS) await work(id);
  });
  afterAll(async () => {
    redis.disconnect();
    await node.stop();
    await Promise.all([hanging.stop(), healthy.stop()]);
  });

  /** An agent who takes what comes and ends it at once. */
  async function work(id: string): Promise<void> {
    const client = await node.open('agent', id);
    await client.command('presence.set', { presence: 'available' });
    client.socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (frame.type !== 'offer.created') return;
      const offer = frame.offer as { id: string; contact: { id: string } };
      offers.add(offer.contact.id);
      client.send({ type: 'offer.accept', requestId: offer.id, offerId: offer.id });
      client.send({
        type: 'contact.complete',
        requestId: `${offer.id}.`,
        contactId: offer.contact.id,
        endWrapUp: true,
      });
      for (const wake of wakes) wake();
    });
  }

  function offered(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${id} was not offered`)), WITHIN_MS);
      const look = (): void => {
        if (!offers.has(id)) return;
        clearTimeout(timer);
        wakes.delete(look);
        resolve();
      };
      wakes.add(look);
      look();
    });
  }

  /** The processor's time for a contact from its POST to its offer on the agent's socket, ms. */
  async function route(prefix: string, count: number): Promise<number> {
    const began = process.cpuUsage();
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < count) {
        const id = `${prefix}-${next++}`;
        expect((await node.enqueue(id)).status).toBe(201);
        await offered(id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000 / count;
  }

  /**
   * Settles when it has been told all of the contacts' lives beside it: types of events by contact, in the order in which
   * they came after the first so many deliveries. What comes a second time, because its answer came too late, is dropped
   * by its cursor, as a receiver should.
   */
  async function toldAll(receiver: Receiver, after = 0): Promise<Map<string, string[]>> {
    const lives = new Map<string, string[]>();
    const seen = new Set<string>();
    let next = after;
    const follow = ({ event: { contactId, cursor, type } }: Delivery): void => {
      if (!contactId.startsWith('beside') || seen.has(cursor)) return;
      seen.add(cursor);
      lives.set(contactId, [...(lives.get(contactId) ?? []), type]);
    };
    await receiver.until((deliveries) => {
      for (; next < deliveries.length; next += 1) follow(deliveries[next] as Delivery);
      return seen.size >= LIFE.length * CONTACTS;
    }, 300_000);
    return lives;
  }

  it('costs routing nothing over 1,000 contacts, and other receivers nothing; it gets all once it answers', async () => {
    await route('warm', 200);
    const events = ['contact.*'];
    await node.call('PUT', '/v1/webhooks/healthy', { url: healthy.url(), events });
    const without = await route('without', 400);
    await node.call('PUT', '/v1/webhooks/hanging', { url: hanging.url(), events });
    const beside = await route('beside', CONTACTS);
    if (process.env.TEST_LOG) console.log('a contact, ms, without and beside a receiver that hangs', without, beside);
    // All were offered while it answered nothing: none waited for it. Nor does the node busy itself with it.
    expect(beside).toBeLessThan(2 * without + 5);

    const byContact = await toldAll(healthy);
    for (let i = 0; i < CONTACTS; i += 1) expect(byContact.get(`beside-${i}`)).toEqual(LIFE);

    // The one that hangs held a few requests, and nothing meant for it is lost.
    expect(hanging.deliveries.length).toBeGreaterThan(0);
    expect(hanging.deliveries.length - hanging.givenUp).toBeLessThanOrEqual(64);
    const webhook = node.server.app.get<ConfigCache>(CONFIG_CACHE).current().webhook.get('hanging')?.value;
    if (webhook === undefined) throw new Error('no webhook');
    const pending = await redis.get(`${WEBHOOK_PREFIX}:pending:${webhookKey(webhook)}`);
    expect(Number(pending)).toBe(LIFE.length * CONTACTS);

    hanging.answer = () => 204;
    const before = hanging.deliveries.length;
    const late = await toldAll(hanging, before);
    for (let i = 0; i < CONTACTS; i += 1) expect(late.get(`beside-${i}`)).toEqual(LIFE);
  }, 900_000);
});
