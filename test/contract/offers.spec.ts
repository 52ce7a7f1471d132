import { Center, expectProblem } from './center.js';

describe('offers that are not taken', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  it('a declined contact goes to another agent at once, and not to this one for 60 s', async () => {
    const {
      q,
      agents: [a = '', b = ''],
    } = await c.team(2);
    await c.available(a);
    await c.enqueue('d1', q);
    const first = await c.offer('d1');
    await c.available(b);
    const declined = await c.post(`/v1/offers/${first}/decline`, { reason: 'busy' }, { key: a });
    expect(declined.status).toBe(200);
    expect((await c.post(`/v1/offers/${first}/decline`, { reason: 'busy' }, { key: a })).status).toBe(200);
    expectProblem(await c.post(`/v1/offers/${first}/accept`, {}, { key: a }), 409, { offerOutcome: 'declined' });
    const offered = await c.event('offered', 'd1', 2);
    expect(offered).toMatchObject({ agentId: b });
    expect(offered.offerId).not.toBe(first);
    await c.clock(4_000);
    // b gives it back: a is the only one left besides b, both declined.
    await c.must('POST', `/v1/offers/${offered.offerId as string}/decline`, {}, { key: b });
    await c.clock(1_100);
    expect(await c.event('offered', 'd1', 3)).toMatchObject({ agentId: a });
    await c.cancel('d1');
  });

  it('alone, an agent gets it again after 5 s, not before; its age is kept', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    await c.enqueue('d2', q);
    const offer = await c.offer('d2');
    await c.clock(2_000);
    await c.must('POST', `/v1/offers/${offer}/decline`, { reason: 'rejected' }, { key: a });
    await c.settled();
    const waiting = await c.contact('d2');
    expect(waiting).toMatchObject({ state: 'waiting', position: 1 });
    expect(waiting.ageSeconds).toBeGreaterThanOrEqual(2);
    await c.clock(2_000);
    await c.settled();
    await c.clock(3_001);
    const again = await c.event('offered', 'd2', 2);
    expect(again).toMatchObject({ agentId: a });
    const declined = await c.event('waiting', 'd2', 2);
    expect(Date.parse(again.at) - Date.parse(declined.at)).toBeGreaterThanOrEqual(5_000);
    await c.cancel('d2');
  });

  it('an agent that declined waits 60 s while another available agent could take it', async () => {
    const {
      q,
      agents: [a = '', b = ''],
    } = await c.team(2);
    await c.available(a);
    await c.enqueue('d3', q);
    const offer = await c.offer('d3');
    await c.must('POST', `/v1/offers/${offer}/decline`, {}, { key: a });
    await c.available(b);
    expect(await c.event('offered', 'd3', 2)).toMatchObject({ agentId: b });
    await c.cancel('d3');
  });

  it.each(['noAnswer', 'failed'])(
    '%s from a system is a miss: the agent does not respond until it says available',
    async (reason) => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1);
      await c.available(a);
      const id = `m-${reason}`;
      await c.enqueue(id, q);
      const offer = await c.offer(id);
      expect((await c.post(`/v1/offers/${offer}/decline`, { reason }, { key: 'system' })).status).toBe(200);
      expect(await c.event('waiting', id, 2)).toMatchObject({ outcome: 'missed' });
      expect(await c.state(a)).toMatchObject({ presence: 'available', routingStatus: 'notResponding' });
      expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: a }), 409, { offerOutcome: 'missed' });
      await c.clock(70_000);
      await c.settled();
      expect((await c.contact(id)).state).toBe('waiting');
      await c.available(a);
      expect((await c.state(a)).routingStatus).not.toBe('notResponding');
      await c.offer(id, 2);
      await c.cancel(id);
    },
  );

  it('the same words from the agent itself decline', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    await c.enqueue('own-words', q);
    await c.must('POST', `/v1/offers/${await c.offer('own-words')}/decline`, { reason: 'noAnswer' }, { key: a });
    expect(await c.event('waiting', 'own-words', 2)).toMatchObject({ outcome: 'declined' });
    expect((await c.state(a)).routingStatus).toBe('idle');
    await c.cancel('own-words');
  });

  it('an offer that times out is missed; an answer past its time is too late', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    const { offerTimeoutSeconds } = (await c.get('/v1/channels/voice')).body as { offerTimeoutSeconds: number };
    await c.enqueue('late', q);
    const offer = await c.offer('late');
    const { offer: shown } = (await c.contact('late')) as { offer: { expiresAt: string } };
    const created = (await c.event('offered', 'late')).at as string;
    expect(Date.parse(shown.expiresAt) - Date.parse(created)).toBe(offerTimeoutSeconds * 1000);
    await c.clock(offerTimeoutSeconds * 1000 + 1);
    expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: a }), 409, {
      offerOutcome: 'missed',
      state: 'waiting',
    });
    expect(await c.event('waiting', 'late', 2)).toMatchObject({ outcome: 'missed' });
    expect((await c.state(a)).routingStatus).toBe('notResponding');
    expectProblem(await c.post(`/v1/offers/${offer}/decline`, {}, { key: a }), 409, { offerOutcome: 'missed' });
    await c.cancel('late');
  });

  it('a channel with autoAccept needs no answer', async () => {
    const channel = {
      name: 'Auto',
      kind: 'asynchronous',
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 0,
      defaultTargetSeconds: 60,
    };
    await c.must('PUT', '/v1/channels/auto', { ...channel, autoAccept: true });
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, { channels: [{ id: 'auto', capacity: 1 }] });
    const socket = await c.node.open('agent', a);
    await c.available(a);
    await c.enqueue('automatic', q, { channel: 'auto' });
    expect(await c.event('active', 'automatic')).toMatchObject({ agentId: a, outcome: 'accepted' });
    expect(c.story('automatic')).toEqual(['waiting', 'offered', 'active']);
    await c.complete('automatic');
    await socket.close();
  });

  it('three declines within 60 s make an agent notResponding', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    for (let i = 1; i <= 3; i += 1) {
      await c.enqueue(`three-${i}`, q);
      await c.must('POST', `/v1/offers/${await c.offer(`three-${i}`)}/decline`, {}, { key: a });
      expect((await c.state(a)).routingStatus).toBe(i < 3 ? 'idle' : 'notResponding');
      await c.cancel(`three-${i}`);
    }
    await c.available(a);
    for (let i = 4; i <= 6; i += 1) {
      await c.enqueue(`three-${i}`, q);
      await c.must('POST', `/v1/offers/${await c.offer(`three-${i}`)}/decline`, {}, { key: a });
      await c.cancel(`three-${i}`);
      await c.clock(31_000);
    }
    expect((await c.state(a)).routingStatus).toBe('idle');
  });
});
