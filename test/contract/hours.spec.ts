import { LiveRedis } from '../../src/live/live-redis.js';
import { Center, expectProblem, MS, type Json } from './center.js';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEK: Json = {
  timezone: 'Europe/Berlin',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  exceptions: [
    { date: '2026-12-24', open: [{ from: '08:00', to: '12:00' }] },
    { date: '2026-12-25', open: [] },
  ],
};
const NEVER: Json = { timezone: 'UTC', weekly: [], exceptions: [] };
const ALWAYS: Json = { timezone: 'UTC', weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }], exceptions: [] };

describe('business hours', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/hours/never', NEVER);
    await c.must('PUT', '/v1/hours/always', ALWAYS);
  });
  afterAll(() => c.stop());

  const now = (): number => c.node.server.app.get(LiveRedis).now();
  const post = (id: string, queueId: string, headers: Record<string, string> = {}) =>
    c.post('/v1/contacts', { id, channel: 'voice', queueId }, { key: 'system', headers });

  /** Hours that open in one or two minutes, for a minute; and when that is. */
  async function opensSoon(id: string): Promise<number> {
    const opensAt = Math.ceil((now() + 60_000) / 60_000) * 60_000;
    const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
    const to = clock(opensAt + 60_000);
    const weekly = [{ days: EVERY_DAY, from: clock(opensAt), to: to === '00:00' ? '24:00' : to }];
    await c.must('PUT', `/v1/hours/${id}`, { timezone: 'UTC', weekly, exceptions: [] });
    return opensAt;
  }

  it('are a resource like the others', async () => {
    const created = await c.put('/v1/hours/office', WEEK);
    expect(created).toMatchObject({ status: 201, body: { id: 'office', ...WEEK } });
    const got = await c.get('/v1/hours/office');
    expect(got).toMatchObject({ status: 200, body: created.body });
    const etag = got.headers.get('etag') ?? '';
    expect((await c.put('/v1/hours/office', NEVER, { headers: { 'if-match': etag } })).status).toBe(200);
    expectProblem(await c.put('/v1/hours/office', WEEK, { headers: { 'if-match': etag } }), 412);
    const first = (await c.get('/v1/hours?limit=2')).body;
    expect((first.items as Json[]).map(({ id }) => id)).toEqual(['always', 'never']);
    const rest = (await c.get(`/v1/hours?limit=2&cursor=${first.nextCursor as string}`)).body;
    expect(rest).toMatchObject({ items: [{ id: 'office' }], nextCursor: null });
    expect((await c.del('/v1/hours/office')).status).toBe(204);
    expectProblem(await c.get('/v1/hours/office'), 404);
    for (const key of ['system', null]) expectProblem(await c.put('/v1/hours/x', WEEK, { key }), key ? 403 : 401);
  });

  const span = { days: ['mon'], from: '08:00', to: '18:00' };
  it.each<[string, Json, string]>([
    ['an unknown zone', { ...WEEK, timezone: 'Europe/Nowhere' }, 'timezone'],
    ['an offset instead of a zone', { ...WEEK, timezone: '+02:00' }, 'timezone'],
    ['no zone', { weekly: [], exceptions: [] }, 'timezone'],
    ['a span over midnight', { ...WEEK, weekly: [{ ...span, from: '22:00', to: '06:00' }] }, 'weekly.0.to'],
    ['a span without length', { ...WEEK, weekly: [span, { ...span, from: '18:00' }] }, 'weekly.1.to'],
    ['an hour that no day has', { ...WEEK, weekly: [{ ...span, to: '24:01' }] }, 'weekly.0.to'],
    ['a day that begins at its end', { ...WEEK, weekly: [{ ...span, from: '24:00', to: '24:00' }] }, 'weekly.0.from'],
    ['an unknown day', { ...WEEK, weekly: [{ ...span, days: ['mon', 'day'] }] }, 'weekly.0.days.1'],
    ['a day twice', { ...WEEK, weekly: [{ ...span, days: ['mon', 'mon'] }] }, 'weekly.0.days'],
    ['no day', { ...WEEK, weekly: [{ ...span, days: [] }] }, 'weekly.0.days'],
    ['no date', { ...WEEK, exceptions: [{ date: '2026-02-30', open: [] }] }, 'exceptions.0.date'],
    [
      'a date twice',
      { ...WEEK, exceptions: [1, 2].map(() => ({ date: '2026-02-03', open: [] })) },
      'exceptions.1.date',
    ],
    [
      'an exception over midnight',
      { ...WEEK, exceptions: [{ date: '2026-02-03', open: [{ from: '20:00', to: '02:00' }] }] },
      'exceptions.0.open.0.to',
    ],
    ['too much', { ...WEEK, weekly: Array.from({ length: 101 }, () => span) }, 'weekly'],
  ])('%s is refused with its path', async (_, body, path) => {
    expectProblem(await c.put('/v1/hours/bad', body), 400, { errors: [{ path, message: expect.any(String) }] });
  });

  it('are there before a queue keeps them, and stay while it does', async () => {
    const unknown = { errors: [{ path: 'hoursId', message: expect.any(String) }] };
    expectProblem(await c.put('/v1/queues/q', { name: 'q', hoursId: 'nowhere' }), 400, unknown);
    await c.must('PUT', '/v1/hours/kept', WEEK);
    await c.queue('keeper', { hoursId: 'kept' });
    const refused = await c.del('/v1/hours/kept');
    expectProblem(refused, 409, { code: 'resourceInUse' });
    expect(JSON.stringify(refused.body.errors)).toContain('keeper');
    await c.queue('keeper');
    expect((await c.del('/v1/hours/kept')).status).toBe(204);
  });

  it('a queue that overflows when closed says where to', async () => {
    const refused = (more: Json, path: string) =>
      c
        .put('/v1/queues/q', { name: 'q', ...more })
        .then((reply) => expectProblem(reply, 400, { errors: [{ path, message: expect.any(String) }] }));
    await refused({ whenClosed: 'overflow' }, 'whenClosed');
    await refused({ whenClosed: 'sometimes' }, 'whenClosed');
    await c.queue('goal');
    await refused({ overflow: { toQueueId: 'goal' } }, 'overflow');
    await c.queue('q', { whenClosed: 'overflow', overflow: { toQueueId: 'goal' } });
  });

  it('closed: refused, with the time of the next opening, until that comes', async () => {
    const opensAt = await opensSoon('soon');
    await c.queue('soon', { hoursId: 'soon' });
    const closed = await post('early', 'soon');
    expectProblem(closed, 409, { code: 'queueClosed', opensAt: new Date(opensAt).toISOString() });
    expect(closed.body.opensAt).toEqual(MS);
    await c.clock(opensAt - now());
    expect((await post('early', 'soon')).status).toBe(201);
    await c.clock(60_000);
    // Who waits already stays, and a repeat is answered with what stands.
    expect(await post('early', 'soon')).toMatchObject({ status: 200, body: { state: 'waiting', position: 1 } });
    expectProblem(await post('late', 'soon'), 409, { opensAt: MS });
    await c.cancel('early');
  });

  it('closed and taking for later: scheduled for the opening, then it waits', async () => {
    const opensAt = await opensSoon('morning');
    await c.queue('later', { hoursId: 'morning', whenClosed: 'later' });
    const made = await post('patient', 'later');
    const at = new Date(opensAt).toISOString();
    expect(made).toMatchObject({ status: 201, body: { state: 'scheduled', scheduledAt: at, ageSeconds: 0 } });
    expect(await post('patient', 'later')).toMatchObject({ status: 200, body: { state: 'scheduled' } });
    await c.clock(opensAt - now() + 1);
    expect((await c.event('waiting', 'patient')).queueId).toBe('later');
    await c.cancel('patient');
    // A queue that never opens again takes nobody for later.
    await c.queue('later', { hoursId: 'never', whenClosed: 'later' });
    expectProblem(await post('hopeless', 'later'), 409, { code: 'queueClosed' });
  });

  it('a scheduled contact is asked for the hours of its time, a transfer for those of now', async () => {
    const opensAt = await opensSoon('then');
    await c.queue('then', { hoursId: 'then' });
    const scheduled = (id: string, ms: number) =>
      c.post(
        '/v1/contacts',
        { id, channel: 'voice', queueId: 'then', scheduledAt: new Date(ms).toISOString() },
        { key: 'system' },
      );
    expect((await scheduled('in-hours', opensAt + 30_000)).status).toBe(201);
    expectProblem(await scheduled('after-hours', opensAt + 90_000), 409, { code: 'queueClosed' });
    await c.cancel('in-hours');
    const { q, agents } = await c.team(1);
    await c.available(agents[0] ?? '');
    await c.active('sent', q, agents[0] ?? '');
    const sent = await c.post('/v1/contacts/sent/transfer', { mode: 'blind', queueId: 'then' });
    expectProblem(sent, 409, { code: 'queueClosed', opensAt: MS });
    await c.complete('sent');
  });

  it('without an opening to come: refused without a time; `open: false` closes whatever the hours', async () => {
    await c.queue('shut', { hoursId: 'never' });
    const never = await post('n', 'shut');
    expectProblem(never, 409, { code: 'queueClosed' });
    expect(never.body.opensAt).toBeUndefined();
    await c.queue('shut', { hoursId: 'always' });
    expect((await post('n', 'shut')).status).toBe(201);
    await c.queue('shut', { hoursId: 'always', open: false });
    expectProblem(await post('m', 'shut'), 409, { code: 'queueClosed' });
    await c.cancel('n');
  });

  it('closed and overflowing: waits in the other queue, and its history says so', async () => {
    await c.queue('second', { maxWaiting: 2, maxWaitSeconds: 600 });
    await c.queue('first', { hoursId: 'never', whenClosed: 'overflow', overflow: { toQueueId: 'second' } });
    const made = await post('o1', 'first', { 'idempotency-key': 'o1' });
    expect(made).toMatchObject({ status: 201, body: { state: 'waiting', queueId: 'second', position: 1 } });
    expect(made.body.history).toMatchObject([
      { type: 'enqueued', detail: 'first' },
      { type: 'overflowed', detail: 'second' },
    ]);
    expect(await c.event('waiting', 'o1')).toMatchObject({ queueId: 'second' });
    expect((await post('o1', 'first', { 'idempotency-key': 'o1' })).body).toEqual(made.body);
    // Opened again, the queue takes the next one; a repeat of the first still stands where it waits.
    await c.queue('first', { hoursId: 'always', whenClosed: 'overflow', overflow: { toQueueId: 'second' } });
    expect(await post('o1', 'first')).toMatchObject({ status: 200, body: { queueId: 'second', position: 1 } });
    expect(await post('o2', 'first')).toMatchObject({ status: 201, body: { queueId: 'first' } });
    await c.queue('first', { open: false, whenClosed: 'overflow', overflow: { toQueueId: 'second' } });
    expect(await post('o3', 'first')).toMatchObject({ status: 201, body: { queueId: 'second' } });
    expectProblem(await post('o4', 'first'), 429, { code: 'queueFull' });
    await c.agent('ann', ['second']);
    await c.available('ann');
    await c.offer('o1');
    const { body } = await c.get('/v1/contacts?queueId=second');
    expect((body.items as Json[]).map(({ id }) => id).sort()).toEqual(['o1', 'o3']);
    await c.presence('ann', 'offline');
    for (const id of ['o1', 'o2', 'o3']) await c.cancel(id);
  });

  it('follows queues that are closed too, each once, and refuses where none is open', async () => {
    await c.queue('end', { hoursId: 'never' });
    await c.queue('middle', { hoursId: 'never', whenClosed: 'overflow', overflow: { toQueueId: 'end' } });
    await c.queue('start', { hoursId: 'never', whenClosed: 'overflow', overflow: { toQueueId: 'middle' } });
    expectProblem(await post('f', 'start'), 409, { code: 'queueClosed' });
    await c.queue('end', { hoursId: 'always' });
    expect(await post('f', 'start')).toMatchObject({ status: 201, body: { queueId: 'end' } });
    await c.cancel('f');
    await c.queue('end', { open: false, whenClosed: 'overflow', overflow: { toQueueId: 'start' } });
    expectProblem(await post('g', 'start'), 409, { code: 'queueClosed' });
  });
});
