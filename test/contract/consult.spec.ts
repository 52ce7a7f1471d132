import { Center, expectProblem, type Json } from './center.js';

/** A transfer by consult: another agent is asked first. */
describe('consult', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  const work = (id: string, what: string, body: Json = {}, key = 'system') =>
    c.post(`/v1/contacts/${id}/${what}`, body, { key });
  const used = async (agentId: string) => ((await c.state(agentId)).load as Json).voice ?? 0;
  const consultOf = async (id: string) =>
    ((await c.contact(id)).consult ?? {}) as { contactId: string; agentId?: string };

  let q: string;
  let a: string;
  let b: string;
  let n = 0;
  beforeEach(async () => {
    const team = await c.team(2);
    q = team.q;
    [a = '', b = ''] = team.agents;
    await c.available(a);
    await c.active(`talk${++n}`, q, a);
    await c.available(b);
  });
  afterEach(async () => {
    await c.complete(`talk${n}`);
    for (const agent of [a, b]) await c.presence(agent, 'offline');
  });
  const ask = async (key = a) => {
    const asked = await work(`talk${n}`, 'transfer', { mode: 'consult', agentId: b, note: 'a moment?' }, key);
    expect(asked).toMatchObject({
      status: 200,
      body: { state: 'active', agentId: a, consult: { contactId: expect.any(String) } },
    });
    return (asked.body.consult as Json).contactId as string;
  };
  const answered = async (consultId: string) =>
    c.must('POST', `/v1/offers/${await c.offer(consultId)}/accept`, {}, { key: b });

  it('asks by a contact of its own, and completed it hands the contact over', async () => {
    const socket = await c.node.open('agent', b);
    const consultId = await ask();
    const offer = await socket.next('offer.created');
    expect((offer.offer as Json).contact).toMatchObject({ id: consultId, consultFor: `talk${n}` });
    expect(await c.event('offered', consultId)).toMatchObject({ consultFor: `talk${n}`, agentId: b });
    expectProblem(await work(`talk${n}`, 'transfer/complete', {}, a), 409, { state: 'active' });
    await answered(consultId);
    expect(await consultOf(`talk${n}`)).toEqual({ contactId: consultId, agentId: b });
    expect([await used(a), await used(b)]).toEqual([1, 1]);
    await work(`talk${n}`, 'hold', {}, a);
    const done = await work(`talk${n}`, 'transfer/complete', {}, a);
    expect(done).toMatchObject({ status: 200, body: { state: 'active', agentId: b, formerAgentId: a } });
    expect(done.body).not.toHaveProperty('consult');
    expect(done.body).not.toHaveProperty('heldSince');
    expect([await used(a), await used(b)]).toEqual([0, 1]);
    expect((await work(`talk${n}`, 'transfer/complete', {}, a)).status).toBe(200);
    expectProblem(await work(`talk${n}`, 'transfer/complete', {}, b), 409);
    expect((await c.contact(consultId)).state).toBe('completed');
    await socket.until((frames) =>
      frames.some((f) => f.type === 'contact.updated' && (f.contact as Json).id === `talk${n}`),
    );
    expect((await c.complete(`talk${n}`, { endWrapUp: true }, b)).body.state).toBe('completed');
    await socket.close();
  });

  it('cancelled, whoever was asked is free, whether it had answered or not', async () => {
    for (const answers of [false, true]) {
      const consultId = await ask();
      if (answers) await answered(consultId);
      else await c.offer(consultId);
      const back = await work(`talk${n}`, 'transfer/cancel', {}, a);
      expect(back).toMatchObject({ status: 200, body: { state: 'active', agentId: a } });
      expect(back.body).not.toHaveProperty('consult');
      expect((await work(`talk${n}`, 'transfer/cancel', {}, a)).status).toBe(200);
      expect((await c.contact(consultId)).state).toBe(answers ? 'completed' : 'cancelled');
      expect([await used(a), await used(b)]).toEqual([1, 0]);
    }
    expectProblem(await work(`talk${n}`, 'transfer/cancel', {}, b), 403);
  });

  it('ends with the contact, however that goes on', async () => {
    const consultId = await ask();
    await answered(consultId);
    await c.complete(`talk${n}`);
    await c.event('completed', consultId);
    expect([await used(a), await used(b)]).toEqual([0, 0]);
  });

  it('declined or missed, it waits for another of the queue; the one who asks has the contact all along', async () => {
    const consultId = await ask();
    await c.must('POST', `/v1/offers/${await c.offer(consultId)}/decline`, {}, { key: b });
    await c.event('waiting', consultId, 2);
    expect(await c.contact(`talk${n}`)).toMatchObject({
      state: 'active',
      agentId: a,
      consult: { contactId: consultId },
    });
    // After its cool-down it is asked again, for nobody else is there.
    await c.clock(5_100);
    await c.offer(consultId, 2);
    await c.clock(21_000);
    await c.event('waiting', consultId, 3);
    expectProblem(await work(`talk${n}`, 'transfer', { mode: 'consult', queueId: q }, a), 409, { state: 'active' });
    await c.cancel(consultId);
    expect(await consultOf(`talk${n}`)).toEqual({});
  });

  it('a consult that its agent ends is told to the one who asked', async () => {
    const socket = await c.node.open('agent', a);
    const consultId = await ask();
    await answered(consultId);
    await c.complete(consultId, { endWrapUp: true }, b);
    await socket.until((frames) => {
      const told = frames.filter((f) => f.type === 'contact.updated').map((f) => f.contact as Json);
      return told.length >= 3 && !('consult' in (told.at(-1) as Json));
    });
    expect(await consultOf(`talk${n}`)).toEqual({});
    expectProblem(await work(consultId, 'park'), 409);
    await socket.close();
  });

  it('is not offered to the one who asks, whoever else is there or not', async () => {
    await c.agent(a, [q], { channels: [{ id: 'voice', capacity: 2 }] });
    const asked = await work(`talk${n}`, 'transfer', { mode: 'consult', queueId: q }, a);
    const consultId = (asked.body.consult as Json).contactId as string;
    await c.must('POST', `/v1/offers/${await c.offer(consultId)}/decline`, {}, { key: b });
    await c.presence(b, 'unavailable');
    for (const ms of [5_100, 60_000, 3_600_000]) {
      await c.clock(ms);
      await c.settled();
      expect((await c.contact(consultId)).state).toBe('waiting');
    }
    const { eligible } = (await c.get(`/v1/contacts/${consultId}/explanation`)).body;
    expect(eligible).toContainEqual({ agentId: a, free: false, because: 'coolDown' });
    await c.available(b);
    expect((await c.event('offered', consultId, 2)).agentId).toBe(b);
    await c.must('POST', `/v1/offers/${await c.offer(consultId, 2)}/accept`, {}, { key: b });
    expect((await work(`talk${n}`, 'transfer/complete', {}, a)).body).toMatchObject({ agentId: b });
    expect([await used(a), await used(b)]).toEqual([0, 1]);
  });

  it('is in no figure', async () => {
    const before = ((await c.get(`/v1/queues/${q}/stats`)).body.today as Json).offered;
    const consultId = await ask();
    await answered(consultId);
    await work(`talk${n}`, 'transfer/complete', {}, a);
    expect(((await c.get(`/v1/queues/${q}/stats`)).body.today as Json).offered).toBe(before);
  });
});
