import { expectDocumented } from './documented.js';
import { TestNode } from './node.js';
import type { Frame, SocketClient } from './socket-client.js';

describe('the system socket', () => {
  let node: TestNode;
  let agent: SocketClient;

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1']);
    await node.call('PUT', '/v1/queues/other', { name: 'other' });
    agent = await node.open('agent', 'a1');
    await agent.command('presence.set', { presence: 'available' });
  });
  afterAll(async () => {
    await node.stop();
    expectDocumented();
  });

  const story = (socket: SocketClient, id: string): Frame[] =>
    socket.frames.filter((f) => f.contactId === id && f.type !== 'result');
  const types = (frames: readonly Frame[]): string[] => frames.map((f) => f.type);
  const ended = (id: string) => (frames: readonly Frame[]) =>
    frames.some((f) => f.contactId === id && (f.type === 'contact.completed' || f.type === 'contact.cancelled'));

  it('enqueues, follows, and hears flat events with the agent’s address', async () => {
    const socket = await node.open('system', 'system');
    expect(socket.frames[0]).toEqual({ type: 'hello', cursor: expect.stringMatching(/^\d+\.\d+$/) });
    expect(await socket.command('subscribe', { queues: ['billing'] })).toMatchObject({ type: 'result' });
    const made = await socket.command('contact.enqueue', {
      id: 'f1',
      channel: 'voice',
      queueId: 'billing',
      correlation: 'leg-9',
    });
    expect(made).toMatchObject({ type: 'result', id: 'f1', queueId: 'billing' });
    const offered = await socket.next('contact.offered');
    expect(offered).toEqual({
      type: 'contact.offered',
      cursor: expect.any(String),
      at: expect.any(String),
      contactId: 'f1',
      state: 'offered',
      queueId: 'billing',
      channel: 'voice',
      correlation: 'leg-9',
      agentId: 'a1',
      offerId: expect.any(String),
      address: 'sip:a1@example.org',
    });
    expect(await socket.command('offer.accept', { offerId: offered.offerId })).toMatchObject({ outcome: 'accepted' });
    await agent.command('contact.complete', { contactId: 'f1', endWrapUp: true });
    await socket.until(ended('f1'));
    expect(types(story(socket, 'f1'))).toEqual([
      'contact.waiting',
      'contact.offered',
      'contact.active',
      'contact.completed',
    ]);
    expect(story(socket, 'f1').every((f) => f.correlation === 'leg-9')).toBe(true);
    await socket.close();
  });

  it('hears only what it asked for', async () => {
    const [byContact, byQueue, nothing] = [
      await node.open('system', 'system'),
      await node.open('system', 'system'),
      await node.open('system', 'system'),
    ];
    await byContact.command('subscribe', { contacts: ['g2'] });
    await byQueue.command('subscribe', { queues: ['other'] });
    for (const [id, queueId] of [
      ['g1', 'other'],
      ['g2', 'billing'],
      ['g3', 'other'],
    ] as const) {
      await node.enqueue(id, { queueId });
      await node.call('POST', `/v1/contacts/${id}/cancel`, { reason: 'cancelled' }, 'system');
    }
    await byContact.until(ended('g2'));
    await byQueue.until(ended('g3'));
    expect(new Set(byContact.frames.flatMap((f) => f.contactId ?? []))).toEqual(new Set(['g2']));
    expect(new Set(byQueue.frames.flatMap((f) => f.contactId ?? []))).toEqual(new Set(['g1', 'g3']));
    expect(types(nothing.frames)).toEqual(['hello']);
    for (const socket of [byContact, byQueue, nothing]) await socket.close();
  });

  it('replays from a cursor without gap or repeat while more comes in', async () => {
    const first = await node.open('system', 'system');
    const cursor = first.frames[0]?.cursor as string;
    await first.close();
    const ids = Array.from({ length: 700 }, (_, i) => `r${i}`);
    const enqueueing = Promise.all(
      ids.map((id) => node.enqueue(id, { queueId: 'other', correlation: 'x'.repeat(1_000) })),
    );
    const socket = await node.open('system', 'system');
    await socket.command('subscribe', { queues: ['other'], cursor });
    await enqueueing;
    await socket.until((frames) => frames.filter((f) => f.type === 'contact.waiting').length >= ids.length);
    const waiting = socket.frames.filter((f) => f.type === 'contact.waiting');
    expect(new Set(waiting.map((f) => f.contactId))).toEqual(new Set(ids));
    const seqs = waiting.map((f) => Number((f.cursor as string).split('.')[1]));
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    await socket.close();
  });

  it('asks for a snapshot where the cursor is lost, and goes on live', async () => {
    const socket = await node.open('system', 'system');
    await socket.command('subscribe', { queues: ['other'], cursor: '77.1' });
    await socket.next('snapshotRequired');
    await socket.next('hello');
    await node.enqueue('l1', { queueId: 'other' });
    expect(await socket.next('contact.waiting')).toMatchObject({ contactId: 'l1' });
    await socket.close();
  });

  it('takes 10,000 subscriptions in a frame, and refuses more than it can follow', async () => {
    const socket = await node.open('system', 'system');
    const contacts = (from: number, n: number): string[] => Array.from({ length: n }, (_, i) => `s${from + i}`);
    for (let i = 0; i < 5; i += 1)
      expect(await socket.command('subscribe', { contacts: contacts(i * 10_000, 10_000) })).toMatchObject({
        type: 'result',
      });
    expect(await socket.command('subscribe', { contacts: contacts(90_000, 10_000) })).toMatchObject({
      problem: { status: 429 },
    });
    expect(await socket.command('subscribe', { contacts: contacts(0, 10_001) })).toMatchObject({
      problem: { status: 400 },
    });
    expect(await socket.command('subscribe', { queues: contacts(0, 10_000) })).toMatchObject({
      problem: {
        status: 400,
        code: 'unknownReference',
        errors: expect.arrayContaining([{ path: 'queues.0', message: expect.any(String) }]),
      },
    });
    await node.enqueue('s49999', { queueId: 'other' });
    expect(await socket.next('contact.waiting')).toMatchObject({ contactId: 's49999' });
    await socket.close();
  });

  it('answers commands in order, one answer each, however many are sent at once', async () => {
    const socket = await node.open('system', 'system');
    const ids = Array.from({ length: 500 }, (_, i) => `q${i}`);
    for (const id of ids)
      socket.send({ type: 'contact.cancel', requestId: id, contactId: `no-${id}`, reason: 'cancelled' });
    await socket.until((frames) => frames.length === ids.length + 1);
    expect(socket.frames.slice(1).map((f) => f.requestId)).toEqual(ids);
    expect(socket.frames.slice(1).every((f) => (f.problem as { status: number }).status === 404)).toBe(true);
    await socket.close();
  });
});
