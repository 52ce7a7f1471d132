import { Center, expectProblem, MS, type Json } from './center.js';

describe('ground rules', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.queue('q');
    await c.agent('a1', ['q']);
    await c.agent('a2', ['q']);
    await c
      .must('POST', '/v1/api-keys', { role: 'metrics', name: 'm' })
      .then(({ key }) => c.node.keys.set('metrics', key as string));
  });
  afterAll(() => c.stop());

  describe('keys', () => {
    it('none or a bad one: 401, with a problem document', async () => {
      for (const key of [null, 'nonsense']) expectProblem(await c.get('/v1/queues', { key }), 401);
      expectProblem(
        await c.ask('GET', '/v1/queues', undefined, { key: null, headers: { authorization: 'Basic eDp5' } }),
        401,
      );
    });

    const refused: [string, string, string[]][] = [
      ['POST', '/v1/api-keys', ['system', 'a1', 'supervisor', 'metrics']],
      ['DELETE', '/v1/api-keys/x', ['system', 'a1', 'supervisor', 'metrics']],
      ['PUT', '/v1/skills/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/channels/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/queues/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/agents/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/routing-profiles/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/hours/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/reason-codes/x', ['system', 'a1', 'metrics']],
      ['PUT', '/v1/contact-types/x', ['system', 'a1', 'metrics']],
      ['GET', '/v1/queues', ['system', 'a1', 'metrics']],
      ['DELETE', '/v1/queues/x', ['system', 'a1', 'metrics']],
      ['POST', '/v1/contacts', ['a1', 'metrics']],
      ['GET', '/v1/contacts', ['metrics']],
      ['POST', '/v1/contacts/x/requeue', ['a1', 'supervisor', 'metrics']],
      ['POST', '/v1/contacts:reconcile', ['a1', 'supervisor', 'metrics']],
      ['POST', '/v1/agents/a1/presence', ['a2', 'metrics']],
      ['GET', '/v1/agents/a1/state', ['a2', 'metrics']],
      ['POST', '/v1/offers/x/accept', ['supervisor', 'metrics']],
      ['PUT', '/v1/agents/a1/external-load/x', ['a1', 'supervisor', 'metrics']],
      ['DELETE', '/v1/agents/a1/external-load/x', ['a1', 'supervisor', 'metrics']],
      ['GET', '/v1/decisions/x', ['system', 'a1', 'metrics']],
      ['GET', '/v1/contacts/x/explanation', ['system', 'a1', 'metrics']],
      ['GET', '/v1/queues/q/stats', ['system', 'a1', 'metrics']],
      ['GET', '/v1/stats', ['system', 'a1', 'metrics']],
      ['GET', '/metrics', ['system', 'a1', 'supervisor']],
    ];
    it.each(refused)('%s %s is outside other roles: 403', async (method, path, keys) => {
      const bodies: Json = {
        '/v1/agents/a1/presence': { presence: 'available' },
        '/v1/contacts/x/requeue': { reason: 'legLost' },
      };
      const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[path] ?? {});
      for (const key of keys) expectProblem(await c.ask(method, path, body, { key }), 403);
    });

    it('are made by an admin, told once, and end', async () => {
      const made = await c.post('/v1/api-keys', { role: 'supervisor', name: 'boss' });
      expect(made).toMatchObject({ status: 201, body: { id: expect.any(String), key: expect.any(String) } });
      const key = made.body.key as string;
      expect((await c.get('/v1/queues', { key })).status).toBe(200);
      const socket = await c.node.open('supervisor', (c.node.keys.set('boss', key), 'boss'));
      expect((await c.del(`/v1/api-keys/${made.body.id as string}`)).status).toBeLessThan(300);
      // At once: what is said after the answer is heard no more.
      socket.send({ type: 'nothing', requestId: 'late' });
      expect((await socket.closed).code).toBe(4401);
      expect(socket.frames.filter(({ requestId }) => requestId === 'late')).toEqual([]);
      expectProblem(await c.get('/v1/queues', { key }), 401);
      expectProblem(await c.del('/v1/api-keys/unknown'), 404);
    });

    it('need what their role needs', async () => {
      const tries: [Json, string][] = [
        [{ role: 'agent', name: 'x' }, 'agentId'],
        [{ role: 'agent', name: 'x', agentId: 'nobody' }, 'agentId'],
        [{ role: 'god', name: 'x' }, 'role'],
        [{ role: 'system' }, 'name'],
        [{ role: 'system', name: 'x', more: 1 }, 'more'],
      ];
      for (const [body, path] of tries) {
        expectProblem(await c.post('/v1/api-keys', body), 400, { errors: [{ path, message: expect.any(String) }] });
      }
    });

    it('expire, and close their sockets', async () => {
      const expiresAt = new Date(Date.now() + 10_000).toISOString();
      const { key } = await c.must('POST', '/v1/api-keys', { role: 'system', name: 'short', expiresAt });
      expect((await c.get('/v1/contacts', { key: key as string })).status).toBe(200);
      const socket = await c.node.open('system', (c.node.keys.set('short', key as string), 'short'));
      expect((await socket.closed).code).toBe(4401);
      expectProblem(await c.get('/v1/contacts', { key: key as string }), 401);
      expectProblem(
        await c.post('/v1/api-keys', { role: 'system', name: 'past', expiresAt: '2020-01-01T00:00:00.000Z' }),
        400,
      );
    });
  });

  describe('errors', () => {
    it('unknown id in the path 404, in the body 400 with its path', async () => {
      for (const path of ['skills', 'channels', 'queues', 'agents', 'routing-profiles', 'contacts', 'decisions'])
        expectProblem(await c.get(`/v1/${path}/nothing-here`), 404);
      expectProblem(await c.get('/v1/queues/nothing-here/stats'), 404);
      expectProblem(await c.get('/v1/agents/nothing-here/state'), 404);
      expectProblem(await c.get('/v1/contacts/nothing-here/explanation'), 404);
      for (const [path, body] of [
        ['contacts/x/cancel', { reason: 'cancelled' }],
        ['contacts/x/requeue', { reason: 'legLost' }],
        ['contacts/x/complete', {}],
        ['offers/x/accept', {}],
        ['offers/x/decline', {}],
        ['agents/x/presence', { presence: 'available' }],
      ] as const)
        expectProblem(await c.post(`/v1/${path}`, body), 404);
      expectProblem(await c.ask('PATCH', '/v1/contacts/x', { priority: 1 }), 404);
      expectProblem(await c.put('/v1/agents/x/external-load/r', { channel: 'voice' }), 404);

      const bodies: [string, string, Json, string][] = [
        ['POST', 'contacts', { channel: 'voice', queueId: 'no' }, 'queueId'],
        ['POST', 'contacts', { channel: 'no', queueId: 'q' }, 'channel'],
        [
          'POST',
          'contacts',
          { channel: 'voice', queueId: 'q', requirements: [{ skillId: 'no' }] },
          'requirements.0.skillId',
        ],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', language: 'no' }, 'language'],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', preferredAgentId: 'no' }, 'preferredAgentId'],
        ['POST', 'contacts:reconcile', { channel: 'no', openIds: [] }, 'channel'],
        ['POST', 'agents/a1/presence', { presence: 'available', channels: ['no'] }, 'channels.0'],
        ['PUT', 'agents/a1/external-load/r', { channel: 'no' }, 'channel'],
        ['PUT', 'queues/z', { name: 'z', routingProfileId: 'no' }, 'routingProfileId'],
        ['PUT', 'queues/z', { name: 'z', steps: [{ afterSeconds: 1, dropSkills: ['no'] }] }, 'steps.0.dropSkills.0'],
        ['PUT', 'queues/z', { name: 'z', steps: [{ afterSeconds: 1, addQueues: ['no'] }] }, 'steps.0.addQueues.0'],
        ['PUT', 'queues/z', { name: 'z', overflow: { toQueueId: 'no', afterSeconds: 1 } }, 'overflow.toQueueId'],
        ['PUT', 'agents/z', { name: 'z', queues: ['no'], skills: [], channels: [] }, 'queues.0'],
        ['PUT', 'agents/z', { name: 'z', queues: [], skills: [{ id: 'no', level: 1 }], channels: [] }, 'skills.0.id'],
        [
          'PUT',
          'agents/z',
          { name: 'z', queues: [], skills: [], channels: [{ id: 'no', capacity: 1 }] },
          'channels.0.id',
        ],
      ];
      for (const [method, path, body, fault] of bodies) {
        const reply = await c.ask(method, `/v1/${path}`, body);
        expectProblem(reply, 400, { errors: [{ path: fault, message: expect.any(String) }] });
      }
    });

    it('bad input: 400, each fault with its path', async () => {
      const tries: [string, string, unknown][] = [
        ['POST', 'contacts', '{'],
        ['POST', 'contacts', []],
        ['POST', 'contacts', { channel: 'voice' }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', id: 'has space' }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', id: 'x'.repeat(65) }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', id: '' }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', priority: 11 }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', customer: { value: 1.1 } }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', unknown: 1 }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', customer: { unknown: 1 } }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', enqueuedAt: '2999-01-01T00:00:00.000Z' }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', correlation: 'x'.repeat(1025) }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', attributes: { x: 'y'.repeat(33 * 1024) } }],
        ['POST', 'contacts', { channel: 'voice', queueId: 'q', requirements: [{ skillId: 'x', minLevel: 0 }] }],
        ['PUT', 'queues/z', { name: 'z', agingRate: 0.0001 }],
        ['PUT', 'agents/a1/external-load/bad%20ref', { channel: 'voice' }],
        ['PUT', 'queues/z', { name: 'z', agingRate: 101 }],
        ['PUT', 'agents/z', { name: 'z', queues: [], skills: [{ id: 'x', level: 11 }], channels: [] }],
        ['PUT', 'routing-profiles/z', { name: 'z', credits: { priority: -1 } }],
        ['POST', 'agents/a1/presence', { presence: 'lunch' }],
        ['GET', 'queues?limit=0', undefined],
        ['GET', 'queues?limit=201', undefined],
        ['GET', 'contacts?state=nonsense', undefined],
      ];
      for (const [method, path, body] of tries) expectProblem(await c.ask(method, `/v1/${path}`, body), 400);
      const two = await c.post('/v1/contacts', { channel: 'voice', priority: 'high' });
      expect((two.body.errors as Json[]).map(({ path }) => path).sort()).toEqual(['priority', 'queueId']);
    });

    it('bodies over 256 KiB: 413', async () => {
      expectProblem(await c.post('/v1/contacts', { channel: 'voice', queueId: 'q', x: 'y'.repeat(262_144) }), 413);
    });

    it('a body is JSON, and may be left out where nothing in it is needed', async () => {
      const text = { headers: { 'content-type': 'text/plain' } };
      const reply = await c.ask('POST', '/v1/contacts', '{}', text);
      expect([400, 415]).toContain(reply.status);
      expectProblem(reply, reply.status);
      await c.available('a2');
      await c.enqueue('bare', 'q');
      const path = `/v1/offers/${await c.offer('bare')}/accept`;
      expect((await c.ask('POST', path, undefined, { key: 'a2' })).status).toBe(200);
      expect((await c.ask('POST', '/v1/contacts/bare/complete', undefined, { key: 'a2' })).status).toBe(200);
      await c.complete('bare');
      await c.presence('a2', 'offline');
    });

    it('a route that is none: a problem document too', async () => {
      expectProblem(await c.get('/v1/nothing'), 404);
      expectProblem(await c.get('/v1/nothing', { key: null }), 404);
    });
  });

  describe('Idempotency-Key', () => {
    const key = (value: string): { headers: Record<string, string>; key: string } => ({
      key: 'system',
      headers: { 'idempotency-key': value },
    });

    it('same key and body: the same answer, also later; another body: 422', async () => {
      const body = { channel: 'voice', queueId: 'q', priority: 1, attributes: { a: 1, b: [2] } };
      const first = await c.post('/v1/contacts', body, key('k1'));
      expect(first.status).toBe(201);
      await c.clock(5_000);
      const again = await c.post(
        '/v1/contacts',
        { attributes: { b: [2], a: 1 }, priority: 1, queueId: 'q', channel: 'voice' },
        key('k1'),
      );
      expect(again.status).toBe(201);
      expect(again.body).toEqual(first.body);
      expectProblem(await c.post('/v1/contacts', { ...body, priority: 2 }, key('k1')), 422);
      const list = (await c.get('/v1/contacts?queueId=q&state=waiting')).body.items as Json[];
      expect(list).toHaveLength(1);
      const id = first.body.id as string;
      const cancelled = await c.post(`/v1/contacts/${id}/cancel`, { reason: 'cancelled' }, key('k1'));
      expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
      expectProblem(await c.post(`/v1/contacts/${id}/cancel`, { reason: 'abandoned' }, key('k1')), 422);
    });

    it('is scoped by API key', async () => {
      const body = { id: 'scoped', channel: 'voice', queueId: 'q' };
      expect((await c.post('/v1/contacts', body, key('k2'))).status).toBe(201);
      const other = await c.post('/v1/contacts', { ...body, id: 'scoped-2' }, { ...key('k2'), key: 'supervisor' });
      expect(other.status).toBe(201);
      for (const id of ['scoped', 'scoped-2']) await c.cancel(id);
    });

    it('works on presence, api-keys and reconcile', async () => {
      const presence = await c.post(
        '/v1/agents/a1/presence',
        { presence: 'unavailable', reasonCode: 'lunch' },
        key('k3'),
      );
      expect(presence.status).toBe(200);
      await c.presence('a1', 'offline');
      const repeat = await c.post(
        '/v1/agents/a1/presence',
        { presence: 'unavailable', reasonCode: 'lunch' },
        key('k3'),
      );
      expect(repeat).toMatchObject({ status: 200, body: presence.body });
      expect(await c.state('a1')).toMatchObject({ presence: 'offline' });
      expectProblem(await c.post('/v1/agents/a1/presence', { presence: 'offline' }, key('k3')), 422);

      const admin = { headers: { 'idempotency-key': 'k4' } };
      const made = await c.post('/v1/api-keys', { role: 'system', name: 'x' }, admin);
      expect(await c.post('/v1/api-keys', { role: 'system', name: 'x' }, admin)).toMatchObject({
        status: 201,
        body: made.body,
      });
      expectProblem(await c.post('/v1/api-keys', { role: 'system', name: 'y' }, admin), 422);

      await c.available('a1');
      await c.active('idem-1', 'q', 'a1');
      const ended = await c.post('/v1/contacts:reconcile', { channel: 'voice', openIds: [] }, key('k5'));
      expect(ended.status).toBe(200);
      expect((await c.contact('idem-1')).endedBy).toBe('system');
      const second = await c.post('/v1/contacts:reconcile', { channel: 'voice', openIds: [] }, key('k5'));
      expect(second).toMatchObject({ status: 200, body: ended.body });
      expectProblem(await c.post('/v1/contacts:reconcile', { channel: 'voice', openIds: ['x'] }, key('k5')), 422);
      await c.complete('idem-1');
      await c.presence('a1', 'offline');
    });
  });

  it('POST of an existing contact: 200 if the body is equal, whatever its order of keys; else 409', async () => {
    const body = {
      id: 'same',
      channel: 'voice',
      queueId: 'q',
      customer: { id: 'C', value: 0.5 },
      attributes: { a: { x: 1, y: 2 } },
    };
    expect((await c.post('/v1/contacts', body)).status).toBe(201);
    const turned = {
      attributes: { a: { y: 2, x: 1 } },
      customer: { value: 0.5, id: 'C' },
      queueId: 'q',
      channel: 'voice',
      id: 'same',
    };
    expect(await c.post('/v1/contacts', turned)).toMatchObject({ status: 200, body: { id: 'same', state: 'waiting' } });
    expectProblem(await c.post('/v1/contacts', { ...body, priority: 1 }), 409, { state: 'waiting' });
    await c.cancel('same');
    expect(await c.post('/v1/contacts', body)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  });

  it('ids are made by the server where none is given, UUIDv7; times carry milliseconds', async () => {
    const { body } = await c.post('/v1/contacts', { channel: 'voice', queueId: 'q' });
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(body.enqueuedAt).toEqual(MS);
    expect((body.history as Json[])[0]).toMatchObject({ at: MS, type: expect.any(String) });
    await c.cancel(body.id as string);
  });

  it('serves its own descriptions', async () => {
    expect((await c.get('/openapi.json', { key: null })).body.openapi).toMatch(/^3\.1/);
    expect((await c.get('/asyncapi.json', { key: null })).body.asyncapi).toMatch(/^3\./);
  });

  it('answers probes without a key, and metrics to metrics and admin', async () => {
    for (const probe of ['live', 'ready']) expect((await c.get(`/v1/health/${probe}`, { key: null })).status).toBe(200);
    for (const key of ['metrics', 'admin']) {
      const reply = await c.get('/metrics', { key });
      expect(reply.status).toBe(200);
      expect(reply.body.text).toMatch(/^# HELP /m);
    }
    expectProblem(await c.get('/metrics', { key: null }), 401);
  });
});
