import { startHttpApp, type HttpApp } from './http-app.js';

let http: HttpApp;

beforeAll(async () => {
  http = await startHttpApp();
  await http.seed();
});
afterAll(() => http.stop());

const ENQUEUE = {
  channel: 'voice',
  queueId: 'billing',
  requirements: [{ skillId: 'german', minLevel: 3 }],
  priority: 2,
};

async function enqueue(id: string, more: object = {}): Promise<void> {
  await http
    .as('system')
    .post('/v1/contacts')
    .send({ id, ...ENQUEUE, ...more })
    .expect(201);
}

async function available(agentId = 'a1'): Promise<void> {
  await http.as('system').post(`/v1/agents/${agentId}/presence`).send({ presence: 'available' }).expect(200);
}

describe('POST /v1/contacts', () => {
  it('answers the request with its defaults and how the contact stands', async () => {
    const { body } = await http
      .as('system')
      .post('/v1/contacts')
      .send({ id: 'full', ...ENQUEUE, customer: { id: 'C1', value: 0.5 }, correlation: 'x' })
      .expect(201);
    expect(body).toMatchObject({
      id: 'full',
      channel: 'voice',
      queueId: 'billing',
      requirements: [{ skillId: 'german', minLevel: 3, mandatory: true, relaxable: true }],
      priority: 2,
      customer: { id: 'C1', value: 0.5 },
      correlation: 'x',
      state: 'waiting',
      position: 1,
      estimatedWait: 'insufficientData',
      step: 0,
      routable: true,
    });
    expect(body.enqueuedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body.history).toHaveLength(1);
    const again = await http.as('system').get('/v1/contacts/full').expect(200);
    expect(again.body).toEqual({ ...body, ageSeconds: again.body.ageSeconds });
  });

  it('answers 200 to an equal body of an existing id, 409 to another', async () => {
    await enqueue('twice');
    await http
      .as('system')
      .post('/v1/contacts')
      .send({ ...ENQUEUE, id: 'twice', requirements: [{ minLevel: 3, skillId: 'german', mandatory: true }] })
      .expect(200);
    const { body } = await http
      .as('system')
      .post('/v1/contacts')
      .send({ id: 'twice', ...ENQUEUE, priority: 3 })
      .expect(409);
    expect(body.code).toBe('idInUse');
  });

  it('makes an id, and the same one for the same Idempotency-Key', async () => {
    const post = (body: object, key: string) =>
      http.as('system').post('/v1/contacts').set('Idempotency-Key', key).send(body);
    const first = await post(ENQUEUE, 'k1').expect(201);
    const second = await post(ENQUEUE, 'k1').expect(201);
    expect(second.body.id).toBe(first.body.id);
    expect((await post(ENQUEUE, 'k2').expect(201)).body.id).not.toBe(first.body.id);
    expect((await post({ ...ENQUEUE, priority: 9 }, 'k1').expect(422)).body.code).toBe('idempotencyMismatch');
    await post(ENQUEUE, 'x'.repeat(256)).expect(400);
  });

  it('takes how gladly a contact is served by a bot, as a number or never, and lets it change', async () => {
    const patch = (botAcceptance: unknown) => http.as('system').patch('/v1/contacts/glad').send({ botAcceptance });
    await enqueue('glad', { botAcceptance: 0.25 });
    expect((await http.as('system').get('/v1/contacts/glad').expect(200)).body.botAcceptance).toBe(0.25);
    expect((await patch('never').expect(200)).body.botAcceptance).toBe('never');
    expect((await patch(null).expect(200)).body).not.toHaveProperty('botAcceptance');
    for (const wrong of [1.01, -0.1, 'always', true, '0.5']) {
      expect((await patch(wrong).expect(400)).body.errors[0].path).toBe('botAcceptance');
    }
  });

  it('names the path of every reference that does not exist', async () => {
    const wrong = {
      channel: 'pigeon',
      queueId: 'none',
      requirements: [{ skillId: 'german' }, { skillId: 'x' }],
      language: 'tlh',
      preferredAgentId: 'nobody',
    };
    const { body } = await http.as('system').post('/v1/contacts').send(wrong).expect(400);
    expect(body.code).toBe('unknownReference');
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'channel',
      'language',
      'preferredAgentId',
      'queueId',
      'requirements.1.skillId',
    ]);
  });

  it('refuses a future enqueuedAt and starts the age in the past', async () => {
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await http
      .as('system')
      .post('/v1/contacts')
      .send({ ...ENQUEUE, enqueuedAt: future })
      .expect(400);
    expect(body.errors[0].path).toBe('enqueuedAt');
    const past = new Date(Date.now() - 90_000).toISOString();
    const old = await http
      .as('system')
      .post('/v1/contacts')
      .send({ ...ENQUEUE, enqueuedAt: past })
      .expect(201);
    expect(old.body.ageSeconds).toBeGreaterThanOrEqual(89);
    expect(old.body.step).toBe(1);
  });

  it('accepts what nobody could ever take, and says so', async () => {
    const { body } = await http
      .as('system')
      .post('/v1/contacts')
      .send({ ...ENQUEUE, channel: 'email' })
      .expect(201);
    expect(body.routable).toBe(false);
    expect(body.unroutableBecause).toContain('email');
  });
});

