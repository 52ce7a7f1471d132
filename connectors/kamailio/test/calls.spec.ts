import { becomes } from '../../../test/support/becomes.js';
import { ownPort } from '../../../test/support/stores.js';
import { answers, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';

describe('a call through Kamailio', () => {
  let x: Exchange;
  beforeAll(async () => {
    x = await Exchange.start({ RING_MS: 1500, SILENT_MS: 700 });
  });
  afterAll(async () => {
    const said = x.kamailio.said();
    await x.stop();
    expect(said).toBe('');
  });

  it('reaches an agent, and ends by who hangs up', async () => {
    await x.queue('plain');
    await x.team('plain', 1, 'plain', scenarios.AGENT_TALKS);
    expect(await (await x.callers(scenarios.CALLER_TALKS, 'plain')).result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('plain')).toEqual({ completed: 1 });
    expect((await x.contacts('plain'))[0]).toMatchObject({ agentId: 'plain1', endedBy: 'customer' });

    await x.queue('curt');
    await x.team('curt', 1, 'curt', scenarios.AGENT_HANGS_UP);
    expect(await (await x.callers(scenarios.CALLER_LISTENS, 'curt')).result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('curt')).toEqual({ completed: 1 });
    expect((await x.contacts('curt'))[0]).toMatchObject({ agentId: 'curt1', endedBy: 'agent' });
  });

  it.each([
    ['busy', '486 Busy Here', 'declined busy'],
    ['rejecting', '603 Decline', 'declined rejected'],
    ['away', '480 Temporarily Unavailable', 'missed noAnswer'],
    ['unknown', '404 Not Found', 'missed failed'],
    ['broken', '500 Server Error', 'missed failed'],
  ])('of an agent who is %s goes to another, and Lotse knows why', async (name, status, reason) => {
    await x.queue(name);
    await x.team(name, 1, name, scenarios.agentRefuses(status));
    const caller = await x.callers(scenarios.CALLER_TALKS, name);
    await becomes(async () => (await x.contacts(name)).some((contact) => answers(contact).length > 0), 'refused');
    await x.team(`not-${name}`, 1, name, scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    const [contact] = await x.contacts(name);
    expect(answers(contact!)).toEqual([reason, 'accepted']);
    expect(contact).toMatchObject({ agentId: `not-${name}1` });
  });

  it('of a phone that only rings goes to another', async () => {
    await x.queue('ringing');
    const phone = await x.team('ringing', 1, 'ringing', scenarios.AGENT_RINGS);
    const caller = await x.callers(scenarios.CALLER_TALKS, 'ringing');
    await becomes(async () => (await x.contacts('ringing')).some((each) => answers(each).length > 0), 'not answered');
    await x.team('picks-up', 1, 'ringing', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(answers((await x.contacts('ringing'))[0]!)).toEqual(['missed noAnswer', 'accepted']);
    expect(await phone.stop()).toMatchObject({ successful: 1, failed: 0 });
  });

  it('of a phone that says nothing goes to another', async () => {
    await x.queue('silent');
    await x.agent('silent1', 'silent', `sip:silent1@127.0.0.1:${await ownPort()}`);
    await x.available('silent1');
    const caller = await x.callers(scenarios.CALLER_TALKS, 'silent');
    await becomes(async () => (await x.contacts('silent')).some((each) => answers(each).length > 0), 'not reached');
    await x.team('speaks', 1, 'silent', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(answers((await x.contacts('silent'))[0]!)).toEqual(['missed failed', 'accepted']);
  });

  it('of a phone that answers when it has been given up is no call: not while its caller waits, nor while another rings', async () => {
    await x.queue('late');
    const [late] = await Promise.all([
      x.team('late', 1, 'late', scenarios.AGENT_ANSWERS_LATE, { pauseMs: 1_400 }),
      x.team('later', 1, 'late', scenarios.AGENT_ANSWERS_LATE, { pauseMs: 1_400 }),
    ]);
    const caller = await x.callers(scenarios.CALLER_TALKS, 'late');
    const told = async (count: number): Promise<void> =>
      becomes(
        async () => (await x.contacts('late')).some((each) => answers(each).length === count),
        `${count} answers`,
      );
    await told(2);
    // The second to be asked has been given up, and has its answer still to send: to somebody else's ringing.
    const rings = await x.team('rings', 1, 'late', scenarios.AGENT_RINGS);
    await told(3);
    expect(await late.stop()).toMatchObject({ successful: 1 });
    await rings.stop();
    await x.team('speaks', 1, 'late', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    const [contact] = await x.contacts('late');
    expect(answers(contact!)).toEqual(['missed failed', 'missed failed', 'missed noAnswer', 'accepted']);
    expect(contact).toMatchObject({ agentId: 'speaks1', state: 'completed' });
  });

  it('that is given up ends at once, while it waits and while it rings', async () => {
    await x.queue('waits');
    expect(await (await x.callers(scenarios.callerGivesUp(182), 'waits', { pauseMs: 200 })).result()).toMatchObject({
      successful: 1,
    });
    expect(await x.outcomes('waits')).toEqual({ abandoned: 1 });

    await x.queue('rings');
    await x.team('rings', 1, 'rings', scenarios.AGENT_RINGS);
    expect(await (await x.callers(scenarios.callerGivesUp(180), 'rings', { pauseMs: 400 })).result()).toMatchObject({
      successful: 1,
    });
    expect(await x.outcomes('rings')).toEqual({ abandoned: 1 });
    await becomes(async () => (await x.state('rings1')).routingStatus === 'idle', 'the agent is free at once');
  });

  it('stops ringing where its offer ends at Lotse', async () => {
    await x.queue('rescinded');
    const phone = await x.team('rescinded', 1, 'rescinded', scenarios.AGENT_RINGS);
    const caller = await x.callers(scenarios.CALLER_TALKS, 'rescinded');
    await becomes(async () => (await x.state('rescinded1')).routingStatus === 'offered', 'it rings');
    await x.must('POST', '/v1/agents/rescinded1/presence', { presence: 'unavailable', reasonCode: 'break' });
    await x.team('instead', 1, 'rescinded', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(await phone.stop()).toMatchObject({ successful: 1, failed: 0 });
    expect(await x.outcomes('rescinded')).toEqual({ completed: 1 });
    expect((await x.contacts('rescinded'))[0]).toMatchObject({ agentId: 'instead1', state: 'completed' });
  });

  it('is refused where there is no such queue, and where the queue is full', async () => {
    expect(await (await x.callers(scenarios.callerRefused(404), 'nowhere')).result()).toMatchObject({ successful: 1 });
    await x.queue('full', { maxWaiting: 1 });
    const waiting = await x.callers(scenarios.callerGivesUp(182), 'full', { pauseMs: 3000 });
    await becomes(async () => (await x.contacts('full')).length === 1, 'one waits');
    expect(await (await x.callers(scenarios.callerRefused(486), 'full')).result()).toMatchObject({ successful: 1 });
    await waiting.result();
  });

  it('is refused where its wait ends at Lotse', async () => {
    await x.queue('short', { maxWaitSeconds: 1 });
    expect(await (await x.callers(scenarios.callerRefused(480), 'short')).result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('short')).toEqual({ expired: 1 });
  });
});
