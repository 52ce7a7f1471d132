import { createHmac } from 'node:crypto';
import { LiveRedis } from '../../src/live/live-redis.js';
import { Center, expectProblem, type Json, type Reply } from './center.js';

const SECRET = `whsec_${Buffer.from('a secret of a test, 32 bytes ok.').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another one of a test, 32 bytes.').toString('base64')}`;
const MAPPING = {
  channel: 'email',
  queueId: { $path: '$.topic', $map: { bill: 'billing' }, $default: 'support' },
  priority: { $path: '$.urgent', $as: 'number' },
  customer: { name: { $path: '$.from.name' }, identities: [{ kind: 'email', value: { $path: '$.from.mail' } }] },
  attributes: { subject: { $path: '$.subject' } },
};
const MAIL = { topic: 'bill', urgent: '3', from: { name: 'Kim', mail: 'kim@example.org' }, subject: 'Grüße & Preis' };

describe('hooks', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await Promise.all(['support', 'billing'].map((id) => c.queue(id)));
  });
  afterAll(() => c.stop());

  const put = (id: string, body: Json, ask?: Parameters<Center['put']>[2]): Promise<Reply> =>
    c.put(`/v1/hooks/${id}`, body, ask);
  const storeNow = (): number => c.node.server.app.get(LiveRedis).now();

  /** Posts as a sender does that has a secret. */
  const post = (
    id: string,
    body: unknown,
    { messageId = 'msg_1', secret = SECRET, at = storeNow(), sign = true, text = JSON.stringify(body) } = {},
  ): Promise<Reply> => {
    const timestamp = String(Math.floor(at / 1_000));
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key)
      .update(`${messageId}.${timestamp}.${JSON.stringify(body)}`)
      .digest('base64');
    const headers = {
      'webhook-id': messageId,
      'webhook-timestamp': timestamp,
      ...(sign && { 'webhook-signature': `v2,nothing v1,${signature}` }),
    };
    return c.post(`/v1/hooks/${id}`, text, { key: null, headers });
  };

  it('makes a contact of what is posted; the same message again is the same contact', async () => {
    expect(await put('form', { mapping: MAPPING, secret: SECRET })).toMatchObject({
      status: 201,
      body: { id: 'form', mapping: MAPPING },
    });
    const first = await post('form', MAIL);
    expect(first).toMatchObject({
      status: 201,
      body: { contactId: expect.stringMatching(/^hook-[0-9a-f]{32}$/), state: 'waiting' },
    });
    const id = String(first.body['contactId']);
    expect(await c.contact(id)).toMatchObject({
      channel: 'email',
      queueId: 'billing',
      priority: 3,
      customer: { name: 'Kim', identities: [{ kind: 'email', value: 'kim@example.org' }] },
      attributes: { subject: 'Grüße & Preis' },
    });
    expect(await post('form', MAIL)).toMatchObject({ status: 200, body: { contactId: id } });
    expectProblem(await post('form', { ...MAIL, topic: 'other' }), 409);
    const next = await post('form', { from: MAIL.from }, { messageId: 'msg_2' });
    expect(next.status).toBe(201);
    expect((await c.contact(String(next.body['contactId']))).queueId).toBe('support');
    expect(c.story(id)).toEqual(['waiting']);
  });

  it('lets nobody in who has no secret, or an old message', async () => {
    await put('closed', { mapping: MAPPING, secret: SECRET });
    const refused = async (more: Parameters<typeof post>[2]): Promise<void> =>
      expectProblem(await post('closed', MAIL, { messageId: 'msg_closed', ...more }), 401, { code: 'unauthorized' });
    await refused({ secret: OTHER });
    await refused({ sign: false });
    await refused({ text: JSON.stringify({ ...MAIL, urgent: '10' }) });
    await refused({ at: storeNow() - 302_000 });
    await refused({ at: storeNow() + 302_000 });
    await refused({ messageId: 'm'.repeat(257) });
    expectProblem(await c.post('/v1/hooks/closed', MAIL, { key: null }), 401);
    // A key is no signature.
    expectProblem(await c.post('/v1/hooks/closed', MAIL), 401);
    expectProblem(await post('unknown', MAIL), 404);
    expect((await post('closed', MAIL, { messageId: 'msg_closed', at: storeNow() - 290_000 })).status).toBe(201);
  });

  it('names what the mapping makes wrong', async () => {
    await put('wrong', { mapping: { ...MAPPING, channel: { $path: '$.way' } }, secret: SECRET });
    expectProblem(await post('wrong', MAIL), 400, { errors: [{ path: 'channel', message: expect.any(String) }] });
    expectProblem(await post('wrong', { ...MAIL, way: 'pigeon' }, { messageId: 'msg_p' }), 400, {
      errors: [{ path: 'channel', message: expect.any(String) }],
    });
    for (const body of [[], 'text', 7, null])
      expectProblem(await post('wrong', body, { messageId: `msg_${JSON.stringify(body)}` }), 400);
    expectProblem(await post('wrong', { fill: 'x'.repeat(262_144) }), 413);
  });

  it('can be tried without enqueuing anything', async () => {
    await put('tried', { mapping: MAPPING, secret: SECRET });
    const dry = (body: Json, ask?: Parameters<Center['post']>[2]): Promise<Reply> =>
      c.post('/v1/hooks/tried/dry-run', body, ask);
    const before = c.events.length;
    expect(await dry(MAIL)).toMatchObject({
      status: 200,
      body: { contact: { channel: 'email', queueId: 'billing', priority: 3 }, errors: [] },
    });
    expect((await dry({ ...MAIL, urgent: 99 })).body).toMatchObject({ errors: [{ path: 'priority' }] });
    await put('tried', { mapping: { ...MAPPING, queueId: 'nowhere', secret: 'x' }, secret: SECRET });
    expect((await dry(MAIL)).body).toMatchObject({ errors: [{ path: 'secret' }] });
    await put('tried', { mapping: { ...MAPPING, queueId: 'nowhere' }, secret: SECRET });
    expect((await dry(MAIL)).body).toMatchObject({ errors: [{ path: 'queueId' }] });
    expectProblem(await dry(MAIL, { key: 'system' }), 403);
    expectProblem(await c.post('/v1/hooks/unknown/dry-run', MAIL), 404);
    await c.settled();
    expect(c.events.slice(before).filter(({ contactId }) => contactId.startsWith('hook-'))).toEqual([]);
  });

  it('keeps its secret to itself, and changes it without a gap', async () => {
    const made = await put('kept', { mapping: MAPPING });
    const secret = String(made.body['secret']);
    expect(secret).toMatch(/^whsec_/);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const told = [
      await c.get('/v1/hooks/kept'),
      await c.get('/v1/hooks?limit=200'),
      await put('kept', { mapping: MAPPING }),
      await put('kept', { mapping: MAPPING, secret: OTHER }),
    ];
    for (const { status, body } of told) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('whsec_');
    }
    expect((await post('kept', MAIL, { messageId: 'msg_old', secret })).status).toBe(201);
    expect((await post('kept', MAIL, { messageId: 'msg_new', secret: OTHER })).status).toBe(201);
    await c.clock(24 * 3_600_000 + 1_000);
    expectProblem(await post('kept', MAIL, { messageId: 'msg_late', secret }), 401);
    expect((await post('kept', MAIL, { messageId: 'msg_later', secret: OTHER })).status).toBe(201);
  });

  it('is configuration: roles, versions, faults, removal', async () => {
    expectProblem(await put('mine', { mapping: MAPPING }, { key: 'system' }), 403);
    expectProblem(await put('mine', {}), 400, { errors: [{ path: 'mapping', message: expect.any(String) }] });
    expectProblem(await put('mine', { mapping: MAPPING, secret: 'secret' }), 400);
    expectProblem(await put('mine', { mapping: { queueId: { $path: '$..queue' } } }), 400, {
      errors: [{ path: 'mapping.queueId.$path', message: expect.stringContaining('one place') }],
    });
    const made = await put('mine', { mapping: MAPPING }, { key: 'supervisor' });
    expect(made.status).toBe(201);
    expectProblem(await put('mine', { mapping: {} }, { headers: { 'if-match': '"1"' } }), 412);
    const replaced = await put('mine', { mapping: {} }, { headers: { 'if-match': String(made.headers.get('etag')) } });
    expect(replaced).toMatchObject({ status: 200, body: { mapping: {} } });
    expect((await c.del('/v1/hooks/mine')).status).toBe(204);
    expectProblem(await c.get('/v1/hooks/mine'), 404);
    expectProblem(await post('mine', MAIL), 404);
  });
});
