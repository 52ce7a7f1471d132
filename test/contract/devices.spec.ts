import { readEnvironment } from '../../src/config/environment.js';
import { STORES } from '../../src/config/stores.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { expectDocumented } from '../ws/documented.js';
import { SocketClient, type Frame } from '../ws/socket-client.js';
import { Center, expectProblem, type Json } from './center.js';
import { IN_PROCESS } from '../ws/node.js';

/** The events that a socket has had: not the answers to its own commands. */
function heard(socket: SocketClient): Frame[] {
  return socket.frames.filter(({ type, cursor }) => type !== 'hello' && cursor !== undefined);
}

describe('one agent at several devices, and supervisors, on two nodes', () => {
  let c: Center;
  let second: RunningServer;
  beforeAll(async () => {
    c = await Center.start();
    const stores = c.node.server.app.get<{ redisUrl: string; databaseUrl: string }>(STORES);
    const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
    const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
    second = await startServer(settings, stores, IN_PROCESS);
    // Offers last longer than the tests let them wait, in whatever time the machine takes for it.
    const { id: _, ...voice } = (await c.get('/v1/channels/voice')).body;
    await c.must('PUT', '/v1/channels/voice', { ...voice, offerTimeoutSeconds: 600 });
    await c.heardBy(second);
  });
  afterAll(async () => {
    expectDocumented();
    await second.close();
    await c.stop();
  });

  const here = (agentId: string): Promise<SocketClient> => c.node.open('agent', agentId);
  async function there(key: string, socket = 'agent'): Promise<SocketClient> {
    const client = SocketClient.connect(second.url, socket, { key: c.node.keys.get(key) });
    await client.next('hello');
    return client;
  }

  it('each device hears every event, either may answer, and the load is one', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    const [desk, phone] = [await here(a), await there(a)];
    expect((await desk.command('presence.set', { presence: 'available' })).type).toBe('result');
    expect(await phone.next('presence.changed')).toMatchObject({ agentId: a, presence: 'available' });
    await c.enqueue('dv1', q);
    await c.enqueue('dv2', q);
    const [first, same] = [await desk.next('offer.created'), await phone.next('offer.created')];
    expect(same).toEqual(first);
    const offerId = (first.offer as Json).id as string;
    expect((await phone.command('offer.accept', { offerId })).type).toBe('result');
    expect(await desk.next('offer.ended')).toMatchObject({ offerId, contactId: 'dv1', outcome: 'accepted' });
    // The other device comes too late with the same answer, and with another one.
    expect((await desk.command('offer.accept', { offerId })).type).toBe('result');
    expect(await desk.command('offer.decline', { offerId })).toMatchObject({
      type: 'error',
      problem: { status: 409, offerOutcome: 'accepted' },
    });
    await c.settled();
    expect(await c.state(a)).toMatchObject({ load: { voice: 1 }, offers: [], contacts: [{ id: 'dv1' }] });
    expect((await c.contact('dv2')).state).toBe('waiting');
    await desk.command('contact.complete', { contactId: 'dv1', endWrapUp: true });
    const next = (await phone.next('offer.created')).offer as Json;
    await phone.command('offer.decline', { offerId: next.id });
    for (const device of [desk, phone]) await device.next('offer.ended', ({ contactId }) => contactId === 'dv2');
    expect(heard(desk)).toEqual(heard(phone));
    await c.cancel('dv2');
    await Promise.all([desk.close(), phone.close()]);
  });

  it('closing one changes nothing; 15 s after the last one the connection is lost', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    const [desk, phone, second] = [await here(a), await there(a), await here(a)];
    await desk.command('presence.set', { presence: 'available' });
    await c.enqueue('dv3', q);
    const offerId = ((await phone.next('offer.created')).offer as Json).id as string;
    await c.hangUp(desk, a, 2);
    // One on each node is left, then only that of the other.
    await c.clock(6_000);
    await c.hangUp(second, a, 1);
    await c.clock(10_000);
    await c.settled();
    expect(await c.state(a)).toMatchObject({ presence: 'available', offers: [{ id: offerId }] });
    await c.hangUp(phone, a);
    await c.clock(3_000);
    await c.settled();
    expect((await c.state(a)).presence).toBe('available');
    const back = await here(a);
    expect(back.frames[0]).toMatchObject({ presence: 'available', offers: [{ id: offerId }] });
    await c.hangUp(back, a);
    await c.must('POST', `/v1/offers/${offerId}/accept`, {}, { key: a });
    await c.clock(15_100);
    await c.settled();
    expect(await c.state(a)).toMatchObject({
      presence: 'offline',
      reasonCode: 'connectionLost',
      contacts: [{ id: 'dv3' }],
    });
    await c.complete('dv3');
  });

  it('a supervisor signs an agent out: its offers are taken back, its sockets are told, and it stands', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, { channels: [{ id: 'voice', capacity: 2 }] });
    const [desk, phone] = [await here(a), await there(a)];
    await desk.command('presence.set', { presence: 'available' });
    await c.active('so1', q, a);
    await c.enqueue('so2', q);
    const offerId = await c.offer('so2');
    expect((await c.presence(a, 'offline', { reasonCode: 'shiftOver' }, 'supervisor')).body).toMatchObject({
      presence: 'offline',
      presenceBy: 'supervisor',
      reasonCode: 'shiftOver',
    });
    for (const socket of [desk, phone]) {
      expect(await socket.next('offer.ended', (frame) => frame.offerId === offerId)).toMatchObject({
        outcome: 'rescinded',
      });
      expect(await socket.next('presence.changed', ({ presence }) => presence === 'offline')).toMatchObject({
        presenceBy: 'supervisor',
        reasonCode: 'shiftOver',
      });
    }
    expect(await c.event('waiting', 'so2', 2)).toMatchObject({ outcome: 'rescinded' });
    expect(await c.state(a)).toMatchObject({ presence: 'offline', offers: [], contacts: [{ id: 'so1' }] });
    // Neither a system nor a device that comes (back) lifts it.
    expectProblem(await c.presence(a, 'available', {}, 'system'), 409);
    await c.hangUp(desk, a, 1);
    const again = await here(a);
    expect(again.frames[0]).toMatchObject({ presence: 'offline', presenceBy: 'supervisor' });
    await c.clock(20_000);
    await c.settled();
    expect(await c.state(a)).toMatchObject({ presence: 'offline', reasonCode: 'shiftOver' });
    expect((await c.contact('so2')).state).toBe('waiting');
    // What it has it may bring to an end; that is not yet an answer to the supervisor.
    expect((await again.command('contact.complete', { contactId: 'so1', endWrapUp: true })).type).toBe('result');
    expect((await c.state(a)).presence).toBe('offline');
    await again.command('presence.set', { presence: 'available' });
    expect(await c.event('offered', 'so2', 2)).toMatchObject({ agentId: a });
    await c.cancel('so2');
    await Promise.all([again.close(), phone.close()]);
  });

  it('alerts reach the supervisors of every node, those of one that comes later too', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    const near = await c.node.open('supervisor', 'supervisor');
    await c.must('PUT', '/v1/skills/rare', { name: 'rare' });
    await c.enqueue('al1', q, { requirements: [{ skillId: 'rare' }] });
    await c.available(a);
    await c.enqueue('al0', q);
    await c.must('POST', `/v1/offers/${await c.offer('al0')}/decline`, {}, { key: a });
    await c.clock(5_100);
    await c.must('POST', `/v1/offers/${await c.offer('al0', 2)}/decline`, {}, { key: a });
    await c.enqueue('al2', q);
    await c.enqueue('al3', q);
    const of = (kind: string) => (frame: Frame) => frame.queueId === q && frame.alert === kind && !frame.resolved;
    await near.next('alert', of('unroutable'));
    // Its node has followed nothing until now.
    const far = await there('supervisor', 'supervisor');
    const stands = await far.next('alert', of('unroutable'));
    expect(stands).toMatchObject({ id: 'unroutable:al1', contactId: 'al1', level: 'critical' });
    expect(await far.next('alert', of('declinedByAll'))).toMatchObject({
      contactId: 'al0',
      level: 'warning',
      count: 2,
    });
    await c.cancel('al0');
    await c.presence(a, 'unavailable');
    await c.presence(a, 'offline', {}, 'supervisor');
    const [told, same] = [await near.next('alert', of('nobodyLeft')), await far.next('alert', of('nobodyLeft'))];
    expect({ ...same, cursor: told.cursor, at: told.at }).toEqual(told);
    expect(told).toMatchObject({ agentId: a, count: 2 });
    await c.available(a);
    for (const socket of [near, far])
      await socket.next('alert', ({ id, resolved }) => id === told.id && resolved === true);
    for (const id of ['al1', 'al2', 'al3']) await c.cancel(id);
    for (const socket of [near, far])
      await socket.next('alert', ({ contactId, resolved }) => contactId === 'al1' && resolved === true);
    await Promise.all([near.close(), far.close()]);
  });
});
