import { Center, expectProblem, MS, type Json } from './center.js';

describe('versions of a routing profile', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.node.key('floor manager', 'supervisor');
  });
  afterAll(() => c.stop());

  const path = (id: string): string => `/v1/routing-profiles/${id}`;
  const versions = async (id: string, query = ''): Promise<Json[]> =>
    (await c.must('GET', `${path(id)}/versions${query}`)).items as Json[];

  it('are told newest first: who, when, why, and what each changed', async () => {
    const key = 'floor manager';
    const credits = { priority: 10, journeyStage: { stages: { cancellation: 60 } } };
    await c.must('PUT', path('told'), { name: 'Told', credits }, { key });
    const note = 'Fewer waits for those who want to leave';
    const more = { priority: 5, journeyStage: { stages: { complaint: 30, cancellation: 90 } } };
    await c.must('PUT', path('told'), { name: 'Told', credits: more, note }, { key });
    expect(await versions('told')).toEqual([
      {
        version: 2,
        name: 'Told',
        credits: expect.objectContaining({ priority: 5 }),
        at: MS,
        by: { keyId: expect.any(String), name: 'floor manager' },
        note,
        changes: [
          { path: 'credits.journeyStage.stages.cancellation', from: 60, to: 90 },
          { path: 'credits.journeyStage.stages.complaint', from: null, to: 30 },
          { path: 'credits.priority', from: 10, to: 5 },
        ],
      },
      expect.objectContaining({ version: 1, changes: [] }),
    ]);
    expect((await versions('told'))[1]).not.toHaveProperty('note');
  });

  it('come in pages, each with what its last version changed', async () => {
    for (let n = 1; n <= 5; n += 1) await c.must('PUT', path('paged'), { name: 'Paged', credits: { priority: n } });
    const seen: Json[] = [];
    let cursor: string | null = null;
    do {
      const page: Json = await c.must(
        'GET',
        `${path('paged')}/versions?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...(page.items as Json[]));
      cursor = page.nextCursor as string | null;
    } while (cursor !== null);
    expect(seen.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
    expect(seen.map(({ changes }) => changes)).toEqual([
      ...[4, 3, 2, 1].map((from) => [{ path: 'credits.priority', from, to: from + 1 }]),
      [],
    ]);
    for (const bad of ['0', '-1', 'x', '1e3', '99999999999'])
      expectProblem(await c.get(`${path('paged')}/versions?cursor=${bad}`), 400);
  });

  it('outlive the profile, and are nobody else’s business', async () => {
    await c.must('PUT', path('gone'), { name: 'Gone', credits: {} });
    await c.must('DELETE', path('gone'));
    expect(await versions('gone')).toHaveLength(1);
    expectProblem(await c.get(`${path('never-was')}/versions`), 404);
    const key = 'system';
    expectProblem(await c.get(`${path('told')}/versions`, { key }), 403);
    expectProblem(await c.post(`${path('told')}/rollback`, { version: 1 }, { key }), 403);
  });

  it('are put in force again as a new version, once for one Idempotency-Key', async () => {
    await c.must('PUT', path('back'), { name: 'Good', credits: { customerValue: 90 } });
    await c.must('PUT', path('back'), { name: 'Bad', credits: { customerValue: 1 } });
    const ask = { headers: { 'idempotency-key': 'back-1' } };
    const first = await c.post(`${path('back')}/rollback`, { version: 1, note: 'It was better' }, ask);
    expect(first).toMatchObject({
      status: 200,
      body: { id: 'back', name: 'Good', version: 3, credits: { customerValue: 90 } },
    });
    expect(await c.get(path('back'))).toMatchObject({ body: { version: 3, credits: { customerValue: 90 } } });
    const again = await c.post(`${path('back')}/rollback`, { version: 1, note: 'It was better' }, ask);
    expect(again.body).toEqual(first.body);
    expectProblem(await c.post(`${path('back')}/rollback`, { version: 2 }, ask), 422);
    expect((await versions('back')).map(({ version, note }) => [version, note])).toEqual([
      [3, 'It was better'],
      [2, undefined],
      [1, undefined],
    ]);
    await c.must('POST', `${path('back')}/rollback`, { version: 2 });
    expect((await versions('back'))[0]).toMatchObject({ version: 4, name: 'Bad', note: 'Back to version 2' });
    // What wrote nothing left no gap in the revisions: another write is seen as ever.
    await c.must('PUT', path('back'), { name: 'Better', credits: { customerValue: 45 } });
    expect((await c.get(path('back'))).body).toMatchObject({ version: 5, name: 'Better' });
  });

  it('twenty of the same at once make one', async () => {
    await c.must('PUT', path('crowd'), { name: 'A', credits: { priority: 1 } });
    const ask = { headers: { 'idempotency-key': 'crowd-1' } };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => c.post(`${path('crowd')}/rollback`, { version: 1 }, ask)),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.version as number}`))).toEqual(
      new Set(['200 2']),
    );
    expect(await versions('crowd')).toHaveLength(2);
  });

  it('refuses what is not there', async () => {
    expectProblem(await c.post(`${path('back')}/rollback`, { version: 99 }), 400, {
      code: 'unknownReference',
      errors: [{ path: 'version', message: expect.any(String) }],
    });
    for (const version of [0, 1.5, '1', undefined, 1e12])
      expectProblem(await c.post(`${path('back')}/rollback`, { version }), 400);
    expectProblem(await c.post(`${path('never-was')}/rollback`, { version: 1 }), 404);
  });

  it('says in a sentence per weight what it means', async () => {
    const credits = {
      customerValue: 120,
      priority: 2.5,
      idlePerSecond: 0.1,
      journeyStage: { stages: { leaving: 60 } },
    };
    await c.must('PUT', path('meant'), { name: 'Meant', credits });
    const { meaning, ...profile } = (await c.get(path('meant'))).body;
    expect(Object.keys(meaning as Json).sort()).toEqual(Object.keys(profile.credits as Json).sort());
    expect(meaning).toMatchObject({
      customerValue: {
        en: 'A customer of the highest value is served as if they had waited 120 s longer.',
        de: 'Ein Kunde mit dem höchsten Wert wird bedient, als hätte er 120 s länger gewartet.',
      },
      priority: { de: expect.stringContaining('wie 2,5 s Wartezeit') },
      idlePerSecond: { en: expect.stringContaining('(360 s)') },
      journeyStage: { en: expect.stringContaining('leaving 60 s, any other 0 s') },
      due: { en: 'The time by which a contact must be solved does not count.' },
    });
  });

  it('names the version in force in each decision', async () => {
    await c.must('PUT', path('named'), { name: 'Named', credits: { priority: 1 } });
    await c.queue('named', { routingProfileId: 'named' });
    await c.agent('named-a', ['named']);
    await c.available('named-a');
    const decided = async (id: string): Promise<Json> => {
      const offerId = await c.active(id, 'named', 'named-a');
      await c.complete(id);
      return c.must('GET', `/v1/decisions/${offerId}`);
    };
    expect(await decided('named-1')).toMatchObject({ profile: { id: 'named', version: 1 } });
    await c.must('PUT', path('named'), { name: 'Named', credits: { priority: 9 } });
    expect(await decided('named-2')).toMatchObject({ profile: { id: 'named', version: 2 } });
    await c.must('POST', `${path('named')}/rollback`, { version: 1 });
    expect(await decided('named-3')).toMatchObject({ profile: { id: 'named', version: 3 } });
  });
});
