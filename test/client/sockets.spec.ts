import { type AgentSocket, Lotse, ProblemError, type SupervisorSocket, type SystemSocket } from '@lotse/client';
import { LiveRedis } from '../../src/live/live-redis.js';
import { TestNode } from '../ws/node.js';
import { Cable } from './cable.js';
import { Heard } from './heard.js';
import { ManualClock } from './manual-clock.js';

type AnySocket = AgentSocket | SystemSocket | SupervisorSocket;

describe('sockets of the client', () => {
  let node: TestNode;
  let cable: Cable;
  const open: AnySocket[] = [];
  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1', 'a2', 'a3']);
    await node.call('PUT', '/v1/queues/empty', { name: 'Empty' });
    cable = await Cable.lay(node.url);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((socket) => socket.close()));
  });
  afterAll(async () => {
    await cable.remove();
    await node.stop();
  });

  const lotse = (key: string, more: { url?: string; clock?: ManualClock } = {}): Lotse =>
    new Lotse({ url: cable.url, key: node.keys.get(key) ?? key, ...more });
  /** Closed after the test, however that ends: a socket left to itself would come back for ever. */
  const kept = <S extends AnySocket>(socket: S): S => {
    open.push(socket);
    return socket;
  };
  const admin = (): Lotse => lotse('admin', { url: node.url });
  const enqueue = (id: string, queueId = 'empty'): Promise<unknown> =>
    lotse('system', { url: node.url }).post('/v1/contacts', { body: { id, channel: 'voice', queueId } });
  const cancel = (id: string): Promise<unknown> =>
    admin().post('/v1/contacts/{id}/cancel', { path: { id }, body: { reason: 'cancelled' } });

  it('carry an offer from its event to the end of the contact, by commands', async () => {
    const socket = kept(lotse('a1').agentSocket());
    const heard = new Heard(socket);
    const hello = await socket.open();
    expect([hello.agentId, hello.presence, socket.cursor]).toEqual(['a1', 'offline', hello.cursor]);
    const states: string[] = [];
    socket.on('contact.updated', ({ contact }) => states.push(contact.state));
    socket.on('offer.created', async ({ offer }) => {
      expect((await socket.command('offer.accept', { offerId: offer.id })).outcome).toBe('accepted');
      const done = await socket.command('contact.complete', { contactId: offer.contact.id, endWrapUp: true });
      expect(done.state).toBe('completed');
    });
    expect(await socket.command('presence.set', { presence: 'available' })).toMatchObject({ presence: 'available' });
    await enqueue('way', 'billing');
    await heard.first('contact.updated', ({ contact }) => (contact as { state: string }).state === 'completed');
    expect(states).toEqual(['active', 'completed']);
    expect(socket.cursor).toBe(heard.cursors.at(-1));
    await socket.command('presence.set', { presence: 'offline' });
  });

  it('reject a refused command with its problem, and give an event to who listens', async () => {
    const system = kept(lotse('system').systemSocket());
    await system.open();
    const refused = system.command('contact.enqueue', { channel: 'voice', queueId: 'nowhere' });
    await expect(refused).rejects.toBeInstanceOf(ProblemError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'unknownReference',
      errors: [{ path: 'queueId' }],
    });
    await expect(system.subscribe({ queues: ['nowhere'] })).rejects.toMatchObject({ code: 'unknownReference' });
    const seen: string[] = [];
    const listener = (event: { contactId: string }): unknown => seen.push(event.contactId);
    system.on('contact.waiting', listener);
    await system.subscribe({ queues: ['empty'] });
    const heard = new Heard(system);
    await system.command('contact.enqueue', { id: 'one', channel: 'voice', queueId: 'empty' });
    await heard.first('contact.waiting');
    system.off('contact.waiting', listener);
    await enqueue('two');
    await heard.first('contact.waiting', ({ contactId }) => contactId === 'two');
    expect(seen).toEqual(['one']);
    await Promise.all(['one', 'two'].map(cancel));
  });

  it('with a wrong key, a wrong role or a key that is revoked: for good, and say which', async () => {
    const before = cable.connections;
    for (const [key, code] of [
      ['nonsense', 'unauthorized'],
      ['system', 'forbidden'],
    ] as const) {
      const socket = kept(lotse(key).agentSocket());
      const heard = new Heard(socket);
      await expect(socket.open()).rejects.toMatchObject({ code });
      await expect(socket.command('presence.set', { presence: 'available' })).rejects.toMatchObject({ code });
      expect(heard.all.map(({ type }) => type)).toEqual(['closed']);
      await socket.close();
    }
    const { id, key } = await admin().post('/v1/api-keys', { body: { role: 'system', name: 'brief' } });
    const socket = kept(lotse(key).systemSocket());
    const heard = new Heard(socket);
    await socket.open();
    await admin().delete('/v1/api-keys/{id}', { path: { id } });
    expect(await heard.first('closed')).toMatchObject({ error: { code: 'unauthorized' } });
    expect(heard.of('disconnected')).toEqual([]);
    expect(cable.connections - before).toBe(3);
  });

  it('tell what happened while the connection was cut, once and in order', async () => {
    const system = kept(lotse('system').systemSocket());
    const heard = new Heard(system);
    await system.open();
    await system.subscribe({ queues: ['empty'], contacts: ['later'] });
    const from = system.cursor;
    await enqueue('cut1');
    await heard.first('contact.waiting', ({ contactId }) => contactId === 'cut1');
    cable.cut();
    await enqueue('cut2');
    await enqueue('later', 'billing');
    await cancel('cut1');
    await heard.first('contact.cancelled', ({ contactId }) => contactId === 'cut1');
    await Promise.all(['cut2', 'later'].map(cancel));
    await heard.first('contact.cancelled', ({ contactId }) => contactId === 'cut2');
    await heard.first('contact.cancelled', ({ contactId }) => contactId === 'later');
    expect(heard.of('disconnected')).toHaveLength(1);
    expect(new Set(heard.cursors).size).toBe(heard.cursors.length);
    // The same once more, from the start, as an uncut socket hears it.
    const again = kept(lotse('system', { url: node.url }).systemSocket({ cursor: from }));
    const whole = new Heard(again);
    await again.open();
    await again.subscribe({ queues: ['empty'], contacts: ['later'] });
    await whole.first('contact.cancelled', ({ cursor }) => cursor === heard.cursors.at(-1));
    expect(heard.events).toEqual(whole.events);
    // Asked for again on the same socket, what was told already is left out.
    await again.subscribe({ queues: ['empty'], cursor: from });
    const told = whole.events.length;
    await enqueue('cut3');
    await whole.first('contact.waiting', ({ contactId }) => contactId === 'cut3');
    expect(whole.events.slice(told)).toMatchObject([{ contactId: 'cut3' }]);
    await cancel('cut3');
  });

  it('follow the rest when a queue was removed while nobody was connected', async () => {
    await node.call('PUT', '/v1/queues/brief', { name: 'Brief' });
    const clock = new ManualClock();
    const system = kept(lotse('system', { clock }).systemSocket());
    const heard = new Heard(system);
    await system.open();
    await system.subscribe({ queues: ['brief', 'empty'] });
    cable.cut();
    await heard.first('disconnected');
    await admin().delete('/v1/queues/{id}', { path: { id: 'brief' } });
    clock.advance(200);
    const problem = await heard.first('problem');
    expect(problem).toMatchObject({ code: 'unknownReference', errors: [{ path: 'queues.0' }] });
    await clock.untilPlannedWithin(400);
    clock.advance(400);
    await enqueue('rest');
    await heard.first('contact.waiting', ({ contactId }) => contactId === 'rest');
    await cancel('rest');
  });

  it('say that a cursor is too old, and go on from the snapshot', async () => {
    const first = kept(lotse('system').systemSocket());
    const old = (await first.open()).cursor;
    const agentCursor = (await kept(lotse('a2').agentSocket()).open()).cursor;
    await first.close();
    await enqueue('age1');
    await node.server.app.get(LiveRedis).moveClock(16 * 60_000);
    await cancel('age1');
    await node.hasHeard();
    const system = kept(lotse('system').systemSocket({ cursor: old }));
    const heard = new Heard(system);
    await system.open();
    await system.subscribe();
    await heard.first('hello', ({ cursor }) => cursor === system.cursor);
    await heard.first('snapshotRequired');
    await enqueue('age2');
    await heard.first('contact.waiting', ({ contactId }) => contactId === 'age2');
    expect(heard.all.map(({ type }) => type)).toEqual(['hello', 'snapshotRequired', 'hello', 'contact.waiting']);
    await cancel('age2');
    for (const cursor of [agentCursor, '77.5', 'gibberish']) {
      const agent = kept(lotse('a2').agentSocket({ cursor }));
      const told = new Heard(agent);
      const hello = await agent.open();
      expect(told.all.map(({ type }) => type)).toEqual(['snapshotRequired', 'hello']);
      expect(agent.cursor).toBe(hello.cursor);
    }
  });

  it('leave a command whose answer was cut off to who gave it', async () => {
    const agent = kept(lotse('a3').agentSocket());
    const heard = new Heard(agent);
    await agent.open();
    cable.hold();
    const command = agent.command('presence.set', { presence: 'available' });
    command.catch(() => undefined);
    const presence = async (): Promise<string> =>
      (await admin().get('/v1/agents/{id}/state', { path: { id: 'a3' } })).presence;
    while ((await presence()) !== 'available');
    cable.cut();
    await expect(command).rejects.toMatchObject({ code: 'outcomeUnknown', name: 'ConnectionError' });
    // Were it sent again, the agent would be available after this.
    await admin().post('/v1/agents/{id}/presence', { path: { id: 'a3' }, body: { presence: 'unavailable' } });
    await heard.first('presence.changed', ({ presence: said }) => said === 'unavailable');
    await agent.command('offer.accept', { offerId: 'none' }).catch(() => undefined);
    expect(await presence()).toBe('unavailable');
    expect(heard.of('presence.changed').map(({ presence: said }) => said)).toEqual(['available', 'unavailable']);
  });

  it('keep a command for the connection to come, for the time that it has', async () => {
    const clock = new ManualClock();
    const agent = kept(lotse('a3', { clock }).agentSocket());
    const heard = new Heard(agent);
    await agent.open();
    cable.cut();
    await heard.first('disconnected');
    const late = agent.command('offer.accept', { offerId: 'none' });
    clock.advance(100);
    const early = agent.command('offer.accept', { offerId: 'none' });
    await Promise.all([
      expect(late).rejects.toMatchObject({ code: 'notFound', status: 404 }),
      clock.untilPlannedWithin(60).then(() => clock.advance(100)),
      expect(early).rejects.toMatchObject({ code: 'notFound' }),
    ]);
    await agent.close();
    await expect(agent.command('offer.accept', { offerId: 'none' })).rejects.toMatchObject({ code: 'closed' });
    const never = lotse('a3', { url: 'http://127.0.0.1:9', clock }).agentSocket({ timeoutSeconds: 3 });
    const opening = never.open();
    const unsent = never.command('presence.set', { presence: 'available' });
    clock.advance(3_000);
    await expect(unsent).rejects.toMatchObject({ code: 'notSent' });
    await never.close();
    await expect(opening).rejects.toMatchObject({ code: 'closed' });
  });

  it('do not wait for ever for a server that says nothing', async () => {
    const clock = new ManualClock();
    const system = kept(lotse('system', { clock }).systemSocket());
    const heard = new Heard(system);
    await system.open();
    await system.subscribe({ queues: ['empty'] });
    cable.hold();
    const command = system.command('contact.enqueue', { id: 'slow', channel: 'voice', queueId: 'empty' });
    command.catch(() => undefined);
    while ((await node.call('GET', '/v1/contacts/slow')).status !== 200);
    clock.advance(10_000);
    await expect(command).rejects.toMatchObject({ code: 'outcomeUnknown' });
    clock.advance(30_000);
    expect(await heard.first('disconnected')).toMatchObject({ code: 1006 });
    cable.cut();
    clock.advance(200);
    // What it did meanwhile comes with the replay.
    await heard.first('contact.waiting', ({ contactId }) => contactId === 'slow');
    await cancel('slow');
  });

  it('bound what waits', async () => {
    const agent = lotse('a1', { url: 'http://127.0.0.1:9', clock: new ManualClock() }).agentSocket();
    const commands = Array.from({ length: 1_001 }, () => agent.command('offer.accept', { offerId: 'none' }));
    await expect(commands.at(-1)).rejects.toMatchObject({ code: 'tooManyCommands' });
    await agent.close();
    const codes = await Promise.allSettled(commands);
    expect(codes.slice(0, -1).every((one) => one.status === 'rejected')).toBe(true);
    await expect(commands[0]).rejects.toMatchObject({ code: 'notSent' });
  });

  it('give supervisors the figures each second, alike or not', async () => {
    const supervisor = kept(lotse('supervisor').supervisorSocket());
    const figures: number[] = [];
    const told = new Promise<void>((resolve) =>
      supervisor.on('stats', ({ stats }) => {
        figures.push(stats.waiting);
        if (figures.length === 3) resolve();
      }),
    );
    await supervisor.open();
    await told;
    expect(figures.map((waiting) => waiting - (figures[0] ?? 0))).toEqual([0, 0, 0]);
  });
});
