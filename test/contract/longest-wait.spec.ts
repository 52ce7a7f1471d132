import { LiveRedis } from '../../src/live/live-redis.js';
import { becomes } from '../support/becomes.js';
import { Center, expectProblem, type Json } from './center.js';

/** How long a contact may wait, and what is told before that is over. */
describe('the longest wait', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  it('maxWaitSeconds ends who waits longer: expired', async () => {
    await c.queue('short', { maxWaitSeconds: 100 });
    await c.enqueue('ex', 'short');
    await c.clock(86_000);
    const told = await c.event('expiring', 'ex');
    expect(told).toMatchObject({ state: 'waiting', queueId: 'short', expiresAt: expect.any(String) });
    const { enqueuedAt } = await c.contact('ex');
    expect(Date.parse((told as Json).expiresAt as string) - Date.parse(enqueuedAt as string)).toBe(100_000);
    await c.clock(14_000);
    expect(await c.event('expired', 'ex')).toMatchObject({ state: 'expired' });
    expect(c.story('ex')).toEqual(['waiting', 'expiring', 'expired']);
    expect((await c.contact('ex')).state).toBe('expired');
    expectProblem(await c.cancel('ex', 'abandoned'), 409, { state: 'expired' });
  });

  it('a changed maxWaitSeconds holds for who waits already', async () => {
    await c.queue('wait-more');
    for (const id of ['wm1', 'wm2'])
      await c.enqueue(id, 'wait-more', id === 'wm2' ? { enqueuedAt: '2020-01-01T00:00:00.000Z' } : {});
    await c.queue('wait-more', { maxWaitSeconds: 500 });
    await c.event('expired', 'wm2');
    expect((await c.contact('wm1')).state).toBe('waiting');
    await c.clock(500_000);
    await c.event('expired', 'wm1');
    await c.queue('wait-less', { maxWaitSeconds: 500 });
    await c.enqueue('wl', 'wait-less');
    await c.queue('wait-less');
    const { redis, keys } = c.node.server.app.get(LiveRedis).connection;
    await becomes(async () => (await redis.zscore(keys.deadlines, 'expire|wl')) === null, 'its deadline is gone');
    await c.enqueue('wl-position', 'wait-less');
    await c.clock(600_000);
    await c.settled();
    expect((await c.contact('wl')).state).toBe('waiting');
    for (const id of ['wl', 'wl-position']) await c.cancel(id);
  });
});
