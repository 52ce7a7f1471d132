import { faultsOf } from './invariants.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

describe.each(STORES)('what belongs together, on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 5, a2: 5 }, ['q', 'q2']);
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  const customer = { id: 'k' };
  /** The new contact as its enqueue left it. */
  const enter = async (id: string, spec: object = { customer }) => (await stage.enqueue(id, {}, spec)).contact;
  const accept = async (id: string, agentId: string) => stage.live.accept({ offerId: await stage.offer(id, agentId) });
  const end = (contactId: string, resolved?: boolean) => stage.live.complete({ contactId, wrapUpSeconds: 0, resolved });
  const keys = async () => Object.keys(await stage.state()).filter((key) => /^(matter|thread):/.test(key));

  it('a contact without customer and thread belongs to nothing', async () => {
    expect(await enter('c1', {})).toMatchObject({ earlierIds: undefined });
    await accept('c1', 'a1');
    await end('c1');
    expect(await keys()).toEqual([]);
  });

  it('a new contact names the earlier of its customer while one is open, and the agent who got one last', async () => {
    expect(await enter('mail')).toMatchObject({ earlierIds: undefined, lastAgentId: undefined });
    await accept('mail', 'a1');
    await stage.live.park({ contactId: 'mail' });
    expect(await enter('call')).toMatchObject({ earlierIds: ['mail'], lastAgentId: 'a1' });
    await accept('call', 'a2');
    await end('call', true);
    expect(await enter('video')).toMatchObject({ earlierIds: ['call', 'mail'], lastAgentId: 'a2' });
    expect(await enter('stranger', { customer: { id: 'other' } })).toMatchObject({ earlierIds: undefined });
    await stage.live.cancel({ contactId: 'video', reason: 'abandoned' });
    await stage.live.complete({ contactId: 'mail', wrapUpSeconds: 0 });
    // Nothing is open any more: the next contact begins anew, with the agent who served the customer last.
    expect(await enter('new')).toMatchObject({ earlierIds: undefined, lastAgentId: 'a2' });
  });

  it('what ended unresolved stays open, until something of it is resolved', async () => {
    await enter('c1');
    await accept('c1', 'a1');
    await end('c1', false);
    expect(await enter('c2')).toMatchObject({ earlierIds: ['c1'], lastAgentId: 'a1' });
    await stage.live.cancel({ contactId: 'c2', reason: 'cancelled' });
    expect(await enter('c3')).toMatchObject({ earlierIds: ['c2', 'c1'] });
    await accept('c3', 'a1');
    await end('c3', true);
    expect(await keys()).toEqual([]);
    // Told late, it counts too.
    await end('c3', false);
    expect(await enter('c4')).toMatchObject({ earlierIds: ['c3'] });
    await end('c3', true);
    await stage.live.cancel({ contactId: 'c4', reason: 'cancelled' });
    expect(await enter('c5')).toMatchObject({ earlierIds: undefined });
  });

  it('a thread goes on after its contacts have ended, and a customer joins its threads', async () => {
    await enter('mail', { threadId: 't', customer });
    await accept('mail', 'a1');
    await end('mail');
    expect(await enter('mail2', { threadId: 't' })).toMatchObject({ earlierIds: ['mail'], lastAgentId: 'a1' });
    expect(await enter('mail3', { threadId: 't', customer })).toMatchObject({ earlierIds: ['mail2', 'mail'] });
    await accept('mail3', 'a2');
    // Of a thread and of a customer: the agent of the thread knows the matter better.
    await enter('other', { threadId: 'u' });
    await accept('other', 'a1');
    expect(await enter('both', { threadId: 'u', customer })).toMatchObject({
      earlierIds: ['other', 'mail3', 'mail2', 'mail'],
      lastAgentId: 'a1',
    });
    // What the one contact joined stays together, for whoever comes by one of the two ways.
    const story = ['both', 'other', 'mail3', 'mail2', 'mail'];
    expect(await enter('call')).toMatchObject({ earlierIds: story, lastAgentId: 'a1' });
    expect(await enter('mail4', { threadId: 'u' })).toMatchObject({ earlierIds: story });
  });

  it('who takes over from a consult knows the matter', async () => {
    await enter('c1');
    await accept('c1', 'a1');
    await stage.consult('c1', 'asks');
    await stage.live.accept({ offerId: await stage.offer('asks', 'a2') });
    await stage.live.completeConsult({ contactId: 'c1', consultId: 'asks' });
    expect(await enter('c2')).toMatchObject({ earlierIds: ['c1'], lastAgentId: 'a2' });
  });

  it('holds the newest twenty, tells ten, and goes after 90 days', async () => {
    for (let i = 1; i <= 25; i += 1) await enter(`c${i}`, { customer, threadId: 't' });
    const { earlierIds } = await enter('last', { threadId: 't' });
    expect(earlierIds).toEqual(Array.from({ length: 10 }, (_, i) => `c${25 - i}`));
    for (const key of await keys()) {
      expect(Object.keys(await stage.hash(key)).length).toBe(20);
      const { redis, keys: names } = stage.live.connection;
      const days = (await redis.pttl(names.prefix + key)) / 86_400_000;
      expect(days).toBeGreaterThan(89.9);
      expect(days).toBeLessThanOrEqual(90);
    }
    // One that was pushed out is served and ends like any other.
    await accept('c1', 'a1');
    await end('c1', true);
    expect((await enter('next', { threadId: 't' })).lastAgentId).toBeUndefined();
  });

  describe('merge', () => {
    const merge = (contactId: string, intoContactId = 'into', asAgentId?: string) =>
      stage.live.merge({ contactId, intoContactId, asAgentId });
    beforeEach(() => enter('into'));

    it.each(['waiting', 'offered', 'active', 'parked', 'scheduled'])('ends what is %s', async (state) => {
      const scheduledAt = state === 'scheduled' ? stage.live.now() + 60_000 : undefined;
      await stage.enqueue(
        'c1',
        { scheduledAt, maxWaitSeconds: 60, overflowAfterSeconds: 30 },
        { customer, threadId: 't' },
      );
      let offerId = '';
      if (['offered', 'active', 'parked'].includes(state)) offerId = await stage.offer('c1', 'a1');
      if (['active', 'parked'].includes(state)) {
        await stage.live.accept({ offerId });
        await stage.live.hold({ contactId: 'c1', held: true });
      }
      if (state === 'parked') await stage.live.park({ contactId: 'c1' });
      await stage.live.moveClock(1_000);
      const { contact, position } = await merge('c1');
      expect(position).toBeNull();
      expect(contact).toMatchObject({ state: 'cancelled', outcome: 'merged', mergedInto: 'into', endedBy: 'system' });
      expect(contact.heldSince).toBeUndefined();
      expect(contact.history.at(-1)).toMatchObject({ type: 'merged', detail: 'into into' });
      const into = (await stage.live.contact('into'))?.contact;
      expect(into).toMatchObject({ state: 'waiting', mergedIds: ['c1'] });
      expect(into?.history.at(-1)).toMatchObject({ type: 'merged', detail: 'c1' });
      expect(await stage.live.agent('a1')).toMatchObject({ active: 0, offers: 0, wrapUp: 0, legs: [] });
      if (state === 'offered') expect(await stage.live.offer(offerId)).toMatchObject({ outcome: 'rescinded' });
      const before = await stage.state();
      expect(await merge('c1')).toMatchObject({ repeated: true, contact: { mergedInto: 'into' } });
      expect(await stage.state()).toEqual(before);
      expect(await refusalOf(stage.live.cancel({ contactId: 'c1', reason: 'cancelled' }))).toMatchObject({
        code: 'stateForbids',
        details: { state: 'cancelled' },
      });
      expect(await enter('later', { threadId: 't' })).toMatchObject({ earlierIds: ['c1', 'into'] });
    });

    it('refuses what cannot be, and leaves everything as it was', async () => {
      await enter('c1', {});
      await stage.active('busy', 'a1');
      await stage.active('wraps', 'a1');
      await stage.live.complete({ contactId: 'wraps', wrapUpSeconds: 30 });
      await stage.active('asks', 'a1');
      await stage.consult('asks', 'asked');
      await enter('gone', {});
      await stage.live.cancel({ contactId: 'gone', reason: 'abandoned' });
      const before = await stage.state();
      expect(await codeOf(merge('nobody'))).toBe('notFound');
      expect(await refusalOf(merge('c1', 'nobody'))).toMatchObject({
        code: 'unknownReference',
        details: { errors: [{ path: 'intoContactId' }] },
      });
      for (const [id, into, state] of [
        ['c1', 'gone', 'abandoned'],
        ['gone', 'c1', 'abandoned'],
        ['wraps', 'c1', 'wrapUp'],
        ['asks', 'c1', 'active'],
        ['c1', 'asks', 'active'],
        ['asked', 'c1', 'consult'],
        ['c1', 'asked', 'consult'],
      ] as const)
        expect([id, into, (await refusalOf(merge(id, into))).details.state]).toEqual([id, into, state]);
      expect(await codeOf(merge('busy', 'c1', 'a2'))).toBe('forbidden');
      expect(await codeOf(merge('c1', 'busy', 'a1'))).toBe('forbidden');
      expect(await stage.state()).toEqual(before);
      expect(await codeOf(merge('busy', 'c1', 'a1'))).toBe('ok');
      expect(await codeOf(merge('busy', 'into', 'a1'))).toBe('stateForbids');
      expect(await codeOf(stage.live.cancel({ contactId: 'wraps', reason: 'cancelled' }))).toBe('stateForbids');
    });

    it('has no use for a cancel of what is active', async () => {
      await stage.active('c1', 'a1');
      for (const reason of ['cancelled', 'abandoned'] as const)
        expect(await codeOf(stage.live.cancel({ contactId: 'c1', reason }))).toBe('stateForbids');
    });

    it('goes on from one to the next, and takes no more than a hundred', async () => {
      await enter('c1', {});
      await enter('c2', {});
      await merge('c1', 'c2');
      await merge('c2');
      expect((await stage.live.contact('c2'))?.contact).toMatchObject({ mergedIds: ['c1'], mergedInto: 'into' });
      for (let i = 1; i < 100; i += 1) {
        await enter(`d${i}`, {});
        await merge(`d${i}`);
      }
      await enter('much', {});
      expect(await codeOf(merge('much'))).toBe('conflict');
      expect((await stage.live.contact('into'))?.contact.mergedIds?.length).toBe(100);
    });
  });
});
