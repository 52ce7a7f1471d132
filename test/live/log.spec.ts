import { faultsOf } from './invariants.js';
import { replayed, replica } from './replay.js';
import { Stage, stateOf, storeOf, STORES } from './stage.js';

/** Goes once through everything that a workspace can hold. */
async function fullDay(stage: Stage): Promise<void> {
  const { live } = stage;
  await stage.with({ a1: 2, a2: 1, a3: 1 }, ['q', 'q2', 'closing']);
  for (let i = 1; i <= 8; i += 1)
    await stage.enqueue(
      `c${i}`,
      { maxWaitSeconds: 600, agingRate: 0.1, creditMs: i * 7 },
      { customer: { id: `k${i}` } },
    );
  await live.accept({ offerId: await stage.offer('c1', 'a1') });
  await live.complete({ contactId: 'c1', wrapUpSeconds: 30, note: 'quotes " \\ and\nlines, äöü €' });
  await live.accept({ offerId: await stage.offer('c2', 'a1') });
  await live.requeue({ contactId: 'c2', reason: 'legLost' });
  await live.refuseOffer({ offerId: await stage.offer('c3', 'a2'), outcome: 'missed' });
  await live.refuseOffer({ offerId: await stage.offer('c4', 'a3'), outcome: 'declined', reason: 'busy' });
  await stage.offer('c5', 'a3');
  await live.setPresence({
    agentId: 'a3',
    presence: 'unavailable',
    by: 'agent',
    reasonCode: 'lunch',
    channels: ['voice'],
  });
  await live.cancel({ contactId: 'c6', reason: 'abandoned', detail: 'a|b\nc' });
  await stage.offer('c7', 'a1');
  await live.cancel({ contactId: 'c7', reason: 'resolvedElsewhere' });
  await live.putExternalLoad({ agentId: 'a2', ref: 'r1', channel: 'voice', untilSeconds: 60 });
  await live.putExternalLoad({ agentId: 'a2', ref: 'r2', channel: 'chat' });
  await live.deleteExternalLoad({ agentId: 'a2', ref: 'r2' });
  await live.socketOpened('a1', 's1');
  await live.socketClosed('a1', 's1');
  await live.agentUnreachable('a1');
  await live.rescore('q', [{ contactId: 'c8', agingRate: 2, creditMs: 12.5 }]);
  await stage.enqueue('later', { scheduledAt: live.now() + 60_000, maxWaitSeconds: 600 });
  await stage.enqueue('never', { scheduledAt: live.now() + 60_000 });
  await live.cancel({ contactId: 'never', reason: 'cancelled' });
  await stage.active('parked', 'a1');
  await stage.enqueue('spoken');
  await stage.offer('spoken', 'a1', { translate: { from: 'fr', to: 'Platt | "düütsch"\n' } });
  await live.cancel({ contactId: 'spoken', reason: 'abandoned' });
  await live.hold({ contactId: 'parked', held: true });
  await live.hold({ contactId: 'parked', held: false });
  await live.park({ contactId: 'parked' });
  await stage.active('resumed', 'a1');
  await live.park({ contactId: 'resumed' });
  await live.resume({ contactId: 'resumed', affinityWaitSeconds: 30 });
  await stage.active('sent', 'a1');
  await stage.transfer('sent', { queueId: 'q2', keepAge: false, maxWaitSeconds: 60, note: 'to "them"' });
  await stage.active('asks', 'a1');
  await stage.consult('asks', 'asked', { toAgentId: 'a2' });
  await live.setPresence({ agentId: 'a2', presence: 'available', by: 'agent' });
  await live.deleteExternalLoad({ agentId: 'a2', ref: 'r1' });
  await live.accept({ offerId: await stage.offer('asked', 'a2') });
  await live.completeConsult({ contactId: 'asks', consultId: 'asked' });
  await stage.consult('asks', 'asked2');
  await live.endConsult('asked2');
  await stage.consult('asks', 'asked3');
  await live.park({ contactId: 'asks' });
  await live.endConsult('asked3');
  const known = { customer: { id: 'known' }, threadId: 'thread "1"' };
  await stage.enqueue('letter', {}, known);
  await live.accept({ offerId: await stage.offer('letter', 'a1') });
  await stage.enqueue('ring', {}, { customer: { id: 'known' } });
  await stage.enqueue('film', {}, { threadId: known.threadId });
  await live.merge({ contactId: 'letter', intoContactId: 'film' });
  await stage.offer('ring', 'a1');
  await live.merge({ contactId: 'ring', intoContactId: 'film' });
  await live.accept({ offerId: await stage.offer('film', 'a1') });
  await live.complete({ contactId: 'film', wrapUpSeconds: 0, resolved: false });
  await stage.enqueue('spills', { overflowAfterSeconds: 30, maxWaitSeconds: 600 });
  await stage.enqueue('remains', { overflowAfterSeconds: 30 });
  const blended = [
    { id: 'voice', capacity: 1, blocks: ['email'] },
    { id: 'email', capacity: 2, interruptedBy: ['voice'] },
  ];
  await stage.mirror('a4', blended);
  await live.setPresence({ agentId: 'a4', presence: 'available', by: 'agent' });
  for (const id of ['mail', 'mail2', 'mail3']) await stage.enqueue(id, { maxWaitSeconds: 900 }, { channel: 'email' });
  await live.accept({ offerId: await stage.offer('mail', 'a4', { channel: 'email' }) });
  await stage.offer('mail2', 'a4', { channel: 'email' });
  await stage.active('call', 'a4');
  await live.complete({ contactId: 'call', wrapUpSeconds: 0 });
  await live.agentTransitions.returnAside('a4');
  await live.accept({ offerId: await stage.offer('mail3', 'a4', { channel: 'email' }) });
  await stage.active('call2', 'a4');
  await live.setPresence({ agentId: 'a4', presence: 'unavailable', by: 'agent' });
  await live.agentTransitions.returnAside('a4');
  await stage.mirror('a5', [{ id: 'callback', capacity: 2 }]);
  await live.setPresence({ agentId: 'a5', presence: 'available', by: 'agent' });
  for (const id of ['rings', 'hopes', 'sleeps', 'tired'])
    await stage.enqueue(id, { maxWaitSeconds: 6000, overflowAfterSeconds: 5000 }, { customer: { id } });
  await stage.callback('rings', 'rings.back', { closesAt: live.now() + 30_000 });
  await stage.callback('hopes', 'hopes.back');
  await stage.callback('sleeps', 'sleeps.back', { releaseAt: live.now() + 60_000 });
  await stage.callback('tired', 'tired.back', { closesAt: live.now() + 30_000 });
  for (const id of ['rings.back', 'hopes.back']) {
    await live.accept({ offerId: await stage.offer(id, 'a5', { channel: 'callback' }) });
    await stage.attempt(id, id === 'rings.back' ? 'reached' : 'noAnswer', { mostAttempts: 1 });
  }
  await live.requeue({ contactId: 'rings.back', reason: 'legLost' });
  await live.accept({ offerId: await stage.offer('rings.back', 'a5', { channel: 'callback' }) });
  await stage.attempt('rings.back', 'busy');
  await live.moveClock(61_000);
  await live.callbackTransitions.closeWindow('tired.back', { opensAt: live.now() + 3_600_000 });
  await live.workTransitions.release('rings.back', { opensAt: live.now() + 60_000 });
  await live.workTransitions.release('sleeps.back', { closesAt: live.now() + 60_000 });
  const there = { queueId: 'q2', agingRate: 2, creditMs: 5, dueCreditSeconds: 0, maxWaitSeconds: 900 };
  await live.workTransitions.overflow('spills', there);
  await live.workTransitions.overflow('remains', undefined);
  await live.workTransitions.release('later');
  await live.removeAgent('a3', 9);
  await live.removeQueue('closing', 9);
  await live.accept({ offerId: await stage.offer('c8', 'a1') });
  const act = { keyId: 'boss', note: 'quotes " \\ and\nlines, äöü €' };
  for (const id of ['pulled', 'given']) await stage.enqueue(id, {}, { customer: { id } });
  await live.pullToFront({ contactId: 'pulled', frontMs: 1e13, act });
  await live.rescore('q', [{ contactId: 'pulled', agingRate: 2, creditMs: 5 }]);
  await stage.assign('pulled', 'a1', { override: true, act });
  await live.accept({ offerId: (await stage.lastEvent()).offerId as string });
  await live.requeue({ contactId: 'pulled', reason: 'legLost' });
  await stage.assign('given', 'a2', { override: true, act });
  await live.setPresence({ agentId: 'a1', presence: 'offline', by: 'supervisor', act });
}

