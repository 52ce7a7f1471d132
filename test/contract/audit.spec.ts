import { Center, expectProblem, MS, type Json } from './center.js';

describe('the audit of configuration', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.node.key('floor manager', 'supervisor');
  });
  afterAll(() => c.stop());

  const audit = async (query = ''): Promise<Json[]> => (await c.must('GET', `/v1/audit${query}`)).items as Json[];

  it('tells who changed what, with what it was before and after, newest first', async () => {
    const ask = { key: 'floor manager' };
    await c.must('PUT', '/v1/queues/billing', { name: 'Billing' }, ask);
    await c.must('PUT', '/v1/queues/billing', { name: 'Billing', open: false }, ask);
    await c.must('DELETE', '/v1/queues/billing', undefined, ask);
    const by = { keyId: expect.any(String), name: 'floor manager' };
    const same = { at: MS, by, kind: 'queue', id: 'billing' };
    const [open, closed] = [expect.objectContaining({ open: true }), expect.objectContaining({ open: false })];
    expect(await audit('?kind=queue&id=billing')).toEqual([
      { ...same, action: 'removed', before: closed },
      { ...same, action: 'replaced', before: open, after: closed },
      { ...same, action: 'created', after: open },
    ]);
    await c.must('PUT', '/v1/queues/billing', { name: 'Again' }, ask);
    expect((await audit('?kind=queue&id=billing&limit=1'))[0]).toMatchObject({
      action: 'created',
      after: { name: 'Again' },
    });
  });

  it('knows routing profiles by their name in the API, and every version of one', async () => {
    for (const priority of [1, 2]) await c.must('PUT', '/v1/routing-profiles/p', { name: 'P', credits: { priority } });
    expect(await audit('?kind=routingProfile&id=p')).toMatchObject([
      { action: 'replaced', before: { version: 1 }, after: { version: 2, credits: { priority: 2 } } },
      { action: 'created', after: { version: 1 } },
    ]);
  });

  it('never tells a secret', async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    await c.must('PUT', '/v1/webhooks/w', { url: 'http://receiver.invalid/', events: ['contact.held'], secret });
    await c.must('PUT', '/v1/agents/robot', {
      name: 'R',
      kind: 'bot',
      queues: [],
      skills: [],
      channels: [],
      webhook: { url: 'http://receiver.invalid/', secret },
    });
    const text = JSON.stringify(await audit());
    expect(text).toContain('receiver.invalid');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice('whsec_'.length));
  });

  it('comes in pages that miss nothing while writes go on', async () => {
    for (let n = 0; n < 5; n += 1) await c.must('PUT', '/v1/skills/paged', { name: `n${n}` });
    const names: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Json = await c.must(
        'GET',
        `/v1/audit?kind=skill&id=paged&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      names.push(...(page.items as { after: { name: string } }[]).map(({ after }) => after.name));
      cursor = page.nextCursor as string | null;
      await c.must('PUT', '/v1/skills/other', { name: `o${names.length}` });
    } while (cursor !== null);
    expect(names).toEqual(['n4', 'n3', 'n2', 'n1', 'n0']);
  });

  it('is for supervisors, and takes no nonsense', async () => {
    expectProblem(await c.get('/v1/audit', { key: 'system' }), 403);
    for (const query of ['kind=profile', 'id=a%20b', 'cursor=0', 'cursor=x', 'limit=0'])
      expectProblem(await c.get(`/v1/audit?${query}`), 400);
  });
});
