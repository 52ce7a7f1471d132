import type { ContactEvent } from '@lotse/client';
import { readEnvironment } from '../../src/config/environment.js';
import { STORES } from '../../src/config/stores.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { Reign } from '../../src/matcher/reign.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { audit } from '../../tools/audit/auditor.js';
import { StoreSource } from '../../tools/audit/store-source.js';
import { becomes } from '../support/becomes.js';
import { Receiver } from '../webhooks/receiver.js';
import { Center, expectProblem, MS, type Json, type Reply } from './center.js';

type Scheduled = Extract<ContactEvent, { type: 'contact.scheduled' }>;

const CALLBACKS = { channels: [{ id: 'callback', capacity: 1, address: 'sip:back@example.org' }] };
const BOTH = { channels: [...CALLBACKS.channels, { id: 'voice', capacity: 1 }] };
const TWICE = { attempts: { max: 2, spacingSeconds: 60 } };

describe('callbacks that call the customer first', () => {
  let c: Center;
  let receiver: Receiver;
  beforeAll(async () => {
    [c, receiver] = await Promise.all([Center.start({ LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' }), Receiver.start()]);
  });
  afterAll(async () => {
    await c.stop();
    await receiver.stop();
  });

  const live = (): LiveRedis => c.node.server.app.get(LiveRedis);
  const first = (id: string, queueId: string, callback: Json = {}, more: Json = {}): Promise<Json> =>
    c.enqueue(id, queueId, {
      channel: 'callback',
      customer: { id: `customer-${id}` },
      callback: { mode: 'customerFirst', ...callback },
      ...more,
    });
  const tell = (id: string, outcome: string, more: Json = {}, key = 'system'): Promise<Reply> =>
    c.post(`/v1/contacts/${id}/callback/attempt`, { outcome, ...more }, { key });
  const take = (id: string, agentId: string, nth = 1): Promise<Json> =>
    c.offer(id, nth).then((offer) => c.must('POST', `/v1/offers/${offer}/accept`, {}, { key: agentId }));
  const dialling = (id: string, nth = 1) => c.event('scheduled', id, nth) as Promise<Scheduled>;
  const because = async (contactId: string): Promise<unknown> =>
    (await c.must('GET', `/v1/contacts/${contactId}/explanation`, undefined, { key: 'supervisor' })).eligible;

  it('are dialled once an agent is free, offered once on the line, at the place that they had', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const [a = ''] = agents;
    const { id: hook } = { id: 'dials' };
    await c.must('PUT', `/v1/webhooks/${hook}`, { url: receiver.url(), events: ['contact.scheduled'], queues: [q] });
    await c.enqueue('k1', q, { customer: { id: 'k1' }, correlation: 'trunk-7', notifyUrl: receiver.url() });
    await c.clock(30_000);
    const identity = { kind: 'phone', value: '+491' };
    const body = { id: 'k1-back', mode: 'customerFirst', identity };
    const asked = await c.post('/v1/contacts/k1/callback', body, { key: 'system' });
    expect(asked).toMatchObject({
      status: 201,
      body: { state: 'waiting', position: 1, callback: { mode: 'customerFirst', dialSeconds: 45, made: 0, identity } },
    });
    // Nobody is there: nobody is called.
    await c.settled();
    expect(c.story('k1-back')).toEqual(['waiting']);
    await c.available(a);
    const event = await dialling('k1-back');
    expect(event).toEqual({
      type: 'contact.scheduled',
      cursor: expect.any(String),
      at: MS,
      contactId: 'k1-back',
      state: 'scheduled',
      queueId: q,
      channel: 'callback',
      correlation: 'trunk-7',
      dialling: true,
      dialUntil: new Date(Date.parse(event.at) + 45_000).toISOString(),
      attempt: 1,
    });
    expect(await c.contact('k1-back')).toMatchObject({
      state: 'scheduled',
      position: null,
      callback: { dialUntil: event.dialUntil, made: 0, reached: false },
    });
    // The agent is free, and takes what else there is.
    expect(await c.state(a)).toMatchObject({ routingStatus: 'idle', load: {}, offers: [] });
    await c.clock(10_000);
    expect((await c.contact('k1-back')).ageSeconds).toBeGreaterThanOrEqual(40);
    expect(await tell('k1-back', 'reached', { attempt: 1 })).toMatchObject({
      status: 200,
      body: { callback: { reached: true, made: 0 } },
    });
    expect((await tell('k1-back', 'reached')).status).toBe(200);
    expect(await c.event('offered', 'k1-back')).toMatchObject({ agentId: a, address: 'sip:back@example.org' });
    await take('k1-back', a);
    const talks = await c.contact('k1-back');
    expect(talks).toMatchObject({ state: 'active', agentId: a });
    expect(talks.callback).not.toHaveProperty('dialUntil');
    expect((await tell('k1-back', 'reached', {}, a)).status).toBe(200);
    expectProblem(await tell('k1-back', 'noAnswer'), 409, { state: 'active' });
    expect((await c.complete('k1-back')).body).toMatchObject({ state: 'completed', outcome: 'completed' });
    // The subscription and the contact's own receiver heard the same.
    await receiver.until(() => receiver.typesOf('k1-back').includes('contact.completed'));
    const told = receiver.deliveries.map(({ event }) => event).filter(({ contactId }) => contactId === 'k1-back');
    expect(told).toContainEqual(event);
    await c.must('DELETE', `/v1/webhooks/${hook}`);
    await c.presence(a, 'offline');
  });

  it('one at a time for an agent, who meanwhile takes everything else', async () => {
    const { q, agents } = await c.team(1, BOTH);
    const [a = ''] = agents;
    await first('n1', q);
    await first('n2', q);
    await c.available(a);
    await dialling('n1');
    await c.settled();
    expect(c.story('n2')).toEqual(['waiting']);
    expect(await because('n2')).toEqual([{ agentId: a, free: false, because: 'standsForDial' }]);
    // A call, and a callback of the other kind: neither has to wait for the dialling.
    await c.active('call', q, a);
    await c.enqueue('plain', q, { channel: 'callback', customer: { id: 'plain' } });
    await take('plain', a);
    await tell('n1', 'reached');
    await c.settled();
    // On the line, and the agent is busy: at the old rank until somebody is free, and nobody else is called for it.
    expect(await c.contact('n1')).toMatchObject({ state: 'waiting', position: 1 });
    expect(c.story('n2')).toEqual(['waiting']);
    await c.complete('plain');
    await take('n1', a);
    await c.settled();
    expect(c.story('n2')).toEqual(['waiting']);
    await c.complete('n1');
    await dialling('n2');
    for (const id of ['n2', 'call']) await (id === 'call' ? c.complete(id) : c.cancel(id));
    await c.presence(a, 'offline');
  });

  it('an attempt that fails is told by the telephone system or by time; the agent stands for the next at once', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const [a = ''] = agents;
    await c.available(a);
    await first('t1', q, { ...TWICE, dialSeconds: 5 });
    const one = await dialling('t1');
    expect(Date.parse(one.dialUntil as string) - Date.parse(one.at)).toBe(5_000);
    await first('t2', q, TWICE);
    const age = (await c.contact('t1')).ageSeconds as number;
    expect(await tell('t1', 'busy')).toMatchObject({
      status: 200,
      body: { state: 'scheduled', callback: { made: 1, lastOutcome: 'busy', reached: false } },
    });
    const failed = await c.event('scheduled', 't1', 2);
    expect(failed).not.toHaveProperty('dialling');
    expect(failed).not.toHaveProperty('agentId');
    await dialling('t2');
    await tell('t2', 'reached');
    await take('t2', a);
    await c.complete('t2');
    await c.clock(61_000);
    expect(await dialling('t1', 3)).toMatchObject({ dialling: true, attempt: 2 });
    expect((await c.contact('t1')).ageSeconds).toBeGreaterThanOrEqual(age);
    expect((await tell('t1', 'busy', { attempt: 1 })).body).toMatchObject({ callback: { made: 1 } });
    expectProblem(await tell('t1', 'reached', { attempt: 1 }), 409, { state: 'scheduled' });
    await c.clock(5_001);
    expect(await c.event('completed', 't1')).toMatchObject({ outcome: 'notReached' });
    expect(await c.contact('t1')).toMatchObject({ callback: { made: 2, lastOutcome: 'noAnswer' } });
    expectProblem(await tell('t1', 'reached'), 409, { state: 'completed' });
    await c.presence(a, 'offline');
  });

  it('an offer that is declined is no attempt, and who hangs up while waiting is counted apart', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const [a = ''] = agents;
    await c.available(a);
    await first('h1', q, TWICE);
    await dialling('h1');
    await tell('h1', 'reached');
    await c.must('POST', `/v1/offers/${await c.offer('h1')}/decline`, {}, { key: a });
    expect(await c.contact('h1')).toMatchObject({ state: 'waiting', callback: { made: 0, reached: true } });
    expect(await c.cancel('h1', 'abandoned')).toMatchObject({ body: { state: 'abandoned', outcome: 'abandoned' } });
    await first('h2', q, { attempts: { max: 1 } });
    await dialling('h2');
    await tell('h2', 'noAnswer');
    await first('h3', q);
    await dialling('h3');
    expect((await c.cancel('h3', 'abandoned')).body).toMatchObject({ state: 'abandoned' });
    await first('h4', q);
    await dialling('h4');
    await tell('h4', 'reached');
    await take('h4', a);
    await c.complete('h4');
    const { body } = await c.get(`/v1/queues/${q}/stats`, { key: 'supervisor' });
    expect(body.last30Minutes).toMatchObject({
      offered: 0,
      abandoned: 0,
      callbacks: { offered: 4, reached: 1, notReached: 1, abandoned: 1, withdrawn: 1, failedAttempts: 1 },
    });
    await c.presence(a, 'offline');
  });

  it('an agent who leaves has the customer wait for the next', async () => {
    const { q, agents } = await c.team(2, CALLBACKS);
    const [a = '', b = ''] = agents;
    await c.available(a);
    await first('l1', q);
    await dialling('l1');
    await c.presence(a, 'unavailable');
    await tell('l1', 'reached');
    await c.settled();
    expect(await c.contact('l1')).toMatchObject({ state: 'waiting', position: 1 });
    await c.available(b);
    expect((await c.event('offered', 'l1')).agentId).toBe(b);
    await take('l1', b);
    await c.complete('l1');
    for (const id of [a, b]) await c.presence(id, 'offline');
  });

  it('are reported on over a system’s socket by the same rules', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const socket = await c.node.open('system', 'system');
    const attempt = (outcome: string, more: Json = {}) =>
      socket.command('contact.callbackAttempt', { contactId: 's1', outcome, ...more });
    await c.available(agents[0] ?? '');
    await first('s1', q, TWICE);
    await dialling('s1');
    for (let n = 0; n < 2; n += 1)
      expect(await attempt('busy', { attempt: 1 })).toMatchObject({ state: 'scheduled', callback: { made: 1 } });
    await c.clock(61_000);
    await dialling('s1', 3);
    for (let n = 0; n < 2; n += 1) expect(await attempt('reached')).toMatchObject({ callback: { reached: true } });
    expect(await attempt('failed')).toMatchObject({ type: 'error', problem: { status: 409 } });
    await socket.close();
    await c.cancel('s1', 'abandoned');
    await c.presence(agents[0] ?? '', 'offline');
  });

  it('the window closes over the dialling: who is on the line stays, who is not is called in the next', async () => {
    const { q, agents } = await c.team(2, CALLBACKS);
    const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
    // A window of two minutes that is open, and closes in 30 s at the earliest, in 90 s at the latest.
    const closing = (): number => Math.ceil((live().now() + 30_000) / 60_000) * 60_000;
    // It may end with the day, and not go over its end.
    if (clock(closing()) === '00:01') await c.clock(120_000);
    const closesAt = closing();
    const to = clock(closesAt);
    const window = { timezone: 'UTC', from: clock(closesAt - 120_000), to: to === '00:00' ? '24:00' : to };
    for (const id of ['w1', 'w2']) await first(id, q, { window, dialSeconds: 120, ...TWICE });
    await c.available(...agents);
    const one = await dialling('w1');
    await dialling('w2');
    await c.clock(closesAt - live().now() + 1);
    await first('w3', q, { window });
    expect(await c.contact('w3')).toMatchObject({ state: 'scheduled', callback: { made: 0 } });
    await tell('w1', 'reached');
    await take('w1', (await c.event('offered', 'w1')).agentId as string);
    const next = Date.parse((await c.contact('w3')).scheduledAt as string);
    expect(next).toBeGreaterThan(closesAt);
    await c.clock(Date.parse(one.dialUntil as string) - live().now() + 2_000);
    expect(await c.event('scheduled', 'w2', 2)).not.toHaveProperty('dialling');
    expect(await c.contact('w2')).toMatchObject({ scheduledAt: new Date(next).toISOString(), callback: { made: 1 } });
    await c.complete('w1');
    for (const id of ['w2', 'w3']) await c.cancel(id);
    for (const id of agents) await c.presence(id, 'offline');
  });

  it('what a client gets wrong is refused with its path', async () => {
    const { q } = await c.team(0);
    await c.enqueue('wrong', q, { customer: { id: 'wrong' } });
    for (const [body, path] of [
      [{ mode: 'customerFirst', dialSeconds: 4 }, 'dialSeconds'],
      [{ mode: 'customerFirst', dialSeconds: 121 }, 'dialSeconds'],
      [{ dialSeconds: 45 }, 'dialSeconds'],
      [{ mode: 'agentFirst', dialSeconds: 45 }, 'dialSeconds'],
    ] as [Json, string][])
      expectProblem(await c.post('/v1/contacts/wrong/callback', body, { key: 'system' }), 400, {
        errors: [{ path, message: expect.any(String) }],
      });
    const direct = { channel: 'callback', queueId: q, callback: { dialSeconds: 45 } };
    expectProblem(await c.post('/v1/contacts', direct, { key: 'system' }), 400, {
      errors: [{ path: 'callback.dialSeconds', message: expect.any(String) }],
    });
    await first('unasked', q);
    expectProblem(await tell('unasked', 'reached'), 409, { state: 'waiting' });
    expectProblem(await tell('unasked', 'reached', { attempt: 0 }), 400, { errors: [{ path: 'attempt' }] });
    for (const id of ['wrong', 'unasked']) await c.cancel(id);
  });

  describe('with a second node', () => {
    let second: RunningServer;
    beforeAll(async () => {
      const stores = c.node.server.app.get<{ redisUrl: string; databaseUrl: string }>(STORES);
      const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
      const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
      second = await startServer(settings, stores, { docs: false });
    });
    afterAll(() => second.close());

    it('the one that takes over knows who stands for whom, and ends the dialling in time', async () => {
      const { q, agents } = await c.team(1, CALLBACKS);
      const [a = ''] = agents;
      await c.available(a);
      await first('f1', q, TWICE);
      await dialling('f1');
      await first('f2', q, TWICE);
      await c.heardBy(second);
      // The node that had the customer called decides no more; from the store the other knows all.
      await c.node.server.app.get(Reign).stop();
      await becomes(() => second.app.get(Reign).leads, 'the second node leads');
      await c.settled();
      expect(c.story('f2')).toEqual(['waiting']);
      await c.clock(45_001);
      expect((await c.event('scheduled', 'f1', 2)).state).toBe('scheduled');
      expect(await c.contact('f1')).toMatchObject({ callback: { made: 1, lastOutcome: 'noAnswer' } });
      expect(await dialling('f2')).toMatchObject({ dialling: true });
      const told = await fetch(`${second.url}/v1/contacts/f2/callback/attempt`, {
        method: 'POST',
        headers: { authorization: `Bearer ${c.node.keys.get('system')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ outcome: 'reached' }),
      });
      expect(told.status).toBe(200);
      expect((await tell('f2', 'reached')).status).toBe(200);
      await take('f2', a);
      expect(await c.event('active', 'f2')).toMatchObject({ agentId: a });
      await c.complete('f2');
      await c.cancel('f1');
    });
  });

  it('and the audit finds nothing in all this', async () => {
    await c.must('GET', '/v1/contacts?limit=1');
    const source = new StoreSource(c.node.redis.url, c.node.database.url, []);
    try {
      const { violations, contacts } = await audit(source);
      expect(violations.kept).toEqual([]);
      expect(contacts).toBeGreaterThan(15);
    } finally {
      await source.close();
    }
  });
});
