import { SocketClient, type Frame } from '../ws/socket-client.js';
import { Center, MS, type Json } from './center.js';

describe('sockets', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    for (const id of ['q', 'empty', 'other']) await c.queue(id);
    for (const id of ['s1', 's2']) await c.agent(id, [id === 's1' ? 'q' : 'other']);
  });
  afterAll(() => c.stop());

  const connect = (name: string, key?: string, cursor?: string): SocketClient =>
    SocketClient.connect(c.node.url, name, {
      key: key === undefined ? undefined : (c.node.keys.get(key) ?? key),
      cursor,
    });
  const about = (socket: SocketClient, id: string): Frame[] => socket.frames.filter((f) => f.contactId === id);

  describe('who comes in', () => {
    it('a key in the header, or as first frame', async () => {
      for (const [name, key] of [
        ['agent', 's1'],
        ['system', 'system'],
        ['supervisor', 'supervisor'],
      ] as const) {
        const byHeader = await c.node.open(name, key);
        expect(byHeader.socket.protocol).toBe('lotse.v1');
        expect(byHeader.frames[0]).toMatchObject({ type: 'hello', cursor: expect.any(String) });
        await byHeader.close();
        const byFrame = connect(name);
        await byFrame.opened();
        byFrame.send({ type: 'auth', token: c.node.keys.get(key) });
        expect(await byFrame.next('hello')).toHaveProperty('cursor');
        await byFrame.close();
      }
    });

    it('a bad key: 4401; a wrong role: 4403', async () => {
      expect((await connect('agent', 'nonsense').closed).code).toBe(4401);
      for (const [name, key] of [
        ['agent', 'system'],
        ['agent', 'supervisor'],
        ['system', 's1'],
        ['system', 'supervisor'],
        ['supervisor', 's1'],
        ['supervisor', 'system'],
      ] as const)
        expect([name, key, (await connect(name, key).closed).code]).toEqual([name, key, 4403]);
      const byFrame = connect('agent');
      await byFrame.opened();
      byFrame.send({ type: 'auth', token: 'nonsense' });
      expect((await byFrame.closed).code).toBe(4401);
    });

    it('nobody without a key within 5 s: 4401', async () => {
      expect((await connect('system').closed).code).toBe(4401);
    });
  });

  it('an agent hears of its offers and contacts, and commands by frames', async () => {
    const socket = await c.node.open('agent', 's1');
    expect(socket.frames[0]).toMatchObject({
      type: 'hello',
      agentId: 's1',
      presence: 'offline',
      offers: [],
      contacts: [],
    });
    const set = await socket.command('presence.set', { presence: 'available' });
    expect(set).toMatchObject({ type: 'result', requestId: expect.any(String), presence: 'available' });
    expect(await socket.next('presence.changed')).toMatchObject({
      presence: 'available',
      cursor: expect.any(String),
      at: MS,
    });
    await c.enqueue('ag', 'q', { customer: { id: 'C', name: 'Ada' }, journeyStage: 'use', correlation: 'corr' });
    const created = await socket.next('offer.created');
    expect(created).toMatchObject({
      cursor: expect.any(String),
      at: MS,
      offer: {
        id: expect.any(String),
        expiresAt: MS,
        contact: { id: 'ag', customer: { id: 'C', name: 'Ada' }, journeyStage: 'use', correlation: 'corr' },
      },
    });
    const offerId = (created.offer as Json).id as string;
    const again = await c.node.open('agent', 's1');
    expect(again.frames[0]).toMatchObject({
      offers: [{ id: offerId, expiresAt: MS, contact: { id: 'ag' } }],
      contacts: [],
    });
    await again.close();
    expect(await socket.command('offer.accept', { offerId })).toMatchObject({ type: 'result' });
    await socket.until((frames) => frames.some((f) => f.type === 'offer.ended'));
    expect(socket.frames.find((f) => f.type === 'offer.ended')).toMatchObject({
      offerId,
      contactId: 'ag',
      outcome: 'accepted',
    });
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Json).state === 'active'),
    );
    await c.must('PATCH', '/v1/contacts/ag', { priority: 3 });
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Json).priority === 3),
    );
    expect(await socket.command('contact.complete', { contactId: 'ag', endWrapUp: true })).toMatchObject({
      type: 'result',
      state: 'completed',
    });
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Json).state === 'completed'),
    );
    await socket.command('presence.set', { presence: 'offline' });
    await socket.close();
  });

  it('with a cursor, an agent gets every event after it, in order, once', async () => {
    const first = await c.node.open('agent', 's1');
    await first.command('presence.set', { presence: 'available' });
    const { cursor } = await first.next('presence.changed');
    await first.close();
    await c.enqueue('re', 'q');
    const offer = await c.offer('re');
    await c.cancel('re', 'abandoned');
    for (const by of ['header', 'frame']) {
      const back = connect(
        'agent',
        by === 'header' ? 's1' : undefined,
        by === 'header' ? (cursor as string) : undefined,
      );
      if (by === 'frame') {
        await back.opened();
        back.send({ type: 'auth', token: c.node.keys.get('s1'), cursor });
      }
      await back.until((frames) => frames.some((f) => f.type === 'offer.ended'));
      expect(back.frames[0]?.type).toBe('hello');
      const told = back.frames.filter((f) => f.type.startsWith('offer.'));
      expect(told).toMatchObject([
        { type: 'offer.created', offer: { id: offer } },
        { type: 'offer.ended', offerId: offer, contactId: 're', outcome: 'customerAbandoned' },
      ]);
      if (by === 'frame') await back.command('presence.set', { presence: 'offline' });
      await back.close();
    }
  });

  it('a cursor of a lost history: snapshotRequired, then hello', async () => {
    for (const cursor of ['77.5', 'gibberish']) {
      const socket = connect('agent', 's2', cursor);
      await socket.next('snapshotRequired');
      await socket.next('hello');
      await socket.close();
      const system = await c.node.open('system', 'system');
      system.send({ type: 'subscribe', requestId: 'x', cursor });
      await system.next('snapshotRequired');
      expect(await system.next('hello')).toHaveProperty('cursor');
      await system.close();
    }
  });

  it('a cursor more than 15 minutes behind: snapshotRequired', async () => {
    const old = await c.node.open('system', 'system');
    const cursor = old.frames[0]?.cursor as string;
    await old.close();
    await c.enqueue('age1', 'empty');
    await c.clock(16 * 60_000);
    await c.cancel('age1');
    await c.event('cancelled', 'age1');
    const back = await c.node.open('system', 'system');
    back.send({ type: 'subscribe', requestId: 'x', cursor });
    await back.next('snapshotRequired');
    await back.close();
  });

  it('a system hears flat events with every field, of what it subscribed to', async () => {
    await c.must('PUT', '/v1/channels/voice', {
      name: 'Voice',
      kind: 'synchronous',
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 30,
      defaultTargetSeconds: 20,
    });
    const [byQueue, byContact, none] = [
      await c.node.open('system', 'system'),
      await c.node.open('system', 'system'),
      await c.node.open('system', 'system'),
    ];
    const start = byQueue.frames[0]?.cursor as string;
    expect(await byQueue.command('subscribe', { queues: ['q'] })).toMatchObject({ type: 'result' });
    expect(await byContact.command('subscribe', { contacts: ['fl2'] })).toMatchObject({ type: 'result' });
    await c.available('s1');
    const made = await byQueue.command('contact.enqueue', {
      id: 'fl',
      channel: 'voice',
      queueId: 'q',
      correlation: 'leg',
    });
    expect(made).toMatchObject({ type: 'result', id: 'fl', state: expect.any(String) });
    const offered = await byQueue.next('contact.offered');
    expect(offered).toEqual({
      type: 'contact.offered',
      cursor: expect.any(String),
      at: MS,
      contactId: 'fl',
      state: 'offered',
      queueId: 'q',
      channel: 'voice',
      correlation: 'leg',
      agentId: 's1',
      offerId: expect.any(String),
      address: 'sip:s1@example.org',
    });
    expect(await byQueue.command('offer.decline', { offerId: offered.offerId, reason: 'noAnswer' })).toMatchObject({
      type: 'result',
    });
    await byQueue.until((frames) => frames.some((f) => f.outcome === 'missed' && f.type === 'contact.waiting'));
    await c.available('s1');
    const second = await byQueue.next('contact.offered');
    expect(await byQueue.command('offer.accept', { offerId: second.offerId })).toMatchObject({ type: 'result' });
    expect(await byQueue.command('contact.patch', { contactId: 'fl', priority: 4 })).toMatchObject({
      type: 'result',
      priority: 4,
    });
    await c.complete('fl', {});
    await c.complete('fl');
    await byQueue.until((frames) => frames.some((f) => f.type === 'contact.completed'));
    const story = about(byQueue, 'fl').filter((f) => f.type !== 'result');
    const states = ['waiting', 'offered', 'waiting', 'offered', 'active', 'wrapUp', 'completed'];
    expect(story.map((f) => f.type)).toEqual(states.map((state) => `contact.${state}`));
    for (const f of story)
      expect(f).toMatchObject({
        state: f.type.slice('contact.'.length),
        queueId: 'q',
        channel: 'voice',
        correlation: 'leg',
        at: MS,
      });
    for (const f of story.slice(-2)) expect(f.agentId).toBe('s1');
    expect(story.at(-1)?.outcome).toEqual(expect.any(String));

    await c.enqueue('fl2', 'empty');
    expect(await byContact.command('contact.cancel', { contactId: 'fl2', reason: 'resolvedElsewhere' })).toMatchObject({
      type: 'result',
      state: 'cancelled',
    });
    await byContact.until((frames) => frames.some((f) => f.type === 'contact.cancelled'));
    expect(
      about(byContact, 'fl2')
        .filter((f) => f.type !== 'result')
        .map((f) => f.type),
    ).toEqual(['contact.waiting', 'contact.cancelled']);
    expect(about(byContact, 'fl2').at(-1)).toMatchObject({ outcome: 'resolvedElsewhere' });
    expect(about(byQueue, 'fl2')).toEqual([]);
    expect([...about(none, 'fl'), ...about(none, 'fl2'), ...about(byContact, 'fl')]).toEqual([]);

    const replay = await c.node.open('system', 'system');
    await replay.command('subscribe', { queues: ['q'], cursor: start });
    await replay.until((frames) => frames.some((f) => f.type === 'contact.completed' && f.contactId === 'fl'));
    expect(about(replay, 'fl').map((f) => [f.cursor, f.type])).toEqual(story.map((f) => [f.cursor, f.type]));
    await c.presence('s1', 'offline');
    for (const socket of [byQueue, byContact, none, replay]) await socket.close();
  });

  it('supervisors get the figures each second', async () => {
    const socket = await c.node.open('supervisor', 'supervisor');
    await socket.next('stats');
    await socket.next('stats');
    await socket.close();
  });

  it('errors carry requestId and a problem; same rules as REST', async () => {
    const socket = await c.node.open('system', 'system');
    const tries: [string, Json, number][] = [
      ['no.such', {}, 400],
      ['contact.enqueue', { channel: 'voice' }, 400],
      ['contact.enqueue', { channel: 'voice', queueId: 'nope' }, 400],
      ['contact.enqueue', { channel: 'voice', queueId: 'q', unknown: 1 }, 400],
      ['contact.cancel', { contactId: 'nope', reason: 'cancelled' }, 404],
      ['contact.cancel', { contactId: 'ag', reason: 'cancelled' }, 409],
      ['contact.patch', { contactId: 'ag', priority: 1 }, 409],
      ['offer.accept', { offerId: 'nope' }, 404],
      ['presence.set', { presence: 'available' }, 400],
      ['subscribe', { queues: ['nope'] }, 400],
    ];
    for (const [type, body, status] of tries) {
      const answer = await socket.command(type, body);
      expect([type, answer]).toMatchObject([
        type,
        {
          type: 'error',
          requestId: expect.any(String),
          problem: { status, code: expect.any(String), title: expect.any(String) },
        },
      ]);
    }
    const conflict = await socket.command('contact.cancel', { contactId: 'ag', reason: 'abandoned' });
    expect(conflict).toMatchObject({ problem: { state: 'completed' } });
    socket.send('not json');
    await socket.until((frames) => frames.at(-1)?.type === 'error');
    expect(await socket.command('contact.cancel', { contactId: 're', reason: 'abandoned' })).toMatchObject({
      type: 'result',
    });
    await socket.close();
  });

  it('an agent may not command what is another’s', async () => {
    await c.available('s2');
    await c.enqueue('own', 'other');
    const offerId = await c.offer('own');
    const socket = await c.node.open('agent', 's1');
    for (const type of ['offer.accept', 'offer.decline'])
      expect(await socket.command(type, { offerId })).toMatchObject({ type: 'error', problem: { status: 403 } });
    await c.must('POST', `/v1/offers/${offerId}/accept`, {}, { key: 's2' });
    expect(await socket.command('contact.complete', { contactId: 'own' })).toMatchObject({
      type: 'error',
      problem: { status: 403 },
    });
    await c.complete('own');
    await c.presence('s2', 'offline');
    await socket.close();
  });
});
