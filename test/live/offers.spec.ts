import { faultsOf } from './invariants.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';
import { StaleFenceError } from '../../src/live/offer-transitions.js';

describe.each(STORES)('offers on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 1, a2: 2 });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  describe('offer', () => {
    it('binds contact and agent: leg, counters, order, deadline, event', async () => {
      await stage.enqueue('c1');
      const offerId = await stage.offer('c1', 'a1', { offerTimeoutSeconds: 20 });
      const offer = await stage.live.offer(offerId);
      expect(offer).toMatchObject({
        contactId: 'c1',
        agentId: 'a1',
        channel: 'voice',
        queueId: 'q',
        outcome: undefined,
      });
      expect(offer?.expiresAt).toBe((offer?.createdAt as number) + 20_000);
      expect(offer?.decision).toMatchObject({ contactId: 'c1', agentId: 'a1', candidates: [] });
      expect(await stage.live.contact('c1')).toMatchObject({
        position: null,
        contact: { state: 'offered', agentId: 'a1', offerId, legKind: 'primary', offerExpiresAt: offer?.expiresAt },
      });
      expect(await stage.live.agent('a1')).toMatchObject({
        offers: 1,
        used: { voice: 1 },
        legs: [{ contactId: 'c1', kind: 'primary', phase: 'offered', channel: 'voice', offerId }],
      });
      const event = await stage.lastEvent();
      expect(event).toMatchObject({ type: 'contact.offered', contactId: 'c1', agentId: 'a1', offerId, queueId: 'q' });
      expect(event.ops.map(([command, key]) => `${command} ${key}`).sort()).toEqual([
        'HSET agent:a1',
        'HSET contact:c1',
        'HSET legs:a1',
        `HSET offer:${offerId}`,
        'ZADD deadlines',
        'ZREM order:q',
      ]);
    });

    it('has its decision in its event alone: gone with it, where the log is trimmed', async () => {
      await stage.enqueue('c1');
      const item = stage.item('c1', 'a1');
      await stage.offerAll([item]);
      const event = await stage.lastEvent();
      expect(event.decision).toBe(item.decision);
      expect(event.opsText).not.toContain('candidates');
      expect(await stage.hash(`offer:${item.offerId}`)).not.toHaveProperty('decision');
      expect((await stage.live.offer(item.offerId))?.decision).toMatchObject({ contactId: 'c1', agentId: 'a1' });
      const { redis, keys } = stage.live.connection;
      await redis.xtrim(keys.events, 'MAXLEN', 0);
      const offer = await stage.live.offer(item.offerId);
      expect(offer).toMatchObject({ contactId: 'c1' });
      expect(offer?.decision).toBeUndefined();
    });

    it('refuses each item for its own reason, and binds the others of its group', async () => {
      await stage.mirror('off', [{ id: 'voice', capacity: 1 }]);
      await stage.mirror('chat', [{ id: 'chat', capacity: 1 }]);
      await stage.live.setPresence({ agentId: 'chat', presence: 'available', by: 'agent' });
      for (const id of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']) await stage.enqueue(id);
      const results = await stage.offerAll([
        stage.item('c1', 'a1'),
        stage.item('c1', 'a2'),
        stage.item('none', 'a2'),
        stage.item('c2', 'off'),
        stage.item('c2', 'unknown'),
        stage.item('c2', 'a1'),
        stage.item('c2', 'chat'),
        stage.item('c2', 'a2', { queueId: 'other' }),
        stage.item('c2', 'a2'),
        stage.item('c3', 'a2'),
        stage.item('c4', 'a2'),
      ]);
      expect(results.map((result) => (result.ok ? 'ok' : result.because))).toEqual([
        'ok',
        'contactGone',
        'contactGone',
        'agentUnavailable',
        'agentUnavailable',
        'capacityFull',
        'capacityFull',
        'contactGone',
        'ok',
        'ok',
        'capacityFull',
      ]);
      const end = await stage.live.logEnd();
      for (const result of results) if (!result.ok) expect(result.refusedAt).toBe(end);
    });

    it('refuses channels of another day, blocked channels, and lets interruptions through', async () => {
      const channels = [
        { id: 'voice', capacity: 1, blocks: ['chat', 'email'], interruptedBy: ['email'] },
        { id: 'chat', capacity: 2 },
        { id: 'email', capacity: 1 },
      ];
      await stage.mirror('a3', channels);
      await stage.live.setPresence({ agentId: 'a3', presence: 'available', by: 'agent', channels: ['voice', 'chat'] });
      await stage.enqueue('e1', {}, { channel: 'email' });
      expect(await stage.offer('e1', 'a3', { channel: 'email' })).toBe('agentUnavailable');
      await stage.live.setPresence({ agentId: 'a3', presence: 'available', by: 'agent' });
      await stage.enqueue('v1');
      expect(await stage.offer('v1', 'a3')).toMatch(/^o/);
      await stage.enqueue('t1', {}, { channel: 'chat' });
      expect(await stage.offer('t1', 'a3', { channel: 'chat' })).toBe('blockedByChannel');
      expect(await stage.offer('e1', 'a3', { channel: 'email' })).toMatch(/^o/);
    });

    it('refuses who does not respond, and a contact that this agent has just declined', async () => {
      await stage.enqueue('c1');
      await stage.live.refuseOffer({ offerId: await stage.offer('c1', 'a1'), outcome: 'declined' });
      expect(await stage.offer('c1', 'a1')).toBe('coolDown');
      // The same contact, first refused for another agent in the same group.
      const group = await stage.offerAll([stage.item('c1', 'unknown'), stage.item('c1', 'a1'), stage.item('c1', 'a2')]);
      expect(group.map((result) => (result.ok ? 'ok' : result.because))).toEqual([
        'agentUnavailable',
        'coolDown',
        'ok',
      ]);
      await stage.enqueue('c2');
      await stage.live.refuseOffer({ offerId: await stage.offer('c2', 'a1'), outcome: 'missed' });
      await stage.enqueue('c3');
      expect(await stage.offer('c3', 'a1')).toBe('notResponding');
      await stage.live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
      await stage.live.moveClock(5_001);
      expect(await stage.offer('c2', 'a1')).toMatch(/^o/);
    });

    it('answers an offer that stands already with its event, and changes nothing', async () => {
      await stage.enqueue('c1');
      const item = stage.item('c1', 'a1');
      const first = await stage.offerAll([item]);
      const before = await stage.state();
      expect(await stage.offerAll([item])).toEqual(first);
      expect(await stage.state()).toEqual(before);
    });

    it('is fenced: an older epoch writes nothing', async () => {
      await stage.enqueue('c1');
      const before = await stage.state();
      const old = stage.epoch;
      stage.epoch = (await stage.live.lease.acquire()).epoch as string;
      await expect(stage.live.offerTransitions.offer([stage.item('c1', 'a1')], old)).rejects.toThrow(StaleFenceError);
      expect(await stage.state()).toEqual(before);
      expect(await stage.offer('c1', 'a1')).toMatch(/^o/);
    });

    it('writes nothing of a group when a fault strikes at any of its items', async () => {
      await stage.mirror('big', [{ id: 'voice', capacity: 8 }]);
      await stage.live.setPresence({ agentId: 'big', presence: 'available', by: 'agent' });
      const items = [];
      for (let i = 1; i <= 8; i += 1) {
        await stage.enqueue(`c${i}`);
        items.push(stage.item(`c${i}`, 'big'));
      }
      const before = await stage.state();
      const end = await stage.live.logEnd();
      for (let n = 1; n <= items.length; n += 1) {
        await expect(stage.offerAll(items, n)).rejects.toThrow(`fault injected at item ${n}`);
        expect(await stage.state()).toEqual(before);
        expect(await stage.live.logEnd()).toBe(end);
      }
      expect((await stage.offerAll(items)).every((result) => result.ok)).toBe(true);
    });

    it('does not mistake an external load for a contact of the same name', async () => {
      await stage.live.putExternalLoad({ agentId: 'a2', ref: '1', channel: 'voice' });
      await stage.enqueue('ext.1');
      expect(await stage.offer('ext.1', 'a2')).toBe('capacityFull');
      expect(await stage.offer('ext.1', 'a1')).toMatch(/^o/);
      expect(await codeOf(stage.live.deleteExternalLoad({ agentId: 'a1', ref: '1' }))).toBe('conflict');
      expect(await codeOf(stage.live.putExternalLoad({ agentId: 'a1', ref: '1', channel: 'voice' }))).toBe('conflict');
    });
  });

  describe('accept', () => {
    it('makes the contact active and keeps the offer’s record', async () => {
      await stage.enqueue('c1', { maxWaitSeconds: 600 });
      const offerId = await stage.offer('c1', 'a1');
      await stage.live.moveClock(4_000);
      const result = await stage.live.accept({ offerId, asAgentId: 'a1' });
      expect(result).toMatchObject({ repeated: false, offer: { outcome: 'accepted' }, contact: { state: 'active' } });
      expect(result.contact.ageMs).toBeGreaterThanOrEqual(4_000);
      expect(await stage.live.agent('a1')).toMatchObject({ offers: 0, active: 1, used: { voice: 1 } });
      expect(await stage.live.activeContactsOfKey('key1', 'voice')).toEqual(['c1']);
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.active', offerId, offerOutcome: 'accepted' });
      const { redis, keys } = stage.live.connection;
      expect(await redis.zcard(keys.deadlines)).toBe(0);
      expect((await stage.live.offer(offerId))?.decision).toBeDefined();
    });

    it('answers a repeat with what stands, also after the contact ended', async () => {
      const offerId = await stage.active('c1', 'a1');
      const before = await stage.state();
      expect(await stage.live.accept({ offerId })).toMatchObject({ repeated: true, contact: { state: 'active' } });
      expect(await stage.state()).toEqual(before);
      await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
      expect(await stage.live.accept({ offerId })).toMatchObject({ repeated: true, contact: { state: 'completed' } });
    });

    it('finds an offer past its time missed', async () => {
      await stage.enqueue('c1');
      const offerId = await stage.offer('c1', 'a1', { offerTimeoutSeconds: 20 });
      await stage.live.moveClock(20_001);
      const late = await refusalOf(stage.live.accept({ offerId }));
      expect(late).toMatchObject({ code: 'offerEnded', details: { offerOutcome: 'missed', state: 'waiting' } });
      expect(await stage.live.contact('c1')).toMatchObject({ position: 1, contact: { state: 'waiting' } });
      expect((await stage.live.agent('a1'))?.notRespondingSince).toBeDefined();
      expect(await stage.lastEvent()).toMatchObject({ cause: 'missed', offerOutcome: 'missed', agentId: 'a1' });
      expect((await refusalOf(stage.live.accept({ offerId }))).details.offerOutcome).toBe('missed');
    });

    it('is refused where another outcome stands, for strangers and unknown offers', async () => {
      await stage.enqueue('c1');
      const offerId = await stage.offer('c1', 'a1');
      expect(await codeOf(stage.live.accept({ offerId, asAgentId: 'a2' }))).toBe('forbidden');
      await stage.live.cancel({ contactId: 'c1', reason: 'abandoned' });
      expect(await refusalOf(stage.live.accept({ offerId }))).toMatchObject({
        code: 'offerEnded',
        details: { offerOutcome: 'customerAbandoned', state: 'abandoned' },
      });
      expect(await codeOf(stage.live.accept({ offerId: 'none' }))).toBe('notFound');
    });
  });

  describe('refuse-offer', () => {
    it.each([
      ['declined', false],
      ['missed', true],
    ] as const)('%s: the contact waits again with its age', async (outcome, notResponding) => {
      const first = (await stage.enqueue('c1')).contact;
      await stage.enqueue('c2');
      const offerId = await stage.offer('c1', 'a1');
      await stage.live.moveClock(2_000);
      const result = await stage.live.refuseOffer({ offerId, outcome, reason: 'busy' });
      expect(result).toMatchObject({ repeated: false, offer: { outcome }, contact: { state: 'waiting' } });
      expect(result.contact.virtualEnqueuedAt).toBe(first.virtualEnqueuedAt);
      expect(result.contact.declines.a1).toBe(result.offer.endedAt);
      expect((await stage.live.contact('c1'))?.position).toBe(1);
      const agent = await stage.live.agent('a1');
      expect(agent).toMatchObject({ offers: 0, used: { voice: 0 }, legs: [] });
      expect(agent?.notRespondingSince !== undefined).toBe(notResponding);
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.waiting', offerId, cause: outcome });
      const before = await stage.state();
      expect((await stage.live.refuseOffer({ offerId, outcome })).repeated).toBe(true);
      const other = outcome === 'declined' ? 'missed' : 'declined';
      expect((await refusalOf(stage.live.refuseOffer({ offerId, outcome: other }))).code).toBe('offerEnded');
      expect(await stage.state()).toEqual(before);
    });

    it('three declines within 60 s withhold offers; spread wider they do not', async () => {
      const decline = async (contactId: string) => {
        await stage.enqueue(contactId);
        await stage.live.refuseOffer({ offerId: await stage.offer(contactId, 'a1'), outcome: 'declined' });
        return (await stage.live.agent('a1'))?.notRespondingSince;
      };
      expect(await decline('c1')).toBeUndefined();
      await stage.live.moveClock(40_000);
      expect(await decline('c2')).toBeUndefined();
      await stage.live.moveClock(40_000);
      expect(await decline('c3')).toBeUndefined();
      expect(await decline('c4')).toBeDefined();
      await stage.live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
      expect(await decline('c5')).toBeUndefined();
    });

    it('runs at the deadline, not before; a late decline is a miss', async () => {
      await stage.enqueue('c1');
      const offerId = await stage.offer('c1', 'a1', { offerTimeoutSeconds: 20 });
      const timer = () => stage.live.offerTransitions.refuseOffer({ offerId, outcome: 'missed', timer: true });
      expect((await refusalOf(timer())).message).toContain('notDue');
      await stage.live.moveClock(20_001);
      expect(await refusalOf(stage.live.refuseOffer({ offerId, outcome: 'declined' }))).toMatchObject({
        code: 'offerEnded',
        details: { offerOutcome: 'missed' },
      });
      expect((await timer()).repeated).toBe(true);
    });

    it('is refused for strangers, unknown and accepted offers', async () => {
      const offerId = await stage.active('c1', 'a1');
      const refuse = (id: string, asAgentId?: string) =>
        stage.live.refuseOffer({ offerId: id, outcome: 'declined', asAgentId });
      expect(await codeOf(refuse(offerId, 'a2'))).toBe('forbidden');
      expect(await codeOf(refuse('none'))).toBe('notFound');
      expect((await refusalOf(refuse(offerId))).details).toEqual({ offerOutcome: 'accepted', state: 'active' });
    });
  });
});
