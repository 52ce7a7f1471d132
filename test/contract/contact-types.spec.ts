import { HISTORY_QUERIES, type HistoryQueries } from '../../src/contacts/history.port.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { Center, expectProblem, type Json, type Reply } from './center.js';

const COMPLAINT: Json = {
  name: 'Complaint',
  requiredFields: [
    { name: 'cause', type: 'choice', options: ['price', 'service'] },
    { name: 'amount', type: 'number' },
  ],
  maxHandlingSeconds: 3_600,
  dispositions: ['solved', 'forwarded'],
};

describe('contact types', () => {
  let c: Center;
  let made = 0;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/contact-types/complaint', COMPLAINT);
    await c.queue('q');
    await c.agent('ann', ['q'], { channels: ['voice', 'email', 'chat'].map((id) => ({ id, capacity: 50 })) });
    await c.available('ann');
  });
  afterAll(() => c.stop());

  /** An active contact of the type `complaint`. */
  async function active(more: Json = {}): Promise<string> {
    const id = `k${++made}`;
    await c.active(id, 'q', 'ann', { contactTypeId: 'complaint', ...more });
    return id;
  }

  const paths = (reply: Reply): unknown[] => (reply.body.errors as Json[]).map(({ path }) => path);
  const whole = { fields: { cause: 'price', amount: 12.5 }, disposition: 'solved' };

  const field = { name: 'a', type: 'string' };
  it.each<[string, Json, string]>([
    ['a field twice', { requiredFields: [field, field] }, 'requiredFields.1.name'],
    [
      'a field named as the disposition',
      { requiredFields: [{ ...field, name: 'disposition' }] },
      'requiredFields.0.name',
    ],
    ['a name that is none', { requiredFields: [{ ...field, name: '__proto__' }] }, 'requiredFields.0.name'],
    ['a choice without options', { requiredFields: [{ name: 'a', type: 'choice' }] }, 'requiredFields.0.options'],
    [
      'options of a number',
      { requiredFields: [{ name: 'a', type: 'number', options: ['1'] }] },
      'requiredFields.0.options',
    ],
    ['an unknown type', { requiredFields: [{ name: 'a', type: 'colour' }] }, 'requiredFields.0.type'],
    ['a disposition twice', { dispositions: ['a', 'a'] }, 'dispositions'],
    ['a blank disposition', { dispositions: [' '] }, 'dispositions.0'],
    ['no time at all', { maxHandlingSeconds: 0 }, 'maxHandlingSeconds'],
    [
      'too many fields',
      { requiredFields: Array.from({ length: 51 }, (_, i) => ({ ...field, name: `a${i}` })) },
      'requiredFields',
    ],
  ])('%s is refused with its path', async (_, more, path) => {
    const reply = await c.put('/v1/contact-types/bad', { name: 'bad', requiredFields: [], dispositions: [], ...more });
    expectProblem(reply, 400, { errors: [{ path, message: expect.any(String) }] });
  });

  it('are named by a contact, at its POST or by a PATCH, and stay while one of it lives', async () => {
    const unknown = { code: 'unknownReference', errors: [{ path: 'contactTypeId', message: expect.any(String) }] };
    const body = { channel: 'voice', queueId: 'q', contactTypeId: 'nowhere' };
    expectProblem(await c.post('/v1/contacts', body, { key: 'system' }), 400, unknown);
    await c.queue('patient');
    await c.must('PUT', '/v1/contact-types/brief', { name: 'Brief', requiredFields: [], dispositions: [] });
    const contact = await c.enqueue('named', 'patient', { attributes: { contactTypeId: 'complaint' } });
    expect(contact.contactTypeId).toBeUndefined();
    const patch = (contactTypeId: unknown) =>
      c.ask('PATCH', '/v1/contacts/named', { contactTypeId }, { key: 'system' });
    expectProblem(await patch('nowhere'), 400, unknown);
    expect((await patch('brief')).body.contactTypeId).toBe('brief');
    const held = await c.del('/v1/contact-types/brief');
    expectProblem(held, 409, { code: 'resourceInUse' });
    expect(JSON.stringify(held.body)).toContain('named');
    expect((await patch(null)).body.contactTypeId).toBeUndefined();
    expect((await c.del('/v1/contact-types/brief')).status).toBe(204);
    await c.cancel('named');
  });

  it('an end without what they ask is refused with all that is missing; a repeat may add it', async () => {
    const id = await active();
    const bare = await c.complete(id);
    expectProblem(bare, 400, { code: 'validationFailed' });
    expect(paths(bare)).toEqual(['fields.cause', 'fields.amount', 'disposition']);
    expect(await c.complete(id, { fields: { cause: 'price' } })).toMatchObject({
      status: 200,
      body: { state: 'wrapUp', fields: { cause: 'price' } },
    });
    expect(paths(await c.complete(id))).toEqual(['fields.amount', 'disposition']);
    expect(paths(await c.complete(id, {}, 'supervisor'))).toEqual(['fields.amount', 'disposition']);
    const ended = await c.complete(id, { fields: { amount: 12.5 }, disposition: 'solved', endWrapUp: true });
    expect(ended).toMatchObject({ status: 200, body: { state: 'completed', ...whole } });
    expect(ended.body.missing).toBeUndefined();
    expect((await c.complete(id, { ...whole, endWrapUp: true })).status).toBe(200);
  });

  it('values that do not fit are refused, also where nothing ends', async () => {
    const id = await active();
    const bad = await c.complete(id, { fields: { cause: 'weather', amount: '1', other: true }, disposition: 'lost' });
    expect([bad.status, paths(bad)]).toEqual([400, ['fields.cause', 'fields.amount', 'fields.other', 'disposition']]);
    for (const fields of [[], 'x', { cause: null }, { cause: {} }, { 'a b': 1 }, { amount: 'x'.repeat(1_025) }])
      expect(paths(await c.complete(id, { fields }))).toEqual(['fields']);
    expect((await c.contact(id)).state).toBe('active');
    expect((await c.complete(id, { ...whole, endWrapUp: true })).status).toBe(200);
    await c.active('untyped', 'q', 'ann');
    expect(paths(await c.complete('untyped', { fields: { cause: 'price' } }))).toEqual(['fields.cause']);
    expect((await c.complete('untyped', { disposition: 'anything', endWrapUp: true })).status).toBe(200);
    await c.queue('patient');
    await c.enqueue('early', 'patient');
    expectProblem(await c.complete('early', { fields: { cause: 'price' } }), 409, { state: 'waiting' });
    await c.cancel('early');
  });

  it('a channel without wrap-up ends at once, so it wants all at once', async () => {
    const id = await active({ channel: 'email' });
    expect(paths(await c.complete(id, { disposition: 'solved' }))).toEqual(['fields.cause', 'fields.amount']);
    expect((await c.complete(id, whole)).body).toMatchObject({ state: 'completed', ...whole });
  });

  it('the timer ends without it; what is missing shows in answer, history and archive until it is told', async () => {
    const id = await active();
    const socket = await c.node.open('agent', 'ann');
    await c.complete(id, { fields: { cause: 'price' } });
    await c.clock(31_000);
    await c.event('completed', id);
    const contact = await c.contact(id);
    expect(contact).toMatchObject({
      state: 'completed',
      fields: { cause: 'price' },
      missing: ['amount', 'disposition'],
    });
    expect((contact.history as Json[]).slice(-2)).toMatchObject([
      { type: 'missing', detail: 'amount, disposition' },
      { type: 'completed' },
    ]);
    await socket.until((frames) =>
      frames.some(({ contact: seen }) => (seen as Json | undefined)?.missing !== undefined),
    );
    await socket.close();
    const history = c.node.server.app.get<HistoryQueries>(HISTORY_QUERIES);
    const archived = async () => {
      await history.waitFor(await c.node.server.app.get(LiveRedis).logEnd(), 5_000);
      return await history.contact(id);
    };
    expect(await archived()).toMatchObject({ missing: ['amount', 'disposition'], fields: { cause: 'price' } });
    expect((await c.complete(id, { disposition: 'solved' })).body.missing).toEqual(['amount']);
    expect((await c.complete(id, { fields: { amount: 3 } })).body.missing).toBeUndefined();
    const full = await archived();
    expect(full).toMatchObject({ disposition: 'solved', fields: { cause: 'price', amount: 3 } });
    expect(full?.missing).toBeUndefined();
  });

  it('a reconcile ends without it too', async () => {
    await c.node.key('mail', 'system');
    await c.must(
      'POST',
      '/v1/contacts',
      { id: 'lost', channel: 'email', queueId: 'q', contactTypeId: 'complaint' },
      { key: 'mail' },
    );
    await c.must('POST', `/v1/offers/${await c.offer('lost')}/accept`, {}, { key: 'ann' });
    await c.must('POST', '/v1/contacts:reconcile', { channel: 'email', openIds: [] }, { key: 'mail' });
    expect(await c.contact('lost')).toMatchObject({ state: 'completed', missing: ['cause', 'amount', 'disposition'] });
  });

  it('a change of the type holds for who is served', async () => {
    const id = await active();
    await c.must('PUT', '/v1/contact-types/complaint', {
      ...COMPLAINT,
      requiredFields: [{ name: 'later', type: 'date' }],
      dispositions: [],
    });
    expect(paths(await c.complete(id))).toEqual(['fields.later']);
    await c.must('PUT', '/v1/contact-types/complaint', COMPLAINT);
    expect(paths(await c.complete(id, { endWrapUp: true, disposition: 'solved' }))).toEqual([
      'fields.cause',
      'fields.amount',
    ]);
    await c.must('PUT', '/v1/contact-types/other', { name: 'o', requiredFields: [], dispositions: [] });
    await c.must('PATCH', `/v1/contacts/${id}`, { contactTypeId: 'other' }, { key: 'ann' });
    expect((await c.complete(id)).status).toBe(200);
  });

  it('the longest handling makes a contact due, unless it says when itself, and the due credit counts', async () => {
    await c.queue('patient');
    const due = (contact: Json): number =>
      Date.parse(contact.dueAt as string) - Date.parse(contact.enqueuedAt as string);
    const typed = await c.enqueue('due1', 'patient', { contactTypeId: 'complaint' });
    expect(due(typed)).toBe(3_600_000);
    const past = new Date(Date.parse(typed.enqueuedAt as string) - 600_000).toISOString();
    const older = await c.enqueue('due2', 'patient', { contactTypeId: 'complaint', enqueuedAt: past });
    expect([older.enqueuedAt, due(older)]).toEqual([past, 3_600_000]);
    const dueAt = '2099-01-01T00:00:00.000Z';
    expect((await c.enqueue('due3', 'patient', { contactTypeId: 'complaint', dueAt })).dueAt).toBe(dueAt);
    const patch = (id: string, body: Json) => c.must('PATCH', `/v1/contacts/${id}`, body, { key: 'system' });
    expect(due(await patch('due3', { dueAt: null }))).toBe(3_600_000);
    expect((await patch('due3', { contactTypeId: null })).dueAt).toBeUndefined();
    for (const id of ['due1', 'due2', 'due3']) await c.cancel(id);

    await c.must('PUT', '/v1/contact-types/urgent', { ...COMPLAINT, maxHandlingSeconds: 60 });
    await c.queue('rank');
    await c.enqueue('plain', 'rank');
    expect((await c.enqueue('urgent', 'rank', { contactTypeId: 'urgent' })).position).toBe(1);
    await c.agent('bob', ['rank']);
    await c.available('bob');
    const decision = (await c.get(`/v1/decisions/${await c.offer('urgent')}`)).body;
    // 300 s of due credit over a horizon of an hour.
    expect((decision.candidates as Json[])[0]).toMatchObject({ contactId: 'urgent', credits: { due: 295_000 } });
    for (const id of ['plain', 'urgent']) await c.cancel(id);
  });
});
