import type { AgentChannel } from '../../src/domain/agent.js';
import type { ContactRecord } from '../../src/domain/contact.js';
import type { LogEvent } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { CapacityCheck } from '../../tools/audit/capacity.check.js';
import { ContactLifeCheck } from '../../tools/audit/contact-life.check.js';
import { Legs } from '../../tools/audit/legs.js';
import type { LogEntry } from '../../tools/audit/log-entry.js';
import { PrimaryLegCheck } from '../../tools/audit/primary-leg.check.js';
import { Replica } from '../../tools/audit/replica.js';
import type { Violation } from '../../tools/audit/violation.js';
import { faultsOf } from './invariants.js';
import { replayed } from './replay.js';
import { codeOf, Stage, stateOf, storeOf, STORES } from './stage.js';

const BLENDED: AgentChannel[] = [
  { id: 'voice', capacity: 1, blocks: ['email'] },
  { id: 'email', capacity: 2, blocks: ['voice'], interruptedBy: ['voice'] },
];

/** What the audit finds in a log. */
function audited(log: readonly LogEvent[]): Violation[] {
  const [replica, legs] = [new Replica(), new Legs()];
  const checks = [new CapacityCheck(), new PrimaryLegCheck(), new ContactLifeCheck()];
  const found: Violation[] = [];
  for (const event of log) {
    const { generation, seq, id, type, at, contactId, agentId, queueId, cause, offerOutcome: outcome } = event;
    const ops = event.ops.map((op) => [...op]);
    const entry: LogEntry = { generation, seq, id, type, at, contactId, agentId, queueId, cause, outcome, ops };
    replica.apply(entry);
    const seen = { entry, replica, legs, legChanges: legs.apply(entry) };
    for (const check of checks) check.after(seen, (violation) => found.push(violation));
  }
  return found;
}

