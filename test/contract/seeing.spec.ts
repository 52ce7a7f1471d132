import { Center, expectProblem, MS, type Json } from './center.js';

describe('seeing and explaining', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/skills/g', { name: 'g' });
  });
  afterAll(() => c.stop());

  it('an explanation names eligible agents and why each is not free', async () => {
    await c.queue('ex');
    const roles: Record<string, Json> = {
      'ex-busy': {},
      'ex-away': {},
      'ex-off': {},
      'ex-mute': {},
      'ex-unable': { skills: [] },
    };
    for (const [id, more] of Object.entries(roles))
      await c.agent(id, ['ex'], { skills: [{ id: 'g', level: 5 }], ...more });
    await c.available('ex-mute');
    await c.enqueue('ex-miss', 'ex');
    await c.must('POST', `/v1/offers/${await c.offer('ex-miss')}/decline`, { reason: 'noAnswer' }, { key: 'system' });
    await c.available('ex-busy');
    await c.offer('ex-miss', 2);
    await c.presence('ex-away', 'unavailable');
    await c.enqueue('ex-wait', 'ex', { requirements: [{ skillId: 'g' }] });
    const { body, status } = await c.get('/v1/contacts/ex-wait/explanation', { key: 'supervisor' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ contactId: 'ex-wait' });
    const because = Object.fromEntries((body.eligible as Json[]).map((each) => [each.agentId, each.because]));
    expect(Object.keys(because).sort()).toEqual(['ex-away', 'ex-busy', 'ex-mute', 'ex-off']);
    for (const reason of Object.values(because)) expect(reason).toEqual(expect.any(String));
    expect(because['ex-mute']).not.toBe(because['ex-busy']);
    expect(body.nextStep).toBeUndefined();
    for (const id of ['ex-wait', 'ex-miss']) await c.cancel(id);
  });

  it('figures of a queue', async () => {
    await c.queue('st', { serviceLevel: { targetSeconds: 20, percent: 80 }, shortAbandonSeconds: 5 });
    const empty = (await c.get('/v1/queues/st/stats', { key: 'supervisor' })).body;
    expect(empty).toMatchObject({
      waiting: 0,
      offered: 0,
      active: 0,
      agents: { idle: 0, busy: 0, wrapUp: 0, unavailable: 0, notResponding: 0 },
    });
    for (const id of ['st1', 'st2', 'st3', 'st4']) await c.agent(id, ['st']);
    // What the machine takes counts too.
    const began = performance.now();
    const tookSeconds = (): number => (performance.now() - began) / 1000;
    // Offered: 4. Answered after 10 s and 50 s; gave up after 2 s and 30 s.
    await c.enqueue('f1', 'st');
    await c.clock(10_000);
    await c.available('st1');
    await c.must('POST', `/v1/offers/${await c.offer('f1')}/accept`, {}, { key: 'st1' });
    await c.enqueue('f2', 'st');
    await c.clock(2_000);
    await c.cancel('f2', 'abandoned');
    await c.enqueue('f3', 'st');
    await c.clock(30_000);
    await c.cancel('f3', 'abandoned');
    await c.clock(28_000);
    await c.presence('st1', 'unavailable');
    await c.complete('f1');
    await c.enqueue('f4', 'st');
    await c.clock(50_000);
    await c.available('st2');
    await c.must('POST', `/v1/offers/${await c.offer('f4')}/accept`, {}, { key: 'st2' });
    await c.enqueue('old', 'st');
    await c.clock(7_000);
    await c.enqueue('new', 'st', { priority: 10 });
    await c.presence('st3', 'unavailable');

    const reply = await c.get('/v1/queues/st/stats', { key: 'supervisor' });
    expect(reply.status).toBe(200);
    const stats = reply.body as { oldestSeconds: number; last30Minutes: Record<string, number>; today: Json } & Json;
    expect(stats).toMatchObject({
      waiting: 2,
      offered: 0,
      active: 1,
      agents: { idle: 0, busy: 1, wrapUp: 0, unavailable: 2, notResponding: 0 },
      last30Minutes: { offered: 4, answered: 2, shortAbandoned: 1 },
    });
    expect(stats.oldestSeconds).toBeGreaterThanOrEqual(7);
    expect(stats.oldestSeconds).toBeLessThan(7.01 + tookSeconds());
    expect(stats.last30Minutes.sl).toBeCloseTo(1 / 3, 5);
    expect(stats.last30Minutes.asaSeconds).toBeGreaterThanOrEqual(30);
    expect(stats.last30Minutes.asaSeconds).toBeLessThan(30.01 + tookSeconds());
    expect(stats.last30Minutes.ahtSeconds).toBeGreaterThanOrEqual(60);
    expect(stats.last30Minutes.ahtSeconds).toBeLessThan(60.01 + tookSeconds());
    expect([1, 2]).toContain(stats.last30Minutes.abandoned);
    expect(Object.keys(stats.today).sort()).toEqual(Object.keys(stats.last30Minutes).sort());
    expect((await c.get('/v1/stats', { key: 'supervisor' })).body).toMatchObject({ waiting: 2, active: 1 });
    await c.complete('f4');
    for (const id of ['old', 'new']) await c.cancel(id);
  });

  it('a contact’s history tells its life, with milliseconds', async () => {
    await c.queue('hi');
    await c.agent('hi1', ['hi']);
    await c.available('hi1');
    await c.active('life', 'hi', 'hi1');
    await c.complete('life');
    const { history, ...end } = await c.contact('life');
    expect(end).toMatchObject({ state: 'completed', endedBy: 'system', outcome: expect.any(String), agentId: 'hi1' });
    for (const line of history as Json[]) expect(line).toMatchObject({ at: MS, type: expect.any(String) });
    expect((history as Json[]).length).toBeGreaterThanOrEqual(4);
    expectProblem(await c.get('/v1/decisions/unknown'), 404);
  });

  it('gaps of a queue: skills asked for that nobody has, or nobody on duty', async () => {
    for (const id of ['ga', 'gb', 'gc', 'gd']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
    await c.queue('gap');
    await c.agent('gap1', ['gap'], {
      skills: [
        { id: 'ga', level: 4 },
        { id: 'gb', level: 9 },
      ],
    });
    await c.agent('gap2', ['gap'], { skills: [{ id: 'gc', level: 2 }] });
    await c.agent('elsewhere', ['ex'], { skills: [{ id: 'gd', level: 10 }] });
    await c.presence('gap1', 'unavailable');
    expect((await c.get('/v1/queues/gap/gaps', { key: 'supervisor' })).body).toEqual({
      queueId: 'gap',
      at: MS,
      items: [],
      truncated: false,
    });
    const wants: [string, string, number][] = [
      ['ga-low', 'ga', 3],
      ['ga-high', 'ga', 6],
      ['gb', 'gb', 5],
      ['gc', 'gc', 1],
    ];
    for (const [id, skillId, minLevel] of wants)
      await c.enqueue(id, 'gap', { requirements: [{ skillId, minLevel, mandatory: id !== 'gc' }] });
    for (const id of ['gd1', 'gd2']) await c.enqueue(id, 'gap', { language: 'gd' });
    await c.node.hasHeard();
    const { status, body } = await c.get('/v1/queues/gap/gaps', { key: 'supervisor' });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { skillId: 'gd', minLevel: 1, waiting: 2, configuredAgents: 0, onDutyAgents: 0, bestLevel: null },
      { skillId: 'ga', minLevel: 6, waiting: 1, configuredAgents: 0, onDutyAgents: 0, bestLevel: 4 },
      { skillId: 'gc', minLevel: 1, waiting: 1, configuredAgents: 1, onDutyAgents: 0, bestLevel: 2 },
    ]);
    await c.available('gap2');
    await c.presence('gap1', 'offline');
    await c.cancel('gd1');
    await c.node.hasHeard();
    const later = (await c.get('/v1/queues/gap/gaps', { key: 'supervisor' })).body.items as Json[];
    expect(later.map(({ skillId, minLevel }) => [skillId, minLevel])).toEqual([
      ['ga', 6],
      ['ga', 3],
      ['gb', 5],
      ['gd', 1],
    ]);
    expectProblem(await c.get('/v1/queues/nowhere/gaps', { key: 'supervisor' }), 404);
    expectProblem(await c.get('/v1/queues/gap/gaps', { key: 'gap1' }), 403);
    for (const id of ['ga-low', 'ga-high', 'gb', 'gc', 'gd2']) await c.cancel(id);
  });
});