describe('the way of a contact', () => {
  it('is offered, accepted, completed, and explains itself', async () => {
    await enqueue('way');
    await available();
    const explained = await http.as('supervisor').get('/v1/contacts/way/explanation').expect(200);
    expect(explained.body.eligible).toEqual([
      { agentId: 'a1', free: true },
      { agentId: 'a2', free: false, because: 'notAvailable' },
    ]);
    expect(explained.body.nextStep).toMatchObject({ step: 1, afterSeconds: 60, lowerLevelsTo: 2 });
    const offerId = await http.offer('way', 'a1');
    const offered = await http.as('agent').get('/v1/contacts/way').expect(200);
    expect(offered.body).toMatchObject({ state: 'offered', position: null, offer: { id: offerId, agentId: 'a1' } });
    const state = await http.as('agent').get('/v1/agents/a1/state').expect(200);
    expect(state.body).toMatchObject({
      presence: 'available',
      routingStatus: 'offered',
      load: { voice: 1 },
      offers: [{ id: offerId, contactId: 'way' }],
      contacts: [],
    });
    const accepted = await http.as('agent').post(`/v1/offers/${offerId}/accept`).send({}).expect(200);
    expect(accepted.body).toMatchObject({
      id: offerId,
      outcome: 'accepted',
      contact: { id: 'way', state: 'active', agentId: 'a1' },
    });
    await http.as('agent').post(`/v1/offers/${offerId}/accept`).expect(200);
    const declined = await http.as('agent').post(`/v1/offers/${offerId}/decline`).send({}).expect(409);
    expect(declined.body).toMatchObject({ code: 'offerEnded', offerOutcome: 'accepted', state: 'active' });
    const decision = await http.as('supervisor').get(`/v1/decisions/${offerId}`).expect(200);
    expect(decision.body).toMatchObject({
      offerId,
      contactId: 'way',
      agentId: 'a1',
      profile: { id: 'default' },
      trigger: 'contact',
    });
    const cancelled = await http.as('system').post('/v1/contacts/way/cancel').send({ reason: 'abandoned' }).expect(409);
    expect(cancelled.body).toMatchObject({ code: 'stateForbids', state: 'active' });
    const done = await http
      .as('agent')
      .post('/v1/contacts/way/complete')
      .send({ endedBy: 'customer', endWrapUp: true, disposition: 'ok' })
      .expect(200);
    expect(done.body).toMatchObject({ state: 'completed', endedBy: 'customer', disposition: 'ok' });
    await http.as('agent').post('/v1/contacts/way/complete').send({}).expect(200);
  });

  it('ends a wrap-up by flag or by a supervisor only', async () => {
    await enqueue('wrap');
    await available();
    const offerId = await http.offer('wrap', 'a1');
    await http.as('system').post(`/v1/offers/${offerId}/accept`).expect(200);
    const complete = (role: 'agent' | 'supervisor', body: object) =>
      http.as(role).post('/v1/contacts/wrap/complete').send(body).expect(200);
    expect((await complete('agent', {})).body.state).toBe('wrapUp');
    expect((await complete('agent', { note: 'n' })).body).toMatchObject({ state: 'wrapUp', note: 'n' });
    expect((await complete('supervisor', {})).body.state).toBe('completed');
  });

  it('misses an offer that a system says nobody answered; an agent can only decline', async () => {
    await enqueue('missed');
    await available('a2');
    const offerId = await http.offer('missed', 'a2');
    const { body } = await http
      .as('system')
      .post(`/v1/offers/${offerId}/decline`)
      .send({ reason: 'noAnswer' })
      .expect(200);
    expect(body).toMatchObject({ outcome: 'missed', contact: { state: 'waiting' } });
    const state = await http.as('supervisor').get('/v1/agents/a2/state').expect(200);
    expect(state.body.routingStatus).toBe('notResponding');
    await http.as('system').post('/v1/contacts/missed/cancel').send({ reason: 'resolvedElsewhere' }).expect(200);
    await http.as('system').post('/v1/contacts/missed/cancel').send({ reason: 'resolvedElsewhere' }).expect(200);
    await http.as('system').post('/v1/contacts/missed/cancel').send({ reason: 'abandoned' }).expect(409);
  });

  it('keeps the age over a PATCH and clears fields by null', async () => {
    await enqueue('patched', { journeyStage: 'purchase', attributes: { a: 1 } });
    const { body } = await http
      .as('system')
      .patch('/v1/contacts/patched')
      .send({ priority: 7, journeyStage: null, requirements: [] })
      .expect(200);
    expect(body).toMatchObject({
      priority: 7,
      requirements: [],
      attributes: { a: 1 },
      history: [{ type: 'enqueued' }, { type: 'patched' }],
    });
    expect(body.journeyStage).toBeUndefined();
    const wrong = await http
      .as('system')
      .patch('/v1/contacts/patched')
      .send({ requirements: [{ skillId: 'nope' }] })
      .expect(400);
    expect(wrong.body.errors[0].path).toBe('requirements.0.skillId');
    await http.as('system').patch('/v1/contacts/unknown').send({ priority: 1 }).expect(404);
  });

  it('requeues what could not be connected, and reconciles what is not listed any more', async () => {
    await enqueue('lost');
    await available();
    await http
      .as('system')
      .post(`/v1/offers/${await http.offer('lost', 'a1')}/accept`)
      .expect(200);
    await http.as('supervisor').post('/v1/contacts/lost/requeue').send({ reason: 'connectFailed' }).expect(403);
    const { body } = await http
      .as('system')
      .post('/v1/contacts/lost/requeue')
      .send({ reason: 'connectFailed' })
      .expect(200);
    expect(body.state).toBe('waiting');
    await http
      .as('system')
      .post(`/v1/offers/${await http.offer('lost', 'a1')}/accept`)
      .expect(200);
    const reconcile = (openIds: string[]) =>
      http.as('system').post('/v1/contacts:reconcile').send({ channel: 'voice', openIds }).expect(200);
    expect((await reconcile(['lost'])).body).toEqual({ ended: [] });
    expect((await reconcile([])).body).toEqual({ ended: ['lost'] });
    expect((await reconcile([])).body).toEqual({ ended: [] });
    const ended = await http.as('system').get('/v1/contacts/lost').expect(200);
    expect(ended.body.endedBy).toBe('system');
    await http.as('system').post('/v1/contacts/lost/complete').send({ endWrapUp: true }).expect(200);
  });
});

