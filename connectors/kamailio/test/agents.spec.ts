import { becomes } from '../../../test/support/becomes.js';
import { ownPort } from '../../../test/support/stores.js';
import { answers, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';

describe('phones that register with Kamailio', () => {
  let x: Exchange;
  beforeAll(async () => {
    x = await Exchange.start({ RING_MS: 1500, SILENT_MS: 700, LEAST_EXPIRES: 1 });
  });
  afterAll(async () => {
    const said = x.kamailio.said();
    await x.stop();
    expect(said).toBe('');
  });

  const register = async (agent: string, phone: number, expires = 60): Promise<void> => {
    const options = { target: x.kamailio.sip, port: await ownPort(), calls: 1, keys: { agent, phone, expires } };
    expect(await (await x.phone(scenarios.REGISTERS, options)).result()).toMatchObject({ successful: 1 });
  };
  const presence = (agent: string, wanted: string): Promise<void> =>
    becomes(async () => (await x.state(agent)).presence === wanted, `${agent} is ${wanted}`);

  /** An agent with a phone that does as the scenario says. */
  async function desk(agent: string, queueId: string, scenario: string, options = {}): Promise<number> {
    const port = await ownPort();
    await x.phone(scenario, { port, ...options });
    await x.agent(agent, queueId);
    await register(agent, port);
    await presence(agent, 'available');
    return port;
  }

  it('make their agents available, and offline when they go or are not heard of', async () => {
    await x.queue('desks');
    const port = await desk('dora', 'desks', scenarios.AGENT_TALKS);
    expect(await (await x.callers(scenarios.CALLER_TALKS, 'desks')).result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('desks')).toEqual({ completed: 1 });
    expect((await x.contacts('desks'))[0]).toMatchObject({ agentId: 'dora', state: 'completed' });

    await x.says('dora', 'unavailable', 'break');
    await register('dora', port);
    expect(await x.state('dora')).toMatchObject({ presence: 'unavailable' });

    await register('dora', port, 0);
    await presence('dora', 'offline');
    await register('dora', port, 1);
    await presence('dora', 'available');
    await presence('dora', 'offline');
  });

  it('are known again after Kamailio was killed, once they say that they are there', async () => {
    await x.queue('kept');
    const port = await desk('karl', 'kept', scenarios.AGENT_TALKS);
    await x.kamailio.kill();
    await x.kamailio.start();
    await register('karl', port);
    expect(await (await x.callers(scenarios.CALLER_TALKS, 'kept')).result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('kept')).toEqual({ completed: 1 });
    expect((await x.contacts('kept'))[0]).toMatchObject({ agentId: 'karl', state: 'completed' });
  });

  it('that are called past the router take no calls of it meanwhile', async () => {
    await x.queue('outside');
    await desk('olga', 'outside', scenarios.AGENT_TALKS);
    const direct = await x.callers(scenarios.CALLER_TALKS, 'olga', { pauseMs: 1_500 });
    await becomes(async () => (await x.state('olga')).routingStatus === 'busy', 'Olga is busy');
    const waits = await x.callers(scenarios.CALLER_TALKS, 'outside');
    await becomes(async () => (await x.contacts('outside')).length === 1, 'a caller waits');
    expect(await x.state('olga')).toMatchObject({ routingStatus: 'busy', load: { voice: 1 }, offers: [] });
    expect(await direct.result()).toMatchObject({ successful: 1 });
    expect(await waits.result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('outside')).toEqual({ completed: 1 });
  });

  it('transfer by REFER where the router says', async () => {
    for (const queue of ['front', 'back']) await x.queue(queue);
    await desk('fred', 'front', scenarios.AGENT_TRANSFERS, { keys: { target: 'back' } });
    await desk('bert', 'back', scenarios.AGENT_TALKS);
    const caller = await (await x.callers(scenarios.CALLER_IS_SENT_ON, 'front')).result();
    expect(caller).toMatchObject({ successful: 1, errors: '' });
    const [contact] = await x.contacts('back');
    expect(contact).toMatchObject({ queueId: 'back', history: expect.arrayContaining([]) });
    // The caller's phone calls where it was sent.
    const [, queue = ''] = /sip:(back@\S+)/.exec(caller.log) ?? [];
    expect(queue).toMatch(/^back@127\.0\.0\.1:\d+;lotse-contact=[0-9a-f]{32}$/);
    const keys = { parameter: queue.slice(queue.indexOf(';')) };
    const again = await x.callers(scenarios.CALLER_TALKS_AGAIN, 'back', { keys });
    expect(await again.result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('back')).toEqual({ completed: 1 });
    const [ended] = await x.contacts('back');
    expect(ended).toMatchObject({ id: contact?.id, agentId: 'bert', endedBy: 'customer' });
    expect(answers(ended!)).toEqual(['accepted', 'accepted']);
    expect(await x.contacts('front')).toEqual([]);
  });

  it('go on talking where the router refuses a transfer', async () => {
    await x.queue('stays');
    await desk('stan', 'stays', scenarios.agentTransfersInVain(404), { keys: { target: 'nowhere' } });
    expect(await (await x.callers(scenarios.CALLER_TALKS, 'stays', { pauseMs: 500 })).result()).toMatchObject({
      successful: 1,
    });
    expect(await x.outcomes('stays')).toEqual({ completed: 1 });
    expect((await x.contacts('stays'))[0]).toMatchObject({ agentId: 'stan', state: 'completed', endedBy: 'customer' });
  });

  it('that cannot be connected after their agent accepted elsewhere give the call back', async () => {
    await x.queue('desktop');
    await desk('dave', 'desktop', scenarios.AGENT_RINGS);
    const caller = await x.callers(scenarios.CALLER_TALKS, 'desktop');
    await becomes(async () => (await x.state('dave')).routingStatus === 'offered', 'it rings');
    const [offer] = (await x.state('dave')).offers as { id: string }[];
    await x.must('POST', `/v1/offers/${offer?.id}/accept`, {});
    await desk('dina', 'desktop', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect((await x.contacts('desktop'))[0]?.history.map(({ type }) => type)).toContain('requeued');
  });
});
