import { Center, expectProblem, type Json } from './center.js';

const BUILT_IN: Record<string, number> = {
  voice: 20,
  video: 20,
  chat: 60,
  messaging: 300,
  email: 28_800,
  social: 3_600,
  callback: 300,
  case: 86_400,
};

describe('configuration', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  const samples: Record<string, Json> = {
    skills: { name: 'German', description: 'speaks it' },
    channels: {
      name: 'Fax',
      kind: 'asynchronous',
      offerTimeoutSeconds: 30,
      wrapUpSeconds: 0,
      defaultTargetSeconds: 600,
    },
    queues: {
      name: 'Q',
      serviceLevel: { targetSeconds: 30, percent: 80 },
      agingRate: 0.5,
      shortAbandonSeconds: 4,
      steps: [
        { afterSeconds: 60, lowerLevelsTo: 2 },
        { afterSeconds: 90, anyone: true },
      ],
      maxWaitSeconds: 600,
      maxWaiting: 10,
      open: true,
    },
    agents: {
      name: 'A',
      kind: 'bot',
      queues: [],
      skills: [],
      channels: [
        { id: 'voice', capacity: 1, proficiency: 7, blocks: ['chat'], interruptedBy: ['video'], address: 'sip:x@y' },
      ],
      attributes: { site: { floor: 1 } },
    },
    'contact-types': {
      name: 'Complaint',
      requiredFields: [{ name: 'cause', type: 'choice', options: ['price', 'service'] }],
      maxHandlingSeconds: 3_600,
      dispositions: ['solved'],
    },
    'reason-codes': { name: 'Lunch', presence: 'unavailable' },
    'routing-profiles': { name: 'P', credits: { priority: 1, journeyStage: { default: 1, stages: { use: 2 } } } },
  };

  it.each(Object.keys(samples))('%s: PUT creates and replaces, GET, If-Match, DELETE', async (kind) => {
    const path = `/v1/${kind}/thing.1:x_y-Z`;
    const body = samples[kind] as Json;
    const created = await c.put(path, body);
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBeTruthy();
    const got = await c.get(path);
    expect(got).toMatchObject({ status: 200, body });
    expect(got.headers.get('etag')).toBe(created.headers.get('etag'));
    const replaced = await c.put(
      path,
      { ...body, name: 'Other' },
      { headers: { 'if-match': got.headers.get('etag') ?? '' } },
    );
    expect(replaced).toMatchObject({ status: 200, body: { name: 'Other' } });
    expect(replaced.headers.get('etag')).not.toBe(got.headers.get('etag'));
    expectProblem(await c.put(path, body, { headers: { 'if-match': got.headers.get('etag') ?? '' } }), 412);
    expectProblem(await c.put(`/v1/${kind}/absent`, body, { headers: { 'if-match': '*' } }), 412);
    expectProblem(await c.put(path, { ...body, unheardOf: 1 }), 400, {
      errors: [{ path: 'unheardOf', message: expect.any(String) }],
    });
    for (const bad of ['bad%20id', 'a%2Fb', 'a%00b', 'x'.repeat(65), 'x'.repeat(500)]) {
      const fault = { errors: [{ path: 'id', message: expect.any(String) }] };
      expectProblem(await c.put(`/v1/${kind}/${bad}`, body), 400, fault);
      expectProblem(await c.get(`/v1/${kind}/${bad}`), 404);
    }
    expect((await c.del(path)).status).toBe(204);
    expectProblem(await c.get(path), 404);
    expectProblem(await c.del(path), 404);
  });

  it('lists are paged by limit and cursor', async () => {
    for (let i = 0; i < 7; i += 1) await c.must('PUT', `/v1/skills/s${i}`, { name: `s${i}` });
    const all = await c.get('/v1/skills');
    expect((all.body.items as Json[]).length).toBe(7);
    expect(all.body.nextCursor ?? null).toBeNull();
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page: Json = (
        await c.get(`/v1/skills?limit=3${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
      ).body;
      expect((page.items as Json[]).length).toBeLessThanOrEqual(3);
      seen.push(...(page.items as Json[]).map(({ id }) => id));
      cursor = (page.nextCursor as string | null) ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['s0', 's1', 's2', 's3', 's4', 's5', 's6']);
    expectProblem(await c.get('/v1/skills?cursor=%00'), 400);
  });

  it('has eight channels from the start, which can be changed, not removed', async () => {
    const items = (await c.get('/v1/channels?limit=200')).body.items as Json[];
    expect(Object.fromEntries(items.map(({ id, defaultTargetSeconds }) => [id, defaultTargetSeconds]))).toEqual(
      BUILT_IN,
    );
    const voice = (await c.get('/v1/channels/voice')).body;
    const { id: _, ...body } = voice;
    expect((await c.put('/v1/channels/voice', { ...body, wrapUpSeconds: 7 })).status).toBe(200);
    expect((await c.get('/v1/channels/voice')).body.wrapUpSeconds).toBe(7);
    for (const id of Object.keys(BUILT_IN)) expectProblem(await c.del(`/v1/channels/${id}`), 409);
  });

  it('has a routing profile `default`, and each PUT makes a new version', async () => {
    const { status, body } = await c.get('/v1/routing-profiles/default');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 'default',
      version: expect.any(Number),
      credits: { priority: expect.any(Number) },
    });
    expectProblem(await c.del('/v1/routing-profiles/default'), 409);
    const first = await c.put('/v1/routing-profiles/p', { name: 'p', credits: { priority: 3 } });
    expect(first.body.credits).toEqual({
      priority: 3,
      customerValue: 0,
      journeyStage: { default: 0, stages: {} },
      due: 0,
      dueHorizonSeconds: 0,
      skill: 0,
      preference: 0,
      channel: 0,
      affinity: 0,
      occupancy: 0,
      idlePerSecond: 0,
      bot: 0,
    });
    const second = await c.put('/v1/routing-profiles/p', { name: 'p', credits: { priority: 3 } });
    expect(second.body.version).toBe((first.body.version as number) + 1);
    await c.must('DELETE', '/v1/routing-profiles/p');
    const third = await c.put('/v1/routing-profiles/p', { name: 'p', credits: {} });
    expect(third.body.version as number).toBeGreaterThan(second.body.version as number);
  });

  it('gives queues and agents the documented defaults', async () => {
    expect((await c.put('/v1/queues/plain', { name: 'plain' })).body).toMatchObject({
      routingProfileId: 'default',
      shortAbandonSeconds: 5,
      open: true,
    });
    expect((await c.put('/v1/agents/plain', { name: 'p', queues: [], skills: [], channels: [] })).body.kind).toBe(
      'human',
    );
  });

  it('any text is a reason of a presence, until reason codes are configured', async () => {
    const unavailable = (reasonCode: string) => c.presence('why', 'unavailable', { reasonCode });
    const fault = { errors: [{ path: 'reasonCode', message: expect.any(String) }] };
    await c.agent('why', []);
    expect(await unavailable('because of it')).toMatchObject({ status: 200, body: { reasonCode: 'because of it' } });
    await c.must('PUT', '/v1/reason-codes/lunch', { name: 'Lunch', presence: 'unavailable' });
    await c.must('PUT', '/v1/reason-codes/any', { name: 'Something' });
    expectProblem(await unavailable('because of it'), 400, { code: 'unknownReference', ...fault });
    expectProblem(await c.presence('why', 'offline', { reasonCode: 'lunch' }), 400, fault);
    expect((await c.state('why')).reasonCode).toBe('because of it');
    expect((await unavailable('lunch')).body).toMatchObject({ presence: 'unavailable', reasonCode: 'lunch' });
    for (const presence of ['offline', 'available'])
      expect((await c.presence('why', presence, { reasonCode: 'any' })).status).toBe(200);
    expect((await c.presence('why', 'unavailable')).status).toBe(200);
    const socket = await c.node.open('agent', 'why');
    await expect(socket.command('presence.set', { presence: 'offline', reasonCode: 'none' })).resolves.toMatchObject({
      type: 'error',
      problem: { status: 400, ...fault },
    });
    await socket.close();
    for (const id of ['lunch', 'any']) await c.must('DELETE', `/v1/reason-codes/${id}`);
    expect((await unavailable('because of it')).status).toBe(200);
  });

  it('does not delete what is in use, and names what uses it', async () => {
    await c.must('PUT', '/v1/skills/used', { name: 'used' });
    await c.must('PUT', '/v1/skills/asked', { name: 'asked' });
    await c.must('PUT', '/v1/channels/fax', samples.channels);
    await c.must('PUT', '/v1/channels/telex', samples.channels);
    await c.must('PUT', '/v1/routing-profiles/used', { name: 'used', credits: {} });
    await c.queue('inner');
    await c.queue('using', {
      routingProfileId: 'used',
      steps: [{ afterSeconds: 5, dropSkills: ['used'], addQueues: ['inner'] }],
    });
    await c.agent('user', ['using'], {
      skills: [{ id: 'used', level: 1 }],
      channels: [
        { id: 'fax', capacity: 1 },
        { id: 'voice', capacity: 1 },
      ],
    });
    const named: [string, string][] = [
      ['skills/used', 'user'],
      ['skills/used', 'using'],
      ['channels/fax', 'user'],
      ['routing-profiles/used', 'using'],
      ['queues/inner', 'using'],
      ['queues/using', 'user'],
    ];
    for (const [path, by] of named) {
      const reply = await c.del(`/v1/${path}`);
      expectProblem(reply, 409);
      expect(JSON.stringify(reply.body)).toContain(by);
    }
    await c.queue('held');
    await c.enqueue('holder', 'held', { requirements: [{ skillId: 'asked' }], channel: 'telex' });
    for (const path of ['queues/held', 'skills/asked', 'channels/telex']) {
      const reply = await c.del(`/v1/${path}`);
      expectProblem(reply, 409);
      expect(JSON.stringify(reply.body)).toMatch(/contact|holder/);
    }
    await c.cancel('holder');
    for (const path of ['queues/held', 'skills/asked', 'channels/telex'])
      expect([path, (await c.del(`/v1/${path}`)).status]).toEqual([path, 204]);
    await c.available('user');
    await c.active('work', 'using', 'user');
    expectProblem(await c.del('/v1/agents/user'), 409);
    await c.complete('work');
    expect((await c.del('/v1/agents/user')).status).toBe(204);
  });

  it('a change is in force when the PUT answers, also for who waits', async () => {
    await c.must('PUT', '/v1/skills/rare', { name: 'rare' });
    await c.queue('live');
    await c.agent('late', ['live']);
    await c.available('late');
    expect(await c.enqueue('w1', 'live', { requirements: [{ skillId: 'rare', minLevel: 3 }] })).toMatchObject({
      state: 'waiting',
      routable: false,
      unroutableBecause: expect.any(String),
    });
    await c.agent('late', ['live'], { skills: [{ id: 'rare', level: 3 }] });
    expect((await c.contact('w1')).routable).toBe(true);
    await c.offer('w1');
    await c.presence('late', 'offline');
    await c.cancel('w1');
  });

  it('a queue that is closed or full takes no more', async () => {
    await c.queue('shut', { open: false });
    expectProblem(await c.post('/v1/contacts', { channel: 'voice', queueId: 'shut' }), 409);
    await c.queue('small', { maxWaiting: 1 });
    await c.enqueue('one', 'small');
    const full = await c.post('/v1/contacts', { id: 'two', channel: 'voice', queueId: 'small' });
    expectProblem(full, 429);
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
    await c.cancel('one');
  });
});