describe('agents at work', () => {
  it("keeps a supervisor's word until the agent acts", async () => {
    const presence = (role: 'agent' | 'system' | 'supervisor', body: object) =>
      http.as(role).post('/v1/agents/a1/presence').send(body);
    const { body } = await presence('supervisor', { presence: 'unavailable', reasonCode: 'training' }).expect(200);
    expect(body).toMatchObject({
      agentId: 'a1',
      presence: 'unavailable',
      reasonCode: 'training',
      routingStatus: 'idle',
      load: {},
    });
    expect((await presence('system', { presence: 'available' }).expect(409)).body.code).toBe('presenceHeld');
    await presence('agent', { presence: 'available', channels: ['voice'] }).expect(200);
    expect(
      (await presence('agent', { presence: 'available', channels: ['nope'] }).expect(400)).body.errors[0].path,
    ).toBe('channels.0');
  });

  it('counts work elsewhere until it is deleted', async () => {
    await http
      .as('system')
      .put('/v1/agents/a2/external-load/call-9')
      .send({ channel: 'voice', untilSeconds: 60 })
      .expect(201);
    const { body } = await http.as('system').get('/v1/agents/a2/state').expect(200);
    expect(body.load).toEqual({ voice: 1 });
    await http.as('system').delete('/v1/agents/a2/external-load/call-9').expect(204);
    expect((await http.as('system').get('/v1/agents/a2/state')).body.load).toEqual({});
    await http.as('system').put('/v1/agents/nobody/external-load/x').send({ channel: 'voice' }).expect(404);
  });

  it('shows an agent its own alone', async () => {
    await enqueue('other');
    for (const path of ['/v1/agents/a2/state', '/v1/contacts/other', '/v1/contacts?agentId=a2']) {
      expect((await http.as('agent').get(path).expect(403)).body.code).toBe('forbidden');
    }
    await http.as('agent').post('/v1/agents/a2/presence').send({ presence: 'available' }).expect(403);
    await http.as('agent').post('/v1/contacts/other/cancel').send({ reason: 'cancelled' }).expect(403);
    await available('a2');
    const offerId = await http.offer('other', 'a2');
    await http.as('agent').post(`/v1/offers/${offerId}/accept`).expect(403);
    await http.as('supervisor').post(`/v1/offers/${offerId}/accept`).expect(403);
    expect(
      (await http.as('system').post(`/v1/offers/${offerId}/decline`).send({ reason: 'busy' }).expect(200)).body.outcome,
    ).toBe('declined');
  });
});

