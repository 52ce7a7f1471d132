import { Center, expectProblem, type Json } from './center.js';

describe('bots first, people when it matters', () => {
  let c: Center;
  let q: string;
  let person: string;
  beforeAll(async () => {
    c = await Center.start();
    const team = await c.team(1);
    q = team.q;
    [person = ''] = team.agents;
    await c.agent('bot', [q], { kind: 'bot', channels: [{ id: 'voice', capacity: 100 }] });
  });
  afterAll(() => c.stop());
  afterEach(async () => {
    for (const agent of [person, 'bot']) await c.presence(agent, 'offline');
  });

  const handOver = (id: string, body: Json, key = 'bot') => c.post(`/v1/contacts/${id}/handover`, body, { key });

  it('a bot gives a contact to people, with its age and what it learned', async () => {
    await c.available('bot');
    await c.active('asks', q, 'bot');
    await c.available(person);
    await c.must('PUT', '/v1/skills/patience', { name: 'Patience' });
    const { id: _, ...agent } = (await c.get(`/v1/agents/${person}`)).body;
    await c.must('PUT', `/v1/agents/${person}`, { ...agent, skills: [{ id: 'patience', level: 9 }] });
    const said = {
      reason: 'wantsPerson',
      summary: 'paid "twice"',
      requirements: [{ skillId: 'patience', minLevel: 5 }],
    };
    const socket = await c.node.open('agent', person);
    const handed = await handOver('asks', said);
    expect(handed).toMatchObject({
      status: 200,
      body: { state: 'waiting', formerAgentId: 'bot', botAcceptance: 'never', handover: { reason: 'wantsPerson' } },
    });
    expect((await handOver('asks', said)).status).toBe(200);
    const offer = (await socket.next('offer.created')).offer as { id: string; contact: Json };
    expect(offer.contact.handover).toEqual({ reason: 'wantsPerson', summary: 'paid "twice"' });
    expect((await c.event('offered', 'asks', 2)).agentId).toBe(person);
    await c.must('POST', `/v1/offers/${offer.id}/accept`, {}, { key: person });
    // Not to a bot again, however it goes on.
    await c.must('POST', '/v1/contacts/asks/requeue', { reason: 'legLost' }, { key: 'system' });
    await c.presence(person, 'unavailable');
    await c.settled();
    expect((await c.contact('asks')).state).toBe('waiting');
    await c.cancel('asks');
    await socket.close();
  });

  it('refuses what is not so', async () => {
    await c.available('bot');
    await c.active('talks', q, 'bot');
    expectProblem(await handOver('talks', {}), 400, { errors: [{ path: 'reason' }] });
    expectProblem(await handOver('talks', { reason: 'x' }, person), 403);
    await c.complete('talks');
    expectProblem(await handOver('talks', { reason: 'x' }), 409, { state: 'completed' });
    expectProblem(await handOver('nothing', { reason: 'x' }, 'system'), 404);
  });

  it('a bot that loses its connection hands over by itself', async () => {
    const socket = await c.node.open('agent', 'bot');
    await socket.command('presence.set', { presence: 'available' });
    for (const id of ['l1', 'l2']) await c.active(id, q, 'bot');
    await c.hangUp(socket, 'bot');
    await c.clock(16_000);
    for (const id of ['l1', 'l2']) {
      await c.event('waiting', id, 2);
      expect(await c.contact(id)).toMatchObject({ state: 'waiting', handover: { reason: 'connectionLost' } });
    }
    await c.settled();
    expect(await c.state('bot')).toMatchObject({ presence: 'offline', load: {} });
    for (const id of ['l1', 'l2']) await c.cancel(id);
  });
});
