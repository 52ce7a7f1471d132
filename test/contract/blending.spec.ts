import { Center, expectProblem, type Json } from './center.js';

/** Mail and calls for one agent: a call is offered to whoever writes a mail, and none gets a mail during a call. */
const BLENDED = {
  channels: [
    { id: 'voice', capacity: 1, blocks: ['email'] },
    { id: 'email', capacity: 2, blocks: ['voice'], interruptedBy: ['voice'] },
  ],
};

describe('synchronous and asynchronous side by side', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/channels/voice', {
      name: 'Voice',
      kind: 'synchronous',
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 30,
      defaultTargetSeconds: 20,
    });
  });
  afterAll(() => c.stop());

  const accept = async (contactId: string, agentId: string, nth = 1) =>
    c.must('POST', `/v1/offers/${await c.offer(contactId, nth)}/accept`, {}, { key: agentId });
  const mail = (id: string, q: string, agentId: string) => c.active(id, q, agentId, { channel: 'email' });
  /** An agent with an active mail that a call has interrupted. */
  const interrupted = async (name: string, size = 1) => {
    const { q, agents } = await c.team(size, BLENDED);
    const [a = '', b = ''] = agents;
    await c.available(a);
    await mail(`mail-${name}`, q, a);
    await c.active(`call-${name}`, q, a);
    await c.event('parked', `mail-${name}`);
    return { q, a, b, m: `mail-${name}`, v: `call-${name}` };
  };

  it('a call sets the mail aside, and the mail comes back to its agent by itself after the wrap-up', async () => {
    const { q, agents } = await c.team(2, BLENDED);
    const [a = '', b = ''] = agents;
    await c.available(a);
    const socket = await c.node.open('agent', a);
    await mail('m1', q, a);
    await c.clock(30_000);
    await c.active('v1', q, a);
    expect(await c.event('parked', 'm1')).toMatchObject({ agentId: a, state: 'parked', channel: 'email' });
    const parked = await c.contact('m1');
    expect(parked).toMatchObject({ state: 'parked', parkedBecause: 'interrupted', formerAgentId: a });
    expect((parked.history as Json[]).at(-1)).toMatchObject({ type: 'parked', agentId: a, detail: 'interrupted' });
    expect(await c.state(a)).toMatchObject({ load: { voice: 1 }, contacts: [expect.objectContaining({ id: 'v1' })] });
    await socket.until((frames) =>
      frames.some((frame) => {
        const told = frame.contact as Json | undefined;
        return frame.type === 'contact.updated' && told?.id === 'm1' && told.parkedBecause === 'interrupted';
      }),
    );
    // Another agent is free all the time: the mail is not for that one.
    await c.available(b);
    await c.complete('v1', {});
    await c.settled();
    expect((await c.contact('m1')).state).toBe('parked');
    await c.clock(30_001);
    expect((await c.event('offered', 'm1', 2)).agentId).toBe(a);
    await accept('m1', a, 2);
    await c.event('active', 'm1', 2);
    const again = await c.contact('m1');
    expect(again).toMatchObject({ state: 'active', agentId: a });
    expect(again).not.toHaveProperty('parkedBecause');
    expect(again).not.toHaveProperty('reservedFor');
    expect(c.story('m1')).toEqual(['waiting', 'offered', 'active', 'parked', 'waiting', 'offered', 'active']);
    await c.complete('m1');
    await socket.close();
    await c.presence(a, 'offline');
    await c.presence(b, 'offline');
  });

  it('an open offer of a mail is rescinded by the call that is accepted, and made again after it', async () => {
    const { q, agents } = await c.team(1, BLENDED);
    const [a = ''] = agents;
    await c.available(a);
    await c.enqueue('m2', q, { channel: 'email' });
    const first = await c.offer('m2');
    await c.active('v2', q, a);
    expect(await c.event('waiting', 'm2', 2)).toMatchObject({ outcome: 'rescinded', offerId: first });
    expectProblem(await c.post(`/v1/offers/${first}/accept`, {}, { key: a }), 409, { offerOutcome: 'rescinded' });
    await c.settled();
    expect((await c.contact('m2')).state).toBe('waiting');
    await c.complete('v2');
    await accept('m2', a, 2);
    await c.complete('m2');
    await c.presence(a, 'offline');
  });

  it('who signs off leaves the mail to the queue, during the call, at its end and after it', async () => {
    const during = await interrupted('during', 2);
    await c.available(during.b);
    await c.presence(during.a, 'offline');
    expect((await c.event('offered', during.m, 2)).agentId).toBe(during.b);
    await c.complete(during.v);

    const end = await interrupted('end', 2);
    await c.available(end.b);
    await c.presence(end.a, 'unavailable');
    await c.settled();
    expect((await c.contact(end.m)).state).toBe('parked');
    await c.complete(end.v);
    expect((await c.event('offered', end.m, 2)).agentId).toBe(end.b);

    const after = await interrupted('after', 2);
    // Busy with other mails, so that the one that comes back waits for it.
    await c.must('PUT', `/v1/agents/${after.a}/external-load/desk1`, { channel: 'email' }, { key: 'system' });
    await c.must('PUT', `/v1/agents/${after.a}/external-load/desk2`, { channel: 'email' }, { key: 'system' });
    await c.available(after.b);
    await c.complete(after.v);
    await c.event('waiting', after.m, 2);
    await c.settled();
    expect(await c.contact(after.m)).toMatchObject({ state: 'waiting', reservedFor: { agentId: after.a } });
    await c.presence(after.a, 'unavailable');
    expect((await c.event('offered', after.m, 2)).agentId).toBe(after.b);
    for (const { m, b } of [during, end, after]) {
      await accept(m, b, 2);
      await c.complete(m);
      await c.presence(b, 'offline');
    }
  });

  it('by hand the mail is resumed, completed or cancelled like any that is parked', async () => {
    const { a, m, v } = await interrupted('hand');
    expect((await c.post(`/v1/contacts/${m}/park`, {}, { key: a })).body).toMatchObject({ state: 'parked' });
    expect((await c.post(`/v1/contacts/${m}/resume`, {}, { key: a })).body).toMatchObject({
      state: 'waiting',
      reservedFor: { agentId: a, until: expect.any(String) },
    });
    expect((await c.cancel(m, 'resolvedElsewhere')).body.state).toBe('cancelled');
    await c.complete(v);
    await c.presence(a, 'offline');

    const other = await interrupted('done');
    expect((await c.complete(other.m, {})).body.state).toBe('completed');
    await c.complete(other.v);
    await c.settled();
    expect(c.story(other.m)).toEqual(['waiting', 'offered', 'active', 'parked', 'completed']);
    await c.presence(other.a, 'offline');
  });

  it('over many calls and mails nobody has a call and an active mail, and everything is completed', async () => {
    const { q, agents } = await c.team(3, BLENDED);
    const ids = Array.from({ length: 60 }, (_, i) => `${i % 3 === 0 ? 'v' : 'm'}-many-${i}`);
    const first = c.events.length;
    await c.available(...agents);
    for (const id of ids) await c.enqueue(id, q, { channel: id.startsWith('v') ? 'voice' : 'email' });
    const active = new Map<string, Map<string, string>>(agents.map((id) => [id, new Map<string, string>()]));
    const holder = new Map<string, string>();
    const steps: Promise<unknown>[] = [];
    let [ended, interruptions] = [0, 0];
    for (let at = first; ended < ids.length; at += 1) {
      const event = await c.heard(at);
      const { type, contactId, agentId, offerId, channel } = event as unknown as Json & Record<string, string>;
      if (contactId === undefined || !ids.includes(contactId)) continue;
      active.get(holder.get(contactId) ?? '')?.delete(contactId);
      if (type === 'contact.parked') interruptions += 1;
      if (type === 'contact.completed') ended += 1;
      if (type === 'contact.offered')
        steps.push(c.post(`/v1/offers/${offerId}/accept`, {}, { key: agentId as string }));
      if (type !== 'contact.active') continue;
      holder.set(contactId, agentId as string);
      active.get(agentId as string)?.set(contactId, channel as string);
      expect([...new Set(active.get(agentId as string)?.values())]).toHaveLength(1);
      // A mail takes longer than a call: it is done once the calls are.
      const done = channel === 'voice' || ids.every((id) => id.startsWith('m') || c.story(id).includes('completed'));
      if (done) steps.push(c.complete(contactId));
      else steps.push(c.settled().then(() => c.complete(contactId)));
    }
    const answers = (await Promise.all(steps)) as { status: number }[];
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(interruptions).toBeGreaterThan(0);
    for (const id of agents) {
      expect(await c.state(id)).toMatchObject({ contacts: [], offers: [] });
      await c.presence(id, 'offline');
    }
  });
});

