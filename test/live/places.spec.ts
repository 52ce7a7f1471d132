import { RedisLogTail } from '../../src/live/log-tail.js';
import { Places } from '../../src/live/places.js';
import { sharedRedisUrl } from '../support/stores.js';
import { faultsOf } from './invariants.js';
import { codeOf, refusalOf, Stage } from './stage.js';

describe('places', () => {
  let stage: Stage;
  /** A node that follows the log, and one that does not. */
  let told: Stage;
  let tail: RedisLogTail;
  /** How often the second node asked where a contact is. */
  let reads = 0;

  beforeEach(async () => {
    stage = await (await Stage.open(sharedRedisUrl())).with({ a1: 2, a2: 2 }, ['q', 'other']);
    told = await Stage.open(sharedRedisUrl(), stage.live.connection.options.workspace);
    stage.epoch = told.epoch;
    tail = new RedisLogTail(told.live.connection);
    tail.subscribe((events) => told.live.places.take(events));
    await tail.start();
    reads = 0;
    const { redis } = told.live.connection;
    const hmget = redis.hmget.bind(redis) as (...args: unknown[]) => unknown;
    Object.assign(redis, { hmget: (...args: unknown[]) => ((reads += 1), hmget(...args)) });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await tail.stop();
    await told.close();
    await stage.close();
  });

  /** Until the second node has heard of everything so far. */
  async function heard(): Promise<void> {
    const end = await stage.live.logEnd();
    while (tail.position() !== end)
      await new Promise<void>((resolve) => {
        const stop = tail.subscribe(() => {
          stop();
          resolve();
        });
      });
  }

  it('names the keys of a callback and its attempts without a read', async () => {
    await stage.mirror('a1', [{ id: 'callback', capacity: 1 }], 2);
    await stage.enqueue('c1', {}, { customer: { id: 'k' } });
    await stage.callback('c1', 'b1');
    const offerId = await stage.offer('b1', 'a1', { channel: 'callback' });
    await heard();
    await told.live.accept({ offerId, asAgentId: 'a1' });
    await heard();
    const attempt = { contactId: 'b1', asAgentId: 'a1', mostAttempts: 2, spacingSeconds: 0, outcome: 'busy' } as const;
    expect(await told.live.attempt(attempt)).toMatchObject({ contact: { state: 'scheduled' } });
    await heard();
    expect(await told.live.attempt(attempt)).toMatchObject({ repeated: true });
    await stage.live.moveClock(1);
    await told.live.workTransitions.release('b1');
    await heard();
    expect(await told.live.cancel({ contactId: 'b1', reason: 'cancelled' })).toMatchObject({
      contact: { state: 'cancelled' },
    });
    expect(reads).toBe(0);
  });

  it('knows who stands for a callback whose customer is called first, until it is offered', async () => {
    await stage.mirror('a1', [{ id: 'callback', capacity: 1 }], 2);
    for (const id of ['b1', 'b2', 'b3']) await stage.customerFirst(id);
    await stage.dial('b1', 'a1');
    await heard();
    expect(await told.live.cancel({ contactId: 'b1', reason: 'abandoned' })).toMatchObject({ repeated: false });
    await stage.dial('b2', 'a1');
    await heard();
    const attempt = { contactId: 'b2', mostAttempts: 1, spacingSeconds: 0 };
    expect(await told.live.attempt({ ...attempt, outcome: 'reached' })).toMatchObject({ position: 1 });
    await heard();
    expect(told.live.places.ofContact('b2')).toMatchObject({ state: 'waiting', standingAgentId: 'a1' });
    await stage.offer('b2', 'a1', { channel: 'callback', standingAgentId: 'a1' });
    await heard();
    expect(told.live.places.ofContact('b2')?.standingAgentId).toBeUndefined();
    await told.live.cancel({ contactId: 'b2', reason: 'abandoned' });
    expect(reads).toBe(0);
    await stage.dial('b3', 'a1');
    await heard();
    Object.assign(told.live.places.ofContact('b3') ?? {}, { standingAgentId: 'a2' });
    await told.live.attempt({ ...attempt, contactId: 'b3', outcome: 'busy' });
    expect(reads).toBe(1);
    expect((await stage.live.agent('a1'))?.standsFor).toBeUndefined();
  });

  it('names the keys of a whole life without a read', async () => {
    await stage.enqueue('c1', {}, { customer: { id: 'k' } });
    const offerId = await stage.offer('c1', 'a1');
    await heard();
    expect(await told.live.accept({ offerId, asAgentId: 'a1' })).toMatchObject({ contact: { state: 'active' } });
    await heard();
    const complete = { contactId: 'c1', asAgentId: 'a1', wrapUpSeconds: 30 };
    expect(await told.live.complete(complete)).toMatchObject({ contact: { state: 'wrapUp' } });
    await heard();
    expect(await told.live.complete({ ...complete, endWrapUp: true })).toMatchObject({
      contact: { state: 'completed' },
    });
    expect(reads).toBe(0);
    await heard();
    expect(told.live.places.ofContact('c1')).toBeUndefined();
  });

  it('reads and is right where what it was told is old', async () => {
    await stage.enqueue('c1');
    const first = await stage.offer('c1', 'a1');
    await heard();
    await tail.stop();
    await stage.live.accept({ offerId: first });
    await stage.live.requeue({ contactId: 'c1', reason: 'legLost' });
    const second = await stage.offer('c1', 'a2');
    // It still takes the contact for offered to a1.
    expect(told.live.places.ofContact('c1')).toMatchObject({ agentId: 'a1', offerId: first });
    const cancelled = await told.live.cancel({ contactId: 'c1', reason: 'abandoned' });
    expect(cancelled).toMatchObject({ contact: { state: 'abandoned' } });
    expect(reads).toBe(1);
    expect((await stage.live.offer(second))?.outcome).toBe('customerAbandoned');
    expect(await stage.live.agent('a2')).toMatchObject({ offers: 0, legs: [] });
  });

  it.each([
    ['queueId', 'other'],
    ['agentId', 'a2'],
    ['channel', 'chat'],
    ['keyId', 'another'],
    ['customer', 'f00'],
  ])('survives a wrong %s', async (field, value) => {
    await stage.enqueue('c1', {}, { customer: { id: 'k' } });
    const offerId = await stage.offer('c1', 'a1');
    await heard();
    await told.live.accept({ offerId });
    await heard();
    const place = told.live.places.ofContact('c1');
    Object.assign(place ?? {}, { [field]: value });
    expect(await told.live.complete({ contactId: 'c1', wrapUpSeconds: 0 })).toMatchObject({
      repeated: false,
      contact: { state: 'completed' },
    });
    expect(reads).toBe(1);
  });

  it('refuses strangers and unknown contacts only on what the store says', async () => {
    const offerId = await stage.active('c1', 'a1');
    await heard();
    // As if the log had told it wrong.
    Object.assign(told.live.places.ofContact('c1') ?? {}, { agentId: 'a2' });
    const complete = { contactId: 'c1', wrapUpSeconds: 0 };
    expect((await refusalOf(told.live.complete({ ...complete, asAgentId: 'a2' }))).code).toBe('forbidden');
    expect(await codeOf(told.live.complete({ ...complete, asAgentId: 'a1' }))).toBe('ok');
    expect(await codeOf(told.live.accept({ offerId, asAgentId: 'a2' }))).toBe('forbidden');
    expect(await codeOf(told.live.complete({ ...complete, contactId: 'none' }))).toBe('notFound');
  });

  it('keeps the latest contacts only, and none of a history that may be lost', async () => {
    for (const id of ['c1', 'c2', 'c3']) await stage.enqueue(id);
    const offerId = await stage.offer('c1', 'a1');
    const events = await stage.log();
    const places = new Places(2);
    places.take(events);
    expect(['c1', 'c2', 'c3'].map((id) => places.ofContact(id)?.state)).toEqual([undefined, 'waiting', 'waiting']);
    expect(places.ofOffer(offerId)).toBeUndefined();
    places.take(events.filter((event) => event.type === 'generation.started'));
    expect(places.ofContact('c3')).toBeUndefined();
  });
});
