import { LiveRedis } from '../../src/live/live-redis.js';
import { audit } from '../../tools/audit/auditor.js';
import { StoreSource } from '../../tools/audit/store-source.js';
import { Center, expectProblem, type Json } from './center.js';

const CALLBACKS = { channels: [{ id: 'callback', capacity: 1, address: 'sip:back@example.org' }] };
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

describe('callbacks', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  const now = (): number => c.node.server.app.get(LiveRedis).now();
  const ask = (id: string, body: Json = {}, key = 'system') => c.post(`/v1/contacts/${id}/callback`, body, { key });
  const tell = (id: string, outcome: string, more: Json = {}, key = 'system') =>
    c.post(`/v1/contacts/${id}/callback/attempt`, { outcome, ...more }, { key });
  const caller = (id: string) => ({ customer: { id: `customer-${id}` } });
  const accept = async (id: string, agentId: string, nth = 1): Promise<void> => {
    await c.must('POST', `/v1/offers/${await c.offer(id, nth)}/accept`, {}, { key: agentId });
  };
  const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

  /** A window of a minute that opens in one or two; and when that is. UTC, so that it is known here. */
  function opensSoon(): { window: Json; opensAt: number } {
    const opensAt = Math.ceil((now() + 60_000) / 60_000) * 60_000;
    const to = clock(opensAt + 60_000);
    const window = { timezone: 'UTC', from: clock(opensAt), to: to === '00:00' ? '24:00' : to, days: EVERY_DAY };
    return { window, opensAt };
  }

  it('keep the place, the age and the credits of the call, which ends without being an abandonment', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    await c.enqueue('k1', q, caller('k1'));
    await c.clock(30_000);
    await c.enqueue('k2', q, caller('k2'));
    const asked = await ask('k1', { id: 'k1-back', identity: { kind: 'phone', value: '+491' } });
    expect(asked).toMatchObject({
      status: 201,
      body: {
        id: 'k1-back',
        channel: 'callback',
        state: 'waiting',
        position: 1,
        callback: {
          mode: 'agentFirst',
          attempts: { max: 3, spacingSeconds: 900 },
          identity: { kind: 'phone', value: '+491' },
          made: 0,
          reached: false,
          contactId: 'k1',
          fromChannel: 'voice',
        },
      },
    });
    expect(asked.body.ageSeconds).toBeGreaterThanOrEqual(30);
    expect(await c.contact('k1')).toMatchObject({ state: 'cancelled', outcome: 'callback', callbackId: 'k1-back' });
    expect(await c.event('cancelled', 'k1')).toMatchObject({ outcome: 'callback' });
    // The line is dropped, and told so as ever: nothing changes.
    expect(await c.cancel('k1', 'abandoned')).toMatchObject({ status: 200, body: { outcome: 'callback' } });
    const same = { id: 'k1-back', identity: { kind: 'phone', value: '+491' } };
    expect(await ask('k1', same)).toMatchObject({ status: 200, body: { id: 'k1-back', position: 1 } });
    expectProblem(await ask('k1', { id: 'other' }), 409, { state: 'cancelled' });
    await c.available(agents[0] ?? '');
    expect(await c.event('offered', 'k1-back')).toMatchObject({
      agentId: agents[0],
      channel: 'callback',
      address: 'sip:back@example.org',
    });
    await accept('k1-back', agents[0] ?? '');
    expect(await tell('k1-back', 'reached', {}, agents[0])).toMatchObject({
      status: 200,
      body: { state: 'active', callback: { reached: true } },
    });
    expect((await tell('k1-back', 'reached')).status).toBe(200);
    expectProblem(await tell('k1-back', 'noAnswer'), 409, { state: 'active' });
    expect((await c.complete('k1-back')).body).toMatchObject({ state: 'completed', outcome: 'completed' });
    await c.cancel('k2');
    await c.presence(agents[0] ?? '', 'offline');
  });

  it('are asked for, and reported on, over a system’s socket by the same rules', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const [a = ''] = agents;
    const socket = await c.node.open('system', 'system');
    const refused = (status: number, more: Json) => ({
      type: 'error',
      problem: expect.objectContaining({ status, ...more }),
    });
    const attempt = (outcome: string) => socket.command('contact.callbackAttempt', { contactId: 's1-back', outcome });
    await c.enqueue('s1', q, caller('s1'));
    for (const each of ['s1-back', 's1-back'])
      expect(await socket.command('contact.callback', { contactId: 's1', id: each })).toMatchObject({
        type: 'result',
        id: 's1-back',
        state: 'waiting',
        callback: { contactId: 's1' },
      });
    const other = await socket.command('contact.callback', { contactId: 's1', id: 'other' });
    expect(other).toMatchObject(refused(409, { state: 'cancelled' }));
    const nobody = await socket.command('contact.callback', { contactId: 'nobody' });
    expect(nobody).toMatchObject(refused(404, {}));
    expect(await attempt('busy')).toMatchObject(refused(409, { state: 'waiting' }));
    expect(await attempt('asleep')).toMatchObject(
      refused(400, { errors: [expect.objectContaining({ path: 'outcome' })] }),
    );
    await c.available(a);
    await accept('s1-back', a);
    for (let n = 0; n < 2; n += 1)
      expect(await attempt('busy')).toMatchObject({ type: 'result', state: 'scheduled', callback: { made: 1 } });
    await socket.close();
    await c.cancel('s1-back');
    await c.presence(a, 'offline');
  });

  it('an offered contact may ask too: its offer is rescinded, the agent is free', async () => {
    const both = { channels: [...CALLBACKS.channels, { id: 'voice', capacity: 1 }] };
    const { q, agents } = await c.team(1, both);
    await c.available(agents[0] ?? '');
    await c.enqueue('late', q, caller('late'));
    const offer = await c.offer('late');
    const { body } = await ask('late');
    expect((await c.get(`/v1/offers/${offer}`)).status).toBe(404);
    expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: agents[0] }), 409, {
      offerOutcome: 'rescinded',
    });
    expect((await c.event('offered', body.id as string)).agentId).toBe(agents[0]);
    await c.cancel(body.id as string);
    await c.presence(agents[0] ?? '', 'offline');
  });

  it('an attempt that fails frees the agent without wrap-up, counts, and the next follows; the last one ends it', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const [a = ''] = agents;
    await c.available(a);
    const body = { id: 't1', channel: 'callback', queueId: q, callback: { attempts: { max: 2, spacingSeconds: 60 } } };
    expect((await c.post('/v1/contacts', { ...body, ...caller('t1') }, { key: 'system' })).status).toBe(201);
    await c.clock(10_000);
    // A declined offer is no attempt.
    await c.must('POST', `/v1/offers/${await c.offer('t1')}/decline`, {}, { key: a });
    expect((await c.contact('t1')).callback).toMatchObject({ made: 0 });
    expectProblem(await tell('t1', 'busy'), 409, { state: 'waiting' });
    await c.clock(61_000);
    await accept('t1', a, 2);
    const age = (await c.contact('t1')).ageSeconds as number;
    const first = await tell('t1', 'noAnswer', {}, a);
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'scheduled', callback: { made: 1, lastOutcome: 'noAnswer', reached: false }, ageSeconds: age },
    });
    const failed = await c.event('scheduled', 't1');
    expect(Date.parse(first.body.scheduledAt as string) - Date.parse(failed.at)).toBe(60_000);
    expect((await c.state(a)).routingStatus).toBe('idle');
    expect(await tell('t1', 'noAnswer', {}, a)).toMatchObject({ status: 200, body: { callback: { made: 1 } } });
    expectProblem(await tell('t1', 'busy'), 409, { state: 'scheduled' });
    await c.clock(60_000);
    const offer = await c.offer('t1', 3);
    expect((await c.contact('t1')).ageSeconds).toBeGreaterThanOrEqual(age);
    expect((await c.contact('t1')).ageSeconds).toBeLessThan(age + 10);
    await c.must('POST', `/v1/offers/${offer}/accept`, {}, { key: a });
    // A late signal of the first attempt is known by its offer.
    const earlier = (await c.event('offered', 't1', 2)).offerId;
    expect((await tell('t1', 'noAnswer', { offerId: earlier })).body).toMatchObject({ callback: { made: 1 } });
    expect(await tell('t1', 'busy', { offerId: offer })).toMatchObject({
      status: 200,
      body: { state: 'completed', outcome: 'notReached', callback: { made: 2, lastOutcome: 'busy' } },
    });
    expect(await c.event('completed', 't1')).toMatchObject({ outcome: 'notReached', agentId: a });
    expect((await tell('t1', 'busy')).status).toBe(200);
    // The customer may be called back again.
    expect((await c.post('/v1/contacts', { ...body, id: 't2', ...caller('t1') }, { key: 'system' })).status).toBe(201);
    await c.cancel('t2');
    await c.presence(a, 'offline');
  });

  it('there is one for a customer at a time, whatever the queue: the second is told which', async () => {
    const { q } = await c.team(0);
    const { q: other } = await c.team(0);
    const customer = { identities: [{ kind: 'phone', value: '+49777' }] };
    for (const [id, queue] of [
      ['o1', q],
      ['o2', other],
      ['o3', q],
    ] as const)
      await c.enqueue(id, queue, { customer });
    expect((await ask('o1', { id: 'o1-back' })).status).toBe(201);
    expectProblem(await ask('o2'), 409, { code: 'callbackOpen', contactId: 'o1-back' });
    const direct = { id: 'o4', channel: 'callback', queueId: q, callback: { identity: customer.identities[0] } };
    expectProblem(await c.post('/v1/contacts', direct, { key: 'system' }), 409, { contactId: 'o1-back' });
    expect((await c.contact('o2')).state).toBe('waiting');
    await c.cancel('o1-back');
    const both = await Promise.all(['o2', 'o3'].map((id) => ask(id, { id: `${id}-back` })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    for (const id of ['o2', 'o3', 'o2-back', 'o3-back']) await c.cancel(id);
  });

  it('outside the window it is scheduled and keeps its age; when the window closes again too', async () => {
    const { q, agents } = await c.team(1, CALLBACKS);
    const { window, opensAt } = opensSoon();
    await c.enqueue('w1', q, caller('w1'));
    await c.clock(20_000);
    const asked = await ask('w1', { id: 'w1-back', window });
    const at = new Date(opensAt).toISOString();
    expect(asked.body).toMatchObject({ state: 'scheduled', scheduledAt: at, position: null });
    const age = asked.body.ageSeconds as number;
    expect(age).toBeGreaterThanOrEqual(20);
    await c.clock(opensAt - now() + 1);
    await c.event('waiting', 'w1-back');
    const waits = await c.contact('w1-back');
    expect(waits).toMatchObject({ state: 'waiting', position: 1 });
    expect(waits.ageSeconds).toBeGreaterThanOrEqual(age);
    expect(waits.ageSeconds).toBeLessThan(age + 10);
    await c.clock(60_000);
    await c.event('scheduled', 'w1-back', 2);
    const tomorrow = new Date(opensAt + 86_400_000).toISOString();
    expect(await c.contact('w1-back')).toMatchObject({ state: 'scheduled', scheduledAt: tomorrow });
    await c.available(agents[0] ?? '');
    await c.clock(opensAt + 86_400_000 - now() + 1);
    await accept('w1-back', agents[0] ?? '');
    // The next attempt would lie outside the window.
    expect((await tell('w1-back', 'failed')).body).toMatchObject({
      state: 'scheduled',
      scheduledAt: new Date(opensAt + 2 * 86_400_000).toISOString(),
    });
    await c.cancel('w1-back');
    await c.presence(agents[0] ?? '', 'offline');
  });

  it('begins in the window where it is asked for directly, and not before a time that is named', async () => {
    const { q } = await c.team(0);
    const { window, opensAt } = opensSoon();
    const made = await c.enqueue('d1', q, { channel: 'callback', ...caller('d1'), callback: { window } });
    expect(made).toMatchObject({ state: 'scheduled', scheduledAt: new Date(opensAt).toISOString() });
    const later = await c.enqueue('d2', q, {
      channel: 'callback',
      ...caller('d2'),
      callback: { window },
      scheduledAt: new Date(opensAt + 90_000).toISOString(),
    });
    expect(later).toMatchObject({ scheduledAt: new Date(opensAt + 86_400_000).toISOString() });
    await c.enqueue('d3', q, caller('d3'));
    const notBefore = new Date(now() + 600_000).toISOString();
    expect((await ask('d3', { id: 'd3-back', notBefore })).body).toMatchObject({ scheduledAt: notBefore });
    for (const id of ['d1', 'd2', 'd3-back']) await c.cancel(id);
  });

  it('what a client gets wrong is refused with its path', async () => {
    const { q } = await c.team(0);
    const window = { timezone: 'Europe/Berlin', from: '09:00', to: '18:00' };
    await c.enqueue('nobody', q);
    for (const [body, path] of [
      [{}, 'identity'],
      [{ window: { ...window, timezone: 'Mars/Base' } }, 'window.timezone'],
      [{ window: { ...window, to: '08:00' } }, 'window.to'],
      [{ attempts: { max: 11 } }, 'attempts.max'],
      [{ mode: 'nobodyFirst' }, 'mode'],
      [{ phone: '+49' }, 'phone'],
    ] as [Json, string][])
      expectProblem(await ask('nobody', body), 400, { errors: [{ path, message: expect.any(String) }] });
    const wrong = { channel: 'voice', queueId: q, callback: {} };
    expectProblem(await c.post('/v1/contacts', wrong, { key: 'system' }), 400, { errors: [{ path: 'callback' }] });
    expectProblem(await tell('nobody', 'reached'), 409, { state: 'waiting' });
    expectProblem(await tell('nobody', 'unsure'), 400);
    expectProblem(await ask('missing'), 404);
    expectProblem(await tell('missing', 'busy'), 404);
    await c.cancel('nobody');
    expectProblem(await ask('nobody', { identity: { kind: 'phone', value: '+4911' } }), 409, { state: 'cancelled' });
    await c.agent('asker', [q]);
    expectProblem(await ask('nobody', {}, 'asker'), 403);
  });

  it('one answer to one Idempotency-Key', async () => {
    const { q } = await c.team(0);
    await c.enqueue('i1', q, caller('i1'));
    const headers = { 'idempotency-key': 'i1' };
    const first = await c.post('/v1/contacts/i1/callback', {}, { key: 'system', headers });
    const again = await c.post('/v1/contacts/i1/callback', {}, { key: 'system', headers });
    expect(again.body).toEqual(first.body);
    expectProblem(await c.post('/v1/contacts/i1/callback', { id: 'x' }, { key: 'system', headers }), 422);
    await c.cancel(first.body.id as string);
  });

  it('are counted apart', async () => {
    const both = { channels: [...CALLBACKS.channels, { id: 'voice', capacity: 1 }] };
    const { q, agents } = await c.team(1, both);
    const [a = ''] = agents;
    for (const id of ['f1', 'f2', 'f3']) {
      await c.enqueue(id, q, caller(id));
      await ask(id, { id: `${id}-back`, attempts: { max: 1 } });
    }
    await c.cancel('f3-back');
    await c.available(a);
    for (const [id, outcome] of [
      ['f1-back', 'reached'],
      ['f2-back', 'failed'],
    ] as const) {
      await accept(id, a);
      await tell(id, outcome);
      await c.clock(5_000);
      if (outcome === 'reached') await c.complete(id);
    }
    await c.active('plain', q, a);
    await c.complete('plain');
    const { body } = await c.get(`/v1/queues/${q}/stats`, { key: 'supervisor' });
    expect(body).toMatchObject({
      callbacks: { scheduled: 0, waiting: 0, offered: 0, active: 0 },
      last30Minutes: {
        offered: 1,
        answered: 1,
        abandoned: 0,
        sl: 1,
        callbacks: { requested: 3, offered: 3, reached: 1, notReached: 1, withdrawn: 1, failedAttempts: 1 },
      },
    });
    const { callbacks, ahtSeconds } = body.last30Minutes as { callbacks: Json; ahtSeconds: number };
    expect(callbacks.ahtSeconds).toBeGreaterThanOrEqual(5);
    expect(ahtSeconds).toBeLessThan(5);
    await c.presence(a, 'offline');
  });

  it('and the audit finds nothing in all this', async () => {
    await c.must('GET', '/v1/contacts?limit=1');
    const source = new StoreSource(c.node.redis.url, c.node.database.url, []);
    try {
      const { violations, contacts } = await audit(source);
      expect(violations.kept).toEqual([]);
      expect(contacts).toBeGreaterThan(20);
    } finally {
      await source.close();
    }
  });
});
