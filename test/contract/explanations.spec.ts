import { Center, expectProblem, MS, type Json } from './center.js';

describe('explanations', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/skills/french', { name: 'French' });
    await c.queue('desk');
    await c.agent('anna', ['desk'], { skills: [{ id: 'french', level: 8 }] });
    await c.agent('ben', ['desk']);
    await c.agent('far', []);
  });
  afterAll(() => c.stop());

  const text = async (path: string, lang: string): Promise<string> => {
    const reply = await c.get(`${path}?format=text&lang=${lang}`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(reply.headers.get('content-language')).toBe(lang);
    return reply.body.text as string;
  };

  it('tell a decision in sentences whose figures stand in the record, also from the history', async () => {
    await c.available('anna', 'ben');
    const french = { requirements: [{ skillId: 'french', minLevel: 2 }], priority: 3 };
    const offer = await c.active('told', 'desk', 'anna', french);
    const record = (await c.get(`/v1/decisions/${offer}`)).body;
    const { totalMs } = (record.candidates as { totalMs: number }[])[0] as { totalMs: number };
    const en = await text(`/v1/decisions/${offer}`, 'en');
    expect(en).toMatch(/^On \d+ \w+ \d{4} at [\d:]+ UTC, told looked for an agent and was offered to anna\. /);
    expect(en).toContain(
      `counted like ${(totalMs / 1000).toLocaleString('en', { maximumFractionDigits: 3 })} s of waiting`,
    );
    expect(en).toContain('No other agent was possible.');
    expect(en).toContain('1 without a skill that is asked for');
    expect(en).toContain('1 not a member of the queue');
    expect(en).toContain('The weights of default, version 1, were in force.');
    const de = await text(`/v1/decisions/${offer}`, 'de');
    expect(de).toMatch(/^Am \d+\. \S+ \d{4} um [\d:]+ UTC suchte told einen Agenten und wurde anna angeboten\. /);
    expect(de).toContain('Es galten die Gewichte von default, Version 1.');
    await c.complete('told');
  });

  it('tell the one that came second, and the rule that broke a tie', async () => {
    await c.must('PUT', '/v1/routing-profiles/flat', { name: 'Flat', credits: {} });
    await c.queue('plain', { routingProfileId: 'flat' });
    for (const id of ['tie-1', 'tie-2']) await c.agent(id, ['plain']);
    await c.available('tie-1', 'tie-2');
    await c.enqueue('tied', 'plain');
    const told = await text(`/v1/decisions/${await c.offer('tied')}`, 'en');
    expect(told).toContain('The next best was tie-2 with');
    expect(told).toContain('the agent who had been idle longer came first');
    await c.cancel('tied');
  });

  it('tell what a contact waits for', async () => {
    await c.presence('anna', 'unavailable');
    await c.queue('desk', { steps: [{ afterSeconds: 600, dropSkills: ['french'] }] });
    await c.enqueue('waiter', 'desk', { requirements: [{ skillId: 'french' }] });
    const en = await text('/v1/contacts/waiter/explanation', 'en');
    expect(en).toMatch(
      /waiter waits in desk for [\d.]+ s so far, at place 1\. Able to serve it: 1: anna \(not available\)\./,
    );
    expect(en).toContain('Other agents: ');
    expect(en).toMatch(/In [\d.]+ s what is asked for is relaxed \(step 1\)\./);
    const de = await text('/v1/contacts/waiter/explanation', 'de');
    expect(de).toContain('Bedienen kann es 1: anna (nicht verfügbar).');
    await c.cancel('waiter');
    expect(await text('/v1/contacts/waiter/explanation', 'en')).toContain('does not wait (cancelled)');
  });

  it('tell why an agent gets nothing', async () => {
    await c.presence('ben', 'unavailable');
    await c.enqueue('for-ben', 'desk');
    await c.enqueue('for-anna', 'desk', { requirements: [{ skillId: 'french' }] });
    const away = (await c.get('/v1/agents/ben/explanation')).body;
    expect(away).toMatchObject({
      agentId: 'ben',
      at: MS,
      presence: 'unavailable',
      channels: [{ channel: 'voice', because: 'notAvailable' }],
      waiting: 2,
      truncated: false,
      counts: { notAvailable: 1, missingSkill: 1 },
    });
    expect(await text('/v1/agents/ben/explanation', 'en')).toContain('ben is unavailable');
    await c.available('ben');
    await c.offer('for-ben');
    const busy = (await c.get('/v1/agents/ben/explanation')).body;
    expect(busy).toMatchObject({
      routingStatus: 'offered',
      channels: [{ channel: 'voice', because: 'capacityFull' }],
      waiting: 1,
      counts: { missingSkill: 1 },
      contacts: [{ contactId: 'for-anna', queueId: 'desk', because: 'missingSkill' }],
    });
    expect(await text('/v1/agents/ben/explanation', 'de')).toContain('voice: ausgelastet.');
    for (const id of ['for-ben', 'for-anna']) await c.cancel(id);
    expect(await text('/v1/agents/far/explanation', 'en')).toContain("Nobody waits in the agent's queues.");
  });

  it('tell an agent that declined why it does not get that contact again', async () => {
    const { q, agents } = await c.team(2);
    const [one = '', other = ''] = agents;
    await c.available(one);
    await c.enqueue('declined', q);
    await c.must('POST', `/v1/offers/${await c.offer('declined')}/decline`, { reason: 'busy' }, { key: one });
    expect((await c.get(`/v1/agents/${one}/explanation`)).body).toMatchObject({ counts: { coolDown: 1 } });
    await c.available(other);
    await c.offer('declined', 2);
    await c.cancel('declined');
  });

  it('preview who would get a contact now, as the real one then shows, and change nothing', async () => {
    const { q, agents } = await c.team(3);
    await c.must('PUT', `/v1/agents/${agents[1]}`, {
      name: 'best',
      queues: [q],
      skills: [{ id: 'french', level: 9 }],
      channels: [{ id: 'voice', capacity: 1 }],
    });
    const contact = { channel: 'voice', queueId: q, requirements: [{ skillId: 'french', mandatory: false }] };
    const before = await c.post('/v1/decisions/preview', { contact });
    expect(before).toMatchObject({ status: 200, body: { agentId: null, at: MS, explanation: { routable: true } } });
    expect(before.body).not.toHaveProperty('decision');
    await c.available(...agents);
    const log = c.events.length;
    const preview = (await c.post('/v1/decisions/preview', { contact })).body;
    expect(preview).toMatchObject({ agentId: agents[1], decision: { trigger: 'contact', contactId: 'preview' } });
    const candidates = (preview.decision as { candidates: Json[] }).candidates;
    expect(candidates.map(({ agentId }) => agentId).sort()).toEqual([...agents].sort());
    const { id: _, ...real } = { id: 'previewed', ...contact };
    await c.enqueue('previewed', q, real);
    const decision = (await c.get(`/v1/decisions/${await c.offer('previewed')}`)).body;
    expect(decision).toMatchObject({ agentId: agents[1] });
    const { counts } = decision.excluded as { counts: Json };
    expect((preview.decision as { excluded: { counts: Json } }).excluded.counts).toEqual(counts);
    // Of the preview the log tells nothing.
    expect(c.events.slice(log).every(({ contactId }) => contactId === 'previewed')).toBe(true);
    await c.cancel('previewed');
  });

  it('refuse what they cannot tell', async () => {
    for (const path of ['decisions/none', 'contacts/none/explanation', 'agents/none/explanation'])
      expectProblem(await c.get(`/v1/${path}`), 404);
    expectProblem(await c.get('/v1/agents/anna/explanation?lang=fr'), 400);
    expectProblem(await c.get('/v1/agents/anna/explanation?format=xml'), 400);
    expectProblem(await c.get('/v1/agents/anna/explanation', { key: 'system' }), 403);
    expectProblem(await c.post('/v1/decisions/preview', { contact: { channel: 'voice', queueId: 'none' } }), 400, {
      code: 'unknownReference',
    });
    expectProblem(await c.post('/v1/decisions/preview', {}), 400);
    expectProblem(await c.post('/v1/decisions/preview', { contact: { channel: 'voice' } }), 400);
  });
});
