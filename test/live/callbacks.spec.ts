import { contactAgeMs } from '../../src/domain/contact.js';
import { faultsOf } from './invariants.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

const CUSTOMER = { customer: { id: 'k1' } };

describe.each(STORES)('callbacks on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 1 });
    await stage.mirror('a2', [{ id: 'callback', capacity: 1 }]);
    await stage.live.setPresence({ agentId: 'a2', presence: 'available', by: 'agent' });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  const live = () => stage.live;
  const record = async (id: string) => (await live().contact(id))?.contact;
  const age = async (id: string) => {
    const contact = await record(id);
    return contact === undefined ? NaN : contactAgeMs(contact, live().now());
  };
  const offer = (id: string) => stage.offer(id, 'a2', { channel: 'callback' });
  /** A callback that an agent has accepted. */
  const active = async (id: string) => {
    await stage.enqueue(id, {}, CUSTOMER);
    await stage.callback(id, `${id}.back`);
    const offerId = await offer(`${id}.back`);
    await live().accept({ offerId });
    return offerId;
  };

  it('end one contact and begin another in its place, with two events and every key', async () => {
    const rank = { agingRate: 2, creditMs: 500, maxWaitSeconds: 900, overflowAfterSeconds: 800 };
    const enqueuedAt = live().now() - 60_000;
    await stage.enqueue('c1', { ...rank, enqueuedAt }, CUSTOMER);
    await stage.enqueue('c2', { ...rank, enqueuedAt }, { customer: { id: 'k2' } });
    const before = await stage.hash('contact:c1');
    const { created, contact, position } = await stage.callback('c1', 'b1', { closesAt: live().now() + 5_000 });
    expect({ created, position }).toEqual({ created: true, position: 1 });
    expect(contact).toMatchObject({
      state: 'waiting',
      enqueuedAt,
      enqueueSeq: Number(before.seq),
      callbackOf: 'c1',
      callback: { attempts: 0, reached: false },
    });
    const [ended, begun] = (await stage.log()).slice(-2);
    expect(ended).toMatchObject({ type: 'contact.cancelled', contactId: 'c1', cause: 'callback' });
    expect(ended?.ops.map(([command, key]) => `${command} ${key}`)).toEqual([
      'ZREM order:q',
      'HSET contact:c1',
      'HSET queue:q',
      'ZREM deadlines',
      'ZREM deadlines',
      'PEXPIREAT contact:c1',
    ]);
    expect(begun).toMatchObject({ type: 'contact.waiting', contactId: 'b1', cause: 'enqueued' });
    expect(
      begun?.ops.map(([command, key, , member]) => `${command} ${key} ${key === 'deadlines' ? member : ''}`),
    ).toEqual([
      'HSET contact:b1 ',
      expect.stringMatching(/^SET callback:[0-9a-f]{40} $/),
      expect.stringMatching(/^HDEL matter:[0-9a-f]{40} $/),
      expect.stringMatching(/^HSET matter:[0-9a-f]{40} $/),
      'HSET queue:q ',
      'ZADD deadlines overflow|b1',
      'ZADD deadlines window|b1',
      'ZADD deadlines expire|b1',
      'ZADD order:q ',
    ]);
    expect(await record('c1')).toMatchObject({ state: 'cancelled', outcome: 'callback', callbackId: 'b1' });
    expect(await live().liveContactsOfQueue('q')).toBe(2);
    const { rate, cr, due } = await stage.hash('contact:b1');
    expect({ rate, cr, due }).toEqual({ rate: before.rate, cr: before.cr, due: before.due });
  });

  it('an offered contact: its agent is free, and who declined it lately is not asked again', async () => {
    await stage.enqueue('c1', {}, CUSTOMER);
    await live().refuseOffer({ offerId: await stage.offer('c1', 'a1'), outcome: 'declined' });
    await live().moveClock(6_000);
    const offerId = await stage.offer('c1', 'a1');
    const { contact } = await stage.callback('c1', 'b1');
    expect(contact.declines).toEqual({ a1: expect.any(Number) });
    expect(await live().offer(offerId)).toMatchObject({ outcome: 'rescinded' });
    expect(await live().agent('a1')).toMatchObject({ offers: 0, legs: [] });
  });

  it('refuse what is not waiting, what has moved on, a second for a customer, and an id that is taken', async () => {
    await stage.enqueue('c1', {}, CUSTOMER);
    await stage.enqueue('c2', {}, CUSTOMER);
    const old = (await live().contact('c1'))?.contact;
    await stage.offer('c1', 'a1');
    expect(await codeOf(stage.callback('c1', 'b1', { ...(old && { old }) }))).toBe('conflict');
    expect(await codeOf(stage.callback('c1', 'c2'))).toBe('idInUse');
    expect(await codeOf(stage.callback('c1', 'b1'))).toBe('ok');
    const before = await stage.state();
    const second = await refusalOf(stage.callback('c2', 'b2'));
    expect(second).toMatchObject({ code: 'callbackOpen', details: { contactId: 'b1' } });
    const direct = () => stage.enqueue('b3', {}, { ...CUSTOMER, channel: 'callback' });
    expect(await refusalOf(direct())).toMatchObject({ code: 'callbackOpen', details: { contactId: 'b1' } });
    expect(await codeOf(stage.callback('b1', 'b4'))).toBe('stateForbids');
    expect(await codeOf(stage.callback('c1', 'other'))).toBe('stateForbids');
    expect(await stage.state()).toEqual(before);
    expect(await stage.callback('c1', 'b1')).toMatchObject({ created: false, contact: { id: 'b1' }, position: 1 });
    await live().cancel({ contactId: 'b1', reason: 'cancelled' });
    expect(await codeOf(direct())).toBe('ok');
  });

  it('a failed attempt: the agent free, no wrap-up, the age kept over the pause', async () => {
    await active('c1');
    await live().moveClock(10_000);
    const before = await age('c1.back');
    const result = await stage.attempt('c1.back', 'noAnswer', { asAgentId: 'a2' });
    expect(result).toMatchObject({
      repeated: false,
      contact: { state: 'scheduled', formerAgentId: 'a2', callback: { attempts: 1, lastOutcome: 'noAnswer' } },
    });
    expect(await live().agent('a2')).toMatchObject({ active: 0, wrapUp: 0, legs: [] });
    expect(await stage.attempt('c1.back', 'noAnswer', { asAgentId: 'a2' })).toMatchObject({ repeated: true });
    expect(await codeOf(stage.attempt('c1.back', 'noAnswer', { asAgentId: 'a1' }))).toBe('forbidden');
    expect(await codeOf(live().workTransitions.release('c1.back'))).toBe('conflict');
    await live().moveClock(65_000);
    expect(await age('c1.back')).toBe(before);
    await live().workTransitions.release('c1.back', { closesAt: live().now() + 1_000 });
    // It waits since it was due, however late somebody looked.
    expect(await age('c1.back')).toBeGreaterThanOrEqual(before + 5_000);
    expect(await age('c1.back')).toBeLessThan(before + 8_000);
  });

  it('ends after the last attempt, and only then; an offer that is missed is none', async () => {
    await active('c1');
    await stage.attempt('c1.back', 'busy');
    await live().moveClock(61_000);
    await live().workTransitions.release('c1.back');
    await live().refuseOffer({ offerId: await offer('c1.back'), outcome: 'missed' });
    expect(await record('c1.back')).toMatchObject({ state: 'waiting', callback: { attempts: 1 } });
    await live().setPresence({ agentId: 'a2', presence: 'available', by: 'agent' });
    await live().moveClock(6_000);
    const offerId = await offer('c1.back');
    await live().accept({ offerId });
    expect(await codeOf(stage.attempt('c1.back', 'busy', { offerId: 'an-earlier-one' }))).toBe('stateForbids');
    const { contact } = await stage.attempt('c1.back', 'failed', { offerId });
    expect(contact).toMatchObject({ state: 'completed', outcome: 'notReached', agentId: 'a2' });
    expect(await stage.attempt('c1.back', 'failed')).toMatchObject({ repeated: true });
    expect(await codeOf(stage.attempt('c1.back', 'reached'))).toBe('stateForbids');
    await stage.enqueue('c2', {}, CUSTOMER);
    expect(await codeOf(stage.callback('c2', 'b2'))).toBe('ok');
  });

  it('reached is noted once, and forbids a failure of the same attempt, not of a later one', async () => {
    await active('c1');
    expect(await stage.attempt('c1.back', 'reached')).toMatchObject({ contact: { callback: { reached: true } } });
    expect(await stage.attempt('c1.back', 'reached')).toMatchObject({ repeated: true });
    expect(await codeOf(stage.attempt('c1.back', 'noAnswer'))).toBe('stateForbids');
    await live().requeue({ contactId: 'c1.back', reason: 'legLost' });
    await live().accept({ offerId: await offer('c1.back') });
    expect(await codeOf(stage.attempt('c1.back', 'noAnswer'))).toBe('ok');
  });

  it('the window closes over who waits, and after the offer over who is offered', async () => {
    const closesAt = live().now() + 30_000;
    for (const id of ['c1', 'c2']) {
      await stage.enqueue(id, { maxWaitSeconds: 600 }, { customer: { id } });
      await stage.callback(id, `${id}.back`, { closesAt });
    }
    const close = (id: string) => live().callbackTransitions.closeWindow(id, { opensAt: closesAt + 3_600_000 });
    expect(await codeOf(close('c1.back'))).toBe('conflict');
    await live().moveClock(25_000);
    const offerId = await offer('c2.back');
    await live().moveClock(6_000);
    const before = await age('c1.back');
    expect(await close('c1.back')).toMatchObject({ contact: { state: 'scheduled' } });
    expect(await age('c1.back')).toBeGreaterThanOrEqual(before);
    expect(await close('c2.back')).toMatchObject({ contact: { state: 'offered' } });
    await live().accept({ offerId });
    // Called in time; what comes back after it is found closed at once.
    await live().requeue({ contactId: 'c2.back', reason: 'legLost' });
    expect(await close('c2.back')).toMatchObject({ contact: { state: 'scheduled' } });
    await live().moveClock(3_600_000);
    const opened = { opensAt: live().now() + 60_000 };
    expect(await live().workTransitions.release('c1.back', opened)).toMatchObject({ contact: { state: 'scheduled' } });
  });
});