describe('what has left live state', () => {
  it('answers agreeing commands from history and refuses the others with its state', async () => {
    for (const id of ['gone', 'never']) await enqueue(id);
    await available('a2');
    const offerId = await http.offer('gone', 'a2');
    await http.as('system').post(`/v1/offers/${offerId}/accept`).expect(200);
    await http.as('system').post('/v1/contacts/gone/complete').send({ endWrapUp: true, disposition: 'd' }).expect(200);
    await http.as('system').post('/v1/contacts/never/cancel').send({ reason: 'abandoned' }).expect(200);
    expect(await http.forget('contact', 'gone')).toBe(true);
    expect(await http.forget('contact', 'never')).toBe(true);
    expect(await http.forget('offer', offerId)).toBe(true);

    expect((await http.as('system').get('/v1/contacts/gone').expect(200)).body).toMatchObject({
      state: 'completed',
      disposition: 'd',
      position: null,
    });
    await http.as('system').post('/v1/contacts/gone/complete').send({ disposition: 'd' }).expect(200);
    for (const [path, body] of [
      ['complete', { disposition: 'other' }],
      ['cancel', { reason: 'abandoned' }],
      ['requeue', { reason: 'connectFailed' }],
    ] as const) {
      const refused = await http.as('system').post(`/v1/contacts/gone/${path}`).send(body).expect(409);
      expect(refused.body).toMatchObject({ code: 'stateForbids', state: 'completed' });
    }
    await http.as('system').patch('/v1/contacts/gone').send({ priority: 1 }).expect(409);
    await http.as('system').post('/v1/contacts/never/cancel').send({ reason: 'abandoned' }).expect(200);
    await http.as('system').post('/v1/contacts/never/cancel').send({ reason: 'cancelled' }).expect(409);
    await http.as('system').post(`/v1/offers/${offerId}/accept`).expect(200);
    expect((await http.as('system').post(`/v1/offers/${offerId}/decline`).expect(409)).body).toMatchObject({
      offerOutcome: 'accepted',
      state: 'completed',
    });
    expect((await http.as('supervisor').get(`/v1/decisions/${offerId}`).expect(200)).body.contactId).toBe('gone');
    await http.as('system').post('/v1/offers/none/accept').expect(404);
    await http.as('supervisor').get('/v1/decisions/none').expect(404);
  });
});

describe('GET /v1/contacts', () => {
  it('lists what was written just before, filtered and in pages', async () => {
    const ids = ['l1', 'l2', 'l3'];
    for (const id of ids) await enqueue(id, { customer: { id: 'lister' } });
    const list = (query: string, role: 'system' | 'agent' = 'system') =>
      http.as(role).get(`/v1/contacts?${query}`).expect(200);
    const { body } = await list('customerId=lister&limit=2');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['l3', 'l2']);
    const rest = await list(`customerId=lister&limit=2&cursor=${body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ id: 'l1', state: 'waiting' }], nextCursor: null });
    expect((await list('state=completed&customerId=lister')).body.items).toEqual([]);
    await http.as('system').get('/v1/contacts?cursor=bm9uc2Vuc2U').expect(400);
    const own = await list('limit=200', 'agent');
    expect(own.body.items.length).toBeGreaterThan(0);
    expect(new Set(own.body.items.map(({ agentId }: { agentId?: string }) => agentId))).toEqual(new Set(['a1']));
  });
});

describe('figures', () => {
  it('count who waits and who works', async () => {
    const { body } = await http.as('supervisor').get('/v1/queues/billing/stats').expect(200);
    expect(body).toMatchObject({
      queueId: 'billing',
      agents: { idle: 2, busy: 0 },
      last30Minutes: { offered: 6, answered: 4 },
    });
    expect(body.waiting).toBeGreaterThan(0);
    expect(body.oldestSeconds).toBeGreaterThan(0);
    await http.as('supervisor').get('/v1/queues/none/stats').expect(404);
    expect((await http.as('supervisor').get('/v1/stats').expect(200)).body.waiting).toBeGreaterThanOrEqual(
      body.waiting,
    );
  });
});
