import { expectDocumented } from './documented.js';
import { RecentEvents } from '../../src/feed/recent-events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { TestNode } from './node.js';
import type { Frame, SocketClient } from './socket-client.js';

describe('the agent socket', () => {
  let node: TestNode;

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1', 'a2', 'a3']);
  });
  afterAll(async () => {
    await node.stop();
    expectDocumented();
  });

  const contactOf = (frame: Frame): Record<string, unknown> =>
    (frame.offer as { contact: Record<string, unknown> }).contact;
  const offerIdOf = (frame: Frame): string => (frame.offer as { id: string }).id;

  async function ready(agent: string, cursor?: string): Promise<SocketClient> {
    const socket = await node.open('agent', agent, cursor);
    await socket.command('presence.set', { presence: 'available' });
    return socket;
  }

  /** Settles with the next event of a type that concerns an agent. */
  function eventOf(type: string, agentId: string): Promise<void> {
    return new Promise((resolve) => {
      const end = node.server.app.get(RecentEvents).subscribe((events) => {
        if (!events.some((event) => event.type === type && event.agentId === agentId)) return;
        end();
        resolve();
      });
    });
  }

  it('carries a contact from offer to completion', async () => {
    const socket = await ready('a1');
    expect(socket.frames[0]).toMatchObject({
      type: 'hello',
      agentId: 'a1',
      presence: 'offline',
      offers: [],
      contacts: [],
    });
    await node.enqueue('c1', {
      customer: { id: 'C-1', value: 0.5 },
      journeyStage: 'use',
      correlation: 'leg-1',
      priority: 2,
    });
    const created = await socket.next('offer.created');
    expect(contactOf(created)).toMatchObject({
      id: 'c1',
      channel: 'voice',
      queueId: 'billing',
      state: 'offered',
      priority: 2,
      customer: { id: 'C-1', value: 0.5 },
      journeyStage: 'use',
      correlation: 'leg-1',
      address: 'sip:a1@example.org',
    });
    const answer = await socket.command('offer.accept', { offerId: offerIdOf(created) });
    expect(answer).toMatchObject({ type: 'result', outcome: 'accepted' });
    await socket.until((frames) => frames.some((f) => f.type === 'offer.ended' && f.outcome === 'accepted'));
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Frame).state === 'active'),
    );
    const ended = await socket.command('contact.complete', { contactId: 'c1', endWrapUp: true, disposition: 'done' });
    expect(ended).toMatchObject({ type: 'result', id: 'c1', state: 'completed' });
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Frame).state === 'completed'),
    );
    const cursors = socket.frames.flatMap((f) => (f.cursor !== undefined && f.type !== 'hello' ? [f.cursor] : []));
    expect(new Set(cursors).size).toBe(cursors.length);
    await socket.command('presence.set', { presence: 'offline' });
    await socket.close();
  });

  it('tells what happened while it was away, in order, once, and then goes on live', async () => {
    const before = await ready('a2');
    await before.until((frames) => frames.some((f) => f.type === 'presence.changed'));
    const cursor = before.frames.find((f) => f.type === 'presence.changed')?.cursor as string;
    await before.close();
    const offered = eventOf('contact.offered', 'a2');
    await node.enqueue('r1');
    await offered;
    await node.call('POST', '/v1/contacts/r1/cancel', { reason: 'abandoned' }, 'system');
    const after = await node.open('agent', 'a2', cursor);
    await after.until((frames) => frames.some((f) => f.type === 'offer.ended'));
    const told = after.frames.filter((f) => f.type.startsWith('offer.'));
    expect(told.map((f) => f.type)).toEqual(['offer.created', 'offer.ended']);
    expect(told[1]).toMatchObject({ contactId: 'r1', outcome: 'customerAbandoned' });
    await node.enqueue('r2');
    const live = await after.next('offer.created', (f) => contactOf(f).id === 'r2');
    expect((await after.command('offer.decline', { offerId: offerIdOf(live), reason: 'busy' })).type).toBe('result');
    await after.next('offer.ended', (f) => f.outcome === 'declined');
    await after.command('presence.set', { presence: 'offline' });
    await node.call('POST', '/v1/contacts/r2/cancel', { reason: 'cancelled' }, 'system');
    await after.close();
  });

  it('shows standing offers and contacts in the hello, and nothing of other agents', async () => {
    const other = await node.open('agent', 'a1');
    const first = await ready('a3');
    await node.enqueue('s1');
    await first.next('offer.created');
    await first.close();
    const second = await node.open('agent', 'a3');
    const hello = second.frames[0] as Frame;
    expect((hello.offers as Frame[]).map((offer) => (offer.contact as Frame).id)).toEqual(['s1']);
    await second.command('offer.accept', { offerId: (hello.offers as { id: string }[])[0]?.id });
    const third = await node.open('agent', 'a3');
    expect(third.frames[0]?.contacts).toMatchObject([{ id: 's1' }]);
    expect(third.frames[0]?.load).toEqual({ voice: 1 });
    expect(other.frames.filter((f) => f.type !== 'hello')).toEqual([]);
    for (const socket of [other, second, third]) await socket.close();
  });

  it('makes an agent offline whose last socket has been gone for 15 s', async () => {
    const { app } = node.server;
    const socket = await ready('a2');
    const signedOff = eventOf('agent.socket', 'a2');
    await socket.close();
    await signedOff;
    const lost = eventOf('agent.presence', 'a2');
    await app.get(LiveRedis).moveClock(10_000);
    expect((await node.call('GET', '/v1/agents/a2/state')).body).toMatchObject({ presence: 'available' });
    await app.get(LiveRedis).moveClock(5_100);
    await lost;
    expect((await node.call('GET', '/v1/agents/a2/state')).body).toMatchObject({
      presence: 'offline',
      reasonCode: 'connectionLost',
    });
    expect((await node.open('agent', 'a2')).frames[0]).toMatchObject({ presence: 'offline' });
  });

  it('says that a cursor is lost, and gives a snapshot', async () => {
    for (const cursor of ['99.1', 'nonsense', '1.999999']) {
      const socket = await node.open('agent', 'a1', cursor);
      await socket.until(
        (frames) => frames.filter((f) => f.type === 'hello' || f.type === 'snapshotRequired').length >= 2,
      );
      const types = socket.frames.map((f) => f.type);
      expect(types.indexOf('snapshotRequired')).toBeLessThan(types.lastIndexOf('hello'));
      await socket.close();
    }
  });

  it('answers what it does not know, cannot read, or must not do, and stays open', async () => {
    const socket = await node.open('agent', 'a1');
    expect(await socket.command('contact.sing', { contactId: 'c1' })).toMatchObject({
      type: 'error',
      problem: { status: 400, code: 'validationFailed', errors: [{ path: 'type' }] },
    });
    expect(await socket.command('constructor')).toMatchObject({ type: 'error', problem: { status: 400 } });
    expect(await socket.command('offer.accept', { offerId: 'nope' })).toMatchObject({ problem: { status: 404 } });
    expect(await socket.command('offer.accept', { offerId: 'x', more: 1 })).toMatchObject({ problem: { status: 400 } });
    expect(await socket.command('contact.complete', { contactId: 's1' })).toMatchObject({ problem: { status: 403 } });
    for (const text of ['{', '[]', '1', '{"type":1}', `{"type":${'['.repeat(100_000)}`, '{"type":"presence.set"}']) {
      const before = socket.frames.length;
      socket.send(text);
      await socket.until((frames) => frames.length > before);
      expect(socket.frames.at(-1)).toMatchObject({ type: 'error', problem: { status: 400 } });
    }
    await socket.close();
  });
});