describe.each(STORES)('the event log on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  const stages: Stage[] = [];
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await Stage.open(store.url);
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
    for (const each of stages.splice(0)) await each.close();
  });

  it('replayed into an empty store yields the same state, byte by byte', async () => {
    await fullDay(stage);
    const events = await stage.log();
    expect(new Set(events.map((event) => event.type)).size).toBeGreaterThanOrEqual(15);
    for (const { ops } of events) for (const op of ops) for (const part of op) expect(typeof part).toBe('string');
    const state = await stateOf(stage.live);
    expect(Object.keys(state).length).toBeGreaterThan(20);
    expect(await replayed(store.url, events)).toEqual(state);
  });

  it('keeps a replica in memory equal to the hashes', async () => {
    await fullDay(stage);
    const hashes = replica(await stage.log());
    for (const [key, hash] of hashes) expect({ key, ...hash }).toEqual({ key, ...(await stage.hash(key)) });
  });

  it('has no gaps, and at most one contact, agent and offer an event', async () => {
    await fullDay(stage);
    const events = await stage.log();
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
    for (const { ops } of events)
      for (const kind of ['contact', 'agent', 'offer']) {
        const keys = new Set(ops.map(([, key]) => key).filter((key) => key.startsWith(`${kind}:`)));
        expect(keys.size).toBeLessThanOrEqual(1);
      }
  });

  it('answers what came after a cursor, in pages', async () => {
    await fullDay(stage);
    const all = await stage.log();
    const third = all[2]?.id as string;
    expect(await stage.live.eventsAfter(third, 2)).toEqual(all.slice(3, 5));
    expect(await stage.live.eventsAfter(await stage.live.logEnd(), 10)).toEqual([]);
    expect(await stage.live.eventsAfter('nonsense', 10)).toBeUndefined();
    const { generation, seq } = all.at(-1) as { generation: number; seq: number };
    expect(await stage.live.eventsAfter(`${generation}.${seq + 1}`, 10)).toBeUndefined();
    expect(await stage.live.eventsAfter(`${generation + 1}.1`, 10)).toBeUndefined();
    expect(await stage.live.eventsAfter(`${generation - 1}.1`, 10)).toBeUndefined();
  });

  describe('trimmed', () => {
    /** Twenty minutes pass and are watched. */
    const watch = async () => {
      await stage.live.log.trim();
      await stage.live.moveClock(20 * 60_000);
      await stage.live.log.trim();
    };
    const many = async () => {
      await stage.with({ a1: 1 });
      await Promise.all(Array.from({ length: 500 }, (_, i) => stage.enqueue(`c${i}`)));
    };
    const length = () => stage.live.connection.redis.xlen(stage.live.connection.keys.events);

    it('keeps what a consumer has not confirmed', async () => {
      await many();
      await stage.live.log.confirm('projected', await stage.live.logEnd());
      const before = await length();
      await watch();
      expect(await length()).toBe(before + 1);
      const all = await stage.log();
      await stage.live.log.confirm('fed', all[250]?.id as string);
      await stage.live.log.trim();
      expect(await length()).toBeGreaterThanOrEqual(before + 1 - 251);
      expect(await length()).toBeLessThan(before + 1);
      expect(await stage.live.eventsAfter('0.0', 10)).toBeUndefined();
      expect(await stage.live.eventsAfter(all[10]?.id as string, 10)).toBeUndefined();
      expect((await stage.live.eventsAfter(all[250]?.id as string, 1000))?.length).toBeGreaterThanOrEqual(252);
    });

    it('keeps the last 15 minutes', async () => {
      await many();
      const end = await stage.live.logEnd();
      for (const consumer of ['projected', 'fed'] as const) await stage.live.log.confirm(consumer, end);
      await stage.live.log.trim();
      await stage.live.moveClock(14 * 60_000);
      await stage.live.log.trim();
      expect((await stage.log()).at(-1)?.seq).toBe(await length());
    });

    it('does not take a position in a lost history for one in the present', async () => {
      await many();
      const { redis, keys } = stage.live.connection;
      const { generation, seq } = (await stage.log()).at(-1) as { generation: number; seq: number };
      // The consumers had seen more of this generation than the store came back with.
      for (const consumer of ['projected', 'fed'] as const) await stage.live.log.confirm(consumer, `${generation}.900`);
      await redis.hset(keys.meta, 'runId', 'another');
      const after = await Stage.open(store.url, stage.live.connection.options.workspace);
      stages.push(after);
      const started = (await after.live.eventsAfter(`${generation}.${seq}`, 10))?.[0];
      expect(started).toMatchObject({ type: 'generation.started', generation: generation + 1, seq: seq + 1 });
      expect(await after.live.eventsAfter(`${generation}.${seq + 1}`, 10)).toBeUndefined();
      await Promise.all(Array.from({ length: 500 }, (_, i) => after.enqueue(`d${i}`)));
      await after.live.log.trim();
      await after.live.moveClock(20 * 60_000);
      await after.live.log.trim();
      expect((await after.live.eventsAfter(`${generation}.${seq}`, 1000))?.length).toBe(502);
    });
  });

  it('an empty store begins a generation that no store before it had', async () => {
    const { redis, keys } = stage.live.connection;
    const before = Number(await redis.hget(keys.meta, 'gen'));
    expect(before).toBeGreaterThan(200_000_000);
    await redis.hset(keys.meta, 'runId', 'another');
    const again = await Stage.open(store.url, stage.live.connection.options.workspace);
    expect(Number(await redis.hget(keys.meta, 'gen'))).toBe(before + 1);
    // A node of before finds its generation old, takes over the new one, and goes on.
    stages.push(again);
    await stage.live.mirrorQueue('q', true, 1);
    expect((await stage.lastEvent()).generation).toBe(before + 1);
  });
});
