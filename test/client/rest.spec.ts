import { isOutcomeUnknown, Lotse, ProblemError } from '@lotse/client';
import { TestNode } from '../ws/node.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedServer } from './scripted-server.js';

const problem = (status: number, code: string): object => ({ title: code, status, detail: 'as said', code });
const CONTACT = { body: { channel: 'voice', queueId: 'q' } };

describe('REST of the client, where the server fails', () => {
  let server: ScriptedServer;
  let clock: ManualClock;
  let lotse: Lotse;
  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  beforeEach(() => {
    clock = new ManualClock();
    lotse = new Lotse({ url: `${server.url}/`, key: 'the-key', clock });
  });
  afterAll(() => server.stop());

  /** Lets pauses pass as they come, and collects them; time-outs of 10 s stay. */
  async function pausesOf(request: Promise<unknown>): Promise<{ pauses: number[]; outcome: unknown }> {
    const pauses: number[] = [];
    const outcome = request.catch((error: unknown) => error);
    const isOver = outcome.then(() => true);
    while (!(await Promise.race([clock.untilPlannedWithin(9_999).then(() => false), isOver]))) {
      const [pause] = clock.planned();
      if (pause === undefined || pause >= 10_000) continue;
      pauses.push(pause);
      clock.advance(pause);
    }
    return { pauses, outcome: await outcome };
  }

  it('repeats a POST under one Idempotency-Key, not before Retry-After, with growing pauses', async () => {
    server
      .answers(503, problem(503, 'outcomeUnknown'))
      .breaks()
      .answers(503, problem(503, 'storeUnavailable'), { 'retry-after': '7' })
      .answers(502)
      .answers(201, { id: 'c' });
    const { pauses, outcome } = await pausesOf(lotse.post('/v1/contacts', CONTACT));
    expect(outcome).toEqual({ id: 'c' });
    // Half of each by the clock's chance, 0.5: three quarters of 200, 400 and 1600 ms; 7 s instead of the third.
    expect(pauses).toEqual([150, 300, 7_000, 1_200]);
    const requests = server.arrived();
    expect(requests).toHaveLength(5);
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/contacts',
      headers: { authorization: 'Bearer the-key', 'content-type': 'application/json' },
      body: '{"channel":"voice","queueId":"q"}',
    });
    server.answers(201, {}).answers(201, {});
    await lotse.post('/v1/contacts', CONTACT);
    await lotse.post('/v1/contacts', { ...CONTACT, idempotencyKey: 'mine' });
    const keys = server.arrived().map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), 'mine']);
  });

  it('gives up after a bounded number of tries, with the last word', async () => {
    for (let n = 0; n < 6; n += 1) server.answers(503, problem(503, 'storeUnavailable'), { 'retry-after': '1' });
    const first = await pausesOf(lotse.get('/v1/stats'));
    expect(first.outcome).toMatchObject({ status: 503, code: 'storeUnavailable', retryAfterSeconds: 1 });
    expect([first.pauses.length, server.arrived().length]).toEqual([5, 6]);
    for (let n = 0; n < 6; n += 1) server.breaks();
    expect((await pausesOf(lotse.get('/v1/stats'))).outcome).toMatchObject({ code: 'unreachable' });
    for (let n = 0; n < 6; n += 1) server.breaks();
    const post = await pausesOf(lotse.post('/v1/contacts', CONTACT));
    expect(isOutcomeUnknown(post.outcome)).toBe(true);
    server.arrived();
    server.answers(503, problem(503, 'storeUnavailable'), { 'retry-after': '31' });
    expect((await pausesOf(lotse.get('/v1/stats'))).pauses).toEqual([]);
    expect(server.arrived()).toHaveLength(1);
  });

  it('repeats nothing that was refused, nor a change that another may have followed', async () => {
    const inQuestion = ['stateForbids', 'tooManyRequests', 'internalError'].entries();
    for (const [n, code] of inQuestion) {
      const status = [409, 429, 500][n] ?? 0;
      server.answers(status, problem(status, code));
      const { outcome, pauses } = await pausesOf(lotse.post('/v1/contacts', CONTACT));
      expect(outcome).toBeInstanceOf(ProblemError);
      expect([outcome, pauses]).toMatchObject([{ status, code }, []]);
    }
    const patch = { path: { id: 'c' }, body: { priority: 1 } };
    server.breaks();
    expect(await pausesOf(lotse.patch('/v1/contacts/{id}', patch))).toMatchObject({
      pauses: [],
      outcome: { code: 'outcomeUnknown' },
    });
    const put = { path: { id: 's' }, body: { name: 'S' }, ifMatch: '"1"' };
    server.answers(503, problem(503, 'outcomeUnknown'));
    expect((await pausesOf(lotse.put('/v1/skills/{id}', put))).pauses).toEqual([]);
    server.answers(503, problem(503, 'storeUnavailable')).answers(200, { id: 's' });
    expect(await pausesOf(lotse.put('/v1/skills/{id}', put))).toMatchObject({ pauses: [150], outcome: { id: 's' } });
    expect(server.arrived().at(-1)?.headers['if-match']).toBe('"1"');
  });

  it('takes a DELETE for done that finds nothing when it is repeated', async () => {
    const ask = { path: { id: 's' } };
    server.breaks().answers(404, problem(404, 'notFound'));
    expect((await pausesOf(lotse.delete('/v1/skills/{id}', ask))).outcome).toBeUndefined();
    server.answers(404, problem(404, 'notFound'));
    expect((await pausesOf(lotse.delete('/v1/skills/{id}', ask))).outcome).toMatchObject({ code: 'notFound' });
  });

  it('waits for an answer for the time that it has, and ends when its caller says so', async () => {
    server.isSilent().answers(200, { waiting: 0 });
    const slow = lotse.get('/v1/stats', { timeoutSeconds: 20 });
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(20_000);
    await clock.untilPlannedWithin(150);
    clock.advance(150);
    expect(await slow).toEqual({ waiting: 0 });
    server.arrived();

    const caller = new AbortController();
    server.isSilent();
    const ended = lotse.get('/v1/stats', { signal: caller.signal });
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    caller.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
    const pausing = new AbortController();
    server.breaks();
    const paused = lotse.get('/v1/stats', { signal: pausing.signal });
    await clock.untilPlannedWithin(150);
    pausing.abort(new Error('enough of this'));
    await expect(paused).rejects.toThrow('enough of this');
    expect(clock.planned()).toEqual([]);
  });

  it('says something of an answer that is no problem document', async () => {
    server.answers(418);
    await expect(lotse.get('/v1/stats')).rejects.toMatchObject({ status: 418, code: 'noProblem', errors: [] });
  });
});

