import { startHttpApp, type HttpApp } from './http-app.js';

let http: HttpApp;

beforeAll(async () => {
  http = await startHttpApp();
  await http.seed();
});
afterAll(() => http.stop());

describe('configuration resources', () => {
  it('are created with 201, replaced with 200, tagged and guarded by If-Match', async () => {
    const first = await http.as('supervisor').put('/v1/skills/french').send({ name: 'French' }).expect(201);
    expect(first.body).toEqual({ id: 'french', name: 'French' });
    const second = await http
      .as('supervisor')
      .put('/v1/skills/french')
      .set('If-Match', first.headers.etag as string)
      .send({ name: 'Français' })
      .expect(200);
    expect(second.headers.etag).not.toBe(first.headers.etag);
    const refused = await http
      .as('supervisor')
      .put('/v1/skills/french')
      .set('If-Match', first.headers.etag as string)
      .send({ name: 'x' })
      .expect(412);
    expect(refused.body.code).toBe('preconditionFailed');
    const got = await http.as('supervisor').get('/v1/skills/french').expect(200);
    expect(got.body).toEqual({ id: 'french', name: 'Français' });
    expect(got.headers.etag).toBe(second.headers.etag);
    await http.as('supervisor').delete('/v1/skills/french').expect(204);
    await http.as('supervisor').get('/v1/skills/french').expect(404);
    await http.as('supervisor').delete('/v1/skills/french').expect(404);
  });

  it('fill in the defaults of queues, agents and profiles', async () => {
    const queue = await http.as().put('/v1/queues/plain').send({ name: 'Plain' }).expect(201);
    expect(queue.body).toEqual({
      id: 'plain',
      name: 'Plain',
      routingProfileId: 'default',
      shortAbandonSeconds: 5,
      steps: [],
      open: true,
    });
    const profile = await http
      .as()
      .put('/v1/routing-profiles/p')
      .send({ name: 'P', credits: { priority: 30, journeyStage: { stages: { use: 5 } } } })
      .expect(201);
    expect(profile.body).toMatchObject({
      version: 1,
      credits: { priority: 30, due: 0, journeyStage: { default: 0, stages: { use: 5 } } },
    });
    expect(
      (await http.as().put('/v1/routing-profiles/p').send({ name: 'P', credits: {} }).expect(200)).body.version,
    ).toBe(2);
  });

  it('come in pages', async () => {
    const all = await http.as().get('/v1/channels').expect(200);
    expect(all.body).toMatchObject({ nextCursor: null });
    expect(all.body.items).toHaveLength(8);
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await http
        .as()
        .get(`/v1/channels?limit=3${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor as string;
    }
    expect(ids).toEqual(all.body.items.map(({ id }: { id: string }) => id));
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=%00', 'unknown=1', 'limit=1&limit=2']) {
      expect((await http.as().get(`/v1/channels?${query}`).expect(400)).body.code).toBe('validationFailed');
    }
  });

  it('name what they refer to and who uses them', async () => {
    const wrong = {
      name: 'A',
      queues: ['nope'],
      skills: [{ id: 'nope', level: 1 }],
      channels: [{ id: 'voice', capacity: 1, blocks: ['nope'] }],
    };
    const { body } = await http.as().put('/v1/agents/a9').send(wrong).expect(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'queues.0',
      'skills.0.id',
      'channels.0.blocks.0',
    ]);
    expect((await http.as().delete('/v1/skills/german').expect(409)).body.detail).toContain('a1');
    expect((await http.as().delete('/v1/channels/voice').expect(409)).body.code).toBe('resourceInUse');
    expect((await http.as().delete('/v1/routing-profiles/default').expect(409)).body.code).toBe('resourceInUse');
    const twice = {
      ...wrong,
      queues: [],
      skills: [
        { id: 'german', level: 1 },
        { id: 'german', level: 2 },
      ],
      channels: [],
    };
    expect((await http.as().put('/v1/agents/a9').send(twice).expect(400)).body.errors[0].path).toBe('skills.1.id');
    expect(
      (await http.as().put('/v1/queues/h').send({ name: 'H', hoursId: 'none' }).expect(400)).body.errors[0].path,
    ).toBe('hoursId');
  });

  it('stay while live contacts hold them', async () => {
    await http.as().put('/v1/queues/held').send({ name: 'Held' }).expect(201);
    await http.as('system').post('/v1/contacts').send({ id: 'holder', channel: 'voice', queueId: 'held' }).expect(201);
    expect((await http.as().delete('/v1/queues/held').expect(409)).body.code).toBe('resourceInUse');
    await http.as().get('/v1/queues/held').expect(200);
    await http.as('system').post('/v1/contacts/holder/cancel').send({ reason: 'cancelled' }).expect(200);
    await http.as().delete('/v1/queues/held').expect(204);
    const late = await http.as('system').post('/v1/contacts').send({ channel: 'voice', queueId: 'held' }).expect(400);
    expect(late.body.errors[0].path).toBe('queueId');
  });

  it('closes a queue at once', async () => {
    await http.as().put('/v1/queues/shut').send({ name: 'Shut', open: false }).expect(201);
    const { body } = await http
      .as('system')
      .post('/v1/contacts')
      .send({ channel: 'voice', queueId: 'shut' })
      .expect(409);
    expect(body.code).toBe('queueClosed');
    await http.as().put('/v1/queues/shut').send({ name: 'Shut', maxWaiting: 1 }).expect(200);
    await http.as('system').post('/v1/contacts').send({ channel: 'voice', queueId: 'shut' }).expect(201);
    const full = await http.as('system').post('/v1/contacts').send({ channel: 'voice', queueId: 'shut' }).expect(429);
    expect(full.body.code).toBe('queueFull');
    expect(Number(full.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('API keys', () => {
  it('are made once, work, and end at once', async () => {
    const post = (body: object) => http.as().post('/v1/api-keys').set('Idempotency-Key', 'one').send(body);
    const wanted = { role: 'agent', agentId: 'a2', name: 'desk 2' };
    const made = await post(wanted).expect(201);
    expect((await post(wanted).expect(201)).body).toEqual(made.body);
    await post({ ...wanted, name: 'desk 3' }).expect(422);
    const state = () => http.as().get('/v1/agents/a2/state').set('authorization', `Bearer ${made.body.key}`);
    await state().expect(200);
    const { body: list } = await http.as().get('/v1/api-keys').expect(200);
    expect(list.items.find(({ id }: { id: string }) => id === made.body.id)).toMatchObject({
      role: 'agent',
      agentId: 'a2',
      name: 'desk 2',
    });
    expect(JSON.stringify(list)).not.toContain(made.body.key.slice(-16));
    await http.as().delete(`/v1/api-keys/${made.body.id}`).expect(204);
    await state().expect(401);
    await http.as().delete(`/v1/api-keys/${made.body.id}`).expect(404);
  });

  it('want an agent for the role agent, and only there', async () => {
    const post = (body: object) => http.as().post('/v1/api-keys').send(body).expect(400);
    expect((await post({ role: 'agent', name: 'x' })).body.errors[0].path).toBe('agentId');
    expect((await post({ role: 'system', agentId: 'a1', name: 'x' })).body.errors[0].path).toBe('agentId');
    expect((await post({ role: 'agent', agentId: 'nobody', name: 'x' })).body.code).toBe('unknownReference');
    expect((await post({ role: 'system', name: 'x', expiresAt: '2001-01-01T00:00:00Z' })).body.errors[0].path).toBe(
      'expiresAt',
    );
  });
});
