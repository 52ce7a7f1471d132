import { audit as auditOf } from '../../tools/audit/auditor.js';
import { StoreSource } from '../../tools/audit/store-source.js';
import { Center, expectProblem, MS, type Json } from './center.js';

/** What supervisors do by hand, each with its entry in the audit. */
describe('acts on single contacts', () => {
  let c: Center;
  const boss = { key: 'floor manager' };
  const by = { keyId: expect.any(String) as string, name: 'floor manager' };
  beforeAll(async () => {
    c = await Center.start();
    await c.node.key('floor manager', 'supervisor');
  });
  afterAll(() => c.stop());

  const audit = async (query: string): Promise<Json[]> => (await c.must('GET', `/v1/audit?${query}`)).items as Json[];
  const pull = (id: string, body: Json = {}) => c.post(`/v1/contacts/${id}/pull-to-front`, body, boss);
  const assign = (id: string, agentId: string, more: Json = {}, headers?: Record<string, string>) =>
    c.post(`/v1/contacts/${id}/assign`, { agentId, ...more }, { ...boss, headers });
  const decision = (offerId: string): Promise<Json> => c.must('GET', `/v1/decisions/${offerId}`);

  describe('pulling to the front', () => {
    it('comes before all that wait, now and later, until an agent takes it', async () => {
      const { q, agents } = await c.team(1);
      const [agent] = agents as [string];
      await c.enqueue('pf-1', q, { priority: 10 });
      await c.enqueue('pf-2', q);
      expect((await c.contact('pf-2')).position).toBe(2);
      const pulled = await pull('pf-2', { note: 'third call today' });
      expect(pulled).toMatchObject({ status: 200, body: { state: 'waiting', position: 1, pulledToFront: true } });
      await c.enqueue('pf-3', q, { priority: 10 });
      await c.must('PATCH', '/v1/contacts/pf-2', { priority: 0, attributes: { seen: true } });
      expect((await c.contact('pf-2')).position).toBe(1);
      await c.available(agent);
      const first = await c.offer('pf-2');
      const record = await decision(first);
      const [winner, next] = record.candidates as { contactId: string; credits: Json; inputs: Json }[];
      expect(winner).toMatchObject({ contactId: 'pf-2', credits: { front: 1e13 }, inputs: { pulledToFront: 1 } });
      expect(next).toMatchObject({ contactId: 'pf-1', credits: { front: 0 }, inputs: { pulledToFront: 0 } });
      const text = await c.get(`/v1/decisions/${first}?format=text&lang=de`);
      expect(String(text.body.text ?? text.body)).toContain('das Vorziehen durch die Leitung');
      // A miss changes nothing: it is the first again.
      await c.post(`/v1/offers/${first}/decline`, { reason: 'busy' }, { key: agent });
      expect(await c.contact('pf-2')).toMatchObject({ position: 1, pulledToFront: true });
      const next2 = await c.offer('pf-1');
      await c.must('POST', `/v1/offers/${next2}/accept`, {}, { key: agent });
      await c.presence(agent, 'unavailable');
      await c.complete('pf-1');
      await c.clock(60_000);
      await c.available(agent);
      const again = await c.offer('pf-2', 2);
      await c.must('POST', `/v1/offers/${again}/accept`, {}, { key: agent });
      expect((await c.contact('pf-2')).pulledToFront).toBeUndefined();
      // Nobody served it after all: it is before the others again.
      await c.must('POST', '/v1/contacts/pf-2/requeue', { reason: 'legLost' }, { key: 'system' });
      await c.presence(agent, 'unavailable');
      expect(await c.contact('pf-2')).toMatchObject({ state: 'waiting', position: 1, pulledToFront: true });
      for (const id of ['pf-2', 'pf-3']) await c.cancel(id);
    });

    it('says so once in the audit, with the note, and to a repeat the same', async () => {
      const { q } = await c.team(1);
      await c.enqueue('pr-1', q);
      const first = await c.post(
        '/v1/contacts/pr-1/pull-to-front',
        { note: 'n' },
        { ...boss, headers: { 'idempotency-key': 'k' } },
      );
      const same = await c.post(
        '/v1/contacts/pr-1/pull-to-front',
        { note: 'n' },
        { ...boss, headers: { 'idempotency-key': 'k' } },
      );
      expect(same.body).toEqual(first.body);
      expectProblem(
        await c.post(
          '/v1/contacts/pr-1/pull-to-front',
          { note: 'other' },
          { ...boss, headers: { 'idempotency-key': 'k' } },
        ),
        422,
      );
      expect((await pull('pr-1')).status).toBe(200);
      expect(await audit('contactId=pr-1')).toEqual([
        {
          at: MS,
          by,
          action: 'pullToFront',
          kind: 'contact',
          id: 'pr-1',
          note: 'n',
          queueId: q,
          before: {},
          after: { pulledToFront: true },
        },
      ]);
      await c.cancel('pr-1');
    });

    it('is refused to who is not there to wait, and to whom may not', async () => {
      const { q } = await c.team(1);
      await c.enqueue('px-1', q);
      expectProblem(await c.post('/v1/contacts/px-1/pull-to-front', {}, { key: 'system' }), 403);
      await c.cancel('px-1');
      expectProblem(await pull('px-1'), 409, { state: 'cancelled' });
      expectProblem(await pull('nobody'), 404);
      expectProblem(await pull('px-1', { note: 5 }), 400);
      expectProblem(await pull('px-1', { other: 5 }), 400);
    });
  });

  describe('assigning by hand', () => {
    it('is an offer like any other, with a decision that says by whom and despite what', async () => {
      const { q, agents } = await c.team(2, { queues: [] });
      const [agent] = agents as [string];
      await c.must('PUT', '/v1/skills/rare', { name: 'Rare' });
      await c.enqueue('as-1', q, { requirements: [{ skillId: 'rare' }] });
      await c.available(agent);
      const reply = await assign('as-1', agent, { note: 'knows the case' });
      expect(reply).toMatchObject({ status: 200, body: { state: 'offered', offer: { agentId: agent } } });
      const offerId = (reply.body.offer as { id: string }).id;
      expect(await c.offer('as-1')).toBe(offerId);
      const record = await decision(offerId);
      expect(record).toMatchObject({
        trigger: 'supervisor',
        contactId: 'as-1',
        agentId: agent,
        byHand: { keyId: expect.any(String), despite: ['notInQueue', 'missingSkill'] },
        candidates: [{ contactId: 'as-1', agentId: agent }],
        excluded: { counts: {} },
      });
      const text = await c.get(`/v1/decisions/${offerId}?format=text&lang=en`);
      expect(String(text.body.text ?? text.body)).toMatch(
        /a supervisor \(key .*\) offered as-1 to .* by hand\..*without a skill/,
      );
      expect((await assign('as-1', agent)).body.offer).toEqual(reply.body.offer);
      expect(await audit('contactId=as-1')).toEqual([
        {
          at: MS,
          by,
          action: 'assign',
          kind: 'contact',
          id: 'as-1',
          note: 'knows the case',
          agentId: agent,
          queueId: q,
          offerId,
          before: { state: 'waiting' },
          after: { state: 'offered', agentId: agent, offerId },
        },
      ]);
      await c.must('POST', `/v1/offers/${offerId}/accept`, {}, { key: agent });
      expect((await c.complete('as-1')).status).toBe(200);
    });

    it('goes over capacity and past a block only with override, which the audit tells', async () => {
      const channels = [
        { id: 'voice', capacity: 1, blocks: ['chat'] },
        { id: 'chat', capacity: 1 },
      ];
      const { q, agents } = await c.team(1, { channels });
      const [agent] = agents as [string];
      await c.available(agent);
      await c.active('ov-0', q, agent);
      await c.enqueue('ov-1', q);
      await c.enqueue('ov-2', q, { channel: 'chat' });
      expectProblem(await assign('ov-1', agent), 409, { state: 'capacityFull' });
      expectProblem(await assign('ov-2', agent, { override: false }), 409, { state: 'blockedByChannel' });
      for (const id of ['ov-1', 'ov-2']) {
        const { body, status } = await assign(id, agent, { override: true });
        expect(status).toBe(200);
        const { byHand } = await decision((body.offer as { id: string }).id);
        expect((byHand as { despite: string[] }).despite).toEqual([
          id === 'ov-1' ? 'capacityFull' : 'blockedByChannel',
        ]);
        await c.must('POST', `/v1/offers/${(body.offer as { id: string }).id}/accept`, {}, { key: agent });
      }
      expect((await c.state(agent)).load).toEqual({ voice: 2, chat: 1 });
      expect((await audit(`agentId=${agent}&kind=contact`)).map((entry) => [entry.action, entry.override])).toEqual([
        ['assign', true],
        ['assign', true],
      ]);
      for (const id of ['ov-0', 'ov-1', 'ov-2']) await c.complete(id);
      expect((await c.state(agent)).load).toEqual({});
    });

    it('says what of the agent forbids it, override or not', async () => {
      const { q, agents } = await c.team(2);
      const [agent, other] = agents as [string, string];
      await c.enqueue('fb-1', q);
      for (const presence of ['offline', 'unavailable']) {
        if (presence === 'unavailable') await c.presence(agent, presence);
        expectProblem(await assign('fb-1', agent, { override: true }), 409, { state: presence });
      }
      await c.enqueue('fb-mail', q, { channel: 'email' });
      await c.available(other);
      const held = await c.offer('fb-1');
      expectProblem(await assign('fb-mail', other, { override: true }), 409, { state: 'channelNotConfigured' });
      expectProblem(await assign('fb-1', agent), 409, { state: 'offered' });
      await c.must('POST', `/v1/offers/${held}/decline`, { reason: 'noAnswer' }, { key: 'system' });
      expectProblem(await assign('fb-1', other), 409, { state: 'notResponding' });
      expectProblem(await assign('fb-1', 'nobody'), 400, {
        code: 'unknownReference',
        errors: [{ path: 'agentId', message: expect.any(String) }],
      });
      expectProblem(await c.post('/v1/contacts/fb-1/assign', { agentId: agent }, { key: agent }), 403);
      expectProblem(await c.post('/v1/contacts/fb-1/assign', {}, boss), 400);
      await c.cancel('fb-1');
      await c.cancel('fb-mail');
      expectProblem(await assign('fb-1', other), 409, { state: 'cancelled' });
      expectProblem(await assign('nobody', other), 404);
      expect(await audit('contactId=fb-1')).toEqual([]);
    });

    it('has one winner: of two supervisors, of one and the matcher, and of one who says it again', async () => {
      const { q, agents } = await c.team(4, { queues: [] });
      await c.available(...agents);
      await c.enqueue('race-1', q);
      const replies = await Promise.all(agents.map((id) => assign('race-1', id)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect((await audit('contactId=race-1')).length).toBe(1);
      const won = replies.find(({ status }) => status === 200)?.body.offer as { id: string; agentId: string };
      expect(c.story('race-1').filter((one) => one === 'offered').length).toBeLessThanOrEqual(1);
      await c.must('POST', `/v1/offers/${won.id}/accept`, {}, { key: won.agentId });
      // The matcher may offer each of these in the same moment.
      const { q: own, agents: [agent] = [] } = await c.team(1);
      await c.available(agent as string);
      const results: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        const id = `race-m${n}`;
        await c.enqueue(id, own);
        results.push((await assign(id, agent as string)).status);
        const offerId = await c.offer(id);
        expect(await c.contact(id)).toMatchObject({ state: 'offered', offer: { id: offerId, agentId: agent } });
        await c.must('POST', `/v1/offers/${offerId}/accept`, {}, { key: agent as string });
        await c.complete(id);
      }
      expect(results.every((status) => status === 200)).toBe(true);
      await c.enqueue('race-2', q);
      const free = agents.find((id) => id !== won.agentId);
      const key = { 'idempotency-key': 'again' };
      const again = await Promise.all([1, 2, 3].map(() => assign('race-2', free as string, {}, key)));
      const first = again[0]?.body;
      for (const { status, body } of again) expect({ status, body }).toEqual({ status: 200, body: first });
      expect((await audit('contactId=race-2')).length).toBe(1);
    });
  });

  describe('the audit of what stood already', () => {
    it('tells of each act who did it, what was, and what is', async () => {
      const { q, agents } = await c.team(1);
      const [agent] = agents as [string];
      await c.enqueue('au-1', q, { priority: 1, requirements: [] });
      await c.must('PATCH', '/v1/contacts/au-1', { priority: 9 }, boss);
      await c.must('POST', `/v1/agents/${agent}/presence`, { presence: 'available' }, boss);
      const offerId = await c.offer('au-1');
      await c.must('POST', `/v1/offers/${offerId}/accept`, {}, { key: agent });
      await c.must('POST', '/v1/contacts/au-1/hold', {}, boss);
      await c.must('POST', '/v1/contacts/au-1/hold', {}, boss);
      await c.must('POST', '/v1/contacts/au-1/complete', { endWrapUp: true, disposition: 'forced' }, boss);
      await c.must('POST', `/v1/agents/${agent}/presence`, { presence: 'offline', reasonCode: 'lunch' }, boss);
      await c.must('PUT', `/v1/queues/${q}`, { name: q, open: false }, boss);
      expect(await audit('contactId=au-1')).toMatchObject([
        {
          action: 'complete',
          before: { state: 'active' },
          after: { state: 'completed', outcome: 'completed', disposition: 'forced' },
        },
        { action: 'hold', before: {}, after: { heldSince: MS }, agentId: agent },
        { action: 'patch', before: { priority: 1 }, after: { priority: 9 } },
      ]);
      expect(await audit(`kind=presence&id=${agent}`)).toEqual([
        {
          at: MS,
          by,
          kind: 'presence',
          id: agent,
          action: 'presence',
          before: { presence: 'available' },
          after: { presence: 'offline', reasonCode: 'lunch' },
        },
        {
          at: MS,
          by,
          kind: 'presence',
          id: agent,
          action: 'presence',
          before: { presence: 'offline' },
          after: { presence: 'available' },
        },
      ]);
      // The stores' clocks differ here: each source keeps its own order.
      const entries = (await audit(`queueId=${q}`)).map(({ kind, action }) => `${String(kind)} ${String(action)}`);
      expect(entries.filter((entry) => entry.startsWith('contact'))).toEqual([
        'contact complete',
        'contact hold',
        'contact patch',
      ]);
      expect(entries.filter((entry) => entry.startsWith('queue'))).toEqual(['queue replaced', 'queue created']);
    });

    it('says nothing of what systems and agents do', async () => {
      const { q, agents } = await c.team(1);
      const [agent] = agents as [string];
      await c.available(agent);
      await c.active('no-1', q, agent);
      await c.complete('no-1');
      expect(await audit('contactId=no-1')).toEqual([]);
      expect(await audit(`kind=presence&id=${agent}`)).toEqual([]);
    });

    it('comes in pages over both sources, and within times', async () => {
      const { q } = await c.team(1);
      const before = (await c.contact((await c.enqueue('pg-1', q)).id as string)).enqueuedAt as string;
      for (let n = 1; n <= 5; n += 1) {
        await c.must('PATCH', '/v1/contacts/pg-1', { priority: n }, boss);
        await c.must('PUT', `/v1/queues/${q}`, { name: `n${n}` }, boss);
      }
      const all = await audit(`queueId=${q}`);
      expect(all.length).toBe(11);
      const paged: Json[] = [];
      let cursor: string | null = null;
      do {
        const page: Json = await c.must(
          'GET',
          `/v1/audit?queueId=${q}&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
        );
        paged.push(...(page.items as Json[]));
        cursor = page.nextCursor as string | null;
      } while (cursor !== null);
      expect(paged).toEqual(all);
      expect((await audit(`contactId=pg-1&from=${before}`)).length).toBe(5);
      expect(await audit(`contactId=pg-1&to=${before}`)).toEqual([]);
      for (const query of ['from=yesterday', 'contactId=a%20b', 'kind=contacts', 'cursor=1.2', 'cursor=1.l.1.1'])
        expectProblem(await c.get(`/v1/audit?${query}`), 400);
    });
  });

  it('and the audit of the log finds nothing in all this', async () => {
    await c.must('GET', '/v1/contacts?limit=1');
    const source = new StoreSource(c.node.redis.url, c.node.database.url, []);
    try {
      const { violations, contacts } = await auditOf(source);
      expect(violations.kept).toEqual([]);
      expect(contacts).toBeGreaterThan(20);
    } finally {
      await source.close();
    }
  });
});
