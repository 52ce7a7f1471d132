import { becomes } from '../support/becomes.js';
import { Center, expectProblem, MS, type Json } from './center.js';

const MINUTE_MS = 60_000;

describe('what is planned for a routing profile', () => {
  let c: Center;
  let managerId: string;
  beforeAll(async () => {
    c = await Center.start();
    managerId = await c.node.key('floor manager', 'supervisor');
  });
  afterAll(() => c.stop());

  const key = 'floor manager';
  const path = (id: string): string => `/v1/routing-profiles/${id}`;
  /** A time so many minutes from now, by the store's clock. */
  const after = async (minutes: number): Promise<string> => {
    const { at } = await c.must('GET', '/v1/queues/clock/gaps');
    return new Date(Date.parse(at as string) + minutes * MINUTE_MS).toISOString();
  };
  const profile = async (id: string, ...priorities: number[]): Promise<void> => {
    for (const priority of priorities) await c.must('PUT', path(id), { name: id, credits: { priority } });
  };
  const versions = async (id: string): Promise<Json[]> =>
    (await c.must('GET', `${path(id)}/versions?limit=200`)).items as Json[];
  const inForce = async (id: string): Promise<number> =>
    ((await c.must('GET', path(id))).credits as { priority: number }).priority;

  beforeAll(() => c.queue('clock'));

  describe('a schedule', () => {
    it('puts a version in force at its time, by who scheduled it, and says so in versions and audit', async () => {
      await profile('sale', 1, 2);
      const at = await after(60);
      const note = 'For the sale';
      const made = await c.post(`${path('sale')}/schedule`, { version: 1, at, note }, { key });
      expect(made).toMatchObject({ status: 201 });
      expect(made.body).toEqual({ id: expect.any(String), version: 1, at, note, by: { keyId: managerId } });
      expect(await c.must('GET', `${path('sale')}/schedule`)).toEqual({ items: [made.body], nextCursor: null });
      expect(await inForce('sale')).toBe(2);
      await c.clock(60 * MINUTE_MS);
      await becomes(async () => (await inForce('sale')) === 1, 'it is in force');
      expect((await c.must('GET', `${path('sale')}/schedule`)).items).toEqual([]);
      expect((await versions('sale'))[0]).toMatchObject({
        version: 3,
        note,
        by: { keyId: managerId, name: 'floor manager' },
        changes: [{ path: 'credits.priority', from: 2, to: 1 }],
      });
      const audit = (await c.must('GET', `/v1/audit?kind=profileSchedule&id=${made.body.id as string}`)).items;
      expect(audit).toMatchObject([
        { action: 'removed', by: { keyId: managerId }, before: { version: 1 } },
        { action: 'created', by: { keyId: managerId }, at: MS, after: { profileId: 'sale', version: 1, at, note } },
      ]);
    });

    it('decides from its time on: each decision names its version', async () => {
      await profile('decides', 1, 2);
      await c.queue('decides', { routingProfileId: 'decides' });
      await c.agent('decides-a', ['decides']);
      const version = async (id: string): Promise<unknown> => {
        const offerId = await c.active(id, 'decides', 'decides-a');
        await c.complete(id);
        return ((await c.must('GET', `/v1/decisions/${offerId}`)).profile as Json).version;
      };
      await c.available('decides-a');
      await c.must('POST', `${path('decides')}/schedule`, { version: 1, at: await after(5) });
      expect(await version('before')).toBe(2);
      await c.clock(5 * MINUTE_MS);
      await becomes(async () => (await inForce('decides')) === 1, 'it is in force');
      expect(await version('since')).toBe(3);
    });

    it('is made once for one Idempotency-Key, told alike also after it came into force', async () => {
      await profile('once', 1, 2);
      const ask = { headers: { 'idempotency-key': 'once-1' } };
      const body = { version: 1, at: await after(10) };
      const replies = await Promise.all(
        Array.from({ length: 10 }, () => c.post(`${path('once')}/schedule`, body, ask)),
      );
      expect(new Set(replies.map(({ status, body: { id } }) => `${status} ${id as string}`)).size).toBe(1);
      expectProblem(await c.post(`${path('once')}/schedule`, { ...body, version: 2 }, ask), 422);
      await c.clock(10 * MINUTE_MS);
      await becomes(async () => (await inForce('once')) === 1, 'it is in force');
      expect(await c.post(`${path('once')}/schedule`, body, ask)).toMatchObject({
        status: 201,
        body: replies[0]?.body as Json,
      });
      expect(await versions('once')).toHaveLength(3);
    });

    it('comes in pages, the next first, and can be cancelled', async () => {
      await profile('paged', 1, 2);
      const made: Json[] = [];
      for (const minutes of [30, 10, 20])
        made.push(await c.must('POST', `${path('paged')}/schedule`, { version: 1, at: await after(minutes) }));
      const first = await c.must('GET', `${path('paged')}/schedule?limit=2`);
      expect(first.items).toEqual([made[1], made[2]]);
      expect(await c.must('GET', `${path('paged')}/schedule?cursor=${first.nextCursor as string}`)).toEqual({
        items: [made[0]],
        nextCursor: null,
      });
      for (const { id } of made) expect((await c.del(`${path('paged')}/schedule/${id as string}`)).status).toBe(204);
      expectProblem(await c.del(`${path('paged')}/schedule/${made[0]?.id as string}`), 404);
      expectProblem(await c.get(`${path('paged')}/schedule?cursor=x`), 400);
      await c.clock(60 * MINUTE_MS);
      await c.settled();
      expect(await versions('paged')).toHaveLength(2);
    });

    it('refuses what cannot be', async () => {
      await profile('strict', 1, 2);
      const schedule = (body: Json, id = 'strict') => c.post(`${path(id)}/schedule`, body);
      const at = await after(10);
      expectProblem(await schedule({ version: 1, at }, 'never-was'), 404);
      expectProblem(await schedule({ version: 9, at }), 400, {
        code: 'unknownReference',
        errors: [{ path: 'version', message: expect.any(String) }],
      });
      for (const bad of [await after(-1), '2019-01-01T00:00:00Z', await after(367 * 1_440), 'tomorrow', 5, undefined])
        expectProblem(await schedule({ version: 1, at: bad }), 400, { errors: [{ path: 'at' }] });
      for (const version of [0, 1.5, '1', undefined]) expectProblem(await schedule({ version, at }), 400);
      expectProblem(await schedule({ version: 1, at, more: 1 }), 400);
      await c.must('POST', `${path('strict')}/schedule`, { version: 1, at });
      expectProblem(await schedule({ version: 2, at }), 409, { code: 'conflict' });
      expectProblem(await c.del(path('strict')), 409, { code: 'resourceInUse' });
      expectProblem(await c.get(`${path('never-was')}/schedule`), 404);
      expectProblem(await c.post(`${path('strict')}/schedule`, { version: 1, at }, { key: 'system' }), 403);
      expectProblem(await c.get(`${path('strict')}/schedule`, { key: 'system' }), 403);
    });
  });

  describe('a switchback', () => {
    const begin = (id: string, body: Json, ask = {}) => c.post(`${path(id)}/switchback`, body, ask);
    const view = (id: string): Promise<Json> => c.must('GET', `${path(id)}/switchback`);
    const blocks = async (id: string): Promise<Json[]> => (await view(id)).blocks as Json[];
    const isIn = (id: string, block: number): Promise<void> =>
      becomes(async () => (await blocks(id)).at(-1)?.block === block, `block ${block} has begun`);

    it('counts who came past the first 5 minutes of a block, and says that it is not enough yet', async () => {
      await profile('tried', 1, 2, 3);
      await c.queue('tried', { routingProfileId: 'tried' });
      await c.queue('untouched');
      await c.agent('tried-a', ['tried', 'untouched']);
      await c.available('tried-a');
      const made = await begin('tried', { versions: [1, 2], blockMinutes: 10, until: await after(39) }, { key });
      expect(made).toMatchObject({
        status: 201,
        body: { profileId: 'tried', state: 'running', versions: [1, 2], blocksPlanned: 4, versionBefore: 3 },
      });
      expect(await begin('tried', { versions: [1, 2], until: await after(300) })).toMatchObject({ status: 409 });
      const drawn = await inForce('tried');
      expect([1, 2]).toContain(drawn);
      await c.active('early', 'tried', 'tried-a');
      await c.complete('early');
      await c.clock(6 * MINUTE_MS);
      await c.active('quick', 'tried', 'tried-a');
      await c.enqueue('slow', 'tried');
      await c.enqueue('leaves', 'tried');
      await c.enqueue('elsewhere', 'untouched');
      await c.clock(30_000);
      await c.cancel('leaves', 'abandoned');
      await c.cancel('elsewhere', 'abandoned');
      await c.complete('quick');
      await c.post(`/v1/offers/${await c.offer('slow')}/accept`, {}, { key: 'tried-a' });
      await c.complete('slow');
      const offered = { offered: 3, answered: 2, answeredWithinTarget: 1, abandoned: 1, open: 0 };
      const [block] = await blocks('tried');
      expect(block).toMatchObject({ block: 1, version: drawn, inForceVersion: 4, compared: false, leftOut: 'notOver' });
      expect(block?.figures).toMatchObject({ ...offered, sl: 1 / 3, abandonment: 1 / 3 });
      expect((block as { figures: { asaSeconds: number } }).figures.asaSeconds).toBeGreaterThanOrEqual(15);
      await c.clock(4 * MINUTE_MS);
      await isIn('tried', 2);
      await becomes(async () => (await inForce('tried')) === 3 - drawn, 'the other version is in force');
      await c.clock(6 * MINUTE_MS);
      await c.enqueue('waits', 'tried');
      await c.presence('tried-a', 'unavailable');
      await c.clock(4 * MINUTE_MS);
      await isIn('tried', 3);
      expect((await blocks('tried')).map(({ leftOut }) => leftOut)).toEqual([
        'partnerLeftOut',
        'stillWaiting',
        'notOver',
      ]);
      await c.cancel('waits', 'abandoned');
      const { comparison, blocks: told } = await view('tried');
      expect((told as Json[]).map(({ compared }) => compared)).toEqual([true, true, false]);
      const few = { verdict: 'not enough yet', blocks: 2, blocksNeeded: 12 };
      expect(comparison).toEqual({ blocks: 2, sl: few, abandonment: few, asaSeconds: { ...few, blocks: 0 } });
      await c.clock(20 * MINUTE_MS);
      await becomes(async () => (await view('tried')).state === 'ended', 'it ended by itself');
      expect(await view('tried')).toMatchObject({ ended: 'completed', endedAt: MS });
      await becomes(async () => (await inForce('tried')) === 3, 'what was before is in force');
      expect((await versions('tried'))[0]).toMatchObject({ by: { keyId: managerId } });
    });

    it('lets nothing else change the profile, until it is ended early: then what was before is in force', async () => {
      await profile('held', 1, 2, 3);
      const until = await after(600);
      await c.must('POST', `${path('held')}/switchback`, { versions: [2, 1], until });
      const body = { name: 'held', credits: { priority: 9 } };
      expectProblem(await c.put(path('held'), body), 409, { code: 'conflict', detail: expect.stringContaining(until) });
      expectProblem(await c.post(`${path('held')}/rollback`, { version: 1 }), 409, { code: 'conflict' });
      expectProblem(await c.post(`${path('held')}/schedule`, { version: 1, at: await after(60) }), 409);
      expectProblem(await c.del(path('held')), 409, { code: 'resourceInUse' });
      await c.must('POST', `${path('held')}/schedule`, { version: 1, at: await after(601) });
      const ended = await c.del(`${path('held')}/switchback`, { key });
      expect(ended).toMatchObject({ status: 200, body: { state: 'ended', ended: 'endedEarly', versionBefore: 3 } });
      expect(await inForce('held')).toBe(3);
      expect((await versions('held'))[0]).toMatchObject({
        note: 'Switchback ended early: back to version 3',
        by: { keyId: managerId },
      });
      expect(await c.del(`${path('held')}/switchback`)).toMatchObject({ status: 200, body: ended.body });
      expect(await c.must('GET', '/v1/audit?kind=switchback&id=held')).toMatchObject({
        items: [
          { action: 'replaced', by: { keyId: managerId }, after: { ended: 'endedEarly' } },
          { action: 'created' },
        ],
      });
      await c.must('PUT', path('held'), body);
      // What is scheduled before the end of another stands in its way.
      expectProblem(await begin('held', { versions: [1, 2], until: await after(700) }), 409);
      await c.must('POST', `${path('held')}/switchback`, { versions: [1, 2], until: await after(90) });
      expect(await view('held')).toMatchObject({ state: 'running', versionBefore: expect.any(Number) });
    });

    it('is begun once for one Idempotency-Key', async () => {
      await profile('twice', 1, 2);
      const ask = { headers: { 'idempotency-key': 'twice-1' } };
      const body = { versions: [1, 2], until: await after(120) };
      const replies = await Promise.all(Array.from({ length: 5 }, () => begin('twice', body, ask)));
      expect(new Set(replies.map((reply) => JSON.stringify([reply.status, reply.body]))).size).toBe(1);
      await c.must('DELETE', `${path('twice')}/switchback`);
      expect(await begin('twice', body, ask)).toMatchObject({ status: 201, body: { state: 'running' } });
      expect(await view('twice')).toMatchObject({ state: 'ended', experimentId: replies[0]?.body.experimentId });
    });

    it('refuses what cannot be', async () => {
      await profile('refuses', 1, 2);
      const until = await after(120);
      expectProblem(await begin('never-was', { versions: [1, 2], until }), 404);
      expectProblem(await c.get(`${path('refuses')}/switchback`), 404);
      expectProblem(await c.del(`${path('refuses')}/switchback`), 404);
      expectProblem(await begin('refuses', { versions: [1, 9], until }), 400, {
        code: 'unknownReference',
        errors: [{ path: 'versions.1', message: expect.any(String) }],
      });
      for (const versions of [[1, 1], [1], [1, 2, 3], [0, 1], [1, 1.5], ['1', 2], 1, undefined])
        expectProblem(await begin('refuses', { versions, until }), 400);
      for (const blockMinutes of [0, 5, 1_441, 6.5, '30'])
        expectProblem(await begin('refuses', { versions: [1, 2], until, blockMinutes }), 400);
      for (const bad of [await after(-1), await after(59), await after(30 * 1_000 + 60), 'later', undefined])
        expectProblem(await begin('refuses', { versions: [1, 2], until: bad }), 400, { errors: [{ path: 'until' }] });
      expectProblem(
        await begin('refuses', { versions: [1, 2], until: await after(367 * 1_440), blockMinutes: 1_440 }),
        400,
      );
      expectProblem(await begin('refuses', { versions: [1, 2], until }, { key: 'system' }), 403);
      expectProblem(await c.get(`${path('refuses')}/switchback`, { key: 'system' }), 403);
      expect(await versions('refuses')).toHaveLength(2);
    });
  });
});
