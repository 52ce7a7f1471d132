import { ThresholdWatch } from '../../src/alerts/threshold-watch.service.js';
import { readEnvironment } from '../../src/config/environment.js';
import { STORES } from '../../src/config/stores.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { becomes } from '../support/becomes.js';
import { Center, type Json } from './center.js';
import { IN_PROCESS } from '../ws/node.js';

interface Wait {
  lowSeconds: number;
  highSeconds: number;
}

/** Twenty services, then thirty waits, then thirty intervals to judge by. */
const CYCLES = 90;

describe('estimated waits', () => {
  let c: Center;
  let second: RunningServer;
  beforeAll(async () => {
    c = await Center.start();
    second = await anotherNode();
    // How much of the past a new node finds is not left to how often the log is trimmed meanwhile.
    for (const { app } of [c.node.server, second])
      Object.assign(app.get(LiveRedis).log, { trim: () => Promise.resolve() });
    await c.must('PUT', '/v1/routing-profiles/ranks', { name: 'ranks', credits: { priority: 1_000 } });
    await c.queue('q', { routingProfileId: 'ranks' });
    await c.agent('e1', ['q']);
    await c.agent('e2', ['q']);
  });
  afterAll(async () => {
    await second.close();
    await c.stop();
  });

  async function anotherNode(): Promise<RunningServer> {
    const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
    const settings = readEnvironment({ ...environment, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
    return startServer(settings, c.node.server.app.get(STORES), IN_PROCESS);
  }

  const onNode = async ({ url }: RunningServer, path: string): Promise<Json> => {
    const headers = { authorization: `Bearer ${c.node.keys.get('admin')}` };
    return (await (await fetch(url + path, { headers })).json()) as Json;
  };

  const waitOf = async (id: string): Promise<Json> => c.contact(id);
  const highOf = (contact: Json): number => (contact.estimatedWait as Wait).highSeconds;
  const stats = async (path: string): Promise<unknown> => (await c.get(path, { key: 'supervisor' })).body.estimate;

  async function answer(id: string, agentId: string): Promise<void> {
    await c.must('POST', `/v1/offers/${await c.offer(id)}/accept`, {}, { key: agentId });
    await c.event('active', id);
  }

  it('are not guessed while there is nothing to go by', async () => {
    expect((await c.enqueue('w0', 'q')).estimatedWait).toBe('insufficientData');
    expect(await stats('/v1/queues/q/stats')).toBe('insufficientData');
    expect(await stats('/v1/stats')).toBe('insufficientData');
  });

  it('are learned from services and waits, told on POST and GET, and judged', async () => {
    await c.available('e1');
    await answer('w0', 'e1');
    for (let n = 1; n <= CYCLES; n += 1) {
      await c.enqueue(`w${n}`, 'q');
      await c.clock(15_000 + 5_000 * ((5 * n * n) % 7));
      await c.complete(`w${n - 1}`);
      await answer(`w${n}`, 'e1');
    }
    const first = await c.enqueue('x1', 'q');
    const second = await c.enqueue('x2', 'q');
    for (const { estimatedWait } of [first, second]) {
      expect(estimatedWait).toEqual({ lowSeconds: expect.any(Number), highSeconds: expect.any(Number) });
      const { lowSeconds, highSeconds } = estimatedWait as Wait;
      expect(lowSeconds).toBeGreaterThanOrEqual(0);
      expect(highSeconds).toBeGreaterThan(lowSeconds);
    }
    // Each waited as long as the one before was served: 15 to 45 s.
    expect(highOf(first)).toBeGreaterThan(20);
    expect(highOf(first)).toBeLessThan(75);
    expect(highOf(second)).toBeGreaterThan(highOf(first));
    const told = highOf(await waitOf('x1'));
    expect(told).toBeLessThanOrEqual(highOf(first));
    expect(told).toBeGreaterThan(20);
    expect((await waitOf(`w${CYCLES}`)).estimatedWait).toBe('insufficientData');
    for (const path of ['/v1/queues/q/stats', '/v1/stats']) {
      const { coverage, medianWidthSeconds } = (await stats(path)) as Json;
      expect(coverage).toBeGreaterThan(0.5);
      expect(coverage).toBeLessThanOrEqual(1);
      expect(medianWidthSeconds).toBeGreaterThanOrEqual(0);
      expect(medianWidthSeconds).toBeLessThan(60);
    }
  });

  it('are the same on a node that none of the contacts came through, and soon known to one that has just started', async () => {
    await c.heardBy(second);
    const [here, there] = [await stats('/v1/queues/q/stats'), await onNode(second, '/v1/queues/q/stats')];
    expect(there.estimate).toEqual(here);
    expect(highOf(await onNode(second, '/v1/contacts/x2')) / highOf(await waitOf('x2'))).toBeCloseTo(1, 1);
    const third = await anotherNode();
    try {
      const told = async (): Promise<Json> => onNode(third, '/v1/contacts/x2');
      await becomes(async () => (await told()).estimatedWait !== 'insufficientData', 'it knows');
      expect(highOf(await told())).toBeCloseTo(highOf(await waitOf('x2')), -1);
    } finally {
      await third.close();
    }
  });

  it('send who comes elsewhere where the middle of the wait is too long, and nobody while it is unknown', async () => {
    await c.queue('elsewhere');
    const goesTo = async (id: string, queueId: string, whenEstimateOverSeconds: number) => {
      const overflow = { whenEstimateOverSeconds, toQueueId: 'elsewhere' };
      await c.queue(queueId, { routingProfileId: 'ranks', overflow });
      const { queueId: taker } = await c.enqueue(id, queueId);
      await c.cancel(id);
      await c.event('cancelled', id);
      return taker;
    };
    expect(await goesTo('long', 'q', 5)).toBe('elsewhere');
    expect(await goesTo('short', 'q', 3_600)).toBe('q');
    expect(await goesTo('unknown', 'unheard-of', 0)).toBe('unheard-of');
    await c.queue('q', { routingProfileId: 'ranks' });
  });

  it('fall with the position and do not rise with time', async () => {
    const before = await waitOf('x2');
    await c.clock(300_000);
    expect(highOf(await waitOf('x2'))).toBeLessThanOrEqual(highOf(before));
    await c.cancel('x1', 'abandoned');
    await c.event('abandoned', 'x1');
    const after = await waitOf('x2');
    expect(highOf(after)).toBeLessThan(highOf(before));
    expect(after).not.toHaveProperty('estimatedWaitRoseBecause');
  });

  it('rise when somebody of a higher rank arrives, and say so once', async () => {
    const before = await waitOf('x2');
    await c.enqueue('vip', 'q', { priority: 10 });
    await c.event('waiting', 'vip');
    const after = await waitOf('x2');
    expect(after).toMatchObject({ position: 2, estimatedWaitRoseBecause: 'outranked' });
    expect(highOf(after)).toBeGreaterThan(highOf(before));
    const again = await waitOf('x2');
    expect(again).not.toHaveProperty('estimatedWaitRoseBecause');
    expect(highOf(again)).toBeLessThanOrEqual(highOf(after));
    await c.cancel('vip');
    await c.event('cancelled', 'vip');
  });

  it('tell systems at once of a rise because of a higher rank, and only of whom this node told something', async () => {
    const others = await c.node.open('system', 'system');
    await others.command('subscribe', { queues: ['elsewhere'] });
    const follower = await c.node.open('system', 'system');
    await follower.command('subscribe', { contacts: ['x2'] });
    const headers = { authorization: `Bearer ${c.node.keys.get('admin')}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ id: 'untold', channel: 'voice', queueId: 'q' });
    expect((await fetch(`${second.url}/v1/contacts`, { method: 'POST', headers, body })).status).toBe(201);
    await c.event('waiting', 'untold');
    const before = await waitOf('x2');
    await c.enqueue('vip2', 'q', { priority: 10, correlation: 'line 7' });
    await follower.until((frames) => frames.some(({ type }) => type === 'contact.estimateRose'));
    const rose = follower.frames.find(({ type }) => type === 'contact.estimateRose') as Json;
    expect(rose).toEqual({
      type: 'contact.estimateRose',
      cursor: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      at: expect.any(String),
      contactId: 'x2',
      state: 'waiting',
      queueId: 'q',
      channel: 'voice',
      position: 2,
      estimatedWait: { lowSeconds: expect.any(Number), highSeconds: expect.any(Number) },
      estimatedWaitRoseBecause: 'outranked',
    });
    expect(highOf(rose)).toBeGreaterThan(highOf(before));
    expect(await c.event('estimateRose', 'x2')).toEqual(rose);
    // Who comes back and asks is told as well, once.
    const after = await waitOf('x2');
    expect(after).toMatchObject({ position: 2, estimatedWaitRoseBecause: 'outranked' });
    expect(highOf(after)).toBeLessThanOrEqual(highOf(rose));
    expect(await waitOf('x2')).not.toHaveProperty('estimatedWaitRoseBecause');
    for (const id of ['untold', 'vip2']) {
      expect(c.story(id)).not.toContain('estimateRose');
      await c.cancel(id);
      await c.event('cancelled', id);
    }
    expect(others.frames.map(({ type }) => type)).not.toContain('contact.estimateRose');
    await Promise.all([others.close(), follower.close()]);
  });

  it('rise when staff falls, and are taken back when nobody is left', async () => {
    // A second agent, busy with another contact: the one who waits has half the wait.
    await c.available('e2');
    await answer('x2', 'e2');
    await c.enqueue('y', 'q');
    await c.event('waiting', 'y');
    const before = await waitOf('y');
    await c.presence('e2', 'unavailable');
    await c.settled();
    const after = await waitOf('y');
    expect(after.estimatedWaitRoseBecause).toBe('staffFell');
    expect(highOf(after)).toBeGreaterThan(highOf(before));
    // Those who came within the last half hour count as coming again.
    await c.clock(45 * 60_000);
    await c.presence('e1', 'unavailable');
    await c.settled();
    expect(await waitOf('y')).toMatchObject({
      estimatedWait: 'insufficientData',
      estimatedWaitRoseBecause: 'staffFell',
    });
    expect(await waitOf('y')).toMatchObject({ estimatedWait: 'insufficientData' });
  });

  it('tell systems at once of a rise because staff fell, but not of who left meanwhile', async () => {
    await c.available('e1', 'e2');
    await c.settled();
    const first = await waitOf('y');
    await c.enqueue('gone', 'q');
    await c.cancel('gone');
    await c.presence('e2', 'unavailable');
    const rose = (await c.event('estimateRose', 'y')) as Json;
    expect(rose).toMatchObject({ position: 1, state: 'waiting', estimatedWaitRoseBecause: 'staffFell' });
    expect(highOf(rose)).toBeGreaterThan(highOf(first));
    expect((await waitOf('y')).estimatedWaitRoseBecause).toBe('staffFell');
    await c.clock(45 * 60_000);
    await c.presence('e1', 'unavailable');
    expect(await c.event('estimateRose', 'y', 2)).toMatchObject({
      estimatedWait: 'insufficientData',
      estimatedWaitRoseBecause: 'staffFell',
    });
    expect(await waitOf('y')).toMatchObject({
      estimatedWait: 'insufficientData',
      estimatedWaitRoseBecause: 'staffFell',
    });
    expect(c.story('gone')).not.toContain('estimateRose');
    expect(c.story('y').filter((type) => type === 'estimateRose')).toHaveLength(2);
  });

  it('raise an alert where the middle of the wait is too long, until somebody is free', async () => {
    const raised = async (): Promise<Json | null> => {
      await Promise.all([c.settled(), c.heardBy(second)]);
      await Promise.all([c.node.server, second].map(({ app }) => app.get(ThresholdWatch).look()));
      return (await c.get('/v1/alerts/wait')).body.raised as Json | null;
    };
    const rule = { name: 'wait', kind: 'estimatedWait', queueId: 'q', raiseAt: 5, clearAt: 1 };
    await c.must('PUT', '/v1/alerts/wait', rule);
    // Somebody waits, and nobody knows how long: neither is said.
    expect(await raised()).toBeNull();
    await c.available('e1', 'e2');
    await becomes(async () => (await raised()) !== null, 'it is raised');
    expect((await raised())?.value).toBeGreaterThanOrEqual(5);
    await c.complete(`w${CYCLES}`);
    await answer('y', 'e1');
    for (const id of ['y', 'x2']) await c.complete(id);
    await becomes(async () => (await raised()) === null, 'it is cleared');
  });
});
