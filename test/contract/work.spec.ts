import { Center, expectProblem, type Json } from './center.js';

/** Between accept and end: hold, park and resume, transfer, and contacts that are scheduled. */
describe('work on a contact', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  const work = (id: string, what: string, body: Json = {}, key = 'system') =>
    c.post(`/v1/contacts/${id}/${what}`, body, { key });
  const used = async (agentId: string) => ((await c.state(agentId)).load as Json).voice ?? 0;

  it('hold is a flag on active, told once, and gone with the talk', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    await c.active('held', q, a);
    const held = await work('held', 'hold', {}, a);
    expect(held).toMatchObject({ status: 200, body: { state: 'active', heldSince: expect.any(String) } });
    expect(await work('held', 'hold')).toMatchObject({ status: 200, body: { heldSince: held.body.heldSince } });
    expect((await work('held', 'unhold')).body.heldSince).toBeUndefined();
    expect((await work('held', 'unhold')).status).toBe(200);
    await c.event('active', 'held', 2);
    expect(c.story('held')).toEqual(['waiting', 'offered', 'active', 'held', 'active']);
    await work('held', 'hold');
    expect((await c.complete('held')).body.heldSince).toBeUndefined();
    expectProblem(await work('held', 'hold'), 409, { state: 'completed' });
    expectProblem(await work('nobody', 'hold'), 404);
    expectProblem(await work('held', 'hold', { why: 'x' }), 400);
  });

  it('wrap-up is as long as the queue says, else the channel, and longer when its agent asks', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    const left = async (id: string) =>
      Date.parse((await c.contact(id)).wrapUpUntil as string) - Date.parse((await c.contact(id)).since as string);
    const ofChannel = (await c.get('/v1/channels/voice')).body.wrapUpSeconds as number;
    await c.active('wrap1', q, a);
    await c.complete('wrap1', {});
    expect(await left('wrap1')).toBe(ofChannel * 1_000);
    await c.complete('wrap1');
    await c.queue(q, { wrapUpSeconds: 7 });
    await c.active('wrap2', q, a);
    await c.complete('wrap2', {});
    expect(await left('wrap2')).toBe(7_000);
    const longer = await work('wrap2', 'extend-wrap-up', { seconds: 300 }, a);
    expect(longer).toMatchObject({ status: 200, body: { state: 'wrapUp', agentId: a } });
    await c.clock(200_000);
    await c.settled();
    expect((await c.contact('wrap2')).state).toBe('wrapUp');
    expectProblem(await work('wrap2', 'extend-wrap-up', { seconds: 3_500 }, a), 400, { errors: [{ path: 'seconds' }] });
    expectProblem(await work('wrap2', 'extend-wrap-up', { seconds: 0 }, a), 400, { errors: [{ path: 'seconds' }] });
    expectProblem(await work('wrap2', 'extend-wrap-up', { seconds: 10 }, 'system'), 403);
    await c.clock(100_000);
    await c.event('completed', 'wrap2');
    expectProblem(await work('wrap2', 'extend-wrap-up', { seconds: 60 }, a), 409, { state: 'completed' });
    await c.queue(q, { wrapUpSeconds: 0 });
    await c.active('wrap3', q, a);
    expect((await c.complete('wrap3', {})).body.state).toBe('completed');
  });

  it('parked work takes no capacity and comes back to the agent who parked it', async () => {
    const { q, agents } = await c.team(2);
    const [a = '', b = ''] = agents;
    await c.available(a);
    await c.active('parked', q, a);
    await c.clock(40_000);
    const parked = await work('parked', 'park', {}, a);
    expect(parked).toMatchObject({ status: 200, body: { state: 'parked', formerAgentId: a } });
    expect(parked.body.agentId).toBeUndefined();
    expect((await work('parked', 'park', {}, a)).status).toBe(200);
    expect(await used(a)).toBe(0);
    expect((await c.get('/v1/contacts/parked', { key: a })).status).toBe(200);
    expectProblem(await c.get('/v1/contacts/parked', { key: b }), 403);
    expectProblem(await work('parked', 'resume', {}, b), 403);
    const mine = await c.get(`/v1/contacts?state=parked&agentId=${a}`, { key: a });
    expect((mine.body.items as Json[]).map(({ id }) => id)).toEqual(['parked']);
    const age = (await c.contact('parked')).ageSeconds as number;
    await c.clock(60_000);
    expect((await c.contact('parked')).ageSeconds).toBe(age);
    // Free for longer, and so the better one: but the contact is kept for the one who knows it.
    await c.available(b);
    await c.clock(600_000);
    const resumed = await work('parked', 'resume');
    expect(resumed.body).toMatchObject({ formerAgentId: a });
    const offer = await c.event('offered', 'parked', 2);
    expect(offer.agentId).toBe(a);
    expect((await work('parked', 'resume')).status).toBe(200);
    await c.must('POST', `/v1/offers/${offer.offerId as string}/accept`, {}, { key: a });
    expectProblem(await work('parked', 'resume'), 409, { state: 'active' });
    await c.complete('parked');
    for (const agent of agents) await c.presence(agent, 'offline');
  });

  it('resumed work whose agent is busy goes to another when its time is over, and at once when that agent is gone', async () => {
    const { agents } = await c.team(2);
    const [a = '', b = ''] = agents;
    const q = 'patient';
    await c.queue(q, { affinityWaitSeconds: 20 });
    for (const agent of agents) await c.agent(agent, [q]);
    await c.available(a);
    await c.active('other', q, a);
    await work('other', 'park', {}, a);
    await c.active('busy', q, a);
    await c.available(b);
    const waits = await work('other', 'resume');
    expect(waits.body).toMatchObject({ state: 'waiting', reservedFor: { agentId: a } });
    await c.settled();
    expect((await c.contact('other')).state).toBe('waiting');
    await c.clock(21_000);
    expect((await c.event('offered', 'other', 2)).agentId).toBe(b);
    await c.must('POST', `/v1/offers/${await c.offer('other', 2)}/accept`, {}, { key: b });
    await c.complete('busy');
    await work('other', 'park', {}, b);
    await c.presence(b, 'unavailable');
    await work('other', 'resume');
    expect((await c.event('offered', 'other', 3)).agentId).toBe(a);
    await c.cancel('other');
    for (const agent of agents) await c.presence(agent, 'offline');
  });

  it('parked contacts end without an agent', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    for (const [id, how, end] of [
      ['p1', 'complete', 'completed'],
      ['p2', 'cancel', 'cancelled'],
      ['p3', 'cancel', 'abandoned'],
    ] as const) {
      await c.active(id, q, a);
      await work(id, 'park');
      const body = how === 'complete' ? { disposition: 'done' } : { reason: end };
      expect(await work(id, how, body)).toMatchObject({ status: 200, body: { state: end } });
      expectProblem(await work(id, 'resume'), 409, { state: end });
    }
    expect(await used(a)).toBe(0);
  });

  it('blind transfer to a queue: the agent is free at once, the age goes on', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    const second = await c.team(1);
    const [b = ''] = second.agents;
    await c.available(a);
    await c.enqueue('sent', q, { enqueuedAt: new Date(Date.now() - 30_000).toISOString() });
    await c.must('POST', `/v1/offers/${await c.offer('sent')}/accept`, {}, { key: a });
    const before = (await c.contact('sent')).ageSeconds as number;
    const sent = await work('sent', 'transfer', { queueId: second.q, mode: 'blind', note: 'knows "all"' }, a);
    expect(sent).toMatchObject({
      status: 200,
      body: { state: 'waiting', queueId: second.q, formerAgentId: a, position: 1 },
    });
    expect(sent.body.ageSeconds).toBeGreaterThanOrEqual(before);
    expect((sent.body.history as Json[]).at(-1)).toMatchObject({ type: 'transferred', agentId: a });
    expect(await used(a)).toBe(0);
    expect((await work('sent', 'transfer', { queueId: second.q, mode: 'blind' }, a)).status).toBe(200);
    expectProblem(await work('sent', 'transfer', { queueId: q, mode: 'blind' }, a), 409, { state: 'waiting' });
    await c.available(b);
    const event = await c.event('offered', 'sent', 2);
    expect(event).toMatchObject({ agentId: b, queueId: second.q });
    await c.must('POST', `/v1/offers/${event.offerId as string}/accept`, {}, { key: b });
    const anew = await work('sent', 'transfer', { queueId: q, mode: 'blind', keepAge: false });
    expect(anew.body.ageSeconds).toBeLessThan(5);
    await c.cancel('sent');
    for (const agent of [a, b]) await c.presence(agent, 'offline');
  });

  it('blind transfer to an agent: only that one for the time of an offer, then its queue', async () => {
    const { q, agents } = await c.team(3);
    const [a = '', b = '', d = ''] = agents;
    const { q: elsewhere } = await c.team(0);
    await c.agent(b, [elsewhere]);
    await c.available(a);
    await c.active('passed', q, a);
    await c.available(b, d);
    await work('passed', 'transfer', { agentId: b, mode: 'blind' }, a);
    const toB = await c.event('offered', 'passed', 2);
    expect(toB.agentId).toBe(b);
    await c.must('POST', `/v1/offers/${toB.offerId as string}/decline`, {}, { key: b });
    expect((await c.event('offered', 'passed', 3)).agentId).toBe(d);
    await c.cancel('passed');
    for (const agent of [a, b, d]) await c.presence(agent, 'offline');
    // Somebody who does not come free in time.
    await c.available(a);
    await c.active('late', q, a);
    await c.available(d);
    await c.presence(b, 'unavailable');
    const waits = await work('late', 'transfer', { agentId: b, mode: 'blind' }, a);
    expect(waits.body).toMatchObject({ state: 'waiting', reservedFor: { agentId: b, until: expect.any(String) } });
    await c.settled();
    expect((await c.contact('late')).state).toBe('waiting');
    await c.clock(21_000);
    expect((await c.event('offered', 'late', 2)).agentId).toBe(d);
    await c.cancel('late');
    for (const agent of [a, d]) await c.presence(agent, 'offline');
  });

  it('a transfer names one target that is there, and only what an agent has is transferred', async () => {
    const { q, agents } = await c.team(2);
    const [a = '', b = ''] = agents;
    await c.available(a);
    await c.active('stays', q, a);
    const closed = await c.team(0);
    await c.queue(closed.q, { open: false });
    for (const [body, status, more] of [
      [{ mode: 'blind' }, 400, { errors: [{ path: 'queueId' }] }],
      [{ mode: 'blind', queueId: q, agentId: b }, 400, {}],
      [{ queueId: q }, 400, { errors: [{ path: 'mode' }] }],
      [{ mode: 'blind', queueId: 'nowhere' }, 400, { errors: [{ path: 'queueId' }] }],
      [{ mode: 'blind', agentId: 'nobody' }, 400, { errors: [{ path: 'agentId' }] }],
      [{ mode: 'blind', agentId: a }, 400, { errors: [{ path: 'agentId' }] }],
      [
        { mode: 'blind', queueId: q, requirements: [{ skillId: 'none' }] },
        400,
        { errors: [{ path: 'requirements.0.skillId' }] },
      ],
      [{ mode: 'blind', queueId: closed.q }, 409, { code: 'queueClosed' }],
      [{ mode: 'consult', queueId: closed.q }, 409, { code: 'queueClosed' }],
    ] as [Json, number, Json][])
      expectProblem(await work('stays', 'transfer', body), status, more);
    expectProblem(await work('stays', 'transfer', { mode: 'blind', queueId: q }, b), 403);
    expectProblem(await work('stays', 'transfer/complete'), 409, { state: 'active' });
    expect((await work('stays', 'transfer/cancel')).status).toBe(200);
    expect(await c.contact('stays')).toMatchObject({ state: 'active', agentId: a });
    await c.complete('stays');
    expectProblem(await work('stays', 'transfer', { mode: 'blind', queueId: q }), 409, { state: 'completed' });
    await c.enqueue('early', q);
    for (const what of ['transfer/complete', 'transfer/cancel', 'park', 'resume', 'hold'])
      expectProblem(await work('early', what), 409);
    await c.cancel('early');
    await c.presence(a, 'offline');
  });

  it('new requirements go along with a transfer', async () => {
    await c.must('PUT', '/v1/skills/french', { name: 'French' });
    const { q, agents } = await c.team(2);
    const [a = '', b = ''] = agents;
    await c.agent(b, [q], { skills: [{ id: 'french', level: 7 }] });
    await c.available(a);
    await c.active('francophone', q, a);
    await c.available(b);
    const sent = await work('francophone', 'transfer', {
      mode: 'blind',
      queueId: q,
      requirements: [{ skillId: 'french', minLevel: 6 }],
    });
    expect(sent.body.requirements).toEqual([{ skillId: 'french', minLevel: 6, mandatory: true, relaxable: true }]);
    expect((await c.event('offered', 'francophone', 2)).agentId).toBe(b);
    await c.cancel('francophone');
    for (const agent of agents) await c.presence(agent, 'offline');
  });

  it('a scheduled contact waits from its time on', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const body = { id: 'appointment', channel: 'voice', queueId: q, scheduledAt: at };
    const made = await c.post('/v1/contacts', body, { key: 'system' });
    expect(made).toMatchObject({
      status: 201,
      body: { state: 'scheduled', scheduledAt: at, position: null, ageSeconds: 0 },
    });
    expect(c.story('appointment').concat((await c.event('scheduled', 'appointment')).state as string)).toContain(
      'scheduled',
    );
    await c.available(a);
    await c.settled();
    expect((await c.contact('appointment')).state).toBe('scheduled');
    await c.clock(3_601_000);
    expect((await c.event('offered', 'appointment')).agentId).toBe(a);
    expect((await c.post('/v1/contacts', body, { key: 'system' })).status).toBe(200);
    await c.cancel('appointment');
    const other = { ...body, id: 'dropped', scheduledAt: new Date(Date.now() + 9 * 3_600_000).toISOString() };
    await c.must('POST', '/v1/contacts', other, { key: 'system' });
    expect((await c.cancel('dropped', 'abandoned')).body.state).toBe('abandoned');
    expectProblem(await c.post('/v1/contacts', { ...other, id: 'x', enqueuedAt: '2020-01-01T00:00:00.000Z' }), 400, {
      errors: [{ path: 'scheduledAt' }],
    });
    expectProblem(await c.post('/v1/contacts', { ...other, id: 'x', scheduledAt: '2020-01-01T00:00:00.000Z' }), 400, {
      errors: [{ path: 'scheduledAt' }],
    });
    await c.presence(a, 'offline');
  });

  it('agents give the same commands on their socket', async () => {
    const { q, agents } = await c.team(2);
    const [a = '', b = ''] = agents;
    await c.available(a);
    await c.active('by-socket', q, a);
    const socket = await c.node.open('agent', a);
    const command = (type: string, more: Json = {}) => socket.command(type, { contactId: 'by-socket', ...more });
    expect(await command('contact.hold')).toMatchObject({ type: 'result', heldSince: expect.any(String) });
    expect(await command('contact.unhold')).toMatchObject({ type: 'result', state: 'active' });
    expect(await command('contact.park')).toMatchObject({ type: 'result', state: 'parked' });
    expect(await command('contact.resume')).toMatchObject({ type: 'result', formerAgentId: a });
    await c.must('POST', `/v1/offers/${await c.offer('by-socket', 2)}/accept`, {}, { key: a });
    await command('contact.transfer', { mode: 'consult', agentId: b });
    expect(await command('contact.transferCancel')).toMatchObject({ type: 'result', agentId: a });
    expect(await command('contact.transfer', { mode: 'blind', queueId: q })).toMatchObject({
      type: 'result',
      state: 'waiting',
    });
    expect(await command('contact.transfer', { mode: 'sideways' })).toMatchObject({
      type: 'error',
      problem: { status: 400 },
    });
    await c.cancel('by-socket');
    await socket.close();
    await c.presence(a, 'offline');
  });
});
