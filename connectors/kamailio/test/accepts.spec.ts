import { becomes } from '../../../test/support/becomes.js';
import { answers, type Contact, Exchange } from './support/exchange.js';
import { LossyWay } from './support/lossy-way.js';
import * as scenarios from './support/scenarios.js';
import type { Sipp } from './support/sipp.js';

const TIMEOUT_MS = 3_000;

describe('the accept of an offer', () => {
  let x: Exchange;
  let way: LossyWay;
  beforeEach(async () => {
    way = await LossyWay.start();
    x = await Exchange.start({ LOTSE_URL: way.url, LOTSE_TIMEOUT_SECONDS: TIMEOUT_MS / 1_000 });
    way.target = x.lotse.url;
    await x.queue('q');
    await x.team('a', 1, 'q', scenarios.AGENT_TALKS);
  });
  afterEach(async () => {
    await x.stop();
    await way.stop();
  });

  const contact = async (): Promise<Contact> => (await x.contacts('q'))[0] as Contact;
  const state = async (): Promise<string> => (await contact()).state;
  const agentIs = async (status: string): Promise<boolean> => (await x.state('a1')).routingStatus === status;

  /** A caller who has heard the agent's answer, of which Lotse has not. */
  async function answered(pauseMs: number): Promise<Sipp> {
    way.lose('/accept', 'late');
    const caller = await x.callers(scenarios.CALLER_TALKS, 'q', { pauseMs });
    await becomes(async () => (await caller.log()).includes('heard'), 'its caller hears the answer');
    expect([way.posts, await state()]).toEqual([['{}'], 'offered']);
    return caller;
  }

  it('holds up neither the answer nor the end of its call, and is told before that', async () => {
    const caller = await answered(0);
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    expect(await state()).toBe('offered');
    way.release();
    expect(await x.outcomes('q')).toEqual({ completed: 1 });
    expect(answers(await contact())).toEqual(['accepted']);
    expect(await contact()).toMatchObject({ agentId: 'a1', endedBy: 'customer' });
    expect(way.answered.filter((line) => /\/(accept|complete) /.test(line)).map((line) => line.slice(-3))).toEqual([
      '200',
      '200',
    ]);
  });

  it.each(['broken', 'silent', 'held'] as const)('(%s) whose answer is lost is told again', async (loss) => {
    way.lose('/accept', loss);
    const result = await (await x.callers(scenarios.CALLER_TALKS, 'q')).result();
    expect(result).toMatchObject({ successful: 1, errors: '' });
    expect(result.answerMs.at(-1)).toBeLessThan(TIMEOUT_MS);
    expect(await x.outcomes('q')).toEqual({ completed: 1 });
    way.release();
    expect(way.posts).toEqual(['{}', '{}']);
    expect(answers(await contact())).toEqual(['accepted']);
    expect(await contact()).toMatchObject({ agentId: 'a1', endedBy: 'customer' });
    await becomes(() => agentIs('idle'), 'its agent is free');
  });

  it('that Lotse refuses: the two talk on, and their agent is busy for so long', async () => {
    const caller = await answered(3_000);
    await x.must('POST', `/v1/contacts/${(await contact()).id}/cancel`, { reason: 'cancelled' });
    way.release();
    await becomes(() => agentIs('busy'), 'its agent is busy');
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    expect(await x.outcomes('q')).toEqual({ cancelled: 1 });
    await becomes(() => agentIs('idle'), 'its agent is free');
  });

  it('that Lotse refuses when they have hung up: the contact, which waits again, ends', async () => {
    const caller = await answered(0);
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    await x.must('POST', '/v1/agents/a1/presence', { presence: 'unavailable', reasonCode: 'break' });
    expect(await state()).toBe('waiting');
    way.release();
    expect(await x.outcomes('q')).toEqual({ abandoned: 1 });
    await becomes(() => way.answered.some((line) => line.endsWith('/cancel 200')), 'it is told that they hung up');
  });

  it('that Lotse refuses while they hang up: their agent is free', async () => {
    const caller = await answered(1_000);
    const { id } = await contact();
    await x.must('POST', `/v1/contacts/${id}/cancel`, { reason: 'cancelled' });
    const load = `/external-load/${id}`;
    way.lose(load, 'late');
    way.release();
    expect(await caller.result()).toMatchObject({ successful: 1, errors: '' });
    expect(way.posts).toHaveLength(1);
    way.release();
    const ends = (): string[] => way.answered.filter((line) => line.includes(`${load}/end `));
    await becomes(() => ends().length === 2, 'its end is told behind it, too');
    await becomes(() => agentIs('idle'), 'its agent is free');
  });

  it('outlives a Kamailio that is killed behind it', async () => {
    const caller = await answered(5_000);
    await x.kamailio.kill();
    way.release();
    await becomes(async () => (await state()) === 'active', 'Lotse hears of it');
    await x.kamailio.start();
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('q')).toEqual({ completed: 1 });
    expect(await contact()).toMatchObject({ agentId: 'a1', endedBy: 'customer' });
  });
});
