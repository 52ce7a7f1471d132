import { becomes } from '../../../test/support/becomes.js';
import { ownPort } from '../../../test/support/stores.js';
import { Exchange } from './support/exchange.js';
import { LossyWay } from './support/lossy-way.js';
import * as scenarios from './support/scenarios.js';

describe('an answer of Lotse that is lost', () => {
  let x: Exchange;
  let way: LossyWay;
  beforeAll(async () => {
    way = await LossyWay.start();
    x = await Exchange.start({ LOTSE_URL: way.url });
    way.target = x.lotse.url;
  });
  afterAll(async () => {
    await x.stop();
    await way.stop();
  });

  describe('to a new call', () => {
    it.each(['broken', 'silent'] as const)('(%s) is asked for again, and the call is one contact', async (loss) => {
      await x.queue(loss);
      way.lose('/v1/contacts', loss);
      const caller = await x.callers(scenarios.CALLER_TALKS, loss);
      await becomes(() => way.posts.length === 2, 'it is asked for again');
      expect(way.posts[1]).toEqual(way.posts[0]);
      await x.team(loss, 1, loss, scenarios.AGENT_TALKS);
      expect(await caller.result()).toMatchObject({ successful: 1 });
      expect(await x.outcomes(loss)).toEqual({ completed: 1 });
    });

    it('is not asked for where the call has been offered meanwhile', async () => {
      await x.queue('quick');
      await x.team('quick', 1, 'quick', scenarios.AGENT_TALKS);
      way.lose('/v1/contacts', 'silent');
      // Longer than its answer is waited for.
      const caller = await x.callers(scenarios.CALLER_TALKS, 'quick', { pauseMs: 5_000 });
      expect(await caller.result()).toMatchObject({ successful: 1 });
      expect(way.posts).toHaveLength(1);
      expect(await x.outcomes('quick')).toEqual({ completed: 1 });
    });

    it.each(['broken', 'silent'] as const)('(%s) twice: the caller is refused, the contact ends', async (loss) => {
      const queue = `twice-${loss}`;
      await x.queue(queue);
      way.lose('/v1/contacts', loss, loss);
      expect(await (await x.callers(scenarios.callerRefused(503), queue)).result()).toMatchObject({ successful: 1 });
      expect(way.posts).toEqual([way.posts[0], way.posts[0]]);
      expect(await x.outcomes(queue)).toEqual({ cancelled: 1 });
    });

    it('which Lotse reads after its end has been told: the contact ends', async () => {
      await x.queue('overtaken');
      way.lose('/v1/contacts', 'held', 'held');
      expect(await (await x.callers(scenarios.callerRefused(503), 'overtaken')).result()).toMatchObject({
        successful: 1,
      });
      const { id } = JSON.parse(way.posts[0] ?? '{}') as { id: string };
      await becomes(() => way.answered.includes(`POST /v1/contacts/${id}/cancel 404`), 'its end is told');
      way.release();
      await becomes(() => way.answered.includes('POST /v1/contacts 201'), 'Lotse takes it');
      await becomes(async () => (await x.contacts('overtaken'))[0]?.state === 'abandoned', 'it ends');
    });
  });

  it.each(['broken', 'silent'] as const)('(%s) to a transfer is asked for again, and it is made once', async (loss) => {
    const [from, to] = [`from-${loss}`, `to-${loss}`];
    for (const queue of [from, to]) await x.queue(queue);
    await x.team(from, 1, from, scenarios.AGENT_TRANSFERS, { keys: { target: to } });
    way.lose('/transfer', loss);
    expect(await (await x.callers(scenarios.CALLER_IS_SENT_ON, from)).result()).toMatchObject({ successful: 1 });
    expect(way.posts).toHaveLength(2);
    const [contact] = await x.contacts(to);
    expect(contact?.history.filter(({ type }) => type === 'transferred')).toHaveLength(1);
    await becomes(async () => (await x.state(`${from}1`)).routingStatus === 'idle', 'its agent is free');
  });

  it('twice to a transfer that Lotse has made: they talk on, and nobody else is looked for', async () => {
    for (const queue of ['front', 'back']) await x.queue(queue);
    const port = await ownPort();
    await x.phone(scenarios.agentTransfersInVain(503), { port, keys: { target: 'back' } });
    await x.agent('fred', 'front', `sip:fred@127.0.0.1:${port}`);
    await x.available('fred');
    way.lose('/transfer', 'broken', 'broken');
    const caller = await x.callers(scenarios.CALLER_TALKS, 'front', { pauseMs: 5_000 });
    await becomes(async () => (await x.contacts('back'))[0]?.state === 'cancelled', 'it is taken back');
    await becomes(async () => (await x.state('fred')).routingStatus === 'busy', 'Fred is busy');
    expect(await caller.result()).toMatchObject({ successful: 1 });
    await becomes(async () => (await x.state('fred')).routingStatus === 'idle', 'Fred is free');
  });

  it('is none where who talks hangs up after a transfer at a desktop: the contact ends', async () => {
    for (const queue of ['here', 'there']) await x.queue(queue);
    await x.team('here', 1, 'here', scenarios.AGENT_TALKS);
    const caller = await x.callers(scenarios.CALLER_TALKS, 'here', { pauseMs: 3_000 });
    await becomes(async () => (await x.contacts('here'))[0]?.state === 'active', 'they talk');
    const [contact] = await x.contacts('here');
    await x.must('POST', `/v1/contacts/${contact?.id}/transfer`, { mode: 'blind', queueId: 'there' });
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(await x.outcomes('there')).toEqual({ abandoned: 1 });
  });
});
