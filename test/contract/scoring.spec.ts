import { Center, expectProblem, MS, type Json } from './center.js';

interface Candidate {
  contactId: string;
  agentId: string;
  totalMs: number;
  credits: Record<string, number>;
}
interface Decision {
  contactId: string;
  agentId: string;
  at: string;
  candidates: Candidate[];
  excluded: { counts: Record<string, number>; examples: Json[] };
  tieBreak?: string;
}

const CREDITS = {
  priority: 10,
  customerValue: 100,
  journeyStage: { default: 1, stages: { use: 7 } },
  due: 50,
  dueHorizonSeconds: 1000,
  skill: 20,
  preference: 30,
  channel: 40,
  affinity: 60,
  occupancy: 25,
  idlePerSecond: 0.5,
};

describe('what a credit is', () => {
  let c: Center;
  let n = 0;
  beforeAll(async () => {
    c = await Center.start();
    for (const id of ['g', 'x']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
    await c.must('PUT', '/v1/routing-profiles/all', { name: 'all', credits: CREDITS });
    await c.must('PUT', '/v1/routing-profiles/prio', { name: 'prio', credits: { priority: 10 } });
    await c.must('PUT', '/v1/routing-profiles/none', { name: 'none', credits: {} });
  });
  afterAll(() => c.stop());

  const decision = async (offerId: string): Promise<Decision> =>
    (await c.must('GET', `/v1/decisions/${offerId}`)) as unknown as Decision;
  const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
  async function fresh(more: Json): Promise<string> {
    n += 1;
    await c.queue(`s${n}`, more);
    return `s${n}`;
  }
  function winner(d: Decision): Candidate {
    const [first] = d.candidates;
    if (first === undefined) throw new Error('no candidate');
    expect(first).toMatchObject({ contactId: d.contactId, agentId: d.agentId });
    for (const each of d.candidates) {
      expect(Object.values(each.credits).every(Number.isInteger)).toBe(true);
      expect(Object.values(each.credits).reduce((sum, credit) => sum + credit, 0)).toBe(each.totalMs);
      expect(each.totalMs).toBeLessThanOrEqual(first.totalMs);
    }
    return first;
  }

  it('each term, in seconds of waiting, rounded to whole milliseconds', async () => {
    const q = await fresh({ routingProfileId: 'all', agingRate: 2 });
    await c.agent('able', [q], {
      skills: [{ id: 'g', level: 6, preference: 0.9 }],
      channels: [
        { id: 'voice', capacity: 1, proficiency: 8 },
        { id: 'chat', capacity: 4 },
      ],
    });
    await c.agent('plain', [q], {
      skills: [
        { id: 'g', level: 9 },
        { id: 'x', level: 10 },
      ],
    });
    await c.available('able', 'plain');
    await c.enqueue('chat', q, { channel: 'chat' });
    const chat = await c.offer('chat');
    await c.must('POST', `/v1/offers/${chat}/accept`, {}, { key: 'able' });
    const since = Date.parse((await c.state('plain')).since as string);
    await c.clock(40_000);
    const enqueuedAt = ago(60);
    const dueAt = new Date(Date.parse(enqueuedAt) + 500_000).toISOString();
    await c.enqueue('terms', q, {
      enqueuedAt,
      dueAt,
      priority: 3.5,
      journeyStage: 'use',
      preferredAgentId: 'able',
      customer: { value: 0.25 },
      requirements: [
        { skillId: 'g', minLevel: 2 },
        { skillId: 'x', mandatory: false },
      ],
    });
    const d = await decision(await c.offer('terms'));
    expect(d).toMatchObject({
      contactId: 'terms',
      at: MS,
      profile: { id: 'all', version: 1 },
      trigger: 'contact',
      excluded: { counts: expect.any(Object), examples: expect.any(Array) },
    });
    winner(d);
    const at = Date.parse(d.at);
    const shared = {
      age: 2 * (at - Date.parse(enqueuedAt)),
      priority: 35_000,
      customerValue: 25_000,
      journeyStage: 7_000,
      due: 25_000,
    };
    const by = new Map(d.candidates.map((each) => [each.agentId, each.credits]));
    expect(by.get('able')).toEqual({
      ...shared,
      skill: 6_000,
      preference: 21_000,
      channel: 32_000,
      affinity: 60_000,
      occupancy: 20_000,
      idle: 0,
      bot: 0,
      translation: 0,
      front: 0,
    });
    expect(by.get('plain')).toEqual({
      ...shared,
      skill: 19_000,
      preference: 15_000,
      channel: 20_000,
      affinity: 0,
      occupancy: 25_000,
      idle: Math.round(0.5 * (at - since)),
      bot: 0,
      translation: 0,
      front: 0,
    });
    await c.cancel('terms');
    await c.complete('chat');
  });

  it('what is unknown or unset: value 0, default stage, fit 1, preference 0.5, no affinity; idle at most an hour', async () => {
    const q = await fresh({ routingProfileId: 'all', agingRate: 1 });
    await c.agent('idler', [q]);
    await c.available('idler');
    await c.clock(4_000_000);
    await c.enqueue('unset', q);
    const { credits } = winner(await decision(await c.offer('unset')));
    expect(credits).toMatchObject({
      priority: 0,
      customerValue: 0,
      journeyStage: 1_000,
      due: 0,
      skill: 20_000,
      preference: 15_000,
      channel: 20_000,
      affinity: 0,
      occupancy: 25_000,
      idle: 1_800_000,
    });
    await c.cancel('unset');
  });

  it('d is fixed at enqueue, and by a PATCH', async () => {
    const q = await fresh({ routingProfileId: 'all', agingRate: 1 });
    await c.agent('duer', [q]);
    const enqueuedAt = ago(10);
    const dueIn = (s: number): string => new Date(Date.parse(enqueuedAt) + s * 1000).toISOString();
    await c.enqueue('due', q, { enqueuedAt, dueAt: dueIn(900) });
    await c.clock(300_000);
    await c.available('duer');
    const first = await c.offer('due');
    expect(winner(await decision(first)).credits.due).toBe(5_000);
    await c.presence('duer', 'unavailable');
    await c.ask('PATCH', '/v1/contacts/due', { dueAt: dueIn(200) });
    await c.available('duer');
    expect(winner(await decision(await c.offer('due', 2))).credits.due).toBe(40_000);
    await c.cancel('due');
  });

  it('affinity: the preferred agent, else the one who served this customer last', async () => {
    const q = await fresh({ routingProfileId: 'all', agingRate: 1 });
    for (const id of ['f1', 'f2']) await c.agent(id, [q]);
    await c.available('f2');
    await c.active('served', q, 'f2', { customer: { id: 'CUST' } });
    await c.complete('served');
    await c.available('f1');
    await c.clock(10_000);
    await c.enqueue('again', q, { customer: { id: 'CUST' } });
    const d = await decision(await c.offer('again'));
    expect(d.agentId).toBe('f2');
    expect(d.candidates.map(({ agentId, credits }) => [agentId, credits.affinity])).toEqual([
      ['f2', 60_000],
      ['f1', 0],
    ]);
    await c.cancel('again');
    await c.enqueue('preferred', q, { customer: { id: 'CUST' }, preferredAgentId: 'f1' });
    const e = await decision(await c.offer('preferred'));
    expect(e.candidates.map(({ agentId, credits }) => [agentId, credits.affinity])).toEqual([
      ['f1', 60_000],
      ['f2', 0],
    ]);
    await c.cancel('preferred');
  });

  it('the default aging rate is 20 ÷ target, the channel’s where the queue has none', async () => {
    const q = await fresh({ routingProfileId: 'none', serviceLevel: { targetSeconds: 40, percent: 80 } });
    const r = await fresh({ routingProfileId: 'none' });
    await c.agent('rated', [q, r], {
      channels: [
        { id: 'voice', capacity: 2 },
        { id: 'chat', capacity: 2 },
      ],
    });
    await c.available('rated');
    for (const [id, queueId, channel, rate] of [
      ['rate1', q, 'chat', 0.5],
      ['rate2', r, 'chat', 1 / 3],
      ['rate3', r, 'voice', 1],
    ] as const) {
      const enqueuedAt = ago(100);
      await c.enqueue(id, queueId, { channel, enqueuedAt });
      const d = await decision(await c.offer(id));
      expect(winner(d).credits.age).toBe(Math.round(rate * (Date.parse(d.at) - Date.parse(enqueuedAt))));
      await c.cancel(id);
    }
  });

  describe('ties', () => {
    it('earlier idle since', async () => {
      const q = await fresh({ routingProfileId: 'none' });
      for (const id of ['z-first', 'a-second']) await c.agent(id, [q]);
      await c.available('z-first');
      await c.clock(5);
      await c.available('a-second');
      await c.enqueue('tie1', q);
      expect(await decision(await c.offer('tie1'))).toMatchObject({ agentId: 'z-first', tieBreak: 'idleSince' });
      await c.cancel('tie1');
    });

    it('earlier enqueued, then the lower sequence', async () => {
      const q = await fresh({ routingProfileId: 'prio', agingRate: 1 });
      await c.agent('tied', [q]);
      const at = Date.now() - 100_000;
      const iso = (ms: number): string => new Date(ms).toISOString();
      await c.enqueue('tie-late', q, { enqueuedAt: iso(at + 10_000), priority: 1 });
      await c.enqueue('tie-early', q, { enqueuedAt: iso(at) });
      await c.enqueue('tie-seq', q, { enqueuedAt: iso(at) });
      await c.available('tied');
      const d = await decision(await c.offer('tie-early'));
      expect(d).toMatchObject({ trigger: 'agent', agentId: 'tied', tieBreak: expect.stringMatching(/^enqueue/) });
      expect(d.candidates.map(({ contactId }) => contactId)).toEqual(['tie-early', 'tie-seq', 'tie-late']);
      expect(new Set(d.candidates.map(({ totalMs }) => totalMs)).size).toBe(1);
      for (const id of ['tie-early', 'tie-seq', 'tie-late']) await c.cancel(id);
    });

    it('agent id bytewise', async () => {
      const q = await fresh({ routingProfileId: 'none' });
      for (const id of ['B-tie', 'a-tie']) await c.agent(id, [q]);
      for (let i = 0; i < 100; i += 1) {
        await Promise.all(['a-tie', 'B-tie'].map((id) => c.presence(id, 'offline')));
        await Promise.all(['a-tie', 'B-tie'].map((id) => c.presence(id, 'available')));
        const [one, two] = await Promise.all(['a-tie', 'B-tie'].map((id) => c.state(id)));
        if (one?.since === two?.since) break;
      }
      await c.enqueue('tie4', q);
      const d = await decision(await c.offer('tie4'));
      if (d.tieBreak === 'agentId') expect(d.agentId).toBe('B-tie');
      else expect(d.tieBreak).toBe('idleSince');
      await c.cancel('tie4');
    });
  });

  it('the record shows the winner, the next three, and why others were not considered', async () => {
    const q = await fresh({ routingProfileId: 'none' });
    for (let i = 1; i <= 6; i += 1) await c.agent(`many${i}`, [q], { skills: i === 6 ? [] : [{ id: 'g', level: 5 }] });
    for (let i = 1; i <= 6; i += 1) await c.available(`many${i}`);
    await c.enqueue('record', q, { requirements: [{ skillId: 'g' }] });
    const offer = await c.offer('record');
    const d = await decision(offer);
    expect(d.candidates.map(({ agentId }) => agentId)).toEqual(['many1', 'many2', 'many3', 'many4']);
    expect(Object.values(d.excluded.counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(d.excluded.examples.length).toBeLessThanOrEqual(20);
    expect(d.excluded.examples).toContainEqual({ agentId: 'many6', because: expect.any(String) });
    expectProblem(await c.get(`/v1/decisions/${offer}`, { key: 'many1' }), 403);
    await c.cancel('record');
    expect((await decision(offer)).agentId).toBe('many1');
  });

  describe('steps', () => {
    it('lower levels, drop skills, add queues, then anyone; by contact age, kept over a decline', async () => {
      const [other, last] = [await fresh({}), await fresh({})];
      const q = await fresh({
        routingProfileId: 'none',
        steps: [
          { afterSeconds: 100, lowerLevelsTo: 3 },
          { afterSeconds: 200, dropSkills: ['g'] },
          { afterSeconds: 300, addQueues: [other] },
          { afterSeconds: 400, anyone: true },
        ],
      });
      await c.agent('st-low', [q], {
        skills: [
          { id: 'g', level: 3 },
          { id: 'x', level: 1 },
        ],
      });
      await c.agent('st-none', [q], { skills: [{ id: 'x', level: 1 }] });
      await c.agent('st-other', [other], { skills: [{ id: 'x', level: 1 }] });
      await c.agent('st-last', [last], { skills: [{ id: 'x', level: 1 }] });
      await c.agent('st-never', [last]);
      const requirements = [
        { skillId: 'g', minLevel: 8 },
        { skillId: 'x', relaxable: false },
      ];
      const names = ['st-low', 'st-none', 'st-other', 'st-last'];
      await c.presence('plain', 'offline');
      await c.available('st-never', ...names);
      const made = await c.enqueue('steps', q, { requirements });
      expect(made).toMatchObject({ routable: true, step: 0 });
      for (const [index, agentId] of names.entries()) {
        await c.settled();
        expect((await c.contact('steps')).state).toBe('waiting');
        const explained = (await c.get('/v1/contacts/steps/explanation')).body;
        expect(explained.nextStep).toMatchObject({ afterSeconds: (index + 1) * 100, at: MS });
        await c.clock(100_000);
        const offered = await c.event('offered', 'steps', index + 1);
        expect(offered.agentId).toBe(agentId);
        await c.presence(agentId, 'offline');
        expect((await c.contact('steps')).step).toBe(index + 1);
      }
      await c.settled();
      expect(await c.contact('steps')).toMatchObject({ state: 'waiting', step: 4 });
      await c.cancel('steps');
    });

    it('a contact that no configured agent could ever take is accepted, and says so', async () => {
      const q = await fresh({ steps: [{ afterSeconds: 10, dropSkills: ['g'] }] });
      await c.agent('un-a', [q]);
      const strict = { requirements: [{ skillId: 'g', relaxable: false }] };
      const body = await c.enqueue('un', q, strict);
      expect(body).toMatchObject({ state: 'waiting', routable: false, unroutableBecause: expect.any(String) });
      expect(await c.enqueue('un2', q, { requirements: [{ skillId: 'g' }] })).toMatchObject({ routable: true });
      expect((await c.contact('un2')).unroutableBecause).toBeUndefined();
      for (const id of ['un', 'un2']) await c.cancel(id);
    });
  });

  it('a PATCH is scored at once: it may win, or become possible', async () => {
    const q = await fresh({ routingProfileId: 'prio', agingRate: 1 });
    await c.agent('patcher', [q]);
    await c.enqueue('p1', q);
    await c.enqueue('p2', q);
    await c.must('PATCH', '/v1/contacts/p2', {
      priority: 5,
      customer: { name: 'B' },
      attributes: { k: 1 },
      journeyStage: 'use',
    });
    await c.available('patcher');
    const d = await decision(await c.offer('p2'));
    expect(winner(d).credits.priority).toBe(50_000);
    for (const id of ['p1', 'p2']) await c.cancel(id);
    await c.enqueue('p3', q, { requirements: [{ skillId: 'g' }] });
    await c.settled();
    expect((await c.contact('p3')).state).toBe('waiting');
    await c.must('PATCH', '/v1/contacts/p3', { requirements: [] }, { key: 'system' });
    await c.offer('p3');
    await c.cancel('p3');
    expectProblem(await c.ask('PATCH', '/v1/contacts/p3', { priority: 1 }), 409, { state: 'cancelled' });
    expectProblem(await c.ask('PATCH', '/v1/contacts/p3', { queueId: q }), 400);
  });

  it('a new weight is in force for who waits, when its PUT answers', async () => {
    const q = await fresh({ routingProfileId: 'shift', agingRate: 1 }).catch(async () => {
      await c.must('PUT', '/v1/routing-profiles/shift', { name: 'shift', credits: {} });
      return fresh({ routingProfileId: 'shift', agingRate: 1 });
    });
    await c.agent('shifter', [q]);
    await c.enqueue('sh1', q);
    await c.enqueue('sh2', q, { priority: 1 });
    await c.must('PUT', '/v1/routing-profiles/shift', { name: 'shift', credits: { priority: 600 } });
    await c.available('shifter');
    const d = await decision(await c.offer('sh2'));
    expect(d).toMatchObject({ profile: { id: 'shift', version: 2 } });
    for (const id of ['sh1', 'sh2']) await c.cancel(id);
  });
});
