import type { LogEvent } from '../../src/domain/events.js';
import { LEASE_TTL_MS } from '../../src/live/lease.js';
import { madeDecision } from '../support/made-decision.js';
import { sharedRedisUrl, uniqueName } from '../support/stores.js';
import { agentNamed, configOf, queueNamed, TestNode } from './world.js';

describe('the matcher', () => {
  const nodes: TestNode[] = [];
  let workspace = '';

  async function nodeWith(
    agents: ReturnType<typeof agentNamed>[],
    nodeId = 'n1',
    config = configOf(agents),
  ): Promise<TestNode> {
    const node = new TestNode(sharedRedisUrl(), workspace, nodeId, config);
    nodes.push(node);
    await node.start();
    await node.live.mirrorQueue('q', true, 1);
    return node;
  }

  beforeEach(() => {
    workspace = uniqueName();
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.stop()));
  });

  test('offers a contact that arrives to the free agent, with its decision', async () => {
    const agents = [agentNamed('a')];
    const node = await nodeWith(agents);
    await node.agentsReady(agents);
    node.reign.start();
    await node.enqueue('c1');
    const offered = await node.offered('c1');
    expect(offered.agentId).toBe('a');
    const offer = await node.live.offer(offered.offerId as string);
    expect(offer?.decision).toMatchObject({ contactId: 'c1', agentId: 'a' });
  });

  test('serves who waited before it started, in order of age, never over capacity', async () => {
    const agents = [agentNamed('a', 2)];
    const node = await nodeWith(agents);
    for (const id of ['c1', 'c2', 'c3']) await node.enqueue(id);
    await node.agentsReady(agents);
    node.reign.start();
    await node.offered('c2');
    expect((await node.live.agent('a'))?.offers).toBe(2);
    expect((await node.live.contact('c3'))?.contact.state).toBe('waiting');
    const first = await node.offered('c1');
    await node.live.accept({ offerId: first.offerId as string });
    await node.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
    expect((await node.offered('c3')).agentId).toBe('a');
  });

  test('offers what is reserved only to its agent, and to the others once that is over', async () => {
    const agents = [agentNamed('a'), agentNamed('b')];
    const node = await nodeWith(agents);
    const { redis, keys } = node.live.connection;
    for (const id of ['c1', 'c2']) await node.enqueue(id);
    await redis.hset(keys.contact('c1'), { resv: 'b' });
    await redis.hset(keys.contact('c2'), { resv: 'away', resvUntil: String(node.live.now() + 30_000) });
    await node.agentsReady(agents);
    node.reign.start();
    expect((await node.offered('c1')).agentId).toBe('b');
    expect((await node.live.contact('c2'))?.contact).toMatchObject({ state: 'waiting', reserved: { agentId: 'away' } });
    await node.live.moveClock(30_001);
    expect((await node.offered('c2')).agentId).toBe('a');
  });

  test('takes a declined contact to another agent, and a missed one when its time is over', async () => {
    const agents = [agentNamed('a'), agentNamed('b')];
    const node = await nodeWith(agents);
    await node.agentsReady(agents);
    node.reign.start();
    await node.enqueue('c1');
    const first = await node.offered('c1');
    await node.live.refuseOffer({ offerId: first.offerId as string, outcome: 'declined' });
    const second = await node.offered('c1', 2);
    expect(second.agentId).not.toBe(first.agentId);
    await node.live.moveClock(20_001);
    const missed = await node.event((event) => event.offerOutcome === 'missed');
    expect(missed).toMatchObject({ contactId: 'c1', agentId: second.agentId });
    // The first agent has been cooling down for more than 5 s and nobody else passes.
    expect((await node.offered('c1', 3)).agentId).toBe(first.agentId);
    expect((await node.live.agent(second.agentId as string))?.notRespondingSince).toBeDefined();
  });

  test('offers again to an agent that declined, alone, after five seconds and not before', async () => {
    const agents = [agentNamed('a')];
    const node = await nodeWith(agents);
    await node.agentsReady(agents);
    node.reign.start();
    await node.enqueue('c1');
    const first = await node.offered('c1');
    await node.live.refuseOffer({ offerId: first.offerId as string, outcome: 'declined' });
    await node.live.moveClock(2_000);
    expect((await node.live.contact('c1'))?.contact.state).toBe('waiting');
    await node.live.moveClock(3_001);
    expect((await node.offered('c1', 2)).agentId).toBe('a');
  });

  test('a second node takes over from one that vanished, and age is kept', async () => {
    const agents = [agentNamed('a')];
    const first = await nodeWith(agents, 'n1');
    first.reign.start();
    const second = await nodeWith(agents, 'n2');
    await first.enqueue('c1');
    await second.event((event) => event.contactId === 'c1');
    second.reign.start();
    await first.vanish();
    await second.live.moveClock(LEASE_TTL_MS + 1);
    await second.agentsReady(agents);
    const offered = await second.offered('c1');
    expect(offered.agentId).toBe('a');
    expect(second.reign.leads).toBe(true);
  });

  test('who takes over from one that died knows for whom agents stand, and ends the dialling in time', async () => {
    const channels = ['voice', 'callback'].map((id) => ({ id, capacity: 1 }));
    const agents = [{ ...agentNamed('a'), channels }];
    const first = await nodeWith(agents, 'n1');
    first.reign.start();
    const second = await nodeWith(agents, 'n2');
    await first.agentsReady(agents);
    const attempts = { max: 2, spacingSeconds: 600 };
    for (const id of ['c1', 'c2'])
      await first.enqueue(id, 'q', {
        channel: 'callback',
        callback: { mode: 'customerFirst', dialSeconds: 60, attempts },
      });
    const dialled = (id: string) => (event: LogEvent) => event.contactId === id && event.cause === 'dialling';
    await second.event(dialled('c1'));
    await first.vanish();
    second.reign.start();
    await second.live.moveClock(LEASE_TTL_MS + 1);
    // It decides: the agent gets a call, and no other customer is called for it.
    await second.enqueue('v1');
    await second.live.accept({ offerId: (await second.offered('v1')).offerId as string });
    await second.event((event) => event.type === 'contact.active');
    expect((await second.live.agent('a'))?.standsFor).toBe('c1');
    expect((await second.live.contact('c2'))?.contact.state).toBe('waiting');
    await second.live.moveClock(60_001);
    const failed = await second.event((event) => event.contactId === 'c1' && event.cause === 'noAnswer');
    expect(failed.type).toBe('contact.scheduled');
    await second.event(dialled('c2'));
    // Reached: offered on its own channel, beside the call.
    await second.live.attempt({ contactId: 'c2', outcome: 'reached', mostAttempts: 2, spacingSeconds: 600 });
    expect((await second.offered('c2')).agentId).toBe('a');
    expect((await second.live.agent('a'))?.standsFor).toBeUndefined();
  });

  describe('a node that takes over before it has heard of', () => {
    /** Live state as another node left it; the new one knows queue `q` alone, and reigns. */
    async function takeOver(): Promise<{ node: TestNode; config: ReturnType<typeof configOf> }> {
      const config = configOf([]);
      const node = await nodeWith([], 'n2', config);
      node.reign.start();
      // Offered to nobody, and yet decided on: the reign has begun, and what came before it is read.
      while (node.reign.waiting === 0) await new Promise(setImmediate);
      return { node, config };
    }

    test('an agent reads how it stands once it hears of it', async () => {
      const agent = agentNamed('a', 2);
      const before = await nodeWith([agent], 'n1');
      await before.agentsReady([agent]);
      await before.enqueue('c1');
      const { node, config } = await takeOver();
      config.hear({ agent: [agent] });
      expect((await node.offered('c1')).agentId).toBe('a');
    });

    test('a queue reads who waits there once it hears of it', async () => {
      const agent = { ...agentNamed('a', 2), queues: ['new'] };
      const before = await nodeWith([agent], 'n1');
      await before.live.mirrorQueue('new', true, 1);
      await before.enqueue('c1', 'new');
      await before.enqueue('c0');
      const { node, config } = await takeOver();
      await node.agentsReady([agent]);
      config.hear({ queue: [queueNamed('new')], agent: [agent] });
      expect((await node.offered('c1')).agentId).toBe('a');
    });

    test('an agent at work offers it nothing before it is free', async () => {
      const agent = agentNamed('a');
      const before = await nodeWith([agent], 'n1');
      before.reign.start();
      await before.agentsReady([agent]);
      await before.enqueue('c1');
      const { offerId = '' } = await before.offered('c1');
      await before.live.accept({ offerId });
      await before.enqueue('c2');
      await before.reign.stop();
      const { node, config } = await takeOver();
      config.hear({ agent: [agent] });
      await node.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
      expect((await node.offered('c2')).agentId).toBe('a');
      const types = node.seen
        .filter(({ contactId }) => contactId === 'c1' || contactId === 'c2')
        .map(({ type }) => type);
      expect(types).toEqual(['contact.completed', 'contact.offered']);
    });
  });

  test('a node that stops while it asks for the lease gives it back and does not reign', async () => {
    const agents = [agentNamed('a')];
    const stopping = await nodeWith(agents, 'n1');
    stopping.reign.start();
    await stopping.reign.stop();
    const next = await nodeWith(agents, 'n2');
    next.reign.start();
    await next.agentsReady(agents);
    await next.enqueue('c1');
    expect((await next.offered('c1')).agentId).toBe('a');
    expect(stopping.reign.leads).toBe(false);
  });

  test('a matcher whose lease another has taken writes nothing and steps down', async () => {
    const agents = [agentNamed('a')];
    const stale = await nodeWith(agents, 'n1');
    stale.reign.start();
    await stale.enqueue('c0');
    // Its lease runs out and another takes it, as after a pause of the process.
    const other = await nodeWith(agents, 'n2');
    await other.live.moveClock(LEASE_TTL_MS + 1);
    let lease = await other.live.lease.acquire();
    while (!lease.held) {
      await other.live.moveClock(LEASE_TTL_MS + 1);
      lease = await other.live.lease.acquire();
    }
    const epoch = lease.epoch as string;
    for (const step of [() => other.agentsReady(agents), () => other.enqueue('c1')]) {
      await step();
      await other.live.lease.renew(epoch);
    }
    const item = {
      offerId: 'o1',
      contactId: 'c1',
      agentId: 'a',
      queueId: 'q',
      channel: 'voice',
      offerTimeoutSeconds: 20,
      decision: madeDecision('c1', 'a'),
    };
    expect(await other.live.offerTransitions.offer([item], epoch)).toMatchObject([{ ok: true }]);
    await expect(stale.live.offerTransitions.offer([{ ...item, offerId: 'o2' }], '1')).rejects.toThrow('fenced');
  });
});
