import { Center, expectProblem, MS, type Json } from './center.js';

describe('contacts', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    for (const id of ['german', 'de']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
    for (const id of ['q', 'empty', 'alone', 'other']) await c.queue(id);
    await c.agent('a1', ['q'], { skills: [{ id: 'german', level: 5 }] });
    await c.agent('a2', ['other']);
    await c.available('a1', 'a2');
  });
  afterAll(() => c.stop());

  const asked = {
    channel: 'voice',
    queueId: 'empty',
    requirements: [{ skillId: 'german', minLevel: 3, mandatory: false, relaxable: false }],
    priority: 2.5,
    customer: { id: 'C-1', identities: [{ kind: 'phone', value: '+49' }], name: 'Ada', value: 0.4, segment: 'gold' },
    journeyStage: 'use',
    preferredAgentId: 'a1',
    language: 'de',
    correlation: 'leg-1',
    dueAt: '2030-01-01T00:00:00.000Z',
    threadId: 't1',
    attributes: { nested: { list: [1, 'two', null] } },
    notifyUrl: 'https://example.com/hook',
  };

  it('answer and GET say what was asked and how it stands', async () => {
    const made = await c.post('/v1/contacts', { id: 'full', ...asked }, { key: 'system' });
    expect(made.status).toBe(201);
    const stands = {
      ...asked,
      id: 'full',
      state: 'waiting',
      enqueuedAt: MS,
      position: 1,
      ageSeconds: expect.any(Number),
      step: 0,
      routable: false,
      unroutableBecause: expect.any(String),
      history: [{ at: MS, type: expect.any(String) }],
    };
    expect(made.body).toMatchObject(stands);
    expect(made.body.estimatedWait === 'insufficientData' || typeof made.body.estimatedWait === 'object').toBe(true);
    expect(await c.contact('full')).toMatchObject(stands);
    for (const absent of ['offer', 'agentId', 'outcome', 'endedBy']) expect(made.body).not.toHaveProperty(absent);
    await c.cancel('full');
  });

  it('times are told in UTC with milliseconds, however they came', async () => {
    const body = await c.enqueue('zone', 'empty', {
      dueAt: '2030-01-01T02:00:00+02:00',
      enqueuedAt: '2020-01-01T00:00:00Z',
    });
    expect(body).toMatchObject({ dueAt: '2030-01-01T00:00:00.000Z', enqueuedAt: '2020-01-01T00:00:00.000Z' });
    const patched = await c.must('PATCH', '/v1/contacts/zone', { dueAt: '2031-01-01T00:00:00Z' });
    expect(patched.dueAt).toBe('2031-01-01T00:00:00.000Z');
    await c.cancel('zone');
  });

  it('an agent acts on its own contacts only', async () => {
    await c.enqueue('mine', 'q');
    await c.offer('mine');
    expect((await c.get('/v1/contacts/mine', { key: 'a1' })).status).toBe(200);
    expectProblem(await c.post('/v1/contacts/mine/cancel', { reason: 'abandoned' }, { key: 'a2' }), 403);
    expectProblem(await c.ask('PATCH', '/v1/contacts/mine', { priority: 1 }, { key: 'a2' }), 403);
    expect((await c.ask('PATCH', '/v1/contacts/mine', { priority: 1 }, { key: 'a1' })).status).toBe(200);
    const ended = await c.post('/v1/contacts/mine/cancel', { reason: 'resolvedElsewhere' }, { key: 'a1' });
    expect(ended).toMatchObject({ status: 200, body: { state: 'cancelled', outcome: 'resolvedElsewhere' } });
    expectProblem(await c.get('/v1/contacts?agentId=a1', { key: 'a2' }), 403);
  });

  it('requirements, priority and the rest have their defaults', async () => {
    const body = await c.enqueue('plain', 'empty', { requirements: [{ skillId: 'german' }] });
    expect(body).toMatchObject({
      priority: 0,
      requirements: [{ skillId: 'german', minLevel: 1, mandatory: true, relaxable: true }],
    });
    await c.cancel('plain');
  });

  it('what a telephone system does not know it may send empty', async () => {
    const { q, agents } = await c.team(1);
    await c.available(...agents);
    await c.active('empty', q, agents[0] as string, { correlation: '', customer: { name: '', segment: '' } });
    expect((await c.complete('empty', { disposition: '', note: '', endWrapUp: true })).status).toBe(200);
    expect(await c.contact('empty')).toMatchObject({
      state: 'completed',
      correlation: '',
      customer: { name: '', segment: '' },
    });
  });

  it('a past enqueuedAt starts the age there', async () => {
    const enqueuedAt = new Date(Date.now() - 100_000).toISOString();
    const body = await c.enqueue('past', 'empty', { enqueuedAt });
    expect(body.enqueuedAt).toBe(enqueuedAt);
    expect(body.ageSeconds).toBeGreaterThanOrEqual(100);
    expect(body.ageSeconds).toBeLessThan(130);
    await c.cancel('past');
  });

  it('position is the rank in its own queue while waiting; lists show it too', async () => {
    await c.must('PUT', '/v1/routing-profiles/prio', { name: 'prio', credits: { priority: 60 } });
    await c.queue('ranked', { routingProfileId: 'prio' });
    await c.enqueue('r1', 'ranked');
    await c.enqueue('r2', 'ranked');
    const first = await c.enqueue('r3', 'ranked', { priority: 5 });
    expect(first.position).toBe(1);
    expect([(await c.contact('r1')).position, (await c.contact('r2')).position]).toEqual([2, 3]);
    const listed = (await c.get('/v1/contacts?queueId=ranked&state=waiting')).body.items as Json[];
    expect(Object.fromEntries(listed.map(({ id, position }) => [id, position]))).toEqual({ r3: 1, r1: 2, r2: 3 });
    const age = (await c.contact('r2')).ageSeconds as number;
    await c.clock(10_000);
    const patched = await c.ask('PATCH', '/v1/contacts/r2', { priority: 10 }, { key: 'system' });
    expect(patched).toMatchObject({ status: 200, body: { priority: 10, position: 1 } });
    expect(patched.body.ageSeconds).toBeGreaterThanOrEqual(age + 10);
    for (const id of ['r1', 'r2', 'r3']) await c.cancel(id);
    expect((await c.contact('r1')).position).toBeNull();
  });

  it('lists by state, queue, agent and customer, in pages', async () => {
    await c.active('l1', 'q', 'a1', { customer: { id: 'CU' } });
    for (const id of ['l2', 'l3', 'l4']) await c.enqueue(id, 'alone', { customer: { id: 'CU' } });
    const ids = async (query: string, key = 'system'): Promise<unknown[]> =>
      ((await c.get(`/v1/contacts?${query}`, { key })).body.items as Json[]).map(({ id }) => id).sort();
    expect(await ids('customerId=CU')).toEqual(['l1', 'l2', 'l3', 'l4']);
    expect(await ids('customerId=CU&state=active')).toEqual(['l1']);
    expect(await ids('agentId=a1&state=active')).toEqual(['l1']);
    expect(await ids('queueId=alone&state=waiting')).toEqual(['l2', 'l3', 'l4']);
    const page = (await c.get('/v1/contacts?queueId=alone&state=waiting&limit=2')).body;
    expect((page.items as Json[]).length).toBe(2);
    const rest = (
      await c.get(
        `/v1/contacts?queueId=alone&state=waiting&limit=2&cursor=${encodeURIComponent(page.nextCursor as string)}`,
      )
    ).body;
    expect((rest.items as Json[]).length).toBe(1);
    expect(rest.nextCursor ?? null).toBeNull();
    expect(await ids('state=active', 'a1')).toEqual(['l1']);
    expect((await c.get('/v1/contacts/l1', { key: 'a1' })).status).toBe(200);
    expectProblem(await c.get('/v1/contacts/l1', { key: 'a2' }), 403);
    expectProblem(await c.get('/v1/contacts/l2', { key: 'a1' }), 403);
    expectProblem(await c.post('/v1/contacts/l1/complete', {}, { key: 'a2' }), 403);
    for (const id of ['l2', 'l3', 'l4']) await c.cancel(id);
    await c.complete('l1');
    expect(await ids('', 'a1')).toContain('l1');
  });

  it('an agent’s list holds what it may look at: what is offered to it, not what it has given back', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    const ids = async (): Promise<unknown[]> =>
      ((await c.get('/v1/contacts', { key: a })).body.items as Json[]).map(({ id }) => id);
    await c.available(a);
    await c.enqueue('given-back', q);
    const offer = await c.offer('given-back');
    expect(await ids()).toEqual(['given-back']);
    expect((await c.get('/v1/contacts/given-back', { key: a })).status).toBe(200);
    await c.must('POST', `/v1/offers/${offer}/decline`, {}, { key: a });
    expect(await ids()).toEqual([]);
    expectProblem(await c.get('/v1/contacts/given-back', { key: a }), 403);
    await c.cancel('given-back');
    expect(await ids()).toEqual([]);
  });

  it('a PATCH answers for what it says, not for an agent that was removed since', async () => {
    await c.agent('removed', []);
    await c.enqueue('orphan', 'empty', { preferredAgentId: 'removed' });
    await c.must('DELETE', '/v1/agents/removed');
    expect((await c.ask('PATCH', '/v1/contacts/orphan', { priority: 2 })).status).toBe(200);
    expectProblem(await c.ask('PATCH', '/v1/contacts/orphan', { preferredAgentId: 'removed' }), 400);
    expect((await c.ask('PATCH', '/v1/contacts/orphan', { preferredAgentId: null })).status).toBe(200);
    await c.cancel('orphan');
  });

  describe('cancel', () => {
    it.each([
      ['abandoned', 'abandoned', 'customerAbandoned'],
      ['resolvedElsewhere', 'cancelled', 'rescinded'],
      ['cancelled', 'cancelled', 'rescinded'],
    ])('%s: the contact ends %s, its open offer %s', async (reason, state, offerOutcome) => {
      const [waiting, offered] = [`w-${reason}`, `o-${reason}`];
      await c.enqueue(waiting, 'empty');
      const ended = await c.post(`/v1/contacts/${waiting}/cancel`, { reason, detail: 'why' }, { key: 'system' });
      expect(ended).toMatchObject({ status: 200, body: { state, outcome: reason, position: null } });
      await c.enqueue(offered, 'q');
      const offer = await c.offer(offered);
      expect((await c.cancel(offered, reason)).body).toMatchObject({ state });
      expect(await c.event(state, offered)).toMatchObject({ state, contactId: offered });
      for (const answer of ['accept', 'decline'])
        expectProblem(await c.post(`/v1/offers/${offer}/${answer}`, {}, { key: 'a1' }), 409, { offerOutcome, state });
      expect((await c.cancel(offered, reason)).status).toBe(200);
      expectProblem(await c.cancel(offered, reason === 'abandoned' ? 'cancelled' : 'abandoned'), 409, { state });
      expect(await c.state('a1')).toMatchObject({ routingStatus: 'idle', offers: [], load: {} });
    });

    it('is forbidden once active, and needs a known reason', async () => {
      await c.active('busy', 'q', 'a1');
      expectProblem(await c.cancel('busy', 'abandoned'), 409, { state: 'active' });
      expectProblem(await c.cancel('busy', 'nonsense'), 400);
      await c.complete('busy');
      expectProblem(await c.cancel('busy', 'abandoned'), 409, { state: 'completed' });
    });
  });

  describe('requeue', () => {
    it('takes an active contact back with its age, and no wrap-up', async () => {
      await c.enqueue('rq', 'q');
      const offer = await c.offer('rq');
      await c.clock(5_000);
      await c.must('POST', `/v1/offers/${offer}/accept`, {}, { key: 'system' });
      await c.clock(1_000_000);
      await c.presence('a1', 'unavailable');
      const age = (await c.contact('rq')).ageSeconds as number;
      expect(age).toBeLessThan(60);
      const back = await c.post('/v1/contacts/rq/requeue', { reason: 'connectFailed' }, { key: 'system' });
      expect(back).toMatchObject({ status: 200, body: { state: 'waiting', position: 1 } });
      expect(back.body.ageSeconds).toBeGreaterThanOrEqual(age);
      expect(back.body.ageSeconds).toBeLessThan(age + 10);
      expect(await c.state('a1')).toMatchObject({ routingStatus: 'idle', contacts: [] });
      expect((await c.post('/v1/contacts/rq/requeue', { reason: 'connectFailed' }, { key: 'system' })).status).toBe(
        200,
      );
      expectProblem(await c.complete('rq'), 409, { state: 'waiting' });
      await c.cancel('rq', 'abandoned');
      expect(await c.post('/v1/contacts/rq/requeue', { reason: 'connectFailed' }, { key: 'system' })).toMatchObject({
        status: 200,
        body: { state: 'abandoned' },
      });
      expectProblem(await c.post('/v1/contacts/rq/requeue', { reason: 'legLost' }, { key: 'system' }), 409, {
        state: 'abandoned',
      });
      await c.available('a1');
    });

    it('does not count the answer', async () => {
      await c.queue('counted');
      await c.agent('counter', ['counted']);
      await c.available('counter');
      await c.active('rc', 'counted', 'counter');
      await c.presence('counter', 'unavailable');
      await c.must('POST', '/v1/contacts/rc/requeue', { reason: 'legLost' }, { key: 'system' });
      expect((await c.get('/v1/queues/counted/stats')).body).toMatchObject({
        waiting: 1,
        last30Minutes: { answered: 0 },
      });
      await c.cancel('rc', 'abandoned');
    });
  });

  describe('complete', () => {
    beforeAll(async () => {
      const { id: _, ...voice } = (await c.get('/v1/channels/voice')).body;
      await c.must('PUT', '/v1/channels/voice', { ...voice, wrapUpSeconds: 30 });
      const { id: __, ...chat } = (await c.get('/v1/channels/chat')).body;
      await c.must('PUT', '/v1/channels/chat', { ...chat, wrapUpSeconds: 0 });
    });

    it('leads to wrap-up, which ends by endWrapUp only; repeats may add disposition and note', async () => {
      await c.active('wu', 'q', 'a1');
      expect(await c.complete('wu', { endedBy: 'customer' })).toMatchObject({
        status: 200,
        body: { state: 'wrapUp', endedBy: 'customer' },
      });
      expect((await c.complete('wu', { endedBy: 'customer' })).body.state).toBe('wrapUp');
      expect((await c.complete('wu', { disposition: 'sold', resolved: true }, 'a1')).body).toMatchObject({
        state: 'wrapUp',
        disposition: 'sold',
        resolved: true,
      });
      expect(await c.state('a1')).toMatchObject({ routingStatus: 'wrapUp', load: { voice: 1 } });
      expect(await c.complete('wu', { endWrapUp: true }, 'a1')).toMatchObject({
        status: 200,
        body: { state: 'completed', endedBy: 'customer', disposition: 'sold' },
      });
      expect((await c.complete('wu', { note: 'late note' }, 'a1')).body).toMatchObject({
        state: 'completed',
        note: 'late note',
      });
      expect((await c.complete('wu', {}, 'a1')).status).toBe(200);
      expect((await c.contact('wu')).note).toBe('late note');
      expect((await c.state('a1')).routingStatus).toBe('idle');
    });

    it('or at once to the end where wrap-up is 0 or endWrapUp is true', async () => {
      await c.active('wd', 'q', 'a1');
      expect((await c.complete('wd', { endWrapUp: true })).body.state).toBe('completed');
      await c.agent('chatter', ['alone'], { channels: [{ id: 'chat', capacity: 1 }] });
      await c.available('chatter');
      await c.active('wc', 'alone', 'chatter', { channel: 'chat' });
      expect((await c.complete('wc', {}, 'chatter')).body).toMatchObject({ state: 'completed', endedBy: 'agent' });
      await c.presence('chatter', 'offline');
    });

    it('the timer ends wrap-up', async () => {
      await c.active('wt', 'q', 'a1');
      await c.complete('wt', {});
      await c.clock(30_000);
      expect(await c.event('completed', 'wt')).toMatchObject({ state: 'completed' });
    });

    it('a supervisor ends wrap-up', async () => {
      await c.active('ws', 'q', 'a1');
      await c.complete('ws', {});
      expect((await c.complete('ws', { disposition: 'by supervisor' }, 'supervisor')).body).toMatchObject({
        state: 'completed',
        disposition: 'by supervisor',
      });
    });

    it('is forbidden before active', async () => {
      await c.enqueue('early', 'empty');
      expectProblem(await c.complete('early'), 409, { state: 'waiting' });
      await c.cancel('early', 'abandoned');
      expectProblem(await c.complete('early'), 409, { state: 'abandoned' });
      expectProblem(await c.ask('PATCH', '/v1/contacts/early', { priority: 1 }), 409, { state: 'abandoned' });
    });
  });

  it('reconcile ends this key’s active contacts of the channel that are not listed', async () => {
    await c.agent('many', ['other'], {
      channels: [
        { id: 'voice', capacity: 9 },
        { id: 'chat', capacity: 9 },
      ],
    });
    await c.presence('a2', 'offline');
    await c.available('many');
    for (const id of ['rec1', 'rec2']) await c.active(id, 'other', 'many');
    await c.active('recChat', 'other', 'many', { channel: 'chat' });
    await c.must('POST', '/v1/contacts', { id: 'recOther', channel: 'voice', queueId: 'other' }, { key: 'supervisor' });
    await c.must('POST', `/v1/offers/${await c.offer('recOther')}/accept`, {}, { key: 'many' });
    await c.enqueue('recWaiting', 'empty');
    const reply = await c.post(
      '/v1/contacts:reconcile',
      { channel: 'voice', openIds: ['rec1', 'unknown-to-lotse'] },
      { key: 'system' },
    );
    expect(reply.status).toBe(200);
    const states = await Promise.all(
      ['rec1', 'rec2', 'recChat', 'recOther', 'recWaiting'].map(async (id) => (await c.contact(id)).state),
    );
    expect(states).toEqual(['active', 'wrapUp', 'active', 'active', 'waiting']);
    expect((await c.contact('rec2')).endedBy).toBe('system');
    for (const id of ['rec1', 'rec2', 'recChat', 'recOther']) await c.complete(id);
    await c.cancel('recWaiting');
  });

  it('signals that cross end in one state, and the loser is told it', async () => {
    await c.enqueue('x1', 'q');
    const offer = await c.offer('x1');
    const [accept, cancel] = await Promise.all([
      c.post(`/v1/offers/${offer}/accept`, {}, { key: 'a1' }),
      c.cancel('x1', 'abandoned'),
    ]);
    const { state } = await c.contact('x1');
    if (accept.status === 200) {
      expect(state).toBe('active');
      expectProblem(cancel, 409, { state: 'active' });
      await c.complete('x1');
    } else {
      expect([cancel.status, state]).toEqual([200, 'abandoned']);
      expectProblem(accept, 409, { state: 'abandoned', offerOutcome: 'customerAbandoned' });
    }
  });
});
