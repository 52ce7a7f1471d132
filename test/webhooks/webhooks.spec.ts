import { LOGGER, type Logger } from '../../src/config/logger.js';
import { HISTORY_QUERIES, type HistoryQueries } from '../../src/contacts/history.port.js';
import { EventHub } from '../../src/feed/event-hub.js';
import { RecentEvents } from '../../src/feed/recent-events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { CONFIG_CACHE, type ConfigCache } from '../../src/store/config-store.js';
import { AddressGuard } from '../../src/webhooks/address-guard.js';
import { WEBHOOK_PREFIX } from '../../src/webhooks/lists.js';
import { Webhooks } from '../../src/webhooks/webhooks.module.js';
import { TestNode } from '../ws/node.js';
import type { SocketClient } from '../ws/socket-client.js';
import { Receiver } from './receiver.js';

describe('notifyUrl', () => {
  let node: TestNode;
  let agent: SocketClient;
  let receiver: Receiver;

  beforeAll(async () => {
    node = await TestNode.start({ LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' });
    await node.seed(['a1']);
    await node.call('PUT', '/v1/queues/other', { name: 'other' });
    agent = await node.open('agent', 'a1');
    await agent.command('presence.set', { presence: 'available' });
  });
  afterAll(() => node.stop());
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.stop());

  const cancel = (id: string): Promise<unknown> =>
    node.call('POST', `/v1/contacts/${id}/cancel`, { reason: 'cancelled' }, 'system');

  it('tells a contact’s whole way, in order, as systems hear it on their socket', async () => {
    const system = await node.open('system', 'system');
    await system.command('subscribe', { queues: ['billing'] });
    await node.enqueue('w1', { notifyUrl: receiver.url(), correlation: 'leg-1' });
    const created = await agent.next('offer.created');
    await agent.command('offer.accept', { offerId: (created.offer as { id: string }).id });
    await agent.command('contact.complete', { contactId: 'w1', endWrapUp: true });
    await receiver.until(() => receiver.typesOf('w1').includes('contact.completed'));
    expect(receiver.typesOf('w1')).toEqual([
      'contact.waiting',
      'contact.offered',
      'contact.active',
      'contact.completed',
    ]);
    await system.until((frames) => frames.some((f) => f.type === 'contact.completed'));
    expect(receiver.deliveries.map(({ event }) => event)).toEqual(system.frames.filter((f) => f.contactId === 'w1'));
    await system.close();
  });

  it('first attempts come at once', async () => {
    const took: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const from = Date.now();
      await node.enqueue(`quick-${i}`, { queueId: 'other', notifyUrl: receiver.url() });
      await receiver.until((all) => all.length > i);
      took.push(Date.now() - from);
    }
    took.sort((a, b) => a - b);
    // Far under any period with which somebody would look; on an idle machine it is a few ms.
    expect(took[10]).toBeLessThan(500);
    if (process.env.TEST_LOG) console.log('POST → notifyUrl ms', took);
    for (let i = 0; i < 20; i += 1) await cancel(`quick-${i}`);
  });

  it('repeats what failed before it goes on, and loses nothing', async () => {
    let failures = 2;
    receiver.answer = (event) => (event.type === 'contact.waiting' && failures-- > 0 ? 500 : 200);
    await node.enqueue('f1', { queueId: 'other', notifyUrl: receiver.url() });
    await cancel('f1');
    await receiver.until(() => receiver.typesOf('f1').includes('contact.cancelled'));
    expect(receiver.typesOf('f1')).toEqual([
      'contact.waiting',
      'contact.waiting',
      'contact.waiting',
      'contact.cancelled',
    ]);
  });

  it.each([404, 409, 410])('%d to contact.offered ends the contact and frees its agent', async (status) => {
    const id = `gone-${status}`;
    receiver.answer = (event) => (event.type === 'contact.offered' ? status : 200);
    await node.enqueue(id, { notifyUrl: receiver.url() });
    await agent.next('offer.ended', (frame) => frame.contactId === id && frame.outcome === 'customerAbandoned');
    expect((await node.call('GET', `/v1/contacts/${id}`)).body).toMatchObject({ state: 'abandoned' });
    await receiver.until(() => receiver.typesOf(id).includes('contact.abandoned'));
    expect((await node.call('GET', '/v1/agents/a1/state')).body).toMatchObject({ routingStatus: 'idle', offers: [] });
  });

  it('a receiver that never answers does not slow the others', async () => {
    const silent = await Receiver.start();
    silent.answer = () => undefined;
    const ids = Array.from({ length: 60 }, (_, i) => `silent-${i}`);
    await Promise.all(ids.map((id) => node.enqueue(id, { queueId: 'other', notifyUrl: silent.url() })));
    await silent.until((all) => all.length >= 32);
    await node.enqueue('others', { queueId: 'other', notifyUrl: receiver.url() });
    await receiver.until((all) => all.length === 1);
    // It did not wait for a place to become free, nor had the silent one more places than there are.
    expect([silent.deliveries.length, silent.givenUp]).toEqual([32, 0]);
    for (const id of ids) await cancel(id);
    await cancel('others');
    silent.answer = () => 200;
    await silent.stop();
  });

  it('does not follow redirects', async () => {
    const target = await Receiver.start();
    receiver.location = target.url();
    receiver.answer = () => 307;
    await node.enqueue('redirected', { queueId: 'other', notifyUrl: receiver.url() });
    await receiver.until((all) => all.length >= 2);
    expect(target.deliveries).toEqual([]);
    receiver.answer = () => 200;
    await cancel('redirected');
    await receiver.until(() => receiver.typesOf('redirected').includes('contact.cancelled'));
    await target.stop();
  });

  it('refuses at enqueue what can never be called', async () => {
    for (const notifyUrl of [
      'ftp://example.com/',
      'nonsense',
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/',
    ]) {
      const answer = await node.enqueue('refused', { notifyUrl });
      expect([notifyUrl, answer.status, answer.body.errors]).toEqual([
        notifyUrl,
        400,
        [{ path: 'notifyUrl', message: expect.any(String) }],
      ]);
    }
  });

  it('goes on where another node stopped, each notice once', async () => {
    const { app } = node.server;
    const live = app.get(LiveRedis);
    const make = (nodeId: string): Webhooks =>
      new Webhooks({
        redisUrl: node.redis.url,
        prefix: WEBHOOK_PREFIX,
        nodeId,
        guard: new AddressGuard(['127.0.0.0/8']),
        recent: app.get(RecentEvents),
        source: app.get(EventHub).source,
        live,
        position: { fedPosition: () => live.log.confirmed('fed'), confirmFed: (id) => live.log.confirm('fed', id) },
        config: app.get<ConfigCache>(CONFIG_CACHE),
        history: app.get<HistoryQueries>(HISTORY_QUERIES),
        logger: app.get<Logger>(LOGGER),
      });
    await node.enqueue('t1', { queueId: 'other', notifyUrl: receiver.url() });
    await receiver.until(() => receiver.typesOf('t1').length === 1);
    const fed = await live.log.confirmed('fed');
    await app.get(Webhooks).stop();
    // What was fed, but not confirmed before a crash, is fed again.
    await live.log.confirm('fed', fed ?? '0.0');
    await node.enqueue('t2', { queueId: 'other', notifyUrl: receiver.url() });
    await cancel('t1');
    const [second, third] = [make('second'), make('third')];
    await Promise.all([second.start(), third.start()]);
    await receiver.until(() => receiver.typesOf('t1').length >= 2 && receiver.typesOf('t2').length >= 1);
    await cancel('t2');
    await receiver.until(() => receiver.typesOf('t2').length >= 2);
    await Promise.all([second.stop(), third.stop()]);
    for (const id of ['t1', 't2']) expect(receiver.typesOf(id)).toEqual(['contact.waiting', 'contact.cancelled']);
  });
});
