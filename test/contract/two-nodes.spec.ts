import { Lotse } from '@lotse/client';
import { readEnvironment } from '../../src/config/environment.js';
import { STORES } from '../../src/config/stores.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { becomes } from '../support/becomes.js';
import { SocketClient } from '../ws/socket-client.js';
import { Center, type Json } from './center.js';
import { IN_PROCESS } from '../ws/node.js';

describe('any node will do', () => {
  let c: Center;
  let second: RunningServer;
  beforeAll(async () => {
    c = await Center.start();
    const stores = c.node.server.app.get<{ redisUrl: string; databaseUrl: string }>(STORES);
    const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
    const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
    second = await startServer(settings, stores, IN_PROCESS);
  });
  afterAll(async () => {
    await second.close();
    await c.stop();
  });

  /** A client of the second node. */
  const there = (key = 'admin'): Lotse => new Lotse({ url: second.url, key: c.node.keys.get(key) ?? key });
  /** The second node's answer, whatever it is. */
  const probe = async (method: string, path: string, body?: Json, key = 'admin'): Promise<{ status: number }> =>
    fetch(second.url + path, {
      method,
      headers: {
        authorization: `Bearer ${c.node.keys.get(key)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
  const queues = (key: string): Promise<unknown> => there(key).get('/v1/queues');

  it('configuration and keys hold everywhere at once', async () => {
    await c.queue('everywhere');
    const body = { id: 'there', channel: 'voice', queueId: 'everywhere' };
    const made = await there('system').exchange('post', '/v1/contacts', { body });
    expect(made).toMatchObject({ status: 201, body: { state: 'waiting', position: 1 } });
    await c.agent('both', ['everywhere']);
    await c.available('both');
    const offer = await c.offer('there');
    await there('both').post('/v1/offers/{id}/accept', { path: { id: offer } });
    expect((await c.contact('there')).state).toBe('active');
    const done = { path: { id: 'there' }, body: { endWrapUp: true } };
    expect((await there('both').post('/v1/contacts/{id}/complete', done)).state).toBe('completed');
  });

  it('a change made on one is in force for who waits, whoever decides', async () => {
    await c.must('PUT', '/v1/skills/new', { name: 'new' });
    await c.enqueue('patient', 'everywhere', { requirements: [{ skillId: 'new' }] });
    const path = { id: 'both' };
    const { id: _, ...agent } = await c.lotse().get('/v1/agents/{id}', { path });
    await there().put('/v1/agents/{id}', { path, body: { ...agent, skills: [{ id: 'new', level: 1 }] } });
    await c.offer('patient');
    await c.cancel('patient');
  });

  it('hours, reason codes and contact types of one come into force on the other', async () => {
    /** Until the answer of the other node is as it must be. */
    const answers = (status: number, ask: () => Promise<{ status: number }>): Promise<void> =>
      becomes(async () => (await ask()).status === status, `the answer is ${status}`);
    await c.must('PUT', '/v1/hours/never', { timezone: 'UTC', weekly: [], exceptions: [] });
    await c.queue('nightly', { hoursId: 'never' });
    await c.must('PUT', '/v1/reason-codes/lunch', { name: 'Lunch' });
    await c.must('PUT', '/v1/contact-types/brief', { name: 'Brief', requiredFields: [], dispositions: ['done'] });
    const made = { id: 'typed', channel: 'voice', queueId: 'everywhere', contactTypeId: 'brief' };
    expect(await probe('POST', '/v1/contacts', made, 'system')).toMatchObject({ status: 201 });
    await answers(409, () => probe('POST', '/v1/contacts', { channel: 'voice', queueId: 'nightly' }, 'system'));
    await answers(400, () => probe('POST', '/v1/agents/both/presence', { presence: 'offline', reasonCode: 'x' }));
    await c.cancel('typed');
    await answers(204, () => probe('DELETE', '/v1/reason-codes/lunch'));
    await answers(204, () => probe('DELETE', '/v1/contact-types/brief'));
  });

  it('a cursor of one is good on the other, and events reach sockets of both', async () => {
    const here = await c.node.open('agent', 'both');
    const cursor = here.frames[0]?.cursor as string;
    await c.enqueue('crossing', 'everywhere');
    await here.next('offer.created');
    const other = SocketClient.connect(second.url, 'agent', { key: c.node.keys.get('both'), cursor });
    await other.next('offer.created');
    await c.hangUp(here, 'both', 1);
    await c.clock(16_000);
    expect((await c.state('both')).presence).toBe('available');
    await other.close();
    await c.presence('both', 'offline');
    await c.cancel('crossing');
  });

  it('a key that was made on one is good on the other at once, for requests and for sockets', async () => {
    const make = async (): Promise<string> =>
      (await c.lotse().post('/v1/api-keys', { body: { role: 'supervisor', name: 'young' } })).key;
    for (let i = 0; i < 20; i++) {
      await queues(await make());
      const socket = SocketClient.connect(second.url, 'supervisor', { key: await make() });
      await socket.next('hello');
      await socket.close();
    }
    await expect(queues('lotse_0000000000000000_guessed')).rejects.toMatchObject({ status: 401 });
  });

  it('a key that is revoked on one is soon gone on the other', async () => {
    const { id, key } = await c.lotse().post('/v1/api-keys', { body: { role: 'supervisor', name: 'brief' } });
    await queues(key);
    const socket = SocketClient.connect(second.url, 'supervisor', { key });
    await socket.next('hello');
    await c.lotse().delete('/v1/api-keys/{id}', { path: { id } });
    expect((await socket.closed).code).toBe(4401);
    await expect(queues(key)).rejects.toMatchObject({ status: 401 });
  });
});
