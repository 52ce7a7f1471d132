import { Center, expectProblem, MS, type Json } from './center.js';

describe('agents at work', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  it('state always has its lists, and times with milliseconds', async () => {
    const {
      agents: [a = ''],
    } = await c.team(1);
    expect(await c.state(a)).toMatchObject({
      presence: 'offline',
      routingStatus: 'idle',
      since: MS,
      load: {},
      offers: [],
      contacts: [],
    });
    expect((await c.presence(a, 'unavailable', { reasonCode: 'lunch', channels: ['voice'] })).status).toBe(200);
    expect(await c.state(a)).toMatchObject({ presence: 'unavailable', reasonCode: 'lunch', channels: ['voice'] });
    await c.available(a);
    const state = await c.state(a);
    expect(state).toMatchObject({ presence: 'available' });
    expect(state).not.toHaveProperty('reasonCode');
    expect(state).not.toHaveProperty('channels');
    expect((await c.get(`/v1/agents/${a}/state`, { key: a })).status).toBe(200);
  });

  it('routing status: offered, busy, wrapUp, idle', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    await c.enqueue('rs', q);
    const offer = await c.offer('rs');
    expect(await c.state(a)).toMatchObject({
      routingStatus: 'offered',
      load: { voice: 1 },
      offers: [{ id: offer, expiresAt: MS, contact: { id: 'rs' } }],
      contacts: [],
    });
    expect(await c.contact('rs')).toMatchObject({ state: 'offered', offer: { id: offer } });
    const accepted = await c.post(`/v1/offers/${offer}/accept`, {}, { key: a });
    expect(accepted.status).toBe(200);
    expect((await c.post(`/v1/offers/${offer}/accept`, {}, { key: 'system' })).status).toBe(200);
    expectProblem(await c.post(`/v1/offers/${offer}/decline`, {}, { key: a }), 409, {
      offerOutcome: 'accepted',
      state: 'active',
    });
    expect(await c.state(a)).toMatchObject({
      routingStatus: 'busy',
      offers: [],
      contacts: [{ id: 'rs', state: 'active' }],
    });
    expect(await c.contact('rs')).toMatchObject({ state: 'active', agentId: a });
    await c.complete('rs', {});
    const { routingStatus } = await c.state(a);
    expect(['wrapUp', 'idle']).toContain(routingStatus);
    await c.complete('rs');
    expect((await c.state(a)).routingStatus).toBe('idle');
    expect((await c.post(`/v1/offers/${offer}/accept`, {}, { key: a })).status).toBe(200);
  });

  it('an offer is answered by its agent or a system, by nobody else', async () => {
    const {
      q,
      agents: [a = '', b = ''],
    } = await c.team(2);
    await c.available(a);
    await c.enqueue('own', q);
    const offer = await c.offer('own');
    for (const answer of ['accept', 'decline'])
      expectProblem(await c.post(`/v1/offers/${offer}/${answer}`, {}, { key: b }), 403);
    expect((await c.post(`/v1/offers/${offer}/accept`, {}, { key: 'system' })).status).toBe(200);
    await c.complete('own');
  });

  it('leaving available rescinds open offers; active contacts stay', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, { channels: [{ id: 'voice', capacity: 2 }] });
    await c.available(a);
    await c.active('stay', q, a);
    for (const presence of ['unavailable', 'offline']) {
      await c.available(a);
      await c.enqueue(`leave-${presence}`, q);
      const offer = await c.offer(`leave-${presence}`);
      await c.presence(a, presence);
      expect(await c.event('waiting', `leave-${presence}`, 2)).toMatchObject({ outcome: 'rescinded' });
      expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: a }), 409, {
        offerOutcome: 'rescinded',
        state: 'waiting',
      });
      await c.cancel(`leave-${presence}`);
      expect(await c.state(a)).toMatchObject({
        presence,
        offers: [],
        contacts: [{ id: 'stay' }],
        routingStatus: 'busy',
      });
    }
    await c.complete('stay');
  });

  it('a supervisor’s presence stands until the agent acts', async () => {
    const {
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    expect((await c.presence(a, 'unavailable', { reasonCode: 'meeting' }, 'supervisor')).status).toBe(200);
    expectProblem(await c.presence(a, 'available', {}, 'system'), 409);
    expect(await c.state(a)).toMatchObject({ presence: 'unavailable', reasonCode: 'meeting' });
    await c.available(a);
    expect((await c.presence(a, 'unavailable', {}, 'system')).status).toBe(200);
    expect((await c.state(a)).presence).toBe('unavailable');
  });

  it('leaves after the work at hand, told at once, and by itself when that is done', async () => {
    const { q, agents } = await c.team(1);
    const [a = ''] = agents;
    const socket = await c.node.open('agent', a);
    await c.available(a);
    await c.active('last', q, a);
    const said = await c.presence(a, 'unavailable', { reasonCode: 'lunch', afterWork: true });
    const next = { presence: 'unavailable', reasonCode: 'lunch' };
    expect(said).toMatchObject({ status: 200, body: { presence: 'available', routingStatus: 'busy', next } });
    await socket.next('presence.changed', (f) => (f.next as Json | undefined)?.reasonCode === 'lunch');
    expectProblem(await c.presence(a, 'available', { afterWork: true }), 400, { errors: [{ path: 'afterWork' }] });
    await c.enqueue('notMine', q);
    await c.settled();
    await c.complete('last');
    await socket.next('presence.changed', (f) => f.presence === 'unavailable' && f.next === undefined);
    expect(await c.state(a)).toMatchObject({ presence: 'unavailable', reasonCode: 'lunch' });
    expect(c.story('notMine')).toEqual(['waiting']);
    await socket.command('presence.set', { presence: 'available' });
    await c.offer('notMine');
    await c.cancel('notMine');
    expect(await socket.command('presence.set', { presence: 'offline', afterWork: true })).toMatchObject({
      presence: 'offline',
    });
    await socket.close();
  });

  it('channels of the day: the others get nothing', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, {
      channels: [
        { id: 'voice', capacity: 1 },
        { id: 'chat', capacity: 1 },
      ],
    });
    await c.presence(a, 'available', { channels: ['chat'] });
    await c.enqueue('cv', q);
    await c.enqueue('cc', q, { channel: 'chat' });
    await c.offer('cc');
    await c.settled();
    expect((await c.contact('cv')).state).toBe('waiting');
    await c.presence(a, 'available');
    await c.offer('cv');
    await c.cancel('cv');
    await c.cancel('cc');
  });

  it('capacity bounds each channel, and a lowered one ends nothing', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, { channels: [{ id: 'chat', capacity: 2 }] });
    await c.available(a);
    for (const id of ['cap1', 'cap2']) await c.active(id, q, a, { channel: 'chat' });
    await c.enqueue('cap3', q, { channel: 'chat' });
    await c.settled();
    expect((await c.contact('cap3')).state).toBe('waiting');
    expect((await c.state(a)).load).toEqual({ chat: 2 });
    await c.agent(a, [q], { channels: [{ id: 'chat', capacity: 1 }] });
    expect((await c.state(a)).contacts).toHaveLength(2);
    await c.complete('cap1');
    await c.settled();
    expect((await c.contact('cap3')).state).toBe('waiting');
    await c.complete('cap2');
    await c.offer('cap3');
    await c.cancel('cap3');
  });

  it('a channel that blocks another keeps it away, unless interrupted by it', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1, {
      channels: [
        { id: 'voice', capacity: 1 },
        { id: 'chat', capacity: 1, blocks: ['email', 'voice'], interruptedBy: ['voice'] },
        { id: 'email', capacity: 1 },
      ],
    });
    await c.available(a);
    await c.active('bc', q, a, { channel: 'chat' });
    await c.enqueue('be', q, { channel: 'email' });
    await c.settled();
    expect((await c.contact('be')).state).toBe('waiting');
    await c.enqueue('bv', q);
    await c.offer('bv');
    await c.cancel('bv');
    await c.complete('bc');
    await c.offer('be');
    await c.cancel('be');
  });

  it('external load is told by POST too, for systems that can do no other', async () => {
    const { agents } = await c.team(1);
    const [a = ''] = agents;
    await c.available(a);
    const path = `/v1/agents/${a}/external-load/phone.2`;
    const ask = { key: 'system' };
    expect((await c.post(path, { channel: 'voice' }, ask)).status).toBe(201);
    expect((await c.post(path, { channel: 'voice' }, ask)).status).toBe(200);
    expect(await c.state(a)).toMatchObject({ load: { voice: 1 }, routingStatus: 'busy' });
    expect((await c.post(`${path}/end`, {}, ask)).status).toBe(204);
    expect(await c.state(a)).toMatchObject({ load: {}, routingStatus: 'idle' });
    expectProblem(await c.post(path, { channel: 'none' }, ask), 400);
    expectProblem(await c.post(path, { channel: 'voice' }, { key: a }), 403);
    expectProblem(await c.post(`${path}/end`, {}, { key: a }), 403);
  });

  it('external load takes capacity until it is gone or its time has passed', async () => {
    const {
      q,
      agents: [a = ''],
    } = await c.team(1);
    await c.available(a);
    const path = `/v1/agents/${a}/external-load/phone.1`;
    expect((await c.put(path, { channel: 'voice' }, { key: 'system' })).status).toBe(201);
    expect((await c.put(path, { channel: 'voice' }, { key: 'system' })).status).toBe(200);
    expect(await c.state(a)).toMatchObject({ load: { voice: 1 }, routingStatus: 'busy', contacts: [] });
    await c.enqueue('el', q);
    await c.settled();
    expect((await c.contact('el')).state).toBe('waiting');
    expect((await c.del(path, { key: 'system' })).status).toBeLessThan(300);
    await c.offer('el');
    await c.cancel('el');
    await c.must('PUT', path, { channel: 'voice', untilSeconds: 30 }, { key: 'system' });
    await c.enqueue('eu', q);
    await c.settled();
    expect((await c.contact('eu')).state).toBe('waiting');
    await c.clock(30_000);
    await c.offer('eu');
    await c.cancel('eu');
    expect((await c.state(a)).load).toEqual({});
    await c.must('PUT', path, { channel: 'voice' }, { key: 'system' });
    expect((await c.put(path, { channel: 'chat' }, { key: 'system' })).body.load).toEqual({ chat: 1 });
    await c.del(path, { key: 'system' });
  });

  describe('connections', () => {
    it('15 s without any socket: offline, offers end transportLost, active contacts stay', async () => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1, { channels: [{ id: 'voice', capacity: 2 }] });
      const socket = await c.node.open('agent', a);
      await socket.command('presence.set', { presence: 'available' });
      await c.active('kept', q, a);
      await c.enqueue('lost', q);
      await c.offer('lost');
      await socket.close();
      const again = await c.node.open('agent', a);
      await c.clock(16_000);
      expect((await c.state(a)).presence).toBe('available');
      await c.must('POST', '/v1/contacts/lost/cancel', { reason: 'cancelled' });
      await c.enqueue('lost2', q);
      const offer = await c.offer('lost2');
      await c.hangUp(again, a);
      await c.clock(15_000);
      const back = await c.event('waiting', 'lost2', 2);
      expect(back).toMatchObject({ outcome: 'transportLost' });
      await c.settled();
      expect(await c.state(a)).toMatchObject({
        presence: 'offline',
        reasonCode: 'connectionLost',
        contacts: [{ id: 'kept', state: 'active' }],
      });
      expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: a }), 409, {
        offerOutcome: 'transportLost',
        state: 'waiting',
      });
      await c.complete('kept');
      await c.cancel('lost2');
    });

    it('nor one whose sockets were gone before it became available', async () => {
      const {
        agents: [a = ''],
      } = await c.team(1);
      const socket = await c.node.open('agent', a);
      await c.hangUp(socket, a);
      await c.available(a);
      await c.clock(100_000);
      await c.settled();
      expect((await c.state(a)).presence).toBe('available');
    });

    it('a socket on time keeps the presence', async () => {
      const {
        agents: [a = ''],
      } = await c.team(1);
      const socket = await c.node.open('agent', a);
      await socket.command('presence.set', { presence: 'available' });
      await socket.close();
      const again = await c.node.open('agent', a);
      await c.clock(100_000);
      await c.settled();
      expect((await c.state(a)).presence).toBe('available');
      await again.command('presence.set', { presence: 'offline' });
      await again.close();
    });

    it('an agent without a socket is not touched', async () => {
      const {
        agents: [a = ''],
      } = await c.team(1);
      await c.available(a);
      await c.clock(100_000);
      await c.settled();
      expect((await c.state(a)).presence).toBe('available');
    });
  });
});
