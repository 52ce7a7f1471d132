import { becomes } from '../../../test/support/becomes.js';
import { Exchange } from './support/exchange.js';
import { LossyWay } from './support/lossy-way.js';
import * as scenarios from './support/scenarios.js';

describe('an answer of Lotse to a new call that is lost', () => {
  let x: Exchange;
  let way: LossyWay;
  beforeAll(async () => {
    way = await LossyWay.start();
    x = await Exchange.start({ LOTSE_URL: way.url, LOTSE_TIMEOUT_SECONDS: 1 });
    way.target = x.lotse.url;
  });
  afterAll(async () => {
    await x.stop();
    await way.stop();
  });

  it.each(['broken', 'silent'] as const)('(%s) is asked for again, and the call is one contact', async (loss) => {
    await x.queue(loss);
    way.losses = [loss];
    way.posts.length = 0;
    const caller = await x.callers(scenarios.CALLER_TALKS, loss);
    await becomes(() => way.posts.length === 2, 'it is asked for again');
    await x.team(loss, 1, loss, scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(way.posts).toEqual([way.posts[0], way.posts[0]]);
    expect(await x.outcomes(loss)).toEqual({ completed: 1 });
  });

  it('is not asked for where the call has been offered meanwhile', async () => {
    await x.queue('quick');
    await x.team('quick', 1, 'quick', scenarios.AGENT_TALKS);
    way.losses = ['silent'];
    way.posts.length = 0;
    // Longer than its answer is waited for.
    const caller = await x.callers(scenarios.CALLER_TALKS, 'quick', { pauseMs: 2_000 });
    expect(await caller.result()).toMatchObject({ successful: 1 });
    expect(way.posts).toHaveLength(1);
    expect(await x.outcomes('quick')).toEqual({ completed: 1 });
  });

  it.each(['broken', 'silent'] as const)('(%s) twice: the caller is refused, the contact ends', async (loss) => {
    const queue = `twice-${loss}`;
    await x.queue(queue);
    way.losses = [loss, loss];
    way.posts.length = 0;
    expect(await (await x.callers(scenarios.callerRefused(503), queue)).result()).toMatchObject({ successful: 1 });
    expect(way.posts).toEqual([way.posts[0], way.posts[0]]);
    expect(await x.outcomes(queue)).toEqual({ cancelled: 1 });
  });
});