describe('REST of the client, with a real server', () => {
  let node: TestNode;
  let lotse: Lotse;
  beforeAll(async () => {
    node = await TestNode.start({}, { durable: true });
    lotse = new Lotse({ url: node.url, key: node.keys.get('admin') ?? '', attempts: 60 });
  });
  afterAll(() => node.stop());

  it('writes, reads, lists, removes, with statuses and headers for who asks', async () => {
    const queue = { path: { id: 'q' }, body: { name: 'Q' } };
    const made = await lotse.exchange('put', '/v1/queues/{id}', queue);
    expect([made.status, made.body.name]).toEqual([201, 'Q']);
    const etag = made.headers.get('etag') ?? '';
    const changed = await lotse.exchange('put', '/v1/queues/{id}', { ...queue, ifMatch: etag });
    expect(changed.status).toBe(200);
    await expect(
      lotse.put('/v1/queues/{id}', { path: { id: 'q' }, body: { name: 'R' }, ifMatch: etag }),
    ).rejects.toMatchObject({ status: 412, code: 'preconditionFailed' });
    const contact = await lotse.post('/v1/contacts', {
      body: { id: 'c.1', channel: 'voice', queueId: 'q', priority: 3 },
    });
    expect(contact).toMatchObject({ id: 'c.1', state: 'waiting', priority: 3 });
    expect((await lotse.get('/v1/contacts', { query: { state: 'waiting', limit: 1 } })).items).toMatchObject([
      { id: 'c.1' },
    ]);
    const patched = await lotse.patch('/v1/contacts/{id}', { path: { id: 'c.1' }, body: { priority: 4 } });
    expect(patched.priority).toBe(4);
    const cancelled = await lotse.post('/v1/contacts/{id}/cancel', {
      path: { id: 'c.1' },
      body: { reason: 'cancelled' },
    });
    expect(cancelled.state).toBe('cancelled');
    const again = lotse.post('/v1/contacts/{id}/complete', { path: { id: 'c.1' } });
    await expect(again).rejects.toMatchObject({ status: 409, state: 'cancelled' });
    await lotse.put('/v1/skills/{id}', { path: { id: 'gone' }, body: { name: 'Gone' } });
    expect(await lotse.delete('/v1/skills/{id}', { path: { id: 'gone' } })).toBeUndefined();
    await expect(lotse.get('/v1/skills/{id}', { path: { id: 'a b/c' } })).rejects.toMatchObject({
      status: 404,
      problem: { instance: '/v1/skills/a%20b%2Fc' },
    });
  });

  it('gets through a Redis that is away for a while, once', async () => {
    await node.redis.kill();
    const body = { channel: 'voice', queueId: 'q', customer: { id: 'patient' } };
    const made = lotse.post('/v1/contacts', { body });
    await node.redis.restart();
    const { id } = await made;
    const { items } = await lotse.get('/v1/contacts', { query: { customerId: 'patient' } });
    expect(items.map((contact) => contact.id)).toEqual([id]);
  });
});
