import { LiveRedis } from '../../src/live/live-redis.js';
import { faultsOf } from './invariants.js';
import { replayed } from './replay.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

describe.each(STORES)('agents on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 2 });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  const presence = (...[by, presence, more = {}]: Presence) =>
    stage.live.setPresence({ agentId: 'a1', by, presence, ...more });
  type Presence = [
    by: 'agent' | 'system' | 'supervisor',
    presence: 'available' | 'unavailable' | 'offline',
    more?: { channels?: string[]; reasonCode?: string },
  ];
  const lose = () =>
    stage.live.agentTransitions.setPresence({
      agentId: 'a1',
      presence: 'offline',
      reasonCode: 'connectionLost',
      by: 'server',
      timer: true,
    });

  describe('presence', () => {
    it('rescinds open offers when the agent leaves; active contacts stay', async () => {
      await stage.active('c1', 'a1');
      await stage.enqueue('c2');
      const offerId = await stage.offer('c2', 'a1');
      const agent = await presence('agent', 'unavailable', { reasonCode: 'lunch' });
      expect(agent).toMatchObject({ presence: 'unavailable', reasonCode: 'lunch', offers: 0, active: 1 });
      expect((await stage.live.offer(offerId))?.outcome).toBe('rescinded');
      expect(await stage.live.contact('c2')).toMatchObject({ position: 1, contact: { state: 'waiting' } });
      const [rescinded, left] = (await stage.log()).slice(-2);
      expect(rescinded).toMatchObject({ type: 'contact.waiting', offerId, agentId: 'a1', contactId: 'c2' });
      expect(left).toMatchObject({ type: 'agent.presence', agentId: 'a1', cause: 'lunch' });
      expect(agent.notRespondingSince).toBeUndefined();
      const before = await stage.state();
      await presence('agent', 'unavailable', { reasonCode: 'lunch' });
      expect(await stage.state()).toEqual(before);
    });

    it('keeps what a supervisor set until the agent acts, also over a system’s repeat and a lost connection', async () => {
      await presence('supervisor', 'unavailable');
      expect(await codeOf(presence('system', 'available'))).toBe('presenceHeld');
      expect(await codeOf(presence('system', 'unavailable', { reasonCode: 'x' }))).toBe('ok');
      expect(await refusalOf(presence('system', 'available'))).toMatchObject({
        code: 'presenceHeld',
        details: { state: 'unavailable' },
      });
      await stage.live.socketOpened('a1', 's1');
      await stage.live.socketClosed('a1', 's1');
      await stage.live.moveClock(15_000);
      expect(await lose()).toMatchObject({ presence: 'offline' });
      expect(await codeOf(presence('system', 'available'))).toBe('presenceHeld');
      expect(await presence('agent', 'available')).toMatchObject({ presence: 'available' });
      expect(await presence('system', 'unavailable')).toMatchObject({ presence: 'unavailable' });
    });

    it('counts idle time from becoming available, not from saying it again', async () => {
      const { idleSince } = await presence('agent', 'available');
      await stage.live.moveClock(1_000);
      expect((await presence('agent', 'available', { channels: ['voice'] })).idleSince).toBe(idleSince);
      await presence('agent', 'unavailable');
      expect((await presence('agent', 'available')).idleSince).toBeGreaterThanOrEqual(idleSince + 1_000);
    });

    it('makes an agent that did not answer respond again', async () => {
      await stage.enqueue('c1');
      await stage.live.refuseOffer({ offerId: await stage.offer('c1', 'a1'), outcome: 'missed' });
      expect((await presence('agent', 'available')).notRespondingSince).toBeUndefined();
    });

    it('is refused for unknown agents', async () => {
      const unknown = stage.live.setPresence({ agentId: 'none', presence: 'available', by: 'agent' });
      expect(await codeOf(unknown)).toBe('notFound');
    });
  });

  describe('socket', () => {
    it('gone for 15 s takes the agent offline: offers end transportLost, active contacts stay', async () => {
      await stage.live.socketOpened('a1', 's1');
      await stage.live.socketOpened('a1', 's2');
      await stage.active('c1', 'a1');
      await stage.live.socketClosed('a1', 's1');
      expect((await refusalOf(lose())).message).toContain('notDue');
      await stage.live.socketClosed('a1', 's2');
      expect(await stage.lastEvent()).toMatchObject({ type: 'agent.socket', cause: 'closed', agentId: 'a1' });
      await stage.enqueue('c2');
      const offerId = await stage.offer('c2', 'a1');
      await stage.live.moveClock(14_000);
      expect((await refusalOf(lose())).message).toContain('notDue');
      await stage.live.moveClock(1_000);
      expect(await lose()).toMatchObject({ presence: 'offline', reasonCode: 'connectionLost', active: 1, offers: 0 });
      expect((await stage.live.offer(offerId))?.outcome).toBe('transportLost');
      expect((await stage.live.contact('c2'))?.contact.state).toBe('waiting');
      expect((await refusalOf(lose())).message).toContain('notDue');
    });

    it('back in time changes nothing', async () => {
      await stage.live.socketOpened('a1', 's1');
      await stage.live.socketClosed('a1', 's1');
      await stage.live.socketOpened('a1', 's2');
      await stage.live.moveClock(20_000);
      expect((await refusalOf(lose())).message).toContain('notDue');
      expect((await stage.live.agent('a1'))?.presence).toBe('available');
    });

    it('lost because nothing posted arrives: the agent is offline at once, whoever of many notices', async () => {
      await stage.active('c1', 'a1');
      const before = await stage.log();
      await Promise.all(Array.from({ length: 50 }, () => stage.live.agentUnreachable('a1')));
      expect(await stage.log()).toHaveLength(before.length + 1);
      expect(await stage.lastEvent()).toMatchObject({ type: 'agent.socket', cause: 'unreachable', agentId: 'a1' });
      expect(await lose()).toMatchObject({ presence: 'offline', reasonCode: 'connectionLost', active: 1 });
      expect(await replayed(store.url, await stage.log())).toEqual(await stage.state());
    });

    it('that stands is not lost with what is posted; and nobody is lost who is unknown', async () => {
      await stage.live.socketOpened('a1', 's1');
      const before = await stage.state();
      await stage.live.agentUnreachable('a1');
      expect(await stage.state()).toEqual(before);
      expect(await codeOf(stage.live.agentUnreachable('none'))).toBe('notFound');
    });

    it('agents without one are not touched, and saying available again is no new connection', async () => {
      const { redis, keys } = stage.live.connection;
      await presence('system', 'available');
      expect(await redis.zcard(keys.deadlines)).toBe(0);
      await stage.live.socketOpened('a1', 's1');
      await stage.live.socketClosed('a1', 's1');
      await presence('system', 'available');
      expect(await redis.zcard(keys.deadlines)).toBe(1);
      await presence('agent', 'unavailable');
      await presence('agent', 'available');
      expect(await redis.zcard(keys.deadlines)).toBe(0);
      expect(await codeOf(stage.live.socketOpened('none', 's1'))).toBe('notFound');
    });

    it('of a dead node counts as closed', async () => {
      const { redis, keys, options } = stage.live.connection;
      const dying = new LiveRedis({ ...options, nodeId: 'n2' });
      await dying.connection.connect();
      await dying.nodes.start();
      await dying.socketOpened('a1', 's1');
      expect(await stage.live.nodes.sweep()).toEqual([]);
      await dying.connection.close();
      await dying.nodes.stop();
      // As after six seconds without a sign of it.
      await redis.zadd(keys.nodes, stage.live.now(), 'n2');
      expect(await stage.live.nodes.sweep()).toEqual(['n2']);
      expect(await redis.zscore(keys.deadlines, 'conn|a1')).not.toBeNull();
    });

    it('of the node that looks does not, though it was paused, nor for a clock that was moved', async () => {
      const { redis, keys, options } = stage.live.connection;
      const other = new LiveRedis({ ...options, nodeId: 'n2' });
      await other.connection.connect();
      for (const { nodes } of [stage.live, other]) await nodes.start();
      await stage.live.moveClock(60_000);
      expect(await stage.live.nodes.sweep()).toEqual([]);
      await stage.live.socketOpened('a1', 's1');
      await redis.zadd(keys.nodes, stage.live.now(), 'n1');
      expect(await stage.live.nodes.sweep()).toEqual([]);
      expect(await redis.scard(keys.sockets('a1'))).toBe(1);
      for (const { nodes } of [stage.live, other]) await nodes.stop();
      await other.connection.close();
    });
  });

  describe('external load', () => {
    it('takes capacity until it is deleted or its time is over', async () => {
      const agent = await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r1', channel: 'voice', untilSeconds: 60 });
      expect(agent).toMatchObject({ external: 1, used: { voice: 1 } });
      expect(await stage.lastEvent()).toMatchObject({ type: 'agent.load', cause: 'started', agentId: 'a1' });
      await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r1', channel: 'voice', untilSeconds: 60 });
      await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r2', channel: 'voice' });
      await stage.enqueue('c1');
      expect(await stage.offer('c1', 'a1')).toBe('capacityFull');
      const timer = () => stage.live.agentTransitions.deleteExternalLoad({ agentId: 'a1', ref: 'r1', timer: true });
      expect((await refusalOf(timer())).message).toContain('notDue');
      await stage.live.moveClock(60_001);
      expect(await timer()).toMatchObject({ external: 1 });
      expect(await stage.live.deleteExternalLoad({ agentId: 'a1', ref: 'r2' })).toMatchObject({ external: 0 });
      const before = await stage.state();
      expect(await stage.live.deleteExternalLoad({ agentId: 'a1', ref: 'r2' })).toMatchObject({ external: 0 });
      expect(await stage.state()).toEqual(before);
      expect(await stage.offer('c1', 'a1')).toMatch(/^o/);
    });

    it('moves to another channel when it is put again with one', async () => {
      await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r1', channel: 'voice', untilSeconds: 60 });
      await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r1', channel: 'chat' });
      expect(await stage.live.agent('a1')).toMatchObject({ external: 1, used: { voice: 0, chat: 1 } });
      const { redis, keys } = stage.live.connection;
      expect(await redis.zcard(keys.deadlines)).toBe(0);
    });

    it('is refused for unknown agents', async () => {
      expect(await codeOf(stage.live.putExternalLoad({ agentId: 'none', ref: 'r', channel: 'voice' }))).toBe(
        'notFound',
      );
      expect(await codeOf(stage.live.deleteExternalLoad({ agentId: 'none', ref: 'r' }))).toBe('notFound');
    });
  });

  describe('mirrors', () => {
    it('take over only what is newer, and keep what the agent is doing', async () => {
      await stage.active('c1', 'a1');
      await stage.mirror('a1', [{ id: 'voice', capacity: 1 }], 5);
      await stage.mirror('a1', [{ id: 'voice', capacity: 9 }], 4);
      expect(await stage.live.agent('a1')).toMatchObject({ presence: 'available', active: 1 });
      await stage.enqueue('c2');
      expect(await stage.offer('c2', 'a1')).toBe('capacityFull');
      expect((await stage.lastEvent()).type).toBe('contact.waiting');
    });

    it('do not remove what is in use, and what was removed does not come back with an older mirror', async () => {
      await stage.active('c1', 'a1');
      expect(await codeOf(stage.live.removeAgent('a1', 7))).toBe('resourceInUse');
      expect(await codeOf(stage.live.removeQueue('q', 7))).toBe('resourceInUse');
      expect(await stage.live.liveContactsOfQueue('q')).toBe(1);
      await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
      await stage.live.removeAgent('a1', 7);
      await stage.live.removeQueue('q', 7);
      expect(await stage.live.agent('a1')).toBeUndefined();
      expect(await codeOf(presence('agent', 'available'))).toBe('notFound');
      expect(await codeOf(stage.enqueue('c2'))).toBe('notFound');
      const before = await stage.state();
      await stage.mirror('a1', [{ id: 'voice', capacity: 1 }], 6);
      await stage.live.mirrorQueue('q', true, 6);
      await stage.live.removeAgent('a1', 7);
      await stage.live.removeQueue('q', 7);
      expect(await stage.state()).toEqual(before);
      await stage.mirror('a1', [{ id: 'voice', capacity: 1 }], 8);
      await stage.live.mirrorQueue('q', true, 8);
      expect(await stage.live.agent('a1')).toMatchObject({ presence: 'offline' });
      expect(await codeOf(stage.enqueue('c2'))).toBe('ok');
    });
  });

  it('snapshot reads an agent, its offers and contacts and the log’s position as one', async () => {
    await stage.active('c1', 'a1');
    await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r1', channel: 'chat' });
    await stage.enqueue('c2');
    const offerId = await stage.offer('c2', 'a1');
    const snapshot = await stage.live.agentSnapshot('a1');
    expect(snapshot).toMatchObject({
      cursor: await stage.live.logEnd(),
      agent: { id: 'a1', offers: 1, active: 1, external: 1 },
      offers: [{ offer: { id: offerId }, contact: { id: 'c2' } }],
      contacts: [{ id: 'c1', state: 'active' }],
    });
    expect(await codeOf(stage.live.agentSnapshot('none'))).toBe('notFound');
  });

  describe('lease', () => {
    it('has one holder; a new one gets a new epoch', async () => {
      const other = new (await import('../../src/live/lease.js')).Lease(stage.live.connection, 'n2');
      stage.epoch = (await stage.live.lease.acquire()).epoch as string;
      expect(await other.acquire()).toMatchObject({ held: false, leader: 'n1' });
      expect(await stage.live.lease.renew(stage.epoch)).toMatchObject({ held: true, epoch: stage.epoch });
      await stage.live.moveClock(1_501);
      const taken = await other.acquire();
      expect(taken.held).toBe(true);
      expect(Number(taken.epoch)).toBeGreaterThan(Number(stage.epoch));
      expect(await stage.live.lease.renew(stage.epoch)).toMatchObject({ held: false });
      await stage.live.lease.release(stage.epoch);
      expect(await stage.live.lease.acquire()).toMatchObject({ held: false, leader: 'n2' });
      await other.release(taken.epoch as string);
      expect(await stage.live.lease.acquire()).toMatchObject({ held: true });
    });
  });
});
