import { contactAgeMs } from '../../src/domain/contact.js';
import { faultsOf } from './invariants.js';
import { replayed } from './replay.js';
import { codeOf, refusalOf, Stage, stateOf, storeOf, STORES } from './stage.js';

describe.each(STORES)('callbacks that call the customer first on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ talker: 1 });
    for (const id of ['a1', 'a2']) await available(id, [{ id: 'callback', capacity: 1 }]);
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    // All of it is made again from the log, byte by byte.
    expect(await replayed(store.url, await stage.log())).toEqual(await stateOf(stage.live));
    await stage.close();
  });

  const live = () => stage.live;
  const available = async (id: string, channels: { id: string; capacity: number }[]) => {
    await stage.mirror(id, channels);
    await live().setPresence({ agentId: id, presence: 'available', by: 'agent' });
  };
  const record = async (id: string) => (await live().contact(id))?.contact;
  const age = async (id: string) => {
    const contact = await record(id);
    return contact === undefined ? NaN : contactAgeMs(contact, live().now());
  };
  const standsFor = async (id: string) => (await live().agent(id))?.standsFor;
  const offer = (id: string, agentId: string, standingAgentId?: string) =>
    stage.offer(id, agentId, { channel: 'callback', standingAgentId });
  const timer = (id: string) =>
    live().callbackTransitions.attempt({
      contactId: id,
      outcome: 'noAnswer',
      mostAttempts: 2,
      spacingSeconds: 60,
      timer: true,
    });
  const due = async (member: string) => {
    const at = await live().connection.redis.zscore(live().connection.keys.deadlines, member);
    return at === null ? undefined : Number(at);
  };
  /** Dialled for a1, and on the line. */
  const reached = async (id: string) => {
    await stage.customerFirst(id);
    expect(await stage.dial(id, 'a1')).toBe('ok');
    await stage.attempt(id, 'reached');
  };

  it('are dialled: scheduled, ageing on, with a deadline; the agent stands for them and holds nothing', async () => {
    await stage.customerFirst('c1', { maxWaitSeconds: 900, overflowAfterSeconds: 800 }, { dialSeconds: 20 });
    const before = await stage.hash('contact:c1');
    expect(await offer('c1', 'a1')).toBe('notReached');
    await live().moveClock(5_000);
    expect(await stage.dial('c1', 'a1')).toBe('ok');
    const contact = await record('c1');
    expect(contact).toMatchObject({ state: 'scheduled', standingAgentId: 'a1', scheduledAt: undefined });
    expect(contact?.agentId).toBeUndefined();
    expect(contact?.callback).toEqual({ attempts: 0, reached: false, dialUntil: (contact?.since ?? 0) + 20_000 });
    expect(await live().agent('a1')).toMatchObject({ standsFor: 'c1', offers: 0, used: {}, legs: [] });
    const [dialled, stands] = (await stage.log()).slice(-2);
    expect(dialled).toMatchObject({
      type: 'contact.scheduled',
      contactId: 'c1',
      cause: 'dialling',
      agentId: undefined,
    });
    expect(dialled?.ops.map(([command, key]) => `${command} ${key}`)).toEqual([
      'ZREM order:q',
      'HSET contact:c1',
      'ZADD deadlines',
    ]);
    expect(stands).toMatchObject({ type: 'agent.stands', agentId: 'a1', contactId: undefined, cause: 'dialling' });
    await live().moveClock(10_000);
    expect(await age('c1')).toBeGreaterThanOrEqual(15_000);
    const after = await stage.hash('contact:c1');
    for (const field of ['venq', 'seq', 'rate', 'cr', 'expireAt'] as const) expect(after[field]).toBe(before[field]);
    for (const timer of ['expire|c1', 'overflow|c1']) expect(await due(timer)).toBeDefined();
  });

  it('wait at their old rank once reached, are offered as any contact, and then nobody stands for them', async () => {
    await stage.customerFirst('c1');
    await stage.customerFirst('c2');
    await stage.dial('c1', 'a1');
    const result = await stage.attempt('c1', 'reached');
    expect(result).toMatchObject({
      repeated: false,
      position: 1,
      contact: { state: 'waiting', standingAgentId: 'a1' },
    });
    expect(result.contact.callback).toEqual({ attempts: 0, reached: true });
    expect(await stage.attempt('c1', 'reached')).toMatchObject({ repeated: true, position: 1 });
    expect(await stage.attempt('c1', 'reached', { attempt: 1 })).toMatchObject({ repeated: true });
    // The mark stays until somebody is asked: nobody else is called for this agent before.
    expect(await stage.dial('c2', 'a1')).toBe('standsForDial');
    expect(await offer('c1', 'a2')).toBe('contactGone');
    expect(await offer('c1', 'a2', 'a2')).toBe('contactGone');
    const offerId = await offer('c1', 'a2', 'a1');
    expect(offerId).toMatch(/^o/);
    expect(await standsFor('a1')).toBeUndefined();
    expect((await record('c1'))?.standingAgentId).toBeUndefined();
    const [offered, stands] = (await stage.log()).slice(-2);
    expect(offered).toMatchObject({ type: 'contact.offered', agentId: 'a2' });
    expect(stands).toMatchObject({ type: 'agent.stands', agentId: 'a1', cause: 'released' });
    await live().accept({ offerId });
    // No further dialling: the customer is there, whatever is said of the call.
    expect(await stage.attempt('c1', 'reached', { asAgentId: 'a2' })).toMatchObject({ repeated: true });
    expect(await refusalOf(stage.attempt('c1', 'noAnswer'))).toMatchObject({
      code: 'stateForbids',
      details: { state: 'active' },
    });
    await live().requeue({ contactId: 'c1', reason: 'legLost' });
    expect(await stage.dial('c1', 'a1')).toBe('contactGone');
    expect(await offer('c1', 'a1')).toMatch(/^o/);
  });

  it('an offer that nobody answers is no failed attempt, and calls nobody again', async () => {
    await reached('c1');
    await live().refuseOffer({ offerId: await offer('c1', 'a1', 'a1'), outcome: 'missed' });
    expect(await record('c1')).toMatchObject({ state: 'waiting', callback: { attempts: 0, reached: true } });
    expect(await stage.dial('c1', 'a2')).toBe('contactGone');
    expect(await offer('c1', 'a2')).toMatch(/^o/);
  });

  it('a failed attempt: the next is scheduled with the age as it stands, and the agent stands for nobody', async () => {
    await stage.customerFirst('c1', { maxWaitSeconds: 900, closesAt: live().now() + 600_000 });
    await stage.dial('c1', 'a1');
    await live().moveClock(10_000);
    const before = await age('c1');
    const result = await stage.attempt('c1', 'busy', { attempt: 1 });
    expect(result.contact).toMatchObject({ state: 'scheduled', callback: { attempts: 1, lastOutcome: 'busy' } });
    expect(result.contact.callback?.dialUntil).toBeUndefined();
    expect(result.contact.formerAgentId).toBeUndefined();
    expect(await standsFor('a1')).toBeUndefined();
    for (const gone of ['dial|c1', 'expire|c1', 'window|c1']) expect(await due(gone)).toBeUndefined();
    await live().moveClock(30_000);
    expect(await age('c1')).toBeGreaterThanOrEqual(before);
    expect(await age('c1')).toBeLessThan(before + 5_000);
    expect(await stage.attempt('c1', 'busy')).toMatchObject({ repeated: true });
    expect(await codeOf(stage.attempt('c1', 'reached'))).toBe('stateForbids');
    await live().moveClock(31_000);
    await live().workTransitions.release('c1');
    await stage.dial('c1', 'a1');
    // A late word of the first attempt is none of the second.
    expect(await stage.attempt('c1', 'busy', { attempt: 1 })).toMatchObject({ repeated: true });
    expect(await codeOf(stage.attempt('c1', 'noAnswer', { attempt: 1 }))).toBe('stateForbids');
    expect(await codeOf(stage.attempt('c1', 'reached', { attempt: 1 }))).toBe('stateForbids');
    expect(await codeOf(stage.attempt('c1', 'reached', { offerId: 'none' }))).toBe('stateForbids');
    const last = await stage.attempt('c1', 'failed', { attempt: 2 });
    expect(last.contact).toMatchObject({ state: 'completed', outcome: 'notReached', callback: { attempts: 2 } });
    expect(last.contact.ageMs).toBeGreaterThanOrEqual(before);
    expect(await standsFor('a1')).toBeUndefined();
    expect(await stage.attempt('c1', 'failed')).toMatchObject({ repeated: true });
    // The customer may be called back again.
    expect(await codeOf(stage.customerFirst('c2'))).toBe('ok');
  });

  it('the deadline is an attempt that failed, not before its time, and once', async () => {
    await stage.customerFirst('c1');
    expect((await refusalOf(timer('c1'))).message).toContain('notDue');
    await stage.dial('c1', 'a1');
    expect((await refusalOf(timer('c1'))).message).toContain('notDue');
    await live().moveClock(45_001);
    expect(await timer('c1')).toMatchObject({ contact: { state: 'scheduled', callback: { lastOutcome: 'noAnswer' } } });
    expect((await refusalOf(timer('c1'))).message).toContain('notDue');
    expect(await standsFor('a1')).toBeUndefined();
    expect(await codeOf(stage.attempt('c1', 'reached'))).toBe('stateForbids');
  });

  it.each(['abandoned', 'cancelled', 'resolvedElsewhere'] as const)(
    'a customer who is %s meanwhile',
    async (reason) => {
      await stage.customerFirst('c1');
      await stage.dial('c1', 'a1');
      await live().moveClock(3_000);
      const dialled = await live().cancel({ contactId: 'c1', reason });
      expect(dialled.contact.ageMs).toBeGreaterThanOrEqual(3_000);
      expect(await codeOf(stage.attempt('c1', 'reached'))).toBe('stateForbids');
      await reached('c2');
      const { contact } = await live().cancel({ contactId: 'c2', reason });
      expect(contact).toMatchObject({ state: reason === 'abandoned' ? reason : 'cancelled', outcome: reason });
      expect(contact.standingAgentId).toBeUndefined();
      expect(await standsFor('a1')).toBeUndefined();
      expect(await stage.attempt('c2', 'reached')).toMatchObject({ repeated: true });
      for (const id of ['c1', 'c2'])
        for (const gone of [`dial|${id}`, `release|${id}`]) expect(await due(gone)).toBeUndefined();
    },
  );

  it('expire, merge away and overflow as any contact, but not in the middle of the dialling where that can wait', async () => {
    await stage.live.mirrorQueue('q2', true, 1);
    const expire = (id: string) =>
      live().contactTransitions.cancel({ contactId: id, reason: 'cancelled', timer: true });
    await stage.customerFirst('c1', { maxWaitSeconds: 40, overflowAfterSeconds: 35 });
    await stage.dial('c1', 'a1');
    const until = (await record('c1'))?.callback?.dialUntil ?? NaN;
    await live().moveClock(36_000);
    const target = { queueId: 'q2', agingRate: 1, creditMs: 0, dueCreditSeconds: 0 };
    expect(await live().workTransitions.overflow('c1', target)).toMatchObject({
      contact: { state: 'scheduled', queueId: 'q' },
    });
    expect(await due('overflow|c1')).toBe(until + 1);
    // Told that it is about to expire is nobody whose telephone rings.
    expect(await expire('c1')).toMatchObject({ contact: { state: 'scheduled' } });
    expect((await stage.lastEvent()).cause).toBe('noticePostponed');
    await live().moveClock(5_000);
    expect(await expire('c1')).toMatchObject({ contact: { state: 'expired', outcome: 'expired' } });
    expect(await standsFor('a1')).toBeUndefined();
    await stage.enqueue('into');
    await stage.customerFirst('c2');
    await stage.dial('c2', 'a1');
    expect(await live().merge({ contactId: 'c2', intoContactId: 'into' })).toMatchObject({
      contact: { outcome: 'merged' },
    });
    await reached('c3');
    expect(await live().merge({ contactId: 'c3', intoContactId: 'into' })).toMatchObject({
      contact: { outcome: 'merged' },
    });
    expect(await standsFor('a1')).toBeUndefined();
    await stage.customerFirst('c4', { overflowAfterSeconds: 10 });
    await stage.dial('c4', 'a1');
    await stage.attempt('c4', 'reached');
    await live().moveClock(11_000);
    expect(await live().workTransitions.overflow('c4', target)).toMatchObject({
      contact: { state: 'waiting', queueId: 'q2' },
    });
    expect(await standsFor('a1')).toBe('c4');
  });

  it('whoever leaves stands for nobody: the customer goes on being called, and waits for the next', async () => {
    await stage.customerFirst('c1');
    await stage.customerFirst('c2');
    await stage.dial('c1', 'a1');
    await live().setPresence({ agentId: 'a1', presence: 'unavailable', by: 'agent' });
    expect(await standsFor('a1')).toBeUndefined();
    expect(await stage.dial('c2', 'a1')).toBe('agentUnavailable');
    await live().setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
    expect(await stage.dial('c2', 'a1')).toBe('ok');
    // What becomes of the first does not take the mark of the second.
    await stage.attempt('c1', 'reached');
    await live().cancel({ contactId: 'c1', reason: 'abandoned' });
    expect(await standsFor('a1')).toBe('c2');
    // Left after the work at hand, too, and removed.
    await live().putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'other' });
    await live().setPresence({ agentId: 'a1', presence: 'offline', by: 'agent', afterWork: true });
    expect(await standsFor('a1')).toBe('c2');
    await live().deleteExternalLoad({ agentId: 'a1', ref: 'r' });
    await live().agentTransitions.returnAside('a1');
    expect(await live().agent('a1')).toMatchObject({ presence: 'offline' });
    expect(await standsFor('a1')).toBeUndefined();
    await stage.customerFirst('c3');
    await stage.dial('c3', 'a2');
    await live().removeAgent('a2', 2);
    expect(await stage.attempt('c3', 'reached')).toMatchObject({ contact: { state: 'waiting' } });
    expect(await live().cancel({ contactId: 'c3', reason: 'abandoned' })).toMatchObject({
      contact: { state: 'abandoned' },
    });
  });

  it('the window closes over who waits, not over who is dialled or on the line; a failed attempt is after it', async () => {
    const closesAt = live().now() + 20_000;
    for (const id of ['c1', 'c2']) await stage.customerFirst(id, { closesAt });
    const close = (id: string) => live().callbackTransitions.closeWindow(id, { opensAt: closesAt + 3_600_000 });
    await stage.dial('c1', 'a1');
    await stage.dial('c2', 'a2');
    const until = (await record('c1'))?.callback?.dialUntil ?? NaN;
    await live().moveClock(20_001);
    for (const id of ['c1', 'c2']) expect(await close(id)).toMatchObject({ contact: { state: 'scheduled' } });
    expect(await due('window|c1')).toBe(until + 1);
    await stage.attempt('c1', 'reached');
    expect(await due('window|c1')).toBeUndefined();
    expect(await codeOf(close('c1'))).toBe('conflict');
    const { contact } = await stage.attempt('c2', 'noAnswer', { opensAt: closesAt + 3_600_000 });
    expect(contact).toMatchObject({ state: 'scheduled', scheduledAt: closesAt + 3_600_000 });
    // Closed, though nobody has looked yet: not called any more.
    await stage.customerFirst('c3', { closesAt: live().now() + 1_000 });
    await live().moveClock(1_000);
    expect(await stage.dial('c3', 'a2')).toBe('windowClosed');
  });

  it('keep the place of the call in whose stead they come', async () => {
    await available(
      'both',
      ['voice', 'callback'].map((id) => ({ id, capacity: 1 })),
    );
    await stage.enqueue('call', { enqueuedAt: live().now() - 60_000 }, { customer: { id: 'k' } });
    await live().refuseOffer({ offerId: await stage.offer('call', 'both'), outcome: 'declined' });
    const old = await record('call');
    if (old === undefined) throw new Error('gone');
    const callback = { mode: 'customerFirst' as const, dialSeconds: 10, attempts: { max: 1, spacingSeconds: 0 } };
    const spec = { ...old.spec, id: 'back', channel: 'callback', callback: { ...callback, fromChannel: 'voice' } };
    await live().callback({ old, spec, keyId: 'key1', callbackHash: 'h' });
    expect(await offer('back', 'a1')).toBe('notReached');
    expect(await stage.dial('back', 'both')).toBe('coolDown');
    expect(await stage.dial('back', 'a1')).toBe('ok');
    expect(await age('back')).toBeGreaterThanOrEqual(60_000);
    expect(await due('dial|back')).toBe(((await record('back'))?.since ?? NaN) + 10_000);
  });

  it('answer a command that is repeated under its id with the first result', async () => {
    await stage.customerFirst('c1');
    await stage.dial('c1', 'a1');
    const once = { commandId: 'once', commandHash: 'h' };
    const first = await stage.attempt('c1', 'reached', once);
    await live().cancel({ contactId: 'c1', reason: 'abandoned' });
    expect(await stage.attempt('c1', 'reached', once)).toEqual(first);
    expect(await codeOf(stage.attempt('c1', 'reached', { ...once, commandHash: 'other' }))).toBe('idempotencyMismatch');
  });
});
