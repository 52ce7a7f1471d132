import { readEnvironment } from '../../src/config/environment.js';
import { STORES } from '../../src/config/stores.js';
import { startServer, type RunningServer } from '../../src/server.js';
import type { Frame } from '../ws/socket-client.js';
import { Center, expectProblem, MS, type Json, type Reply } from './center.js';
import { IN_PROCESS } from '../ws/node.js';

/** Mail, call and video of one customer are one story, on whatever node they come in. */
describe('contacts of one matter', () => {
  let c: Center;
  let second: RunningServer;
  let there: (path: string, body: Json, key?: string) => Promise<Reply>;
  beforeAll(async () => {
    c = await Center.start();
    const stores = c.node.server.app.get<{ redisUrl: string; databaseUrl: string }>(STORES);
    const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
    const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
    second = await startServer(settings, stores, IN_PROCESS);
    there = async (path, body, key = 'system') => {
      const headers = { authorization: `Bearer ${c.node.keys.get(key)}`, 'content-type': 'application/json' };
      const response = await fetch(second.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Json, headers: response.headers };
    };
  });
  afterAll(async () => {
    await second.close();
    await c.stop();
  });

  const channels = ['email', 'voice', 'video'].map((id) => ({ id, capacity: 5 }));
  const merge = (id: string, intoContactId: string, key = 'system') =>
    c.post(`/v1/contacts/${id}/merge`, { intoContactId }, { key });
  const accept = async (id: string, agentId: string) =>
    c.must('POST', `/v1/offers/${await c.offer(id)}/accept`, {}, { key: agentId });

  it('find each other, go to the agent who knows, and one is merged into another', async () => {
    const { q, agents } = await c.team(2, { channels });
    const [a = '', b = ''] = agents;
    const customer = { id: 'C-4711', name: 'Ada' };
    await c.must('PUT', '/v1/routing-profiles/knows', { name: 'knows', credits: { affinity: 90 } });
    await c.queue(q, { routingProfileId: 'knows' });
    await c.available(a);
    expect((await c.enqueue('mail', q, { channel: 'email', customer, threadId: 'T-1' })).earlier).toBeUndefined();
    await accept('mail', a);
    await c.post('/v1/contacts/mail/complete', { note: 'Asked for the receipt.' }, { key: a });
    await c.available(b);
    await c.heardBy(second);
    await c.clock(3_600_000);
    const desk = await c.node.open('agent', a);
    // An hour later; the other agent has been idle for longer. What is known comes from another node.
    const call = await there('/v1/contacts', { id: 'call', channel: 'voice', queueId: q, threadId: 'T-1', customer });
    const earlier = { id: 'mail', channel: 'email', at: MS, agentId: a, note: 'Asked for the receipt.' };
    expect(call).toMatchObject({ status: 201, body: { earlier: [earlier] } });
    expect((await c.event('offered', 'call')).agentId).toBe(a);
    const offer = (await desk.next('offer.created')) as Frame & { offer: { contact: Json } };
    expect(offer.offer.contact).toMatchObject({ id: 'call', earlier: [earlier] });
    expect((await accept('call', a)).contact).toMatchObject({ earlier: [{ id: 'mail' }] });

    const video = await c.enqueue('video', q, { channel: 'video', customer });
    expect(video.earlier).toMatchObject([{ id: 'call', state: 'active', open: true, agentId: a }, { id: 'mail' }]);
    await accept('video', a);
    expectProblem(await merge('video', 'video', a), 400, {
      errors: [{ path: 'intoContactId', message: expect.any(String) }],
    });
    expectProblem(await merge('video', 'nobody', a), 400, {
      errors: [{ path: 'intoContactId', message: expect.any(String) }],
    });
    expectProblem(await c.post('/v1/contacts/video/merge', {}, { key: a }), 400);
    expectProblem(await merge('nobody', 'call'), 404);
    expectProblem(await merge('video', 'call', b), 403);
    const merged = await there('/v1/contacts/video/merge', { intoContactId: 'call' }, a);
    expect(merged).toMatchObject({
      status: 200,
      body: { state: 'cancelled', outcome: 'merged', mergedInto: 'call', endedBy: 'agent', agentId: a },
    });
    expect(await merge('video', 'call', a)).toMatchObject({ status: 200, body: { mergedInto: 'call' } });
    expectProblem(await merge('video', 'mail', a), 409, { state: 'cancelled' });
    expect(await c.event('cancelled', 'video')).toMatchObject({ agentId: a, outcome: 'merged' });
    expect(c.story('video')).toEqual(['waiting', 'offered', 'active', 'cancelled']);
    expect(await c.contact('call')).toMatchObject({ state: 'active', mergedContacts: ['video'] });
    await desk.until((frames) =>
      frames.some(({ type, contact }) => type === 'contact.updated' && (contact as Json).mergedContacts !== undefined),
    );
    expect((await c.state(a)).load).toEqual({ voice: 1 });
    await c.complete('call');
    await desk.close();
    for (const agent of agents) await c.presence(agent, 'offline');
  });

  it('an offer of what is merged is rescinded, and its agent hears of it', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    const desk = await c.node.open('agent', a);
    const customer = { identities: [{ kind: 'phone', value: '+49 30 1' }] };
    await c.enqueue('first', q, { customer });
    await c.enqueue('again', q, { customer });
    const offerId = await c.offer('first');
    expect((await merge('first', 'again')).body).toMatchObject({ state: 'cancelled', outcome: 'merged' });
    expect(await desk.next('offer.ended')).toMatchObject({ offerId, outcome: 'rescinded' });
    await c.offer('again');
    await c.cancel('again');
    expectProblem(await merge('again', 'first'), 409, { state: 'cancelled' });
    const archived = await c.contact('first');
    expect(archived).toMatchObject({ mergedInto: 'again', history: expect.any(Array) });
    await desk.close();
    await c.presence(a, 'offline');
  });

  it('commands over the socket do the same', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    await c.enqueue('other', q);
    await accept('other', a);
    await c.enqueue('kept', q);
    const desk = await c.node.open('agent', a);
    const result = await desk.command('contact.merge', { contactId: 'other', intoContactId: 'kept' });
    expect(result).toMatchObject({ type: 'result', state: 'cancelled', mergedInto: 'kept' });
    await c.cancel('kept');
    await desk.close();
    await c.presence(a, 'offline');
  });
});