describe.each(STORES)('interruptions on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  let live: LiveRedis;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await Stage.open(store.url);
    ({ live } = stage);
    await live.mirrorQueue('q', true, 1);
    await stage.mirror('a1', BLENDED);
    await live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
  });
  afterEach(async () => {
    const [faults, log, state] = [await faultsOf(live), await stage.log(), await stateOf(live)];
    await stage.close();
    expect(faults).toEqual([]);
    expect(await replayed(store.url, log)).toEqual(state);
    expect(audited(log)).toEqual([]);
  });

  const contact = async (id: string) => (await live.contact(id))?.contact as ContactRecord;
  const offerMail = async (id: string, agentId = 'a1') => {
    if ((await live.contact(id)) === undefined) await stage.enqueue(id, {}, { channel: 'email' });
    return stage.offer(id, agentId, { channel: 'email' });
  };
  const mail = async (id: string, agentId = 'a1') => live.accept({ offerId: await offerMail(id, agentId) });
  const call = (id: string) => stage.active(id, 'a1');
  const hangUp = (id: string) => live.complete({ contactId: id, wrapUpSeconds: 0 });
  const returnAside = (agentId = 'a1') => live.agentTransitions.returnAside(agentId);
  const due = async () => {
    const { redis, keys } = live.connection;
    return redis.zscore(keys.deadlines, 'aside|a1');
  };
  /** A mail that a call has set aside and that is back. */
  const back = async () => {
    await mail('m1');
    await call('v1');
    await hangUp('v1');
    await returnAside();
    expect(await contact('m1')).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
  };

  describe('the accept', () => {
    it('parks what it interrupts first, in events of its own, and then takes the contact', async () => {
      await mail('m1');
      await mail('m2');
      const end = Number((await live.logEnd()).split('.')[1]);
      await stage.enqueue('v1');
      await live.accept({ offerId: await stage.offer('v1', 'a1') });
      const told = (await stage.log()).filter((event) => event.seq > end + 2);
      expect(told.map(({ type, contactId, agentId, cause }) => [type, contactId, agentId, cause])).toEqual([
        ['contact.parked', expect.stringMatching(/^m/), 'a1', 'interrupted'],
        ['contact.parked', expect.stringMatching(/^m/), 'a1', 'interrupted'],
        ['contact.active', 'v1', 'a1', undefined],
      ]);
      const parked = await contact('m1');
      expect(parked).toMatchObject({ state: 'parked', parkedBecause: 'interrupted', formerAgentId: 'a1' });
      expect(parked.agentId).toBeUndefined();
      expect(parked.history.at(-1)).toMatchObject({ type: 'parked', agentId: 'a1', detail: 'interrupted' });
      expect(await live.agent('a1')).toMatchObject({ active: 1, offers: 0, used: { voice: 1, email: 0 } });
      expect(await live.activeContactsOfKey('key1', 'email')).toEqual([]);
      expect(await due()).toBeNull();
    });

    it('leaves alone what it does not interrupt: wrap-up, work outside, other channels', async () => {
      await stage.mirror('a1', [...BLENDED, { id: 'chat', capacity: 1 }], 2);
      await mail('m1');
      await live.complete({ contactId: 'm1', wrapUpSeconds: 30 });
      await live.putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'email' });
      await stage.enqueue('t1', {}, { channel: 'chat' });
      await live.accept({ offerId: await stage.offer('t1', 'a1', { channel: 'chat' }) });
      await call('v1');
      expect((await contact('m1')).state).toBe('wrapUp');
      expect((await contact('t1')).state).toBe('active');
      expect(await live.agent('a1')).toMatchObject({ active: 2, wrapUp: 1, external: 1 });
    });

    it('rescinds an open offer of what it interrupts; the contact keeps its age, and nobody is held to account', async () => {
      const offerId = await offerMail('m1');
      await live.moveClock(5_000);
      await call('v1');
      expect((await live.offer(offerId))?.outcome).toBe('rescinded');
      const waiting = await contact('m1');
      expect(waiting).toMatchObject({ state: 'waiting', declines: {} });
      expect(live.now() - waiting.virtualEnqueuedAt).toBeGreaterThanOrEqual(5_000);
      expect(await codeOf(live.accept({ offerId }))).toBe('offerEnded');
      expect(await stage.offer('m1', 'a1', { channel: 'email' })).toBe('blockedByChannel');
    });

    it('ends a consult of what it parks, and tells who asked of one that it parks', async () => {
      await stage.mirror('a2', BLENDED);
      await live.setPresence({ agentId: 'a2', presence: 'available', by: 'agent' });
      await mail('m1', 'a2');
      await live.consult({
        contactId: 'm1',
        spec: stage.spec('k1', { channel: 'email' }),
        reserveSeconds: 20,
        agingRate: 1,
        creditMs: 0,
      });
      await mail('k1');
      expect((await contact('m1')).consultAgentId).toBe('a1');
      await call('v1');
      expect(await contact('k1')).toMatchObject({ state: 'parked', parkedBecause: 'interrupted' });
      expect(await contact('m1')).toMatchObject({ state: 'active', consultId: 'k1' });
      expect((await contact('m1')).consultAgentId).toBeUndefined();
      expect(await codeOf(live.completeConsult({ contactId: 'm1', consultId: 'k1' }))).toBe('stateForbids');
      await hangUp('v1');
      await returnAside();
      await mail('k1');
      expect((await contact('m1')).consultAgentId).toBe('a1');
      await live.requeue({ contactId: 'k1', reason: 'legLost' });
      await stage.active('v2', 'a2');
      expect(await contact('m1')).toMatchObject({ state: 'parked' });
      await live.endConsult('k1');
      expect((await contact('k1')).state).toBe('cancelled');
    });

    it('given by 50 callers and repeated under its id it has one effect', async () => {
      await mail('m1');
      await mail('m2');
      await stage.enqueue('v1');
      const offerId = await stage.offer('v1', 'a1');
      const end = Number((await live.logEnd()).split('.')[1]);
      const second = await Stage.open(store.url, live.connection.options.workspace);
      const command = { offerId, commandId: 'id1', commandHash: 'hash' };
      const callers = Array.from({ length: 50 }, (_, i) => (i % 2 ? stage : second).live.accept(command));
      const [first, ...others] = await Promise.all(callers);
      for (const other of others) expect(other.offer).toEqual(first?.offer);
      expect((await stage.log()).filter((event) => event.seq > end)).toHaveLength(3);
      expect(await codeOf(live.accept({ offerId, commandId: 'id1', commandHash: 'other' }))).toBe(
        'idempotencyMismatch',
      );
      await second.close();
    });

    it('meets 50 hands that complete, park and transfer the mail at that moment', async () => {
      for (let round = 1; round <= 5; round += 1) {
        const [m, v] = [`m${round}`, `v${round}`];
        await mail(m);
        await stage.enqueue(v);
        const offerId = await stage.offer(v, 'a1');
        const ways = [
          () => live.accept({ offerId }),
          () => live.complete({ contactId: m, wrapUpSeconds: 0 }),
          () => live.park({ contactId: m }),
          () => stage.transfer(m, {}),
        ];
        const codes = await Promise.all(
          Array.from({ length: 50 }, (_, i) => codeOf((ways[(i + round) % 4] as () => Promise<unknown>)())),
        );
        expect(codes).toContain('ok');
        expect((await contact(v)).state).toBe('active');
        expect((await contact(m)).state).not.toBe('active');
        await hangUp(v);
        await returnAside();
        await live.cancel({ contactId: m, reason: 'cancelled' }).catch(() => undefined);
      }
    });
  });

  describe('the return', () => {
    it('comes with the end of the last leg that interrupts, wrap-up included, and keeps the age', async () => {
      await mail('m1');
      const age = (await contact('m1')).ageMs;
      await call('v1');
      await live.moveClock(60_000);
      await live.complete({ contactId: 'v1', wrapUpSeconds: 30 });
      expect(await due()).toBeNull();
      await returnAside();
      expect((await contact('m1')).state).toBe('parked');
      await live.complete({ contactId: 'v1', wrapUpSeconds: 0, endWrapUp: true });
      expect(Number(await due())).toBeLessThanOrEqual(live.now());
      await returnAside();
      expect(await due()).toBeNull();
      const waiting = await contact('m1');
      expect(waiting).toMatchObject({ state: 'waiting', reservedFor: 'a1', lastAgentId: 'a1' });
      expect(waiting.reservedUntil).toBeUndefined();
      expect(waiting.parkedBecause).toBeUndefined();
      expect(live.now() - waiting.virtualEnqueuedAt - age).toBeLessThan(1_000);
      const event = (await stage.log()).find(({ cause }) => cause === 'interruptionEnded');
      expect(event).toMatchObject({ type: 'contact.waiting', contactId: 'm1', queueId: 'q' });
      await mail('m1');
      expect(await contact('m1')).toMatchObject({ state: 'active', agentId: 'a1' });
      await live.complete({ contactId: 'm1', wrapUpSeconds: 0 });
      await returnAside();
      expect((await stage.hash('agent:a1')).aside).toBeUndefined();
    });

    it.each(['transfer', 'requeue', 'park', 'merge', 'next call declined'])('comes with the end by %s', async (way) => {
      await mail('m1');
      await call('v1');
      if (way === 'transfer') await stage.transfer('v1', {});
      else if (way === 'requeue') await live.requeue({ contactId: 'v1', reason: 'legLost' });
      else if (way === 'park') await live.park({ contactId: 'v1' });
      else if (way === 'merge') {
        await stage.enqueue('v3');
        await live.merge({ contactId: 'v1', intoContactId: 'v3' });
      } else {
        await hangUp('v1');
        await stage.enqueue('v2');
        const offerId = await stage.offer('v2', 'a1');
        await returnAside();
        expect((await contact('m1')).state).toBe('parked');
        await live.refuseOffer({ offerId, outcome: 'declined' });
      }
      expect(await due()).not.toBeNull();
      await returnAside();
      expect(await contact('m1')).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
    });

    it('is for everyone where the agent cannot take it', async () => {
      for (const presence of ['unavailable', 'offline'] as const) {
        await mail('m1');
        await call(`v.${presence}`);
        await live.setPresence({ agentId: 'a1', presence, by: 'agent' });
        await returnAside();
        // A break after the call is no reason to look for another yet; who has gone home is.
        expect((await contact('m1')).state).toBe(presence === 'offline' ? 'waiting' : 'parked');
        await hangUp(`v.${presence}`);
        await returnAside();
        const waiting = await contact('m1');
        expect(waiting.state).toBe('waiting');
        expect(waiting.reservedFor).toBeUndefined();
        expect((await stage.hash('agent:a1')).aside).toBeUndefined();
        await live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
      }
    });

    it.each<[string, () => Promise<unknown>]>([
      ['unavailable', () => live.setPresence({ agentId: 'a1', presence: 'unavailable', by: 'agent' })],
      ['offline', () => live.setPresence({ agentId: 'a1', presence: 'offline', by: 'supervisor' })],
      [
        'without the channel today',
        () => live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent', channels: ['voice'] }),
      ],
      ['configured without the channel', () => stage.mirror('a1', [{ id: 'voice', capacity: 1 }], 2)],
      ['removed', () => live.removeAgent('a1', 2)],
      [
        'not responding',
        async () => {
          await stage.enqueue('v2');
          await live.refuseOffer({ offerId: await stage.offer('v2', 'a1'), outcome: 'missed' });
        },
      ],
    ])('what waits for an agent who is now %s goes to its queue', async (_, leave) => {
      await back();
      await leave();
      expect(await due()).not.toBeNull();
      await returnAside();
      const waiting = await contact('m1');
      expect(waiting.state).toBe('waiting');
      expect(waiting.reservedFor).toBeUndefined();
      expect((await stage.hash('agent:a1')).aside).toBeUndefined();
      await stage.mirror('a2', BLENDED);
      await live.setPresence({ agentId: 'a2', presence: 'available', by: 'agent' });
      await mail('m1', 'a2');
    });

    it('once offered and refused it is for everyone; rescinded by the next call it is still kept', async () => {
      await back();
      const offerId = await offerMail('m1');
      await call('v2');
      expect((await live.offer(offerId))?.outcome).toBe('rescinded');
      expect(await contact('m1')).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
      await hangUp('v2');
      await returnAside();
      expect(await contact('m1')).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
      await live.refuseOffer({ offerId: await offerMail('m1'), outcome: 'declined' });
      expect((await contact('m1')).reservedFor).toBeUndefined();
    });

    it('keeps no callback for the agent, which nothing would end', async () => {
      await back();
      await stage.callback('m1', 'b1');
      expect(await contact('m1')).toMatchObject({ state: 'cancelled', outcome: 'callback' });
      expect(await contact('b1')).toMatchObject({ state: 'waiting', reservedFor: undefined });
      await returnAside();
    });

    it('is asked for by anyone at any time, and happens once', async () => {
      await mail('m1');
      await returnAside();
      const before = await stage.state();
      await returnAside();
      await returnAside('nobody');
      expect(await stage.state()).toEqual(before);
      await call('v1');
      await hangUp('v1');
      await Promise.all(Array.from({ length: 50 }, () => returnAside()));
      const returns = (await stage.log()).filter(({ cause }) => cause === 'interruptionEnded');
      expect(returns).toHaveLength(1);
    });

    it('goes by what the agent may do now: the call interrupts no longer', async () => {
      await mail('m1');
      await call('v1');
      await stage.mirror('a1', [BLENDED[0] as AgentChannel, { id: 'email', capacity: 2 }], 2);
      await returnAside();
      expect(await contact('m1')).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
      expect(await stage.offer('m1', 'a1', { channel: 'email' })).toBe('blockedByChannel');
    });
  });

  describe('by hand', () => {
    beforeEach(async () => {
      await mail('m1');
      await call('v1');
    });

    it('it is resumed, and then waits like any resumed contact', async () => {
      await live.resume({ contactId: 'm1', affinityWaitSeconds: 30, asAgentId: 'a1' });
      const resumed = await contact('m1');
      expect(resumed).toMatchObject({ state: 'waiting', reservedFor: 'a1' });
      expect(resumed.reservedUntil).toBeDefined();
      expect(resumed.parkedBecause).toBeUndefined();
      await hangUp('v1');
      await returnAside();
      expect((await contact('m1')).eventId).toBe(resumed.eventId);
      await mail('m1');
      await live.park({ contactId: 'm1' });
      expect((await contact('m1')).parkedBecause).toBeUndefined();
      await returnAside();
      expect((await contact('m1')).state).toBe('parked');
    });

    it.each(['complete', 'cancel'] as const)('%s ends it, and nothing brings it back', async (way) => {
      if (way === 'complete') await live.complete({ contactId: 'm1', wrapUpSeconds: 30 });
      else await live.cancel({ contactId: 'm1', reason: 'abandoned' });
      const ended = await contact('m1');
      expect(ended.state).toBe(way === 'complete' ? 'completed' : 'abandoned');
      await hangUp('v1');
      await returnAside();
      expect(await contact('m1')).toEqual(ended);
      expect((await stage.hash('agent:a1')).aside).toBeUndefined();
    });
  });

  it('an accept that asks for a socket is refused without one, and nothing changes', async () => {
    await stage.enqueue('v1');
    const offerId = await stage.offer('v1', 'a1');
    const before = await stage.state();
    const accept = () => live.offerTransitions.accept({ offerId, ifConnected: true });
    expect(await codeOf(accept())).toBe('stateForbids');
    expect(await stage.state()).toEqual(before);
    await live.socketOpened('a1', 's1');
    expect((await accept()).contact.state).toBe('active');
  });
});
