import { faultsOf } from './invariants.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

describe.each(STORES)('contacts on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 1, a2: 1 });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  describe('enqueue', () => {
    it('puts a contact into its queue, with one event that carries its write set', async () => {
      const result = await stage.enqueue('c1', { maxWaitSeconds: 60 });
      expect(result).toMatchObject({
        created: true,
        position: 1,
        contact: { state: 'waiting', queueId: 'q', ageMs: 0 },
      });
      const event = await stage.lastEvent();
      expect(event).toMatchObject({ type: 'contact.waiting', contactId: 'c1', queueId: 'q', cause: 'enqueued' });
      expect(event.id).toBe(result.contact.eventId);
      expect(event.seq).toBe(result.contact.enqueueSeq);
      expect(event.ops.map(([command, key]) => `${command} ${key}`).sort()).toEqual([
        'HSET contact:c1',
        'HSET queue:q',
        'ZADD deadlines',
        'ZADD order:q',
      ]);
      expect(event.ops.find(([, key]) => key === 'deadlines')).toEqual([
        'ZADD',
        'deadlines',
        String(result.contact.enqueuedAt + 45_000),
        'expire|c1',
      ]);
    });

    it('answers with exactly what a read finds, whether remembered or not', async () => {
      const customer = { id: 'k1', identities: [{ kind: 'phone', value: '+49' }] };
      const more = { enqueuedAt: 1_700_000_000_000, maxWaitSeconds: 1e9, agingRate: 0.3, creditMs: 1.5 };
      const result = await stage.enqueue('c1', more, { customer, attributes: { text: '"|\n\u0000é' } });
      expect(result.contact).toEqual((await stage.live.contact('c1'))?.contact);
      const command = { commandId: 'once', commandHash: 'h' };
      const first = await stage.enqueue('c2', command);
      expect(first.contact).toEqual((await stage.live.contact('c2'))?.contact);
      // The id is the server's where the client gave none: a repeat comes with another, and gets the first contact.
      expect((await stage.enqueue('c3', command)).contact).toEqual(first.contact);
    });

    it('answers the same body with what stands, and refuses another one', async () => {
      await stage.enqueue('c1');
      const before = await stage.state();
      expect(await stage.enqueue('c1')).toMatchObject({ created: false, position: 1 });
      expect((await refusalOf(stage.enqueue('c1', { bodyHash: 'another' }))).code).toBe('idInUse');
      await stage.live.cancel({ contactId: 'c1', reason: 'abandoned' });
      expect(await stage.enqueue('c1')).toMatchObject({ created: false, contact: { state: 'abandoned' } });
      expect(before).not.toEqual(await stage.state());
    });

    it('starts the age in the past where it is asked to, never in the future', async () => {
      const now = stage.live.now();
      const old = await stage.enqueue('old', { enqueuedAt: now - 90_000 });
      expect(old.contact.enqueuedAt).toBe(now - 90_000);
      expect(old.contact.virtualEnqueuedAt).toBe(now - 90_000);
      const early = await stage.enqueue('early', { enqueuedAt: now + 3_600_000 });
      expect(early.contact.enqueuedAt).toBeLessThanOrEqual(stage.live.now());
      expect((await stage.live.contact('old'))?.position).toBe(1);
      expect(early.position).toBe(2);
    });

    it('orders by rate × age + credits, ties by sequence', async () => {
      const at = stage.live.now() - 10_000;
      await stage.enqueue('b', { enqueuedAt: at });
      await stage.enqueue('a', { enqueuedAt: at });
      await stage.enqueue('credit', { enqueuedAt: at, creditMs: 1 });
      await stage.enqueue('due', {
        enqueuedAt: at,
        dueAt: at + 30_000,
        dueHorizonSeconds: 60,
        dueCreditSeconds: 10,
      });
      const { redis, keys } = stage.live.connection;
      const members = await redis.zrange(keys.order('q'), '0', '-1');
      expect(members.map((member) => member.slice(13))).toEqual(['due', 'credit', 'b', 'a']);
      expect((await stage.live.contact('due'))?.contact.due).toBe(0.5);
      expect((await stage.live.contact('a'))?.position).toBe(4);
    });

    it('refuses an unknown, a closed and a full queue, and a full store', async () => {
      const before = await stage.state();
      expect(await codeOf(stage.enqueue('c1', {}, { queueId: 'none' }))).toBe('notFound');
      await stage.live.mirrorQueue('closed', false, 1);
      expect(await codeOf(stage.enqueue('c1', {}, { queueId: 'closed' }))).toBe('queueClosed');
      const { redis, keys } = stage.live.connection;
      await redis.hset(keys.meta, 'full', '1');
      expect(await codeOf(stage.enqueue('c1'))).toBe('memoryCeiling');
      await redis.hset(keys.meta, 'full', '0');
      expect(Object.keys(await stage.state())).toEqual([...Object.keys(before), 'queue:closed'].sort());
      await stage.enqueue('c1', { maxWaiting: 1 });
      expect(await codeOf(stage.enqueue('c2', { maxWaiting: 1 }))).toBe('queueFull');
      expect(await codeOf(stage.enqueue('c1', { maxWaiting: 1 }))).toBe('ok');
    });

    it('refuses a score that is no number before anything is written', async () => {
      const before = await stage.state();
      await expect(stage.enqueue('c1', { agingRate: 1e308 })).rejects.toThrow('no number');
      expect(await stage.state()).toEqual(before);
    });
  });

  describe('cancel', () => {
    it.each([
      ['abandoned', 'abandoned', 'abandoned', 'customerAbandoned', 'customer'],
      ['resolvedElsewhere', 'cancelled', 'resolvedElsewhere', 'rescinded', 'system'],
      ['cancelled', 'cancelled', 'cancelled', 'rescinded', 'system'],
    ] as const)('%s ends a waiting and an offered contact', async (reason, state, outcome, offerOutcome, endedBy) => {
      await stage.enqueue('c1', { maxWaitSeconds: 60 });
      await stage.live.moveClock(3_000);
      const waiting = await stage.live.cancel({ contactId: 'c1', reason });
      expect(waiting.contact).toMatchObject({ state, outcome, endedBy });
      expect(waiting.contact.ageMs).toBeGreaterThanOrEqual(3_000);
      await stage.enqueue('c2');
      const offerId = await stage.offer('c2', 'a1');
      const idle = (await stage.live.agent('a1'))?.idleSince;
      await stage.live.moveClock(1_000);
      await stage.live.cancel({ contactId: 'c2', reason });
      expect(await stage.live.offer(offerId)).toMatchObject({ outcome: offerOutcome });
      const agent = await stage.live.agent('a1');
      expect(agent).toMatchObject({ offers: 0, legs: [] });
      expect(agent?.idleSince).toBeGreaterThan(idle as number);
      expect(agent?.notRespondingSince).toBeUndefined();
      expect(await stage.lastEvent()).toMatchObject({ type: `contact.${state}`, offerId, agentId: 'a1', offerOutcome });
    });

    it('answers a repeat, and refuses what disagrees', async () => {
      await stage.enqueue('c1');
      await stage.live.cancel({ contactId: 'c1', reason: 'resolvedElsewhere' });
      const before = await stage.state();
      expect(await stage.live.cancel({ contactId: 'c1', reason: 'resolvedElsewhere' })).toMatchObject({
        repeated: true,
      });
      const refused = await refusalOf(stage.live.cancel({ contactId: 'c1', reason: 'abandoned' }));
      expect(refused).toMatchObject({ code: 'stateForbids', details: { state: 'cancelled' } });
      expect(await codeOf(stage.live.cancel({ contactId: 'none', reason: 'abandoned' }))).toBe('notFound');
      expect(await stage.state()).toEqual(before);
    });

    it('is refused once an agent has the contact', async () => {
      await stage.active('c1', 'a1');
      expect(await codeOf(stage.live.cancel({ contactId: 'c1', reason: 'abandoned' }))).toBe('stateForbids');
      expect(await codeOf(stage.live.cancel({ contactId: 'c1', reason: 'abandoned', asAgentId: 'a2' }))).toBe(
        'forbidden',
      );
    });

    it('expires at its deadline, not before', async () => {
      const expire = () =>
        stage.live.contactTransitions.cancel({ contactId: 'c1', reason: 'cancelled', timer: true, detail: 'maxWait' });
      await stage.enqueue('c1', { maxWaitSeconds: 60 });
      await stage.offer('c1', 'a1', { offerTimeoutSeconds: 600 });
      expect((await refusalOf(expire())).message).toContain('notDue');
      await stage.live.moveClock(60_001);
      expect((await expire()).contact).toMatchObject({ state: 'expired', outcome: 'expired', endedBy: 'system' });
      expect(await expire()).toMatchObject({ repeated: true });
    });

    it('is told that it is about to expire, once and ahead of its end; while it is offered that waits', async () => {
      const expire = () =>
        stage.live.contactTransitions.cancel({ contactId: 'c1', reason: 'cancelled', timer: true, detail: 'maxWait' });
      const due = async () => {
        const { redis, keys } = stage.live.connection;
        return Number(await redis.zscore(keys.deadlines, 'expire|c1'));
      };
      const { contact } = await stage.enqueue('c1', { maxWaitSeconds: 60 });
      const expireAt = contact.enqueuedAt + 60_000;
      expect(await due()).toBe(expireAt - 15_000);
      const offerId = await stage.offer('c1', 'a1', { offerTimeoutSeconds: 50 });
      await stage.live.moveClock(46_000);
      await expire();
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.updated', cause: 'noticePostponed' });
      const offer = await stage.live.offer(offerId);
      expect(await due()).toBe((offer?.expiresAt as number) + 1);
      await stage.live.refuseOffer({ offerId, outcome: 'declined' });
      expect((await expire()).contact.state).toBe('waiting');
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.expiring', contactId: 'c1', cause: 'maxWait' });
      expect(await due()).toBe(expireAt);
      expect((await refusalOf(expire())).message).toContain('notDue');
      await stage.live.moveClock(14_001);
      expect((await expire()).contact.state).toBe('expired');
    });

    it('is told half-way where the longest wait is short', async () => {
      await stage.enqueue('c1', { maxWaitSeconds: 3 });
      const { redis, keys } = stage.live.connection;
      const due = Number(await redis.zscore(keys.deadlines, 'expire|c1'));
      expect(due - ((await stage.live.contact('c1'))?.contact.enqueuedAt as number)).toBe(1_500);
    });

    it('does not expire a contact that has no deadline', async () => {
      await stage.enqueue('c1');
      const expire = stage.live.contactTransitions.cancel({ contactId: 'c1', reason: 'cancelled', timer: true });
      expect((await refusalOf(expire)).message).toContain('notDue');
    });
  });

  describe('complete', () => {
    it('goes through wrap-up, which only its end ends', async () => {
      await stage.active('c1', 'a1');
      const done = await stage.live.complete({ contactId: 'c1', endedBy: 'customer', wrapUpSeconds: 30 });
      expect(done.contact).toMatchObject({ state: 'wrapUp', endedBy: 'customer', agentId: 'a1' });
      expect(await stage.live.agent('a1')).toMatchObject({ active: 0, wrapUp: 1, used: { voice: 1 } });
      expect(await stage.live.activeContactsOfKey('key1', 'voice')).toEqual([]);
      expect(await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30 })).toMatchObject({ repeated: true });
      const timer = () => stage.live.contactTransitions.complete({ contactId: 'c1', wrapUpSeconds: 0, timer: true });
      expect((await refusalOf(timer())).message).toContain('notDue');
      await stage.live.moveClock(30_000);
      expect((await timer()).contact).toMatchObject({ state: 'completed', endedBy: 'customer' });
      expect(await stage.live.agent('a1')).toMatchObject({ wrapUp: 0, used: { voice: 0 }, legs: [] });
      expect((await refusalOf(timer())).message).toContain('notDue');
    });

    it('takes dispositions and notes in repeats, also after the end', async () => {
      await stage.active('c1', 'a1');
      await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, disposition: 'sold' });
      await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, resolved: true });
      const ended = await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, endWrapUp: true });
      expect(ended.contact).toMatchObject({ state: 'completed', disposition: 'sold', resolved: true });
      const later = await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, note: 'called back\nagain' });
      expect(later).toMatchObject({ repeated: false, contact: { state: 'completed', note: 'called back\nagain' } });
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.updated', contactId: 'c1', agentId: 'a1' });
      const before = await stage.state();
      const same = await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, note: 'called back\nagain' });
      expect(same.repeated).toBe(true);
      expect(await stage.state()).toEqual(before);
    });

    it('ends at once where there is no wrap-up, and remembers who served the customer', async () => {
      await stage.enqueue('c1', {}, { customer: { id: 'k1' } });
      const offerId = await stage.offer('c1', 'a1');
      await stage.live.accept({ offerId });
      const done = await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
      expect(done.contact).toMatchObject({ state: 'completed', outcome: 'completed' });
      expect((await stage.enqueue('c2', {}, { customer: { id: 'k1' } })).contact.lastAgentId).toBe('a1');
      expect((await stage.enqueue('c3', {}, { customer: { id: 'k2' } })).contact.lastAgentId).toBeUndefined();
    });

    it('is refused before active, for strangers and for unknown contacts', async () => {
      await stage.enqueue('c1');
      expect(await refusalOf(stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 }))).toMatchObject({
        code: 'stateForbids',
        details: { state: 'waiting' },
      });
      expect(await codeOf(stage.live.complete({ contactId: 'none', wrapUpSeconds: 0 }))).toBe('notFound');
      await stage.active('c2', 'a1');
      expect(await codeOf(stage.live.complete({ contactId: 'c2', wrapUpSeconds: 0, asAgentId: 'a2' }))).toBe(
        'forbidden',
      );
    });
  });

  describe('the story', () => {
    it('keeps its first line and the latest, however often the contact is refused', async () => {
      await stage.enqueue('c1');
      for (let i = 0; i < 130; i += 1) {
        await stage.live.moveClock(6_000);
        await stage.live.refuseOffer({ offerId: await stage.offer('c1', i % 2 ? 'a1' : 'a2'), outcome: 'declined' });
        for (const agentId of ['a1', 'a2'])
          await stage.live.setPresence({ agentId, presence: 'available', by: 'agent' });
      }
      const { contact } = (await stage.live.contact('c1')) ?? {};
      expect(contact?.history[0]).toMatchObject({ type: 'enqueued' });
      expect(contact?.history.at(-1)).toMatchObject({ type: 'declined', agentId: 'a1' });
      expect(contact?.history.length).toBeGreaterThan(100);
      expect(contact?.history.length).toBeLessThan(260);
      const times = contact?.history.map((line) => line.at) ?? [];
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });
  });

  describe('requeue', () => {
    it('waits again with its age, without wrap-up, at its old place', async () => {
      await stage.enqueue('c1', { maxWaitSeconds: 60 });
      await stage.live.moveClock(10_000);
      const offerId = await stage.offer('c1', 'a1');
      const accepted = await stage.live.accept({ offerId });
      await stage.live.moveClock(100_000);
      await stage.enqueue('later');
      const again = await stage.live.requeue({ contactId: 'c1', reason: 'connectFailed' });
      expect(again).toMatchObject({ position: 1, contact: { state: 'waiting', agentId: undefined } });
      const age = stage.live.now() - again.contact.virtualEnqueuedAt;
      expect(age - accepted.contact.ageMs).toBeLessThan(1_000);
      expect(await stage.live.agent('a1')).toMatchObject({ active: 0, wrapUp: 0, legs: [] });
      expect((await stage.live.requeue({ contactId: 'c1', reason: 'connectFailed' })).repeated).toBe(true);
      await stage.offer('c1', 'a2');
      expect((await stage.live.requeue({ contactId: 'c1', reason: 'connectFailed' })).repeated).toBe(true);
      expect(await codeOf(stage.live.requeue({ contactId: 'c1', reason: 'legLost' }))).toBe('stateForbids');
    });

    it('still expires at the age at which it would have', async () => {
      await stage.enqueue('c1', { maxWaitSeconds: 60 });
      await stage.live.moveClock(10_000);
      await stage.live.accept({ offerId: await stage.offer('c1', 'a1') });
      await stage.live.moveClock(500_000);
      await stage.live.requeue({ contactId: 'c1', reason: 'legLost' });
      const expire = () => stage.live.contactTransitions.cancel({ contactId: 'c1', reason: 'cancelled', timer: true });
      expect((await refusalOf(expire())).message).toContain('notDue');
      await stage.live.moveClock(50_001);
      expect((await expire()).contact.state).toBe('expired');
    });

    it('is refused for what is not active', async () => {
      await stage.enqueue('c1');
      expect(await codeOf(stage.live.requeue({ contactId: 'c1', reason: 'legLost' }))).toBe('stateForbids');
      expect(await codeOf(stage.live.requeue({ contactId: 'none', reason: 'legLost' }))).toBe('notFound');
    });
  });

  describe('patch', () => {
    const weights = { agingRate: 1, creditMs: 60_000, dueHorizonSeconds: 0, dueCreditSeconds: 0 };

    it('changes what is asked for and the place, and keeps the age', async () => {
      await stage.enqueue('first');
      const { contact } = await stage.enqueue('c1');
      const spec = stage.spec('c1', { priority: 9 });
      const expectedEventId = contact.eventId;
      const result = await stage.live.patch({ ...weights, contactId: 'c1', spec, expectedEventId });
      expect(result).toMatchObject({ position: 1, contact: { spec: { priority: 9 } } });
      expect(result.contact.virtualEnqueuedAt).toBe(contact.virtualEnqueuedAt);
      expect(await stage.lastEvent()).toMatchObject({ type: 'contact.updated', cause: 'patched', contactId: 'c1' });
      expect(await codeOf(stage.live.patch({ ...weights, contactId: 'c1', spec, expectedEventId }))).toBe('conflict');
    });

    it('is refused for an ended, an unknown and a stranger’s contact', async () => {
      const spec = stage.spec('c1');
      const patch = (more: { expectedEventId: string; asAgentId?: string }) =>
        stage.live.patch({ ...weights, contactId: 'c1', spec, ...more });
      expect(await codeOf(patch({ expectedEventId: '1.1' }))).toBe('notFound');
      await stage.enqueue('c1');
      expect(await codeOf(patch({ expectedEventId: '1.1', asAgentId: 'a1' }))).toBe('forbidden');
      const ended = await stage.live.cancel({ contactId: 'c1', reason: 'abandoned' });
      expect(await codeOf(patch({ expectedEventId: ended.contact.eventId }))).toBe('stateForbids');
    });

    it('moves only what waits', async () => {
      await stage.active('c1', 'a1');
      const contact = (await stage.live.contact('c1'))?.contact;
      const expectedEventId = contact?.eventId as string;
      const result = await stage.live.patch({ ...weights, contactId: 'c1', spec: stage.spec('c1'), expectedEventId });
      expect(result).toMatchObject({ position: null, contact: { state: 'active' } });
    });
  });

  it('rescore moves positions and nothing else', async () => {
    await stage.enqueue('c1');
    await stage.enqueue('c2');
    await stage.active('c3', 'a1');
    const before = (await stage.live.contact('c2'))?.contact;
    const items = [
      { contactId: 'c2', agingRate: 1, creditMs: 30_000 },
      { contactId: 'c3', agingRate: 1, creditMs: 30_000 },
      { contactId: 'none', agingRate: 1, creditMs: 0 },
    ];
    await stage.live.rescore('q', items);
    expect((await stage.live.contact('c2'))?.position).toBe(1);
    expect((await stage.live.contact('c2'))?.contact).toEqual(before);
    expect(await stage.lastEvent()).toMatchObject({ type: 'contact.rescored', queueId: 'q' });
  });
});
