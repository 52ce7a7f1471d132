import { connect } from 'node:net';
import { ADMIN_KEY, startHttpApp, type HttpApp } from './http-app.js';

let http: HttpApp;

beforeAll(async () => {
  http = await startHttpApp();
  await http.seed();
});
afterAll(() => http.stop());

/** A request as text over a plain socket: for what no client library would send. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(http.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

function post(body: string, type = 'application/json') {
  return http.as('system').post('/v1/contacts').set('content-type', type).send(body);
}

describe('problem documents', () => {
  const cases: [string, () => ReturnType<typeof post>, number, string][] = [
    ['an unknown route', () => http.as().get('/v1/nothing'), 404, 'routeNotFound'],
    ['a command that is none', () => http.as().post('/v1/contacts/c1/sing').send({}), 404, 'routeNotFound'],
    ['a method that the path does not take', () => http.as().put('/v1/contacts').send({}), 405, 'methodNotAllowed'],
    ['a method on the reconcile path', () => http.as().get('/v1/contacts:reconcile'), 405, 'methodNotAllowed'],
    ['no key', () => http.as().get('/v1/skills').set('authorization', ''), 401, 'unauthorized'],
    [
      'a key nobody made',
      () => http.as().get('/v1/skills').set('authorization', 'Bearer nonsense'),
      401,
      'unauthorized',
    ],
    ['a key of another role', () => http.as('metrics').get('/v1/skills'), 403, 'forbidden'],
    ['a body that is not JSON', () => post('{"a":'), 400, 'malformedRequest'],
    ['a prototype key', () => post('{"__proto__": {"a": 1}}'), 400, 'malformedRequest'],
    ['a constructor key', () => post('{"constructor": {"prototype": {}}}'), 400, 'malformedRequest'],
    ['another media type', () => post('a=1', 'application/x-www-form-urlencoded'), 415, 'unsupportedMediaType'],
    ['text', () => post('hello', 'text/plain'), 415, 'unsupportedMediaType'],
    ['a list for a body', () => post('[]'), 400, 'validationFailed'],
    ['null for a body', () => post('null'), 400, 'validationFailed'],
    ['a body of 257 KiB', () => post(JSON.stringify({ channel: 'x'.repeat(263_000) })), 413, 'payloadTooLarge'],
    [
      '100,000 levels',
      () => post(`{"attributes":${'{"a":'.repeat(33_000)}1${'}'.repeat(33_000)}}`),
      400,
      'validationFailed',
    ],
    [
      '100,000 levels with an Idempotency-Key',
      () => post(`{"attributes":${'{"a":'.repeat(33_000)}1${'}'.repeat(33_000)}}`).set('Idempotency-Key', 'deep'),
      400,
      'validationFailed',
    ],
    ['an id that is a path', () => http.as().get('/v1/contacts/..%2F..%2Fetc'), 404, 'notFound'],
    ['an id with a NUL byte', () => http.as().get('/v1/contacts/a%00b'), 404, 'notFound'],
    ['an id of 65 characters', () => http.as().get(`/v1/contacts/${'a'.repeat(65)}`), 404, 'notFound'],
    ['an id of 300 characters', () => http.as().get(`/v1/contacts/${'a'.repeat(300)}`), 404, 'notFound'],
    ['a broken escape', () => http.as().get('/v1/contacts/%E0%A4%A'), 400, 'malformedRequest'],
  ];

  it.each(cases)('answer %s', async (_, request, status, code) => {
    const { body, headers, statusCode } = await request();
    expect({ statusCode, code: body.code }).toEqual({ statusCode: status, code });
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: `urn:lotse:problem:${code}`, status });
    expect(typeof body.title).toBe('string');
    expect(body.instance).toMatch(/^\//);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|\.js:/);
  });

  it('say which methods a path takes', async () => {
    const { headers } = await http.as().put('/v1/contacts').send({}).expect(405);
    expect(headers.allow).toBe('GET, POST');
  });

  it('answer what is not HTTP at all', async () => {
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"malformedRequest"/s);
    const big = await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-big: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(big).toMatch(/^HTTP\/1\.1 431 .*"headersTooLarge"/s);
  });

  it('name every fault with its path', async () => {
    const wrong = {
      channel: 'a/b',
      queueId: 7,
      requirements: [{ skillId: 'german', minLevel: 11 }, 'x', { minLevel: 1.5, mandatory: 'yes' }],
      priority: '3',
      customer: { identities: [{ kind: 'phone' }], value: 2 },
      correlation: 'ü'.repeat(600),
      language: 'de\u0000',
      dueAt: '2026-02-30T00:00:00Z',
      attributes: { text: '\ud800' },
      notifyUrl: 'javascript:alert(1)',
      journeyStage: null,
      surprise: 1,
    };
    const { body } = await http.as('system').post('/v1/contacts').send(wrong).expect(400);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      [
        'attributes',
        'channel',
        'correlation',
        'customer.identities.0.value',
        'customer.value',
        'dueAt',
        'journeyStage',
        'language',
        'notifyUrl',
        'priority',
        'queueId',
        'requirements.0.minLevel',
        'requirements.1',
        'requirements.2.mandatory',
        'requirements.2.minLevel',
        'requirements.2.skillId',
        'surprise',
      ].sort(),
    );
  });

  it('answer 503 with Retry-After while the live store is out of reach, never a 500', async () => {
    const other = await startHttpApp();
    try {
      await other.seed();
      await other.live.connection.close();
      const routes: [string, string, object][] = [
        ['post', '/v1/contacts', { channel: 'voice', queueId: 'billing' }],
        ['get', '/v1/contacts/c', {}],
        ['post', '/v1/contacts/c/complete', {}],
        ['post', '/v1/agents/a1/presence', { presence: 'available' }],
        ['get', '/v1/agents/a1/state', {}],
        ['post', '/v1/offers/o/accept', {}],
        ['get', '/v1/queues/billing/stats', {}],
      ];
      for (const [method, path, send] of routes) {
        const { body, headers, statusCode } = await other.as()[method as 'post'](path).send(send);
        expect({ path, statusCode, code: body.code }).toEqual({ path, statusCode: 503, code: 'storeUnavailable' });
        expect(headers['retry-after']).toBe('1');
      }
      expect((await other.as().get('/v1/health/ready').expect(503)).body.status).toBe('unavailable');
      await other.as().get('/v1/health/live').expect(200);
      await other.as().put('/v1/queues/later').send({ name: 'Configured meanwhile' }).expect(201);
    } finally {
      await other.stop();
    }
  });
});

describe('operations', () => {
  it('answers probes without a key and metrics with one', async () => {
    const get = (path: string) => http.as().get(path).set('authorization', '');
    expect((await get('/v1/health/live').expect(200)).body).toEqual({ status: 'ok' });
    expect((await get('/v1/health/ready').expect(200)).body).toMatchObject({
      status: 'ok',
      checks: { redis: 'up', postgres: 'up' },
    });
    await get('/metrics').expect(401);
    await http.as('system').get('/metrics').expect(403);
    const { text } = await http.as('metrics').get('/metrics').expect(200);
    expect(text).toContain('lotse_http_request_seconds_count{method="GET",route="/v1/health/live",status="200"}');
    expect(text).not.toContain(ADMIN_KEY);
  });

  it('sends security headers', async () => {
    const { headers } = await http.as().get('/v1/health/live').expect(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const page = await http.as().get('/openapi.json').expect(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
  });
});
