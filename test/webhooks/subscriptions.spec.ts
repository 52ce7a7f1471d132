import { readEnvironment } from '../../src/config/environment.js';
import { STORES, type Stores } from '../../src/config/stores.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { CONFIG_CACHE, type ConfigCache } from '../../src/store/config-store.js';
import { listOf, webhookKey, WEBHOOK_PREFIX } from '../../src/webhooks/lists.js';
import { Webhooks } from '../../src/webhooks/webhooks.module.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { NoticeStore } from '../../src/webhooks/notice-store.js';
import { Redis } from 'ioredis';
import { becomes } from '../support/becomes.js';
import { IN_PROCESS, TestNode, type Answer } from '../ws/node.js';
import type { SocketClient } from '../ws/socket-client.js';
import { Receiver, type Delivery } from './receiver.js';
import { signedWith } from './verify.js';

const ALLOW = { LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' };
const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(64, 2).toString('base64')}`;

describe('webhooks', () => {
  let node: TestNode;
  let agent: SocketClient;
  let receiver: Receiver;
  let redis: Redis;
  let n = 0;
  let id = '';

  beforeAll(async () => {
    node = await TestNode.start(ALLOW);
    await node.seed(['a1']);
    await node.call('PUT', '/v1/queues/other', { name: 'other' });
    agent = await node.open('agent', 'a1');
    await agent.command('presence.set', { presence: 'available' });
    redis = new Redis(node.redis.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await node.stop();
  });
  beforeEach(async () => {
    receiver = await Receiver.start();
    id = `w${++n}`;
  });
  afterEach(async () => {
    await node.call('DELETE', `/v1/webhooks/${id}`);
    await receiver.stop();
  });

  const put = (body: object, key = 'admin'): Promise<Answer> =>
    node.call('PUT', `/v1/webhooks/${id}`, { url: receiver.url(), events: ['contact.*'], ...body }, key);
  const cancel = (contactId: string): Promise<unknown> =>
    node.call('POST', `/v1/contacts/${contactId}/cancel`, { reason: 'cancelled' }, 'system');
  const configured = (webhookId = id) => {
    const found = node.server.app.get<ConfigCache>(CONFIG_CACHE).current().webhook.get(webhookId)?.value;
    if (found === undefined) throw new Error('no such webhook');
    return found;
  };

  it('get a contact’s whole way in order, as CloudEvents, signed, with the bodies that sockets hear', async () => {
    const made = await put({});
    expect(made).toMatchObject({ status: 201, body: { id, url: receiver.url(), events: ['contact.*'] } });
    const secret = String(made.body.secret);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64').length).toBeGreaterThanOrEqual(24);
    const system = await node.open('system', 'system');
    await system.command('subscribe', { queues: ['billing'] });
    await node.enqueue('w1', { correlation: 'leg-ä' });
    const created = await agent.next('offer.created');
    await agent.command('offer.accept', { offerId: (created.offer as { id: string }).id });
    await agent.command('contact.complete', { contactId: 'w1', endWrapUp: true });
    await receiver.until(() => receiver.typesOf('w1').includes('contact.completed'));
    await system.until((frames) => frames.some((f) => f.type === 'contact.completed'));
    expect(receiver.deliveries.map(({ event }) => event)).toEqual(system.frames.filter((f) => f.contactId === 'w1'));
    expect(receiver.typesOf('w1')[1]).toBe('contact.offered');
    expect(receiver.deliveries[1]?.event).toMatchObject({ correlation: 'leg-ä', address: 'sip:a1@example.org' });
    for (const delivery of receiver.deliveries) {
      const { event, headers } = delivery;
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': event.cursor,
        'ce-source': 'urn:lotse:default',
        'ce-type': event.type,
        'ce-time': event.at,
        'ce-subject': 'w1',
        'webhook-id': expect.stringMatching(/^[A-Za-z0-9_-]{10,64}$/),
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      });
      expect(Math.abs(Number(headers['webhook-timestamp']) * 1_000 - delivery.at)).toBeLessThan(5_000);
      expect(signedWith(secret, delivery)).toBe(true);
      expect(signedWith(SECRET, delivery)).toBe(false);
    }
    expect(new Set(receiver.deliveries.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    await system.close();
  });

  it('hear of their events and queues alone, also of contacts that were there before them', async () => {
    await node.enqueue('before', { queueId: 'other', correlation: 'early' });
    await put({ events: ['contact.cancelled'], queues: ['other'] });
    await node.call('POST', '/v1/contacts', { id: 'elsewhere', channel: 'chat', queueId: 'billing' }, 'system');
    await cancel('elsewhere');
    await cancel('before');
    await receiver.until((all) => all.length === 1);
    expect(receiver.deliveries[0]?.event).toMatchObject({
      contactId: 'before',
      type: 'contact.cancelled',
      channel: 'voice',
      correlation: 'early',
    });
  });

  it('keep their id over attempts, and the order', async () => {
    let failures = 2;
    receiver.answer = (event) => (event.type === 'contact.waiting' && failures-- > 0 ? 503 : 200);
    await put({ secret: SECRET });
    await node.enqueue('f1', { queueId: 'other' });
    await cancel('f1');
    await receiver.until(() => receiver.typesOf('f1').includes('contact.cancelled'));
    expect(receiver.typesOf('f1')).toEqual([...Array<string>(3).fill('contact.waiting'), 'contact.cancelled']);
    const ids = receiver.deliveries.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
    expect(receiver.deliveries.every((delivery) => signedWith(SECRET, delivery))).toBe(true);
  });

  it('never tell a secret again, and rotate it without a gap', async () => {
    const made = await put({});
    const first = String(made.body.secret);
    const path = `/v1/webhooks/${id}`;
    const silent = { id, url: receiver.url(), events: ['contact.*'] };
    for (const answer of [await put({}), await node.call('GET', path), await put({ secret: first })]) {
      expect(answer).toEqual({ status: 200, body: silent });
    }
    expect((await node.call('GET', '/v1/webhooks')).body).toEqual({ items: [silent], nextCursor: null });
    const rotated = await put({ rotateSecret: true });
    const second = String(rotated.body.secret);
    expect(second).not.toBe(first);
    await node.enqueue('r1', { queueId: 'other' });
    const told = async (type: string) => {
      const isIt = ({ event }: Delivery): boolean => event.contactId === 'r1' && event.type === type;
      await receiver.until((all) => all.some(isIt));
      return receiver.deliveries.find(isIt) as Delivery;
    };
    const opened = await told('contact.waiting');
    expect([first, second].map((secret) => signedWith(secret, opened))).toEqual([true, true]);
    expect(await put({ secret: OTHER })).toEqual({ status: 200, body: silent });
    await cancel('r1');
    const last = await told('contact.cancelled');
    expect([first, second, OTHER].map((secret) => signedWith(secret, last))).toEqual([false, true, true]);
  });

  it('go to the new address and to nobody once removed; one made anew gets nothing of the old', async () => {
    receiver.answer = () => 500;
    await put({});
    await node.enqueue('m1', { queueId: 'other' });
    await receiver.until((all) => all.length >= 1);
    const moved = await Receiver.start();
    await put({ url: moved.url('/moved') });
    await moved.until((all) => all.length === 1);
    expect(moved.typesOf('m1')).toEqual(['contact.waiting']);
    moved.answer = () => 500;
    await cancel('m1');
    await moved.until((all) => all.length === 2);
    expect((await node.call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    expect((await node.call('GET', `/v1/webhooks/${id}`)).status).toBe(404);
    moved.answer = () => 200;
    await put({ url: moved.url('/new'), secret: SECRET });
    await node.enqueue('m2', { queueId: 'other' });
    await moved.until((all) => all.some(({ event }) => event.contactId === 'm2'));
    expect(moved.deliveries.filter(({ path }) => path === '/new').map(({ event }) => event.contactId)).toEqual(['m2']);
    await cancel('m2');
    await moved.until(() => moved.typesOf('m2').length === 2);
    await moved.stop();
  });

  it('list dead letters and replay them', async () => {
    await put({});
    const path = `/v1/webhooks/${id}/dead-letters`;
    expect(await node.call('GET', path)).toEqual({ status: 200, body: { items: [], nextCursor: null } });
    receiver.answer = () => 500;
    await node.enqueue('d1', { queueId: 'other' });
    await receiver.until((all) => all.length >= 1);
    await cancel('d1');
    // What a day of failures leads to.
    const notices = new NoticeStore(redis, WEBHOOK_PREFIX);
    const list = listOf('d1', configured());
    for (let left = 2; left > 0; left -= 1) {
      const body = await headOf(notices, list);
      await notices.giveUp(list, body, 'status 500', Date.now());
    }
    const { body } = await node.call('GET', path);
    const items = body.items as { id: string; event: { type: string } }[];
    expect(items.map(({ event }) => event.type)).toEqual(['contact.waiting', 'contact.cancelled']);
    expect(items[0]).toMatchObject({ reason: 'undeliverable', failure: 'status 500', event: { contactId: 'd1' } });
    expect(items[0]?.id).toBe(receiver.deliveries[0]?.headers['webhook-id']);
    const page = await node.call('GET', `${path}?limit=1`);
    expect(page.body.items).toEqual([items[0]]);
    const rest = await node.call('GET', `${path}?limit=1&cursor=${String(page.body.nextCursor)}`);
    expect(rest.body).toEqual({ items: [items[1]], nextCursor: null });

    receiver.answer = () => 200;
    // An attempt of before may still be on its way to where it went.
    await put({ url: receiver.url('/again') });
    expect(await node.call('POST', `${path}:replay`, {})).toEqual({ status: 200, body: { replayed: 2 } });
    const replayed = (all: readonly Delivery[]): Delivery[] => all.filter((one) => one.path === '/again');
    await receiver.until((all) => replayed(all).length === 2);
    const again = replayed(receiver.deliveries);
    expect(again.map(({ event }) => event.type)).toEqual(['contact.waiting', 'contact.cancelled']);
    expect(again.map(({ headers }) => headers['webhook-id'])).toEqual(items.map((item) => item.id));
    expect((await node.call('GET', path)).body.items).toEqual([]);
    expect(await node.call('POST', `${path}:replay`)).toEqual({ status: 200, body: { replayed: 0 } });
  });

  async function headOf(notices: NoticeStore, list: string): Promise<string> {
    let body: string | undefined;
    await becomes(async () => (body = (await notices.head(list))?.body) !== undefined, 'something is fed');
    return body ?? '';
  }

  it('take dead letters with them', async () => {
    await put({});
    await node.enqueue('d2', { queueId: 'other' });
    await receiver.until((all) => all.length === 1);
    const key = webhookKey(configured());
    const list = listOf('d2', configured());
    const none = new NoticeStore(redis, WEBHOOK_PREFIX, { perWebhook: 0, perList: 0 });
    const { event, text } = receiver.deliveries[0] as { event: { cursor: string }; text: string };
    const seq = Number(event.cursor.split('.')[1]) + 1;
    const cursor = event.cursor.replace(/\d+$/, String(seq));
    const body = text.replace(event.cursor, cursor);
    const generation = Number(event.cursor.split('.')[0]);
    await none.append([{ contactId: 'd2', generation, seq, body, webhook: configured(), revision: 1 }]);
    expect(await redis.exists(`${WEBHOOK_PREFIX}:dead:${key}`)).toBe(1);
    await node.call('DELETE', `/v1/webhooks/${id}`);
    expect(await redis.keys(`${WEBHOOK_PREFIX}:dead*:${key}`)).toEqual([]);
    expect(await redis.exists(`${WEBHOOK_PREFIX}:notices:${list}`)).toBe(0);
    await cancel('d2');
  });

  it.each([
    ['url', { url: 'ftp://example.com/' }],
    ['url', { url: 'http://10.0.0.1/' }],
    ['url', { url: 'http://[::1]/' }],
    ['url', { url: 'http://169.254.169.254/latest' }],
    ['url', { url: 7 }],
    ['events', { events: [] }],
    ['events.0', { events: ['contact.flown'] }],
    ['events', { events: ['contact.*', 'contact.*'] }],
    ['queues', { queues: [] }],
    ['queues.1', { queues: ['billing', 'unknown'] }],
    ['secret', { secret: 'whsec_short' }],
    ['secret', { secret: SECRET.slice(6) }],
    ['rotateSecret', { secret: SECRET, rotateSecret: true }],
    ['incarnation', { incarnation: 'x' }],
  ])('refuse %s in %j, and do not repeat it', async (path, body) => {
    const answer = await put(body);
    expect([answer.status, answer.body.errors]).toEqual([400, [{ path, message: expect.any(String) }]]);
    if (path === 'secret')
      expect(JSON.stringify(answer.body)).not.toContain(String((body as { secret: string }).secret));
    expect((await node.call('GET', `/v1/webhooks/${id}`)).status).toBe(404);
  });

  it('refuse unknown letters, cursors and webhooks', async () => {
    await put({});
    const path = `/v1/webhooks/${id}/dead-letters`;
    expect(await node.call('POST', `${path}:replay`, { ids: ['msg_none'] })).toMatchObject({
      status: 400,
      body: { code: 'unknownReference', errors: [{ path: 'ids.0' }] },
    });
    expect((await node.call('POST', `${path}:replay`, { ids: [] })).status).toBe(400);
    expect((await node.call('GET', `${path}?cursor=nonsense`)).status).toBe(400);
    expect((await node.call('GET', '/v1/webhooks/unknown/dead-letters')).status).toBe(404);
    expect((await node.call('POST', '/v1/webhooks/unknown/dead-letters:replay', {})).status).toBe(404);
  });

  it('have versions, and ids like everything', async () => {
    const body = { url: receiver.url(), events: ['contact.*'] };
    const send = (method: string, path: string, headers: Record<string, string>, sent?: object): Promise<Response> =>
      fetch(`${node.url}/v1/webhooks/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${node.keys.get('admin')}`,
          ...(sent && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: sent && JSON.stringify(sent),
      });
    expect((await send('PUT', id, { 'if-match': '*' }, body)).status).toBe(412);
    const made = await send('PUT', id, {}, body);
    const etag = made.headers.get('etag') ?? '';
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect((await send('GET', id, {})).headers.get('etag')).toBe(etag);
    const next = await send('PUT', id, { 'if-match': etag }, { ...body, rotateSecret: true });
    expect(next.status).toBe(200);
    const { secret } = (await next.json()) as { secret: string };
    expect((await send('PUT', id, { 'if-match': etag }, { ...body, secret: OTHER })).status).toBe(412);
    expect(configured().secret).toBe(secret);
    expect((await send('DELETE', id, { 'if-match': etag })).status).toBe(412);
    for (const bad of ['a%2Fb', 'a%00b', 'a@b', 'x'.repeat(65)]) {
      expect([bad, (await send('PUT', bad, {}, body)).status]).toEqual([bad, 400]);
      expect([bad, (await send('GET', `${bad}/dead-letters`, {})).status]).toEqual([bad, 404]);
    }
    const commands = ['one', 'one', 'other'].map((command) => ({ 'idempotency-key': `${id}-${command}` }));
    for (const headers of commands) {
      const answer = await send('POST', `${id}/dead-letters:replay`, headers, {});
      expect([answer.status, await answer.json()]).toEqual([200, { replayed: 0 }]);
    }
    const asked = await send('POST', `${id}/dead-letters:replay`, commands[0] ?? {}, { ids: ['x'] });
    expect(asked.status).toBe(422);
  });

  it('are for supervisors', async () => {
    for (const key of ['system', 'a1']) {
      expect((await put({}, key)).status).toBe(403);
      expect((await node.call('GET', `/v1/webhooks/${id}/dead-letters`, undefined, key)).status).toBe(403);
    }
    expect((await put({}, 'supervisor')).status).toBe(201);
  });

  it('keep the queues that they name', async () => {
    await node.call('PUT', '/v1/queues/named', { name: 'named' });
    await put({ queues: ['named'] });
    const answer = await node.call('DELETE', '/v1/queues/named');
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ path: `webhooks.${id}` }] } });
  });

  it('do not follow redirects', async () => {
    const target = await Receiver.start();
    receiver.location = target.url();
    receiver.answer = () => 308;
    await put({});
    await node.enqueue('redirected', { queueId: 'other' });
    await receiver.until((all) => all.length >= 2);
    expect(target.deliveries).toEqual([]);
    await target.stop();
    await cancel('redirected');
  });

  describe('with a second node', () => {
    let second: RunningServer;
    beforeAll(async () => {
      const stores = node.server.app.get<Stores>(STORES);
      const environment = {
        PORT: '0',
        LOTSE_LOG_LEVEL: 'silent',
        LOTSE_TEST_CLOCK: 'true',
        LOTSE_QUIET: 'true',
        ...ALLOW,
      };
      const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: node.keys.get('admin') as string });
      second = await startServer(settings, stores, IN_PROCESS);
    });
    afterAll(() => second.close());

    const there = async (method: string, path: string, body?: object): Promise<Answer> => {
      const response = await fetch(second.url + path, {
        method,
        headers: {
          authorization: `Bearer ${node.keys.get('admin')}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    };

    it('a webhook made on one is heard by whoever feeds and signed by whoever delivers', async () => {
      const made = await there('PUT', `/v1/webhooks/${id}`, { url: receiver.url(), events: ['contact.*'] });
      expect(made.status).toBe(201);
      expect((await node.call('GET', `/v1/webhooks/${id}`)).status).toBe(200);
      for (let i = 0; i < 40; i += 1) await node.enqueue(`two-${i}`, { queueId: 'other' });
      for (let i = 0; i < 40; i += 1) await cancel(`two-${i}`);
      await receiver.until((all) => all.length === 80);
      for (let i = 0; i < 40; i += 1) {
        expect(receiver.typesOf(`two-${i}`)).toEqual(['contact.waiting', 'contact.cancelled']);
      }
      const secret = String(made.body.secret);
      expect(receiver.deliveries.filter((delivery) => !signedWith(secret, delivery))).toEqual([]);
    });

    it('goes on where the first stops, each event once', async () => {
      await put({});
      expect((await there('GET', `/v1/webhooks/${id}`)).status).toBe(200);
      await node.enqueue('over', { queueId: 'other' });
      await receiver.until((all) => all.length === 1);
      const { log } = node.server.app.get(LiveRedis);
      const fed = await log.confirmed('fed');
      await node.server.app.get(Webhooks).stop();
      // What was fed, but not confirmed before a crash, is fed again.
      await log.confirm('fed', fed ?? '0.0');
      await cancel('over');
      await receiver.until(() => receiver.typesOf('over').length >= 2);
      expect(receiver.typesOf('over')).toEqual(['contact.waiting', 'contact.cancelled']);
    });
  });
});