describe('autoAccept', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.must('PUT', '/v1/channels/direct', {
      name: 'Direct',
      kind: 'synchronous',
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 0,
      defaultTargetSeconds: 20,
      autoAccept: true,
    });
  });
  afterAll(() => c.stop());

  it('connects without an answer while the agent has a socket; else the offer waits for one', async () => {
    const { q, agents } = await c.team(1, { channels: [{ id: 'direct', capacity: 1 }] });
    const [a = ''] = agents;
    await c.available(a);
    await c.enqueue('without', q, { channel: 'direct' });
    const offer = await c.offer('without');
    await c.settled();
    expect((await c.contact('without')).state).toBe('offered');
    await c.must('POST', `/v1/offers/${offer}/accept`, {}, { key: a });
    await c.complete('without');

    const socket = await c.node.open('agent', a);
    await c.enqueue('with', q, { channel: 'direct' });
    expect(await c.event('active', 'with')).toMatchObject({ agentId: a, outcome: 'accepted' });
    await c.complete('with');
    await c.hangUp(socket, a);

    await c.enqueue('unanswered', q, { channel: 'direct' });
    await c.offer('unanswered');
    await c.settled();
    await c.clock(20_001);
    expect(await c.event('waiting', 'unanswered', 2)).toMatchObject({ outcome: 'missed' });
  });
});
