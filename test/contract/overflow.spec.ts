import { LiveRedis } from '../../src/live/live-redis.js';
import { becomes } from '../support/becomes.js';
import { Center, expectProblem, type Json } from './center.js';

describe('overflow', () => {
  let c: Center;
  let second: { q: string; agents: string[] };
  beforeAll(async () => {
    c = await Center.start();
    second = await c.team(1);
  });
  afterAll(() => c.stop());
  const [queueIdOf, historyOf] = [
    async (id: string) => (await c.contact(id)).queueId,
    async (id: string) => ((await c.contact(id)).history as Json[]).map(({ type }) => type),
  ];

  it('takes a contact when it has waited so long, with its age', async () => {
    await c.queue('slow', { overflow: { afterSeconds: 30, toQueueId: second.q } });
    await c.enqueue('patient', 'slow');
    await c.enqueue('gone', 'slow');
    await c.cancel('gone', 'abandoned');
    await c.clock(20_000);
    expect(await queueIdOf('patient')).toBe('slow');
    await c.clock(11_000);
    await c.event('waiting', 'patient', 2);
    expect(await c.contact('patient')).toMatchObject({ state: 'waiting', queueId: second.q, position: 1 });
    expect((await c.contact('patient')).ageSeconds).toBeGreaterThanOrEqual(31);
    expect(await historyOf('patient')).toEqual(['enqueued', 'overflowed']);
    expect((await c.get('/v1/queues/slow/stats')).body.waiting).toBe(0);
    const [agent = ''] = second.agents;
    await c.available(agent);
    expect((await c.event('offered', 'patient')).queueId).toBe(second.q);
    await c.cancel('patient');
    await c.presence(agent, 'offline');
  });

  it('waits for the answer to an offer that is open', async () => {
    await c.queue('nearly', { overflow: { afterSeconds: 10, toQueueId: second.q } });
    await c.agent('n1', ['nearly']);
    await c.available('n1');
    await c.enqueue('ringing', 'nearly');
    await c.offer('ringing');
    await c.clock(12_000);
    expect(await c.contact('ringing')).toMatchObject({ state: 'offered', queueId: 'nearly' });
    await c.clock(10_000);
    await c.event('waiting', 'ringing', 3);
    expect(await queueIdOf('ringing')).toBe(second.q);
    await c.cancel('ringing');
  });

  it('an answered contact does not overflow; transferred, it may do so from there', async () => {
    await c.queue('first', { overflow: { afterSeconds: 10, toQueueId: second.q } });
    await c.agent('f1', ['first']);
    await c.available('f1');
    await c.active('answered', 'first', 'f1');
    await c.clock(30_000);
    expect(await c.contact('answered')).toMatchObject({ state: 'active', queueId: 'first' });
    await c.must('POST', '/v1/contacts/answered/transfer', { mode: 'blind', queueId: 'first' });
    await c.presence('f1', 'offline');
    await c.clock(11_000);
    await c.event('waiting', 'answered', 3);
    expect(await queueIdOf('answered')).toBe(second.q);
    await c.cancel('answered');
  });

  it('a change is in force for who waits', async () => {
    await c.queue('changing');
    await c.enqueue('early', 'changing');
    await c.queue('changing', { overflow: { afterSeconds: 15, toQueueId: second.q } });
    const { redis, keys } = c.node.server.app.get(LiveRedis).connection;
    await becomes(async () => (await redis.zscore(keys.deadlines, 'overflow|early')) !== null, 'it has a deadline');
    await c.clock(16_000);
    await c.event('waiting', 'early', 2);
    expect(await queueIdOf('early')).toBe(second.q);
    await c.cancel('early');
  });

  it('stays where it is when the other queue is closed or the rule is gone', async () => {
    await c.queue('shut', { open: false });
    await c.queue('hopeful', { overflow: { afterSeconds: 5, toQueueId: 'shut' } });
    await c.enqueue('stays', 'hopeful');
    await c.clock(6_000);
    await c.settled();
    expect(await c.contact('stays')).toMatchObject({ state: 'waiting', queueId: 'hopeful' });
    await c.cancel('stays');
  });

  it('by length: who comes when more wait than that goes to the other queue', async () => {
    await c.queue('short', { overflow: { whenWaitingOver: 1, toQueueId: second.q } });
    for (const id of ['s1', 's2', 's3']) await c.enqueue(id, 'short');
    expect(await Promise.all(['s1', 's2', 's3'].map(queueIdOf))).toEqual(['short', 'short', second.q]);
    expect(await historyOf('s3')).toEqual(['enqueued', 'overflowed']);
    await c.queue('shut2', { open: false });
    await c.queue('short', { overflow: { whenWaitingOver: 0, toQueueId: 'shut2' } });
    await c.enqueue('s4', 'short');
    expect(await queueIdOf('s4')).toBe('short');
    for (const id of ['s1', 's2', 's3', 's4']) await c.cancel(id);
  });

  it('a full queue names what would be taken instead, and that is taken', async () => {
    await c.queue('full-too', { maxWaiting: 1 });
    await c.queue('shut-too', { open: false });
    await c.queue('helps');
    const steps = [{ afterSeconds: 60, addQueues: ['helps', 'shut-too', 'full-too'] }];
    await c.queue('packed', { maxWaiting: 1, overflow: { afterSeconds: 60, toQueueId: second.q }, steps });
    for (const q of ['packed', 'full-too']) await c.enqueue(`first-${q}`, q);
    const asked = { channel: 'voice', queueId: 'packed', customer: { id: 'kim' } };
    const refused = await c.post('/v1/contacts', { id: 'p2', ...asked }, { key: 'system' });
    expectProblem(refused, 429, {
      code: 'queueFull',
      alternatives: [
        { queueId: second.q },
        { queueId: 'helps' },
        { channel: 'callback', scheduledAt: expect.any(String) },
      ],
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const [n, change] of (refused.body.alternatives as Json[]).entries()) {
      const taken = await c.post('/v1/contacts', { id: `alt${n}`, ...asked, ...change }, { key: 'system' });
      expect(taken.status).toBe(201);
      await c.cancel(`alt${n}`);
    }
    for (const q of ['packed', 'full-too']) await c.cancel(`first-${q}`);
  });

  it('a full queue refuses', async () => {
    await c.queue('tiny', { maxWaiting: 1 });
    await c.enqueue('t1', 'tiny');
    const refused = await c.post('/v1/contacts', { id: 't2', channel: 'voice', queueId: 'tiny' }, { key: 'system' });
    expectProblem(refused, 429, { code: 'queueFull', alternatives: [] });
    await c.cancel('t1');
  });
});
