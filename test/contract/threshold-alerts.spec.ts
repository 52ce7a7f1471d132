import { readEnvironment } from '../../src/config/environment.js';
import { ThresholdWatch } from '../../src/alerts/threshold-watch.service.js';
import { STORES } from '../../src/config/stores.js';
import { Reign } from '../../src/matcher/reign.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { becomes } from '../support/becomes.js';
import { Receiver } from '../webhooks/receiver.js';
import { expectDocumented } from '../ws/documented.js';
import { IN_PROCESS } from '../ws/node.js';
import { SocketClient, type Frame } from '../ws/socket-client.js';
import { Center, expectProblem, MS, type Json } from './center.js';

const ALLOW = { LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' };

describe('alerts by thresholds', () => {
  let c: Center;
  let second: RunningServer;
  let here: SocketClient;
  let there: SocketClient;
  let receiver: Receiver;

  const another = (): Promise<RunningServer> => {
    const stores = c.node.server.app.get<{ redisUrl: string; databaseUrl: string }>(STORES);
    const environment = { PORT: '0', LOTSE_LOG_LEVEL: 'silent', LOTSE_TEST_CLOCK: 'true', LOTSE_QUIET: 'true' };
    const settings = readEnvironment({ ...environment, ...ALLOW, LOTSE_ADMIN_KEY: c.node.keys.get('admin') as string });
    return startServer(settings, stores, IN_PROCESS);
  };
  const listen = async (url: string): Promise<SocketClient> => {
    const socket = SocketClient.connect(url, 'supervisor', { key: c.node.keys.get('supervisor') });
    await socket.next('hello');
    return socket;
  };

  beforeAll(async () => {
    c = await Center.start(ALLOW);
    [second, receiver] = await Promise.all([another(), Receiver.start()]);
    await c.must('PUT', '/v1/webhooks/all', { url: receiver.url('/all'), events: ['alert.*'] });
    [here, there] = await Promise.all([listen(c.node.url), listen(second.url)]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    expectDocumented();
    await second.close();
    await receiver.stop();
    await c.stop();
  });

  const rule = (id: string, more: Json): Promise<Json> =>
    c.must('PUT', `/v1/alerts/${id}`, { name: id, kind: 'longestWait', raiseAt: 60, clearAt: 20, ...more });
  const raised = async (id: string): Promise<Json | null> =>
    (await c.get(`/v1/alerts/${id}`)).body.raised as Json | null;
  const of = (id: string, frames: readonly Frame[]): string[] =>
    frames.flatMap((frame) => (frame.alertId === id ? [frame.resolved === true ? 'cleared' : 'raised'] : []));
  const posted = (id: string): string[] =>
    receiver.deliveries.flatMap(({ path, event }) =>
      path === '/all' && (event as unknown as Json).alertId === id
        ? [(event as { type: string }).type.slice('alert.'.length)]
        : [],
    );
  /** Everybody has heard of these crossings, and of no others. */
  async function told(id: string, crossings: string[]): Promise<void> {
    await Promise.all([
      here.until((frames) => of(id, frames).length >= crossings.length),
      there.until((frames) => of(id, frames).length >= crossings.length),
      receiver.until(() => posted(id).length >= crossings.length),
    ]);
    for (const heard of [of(id, here.frames), of(id, there.frames), posted(id)]) expect(heard).toEqual(crossings);
  }
  const settled = async (): Promise<void> => {
    await c.node.hasHeard();
    await c.heardBy(second);
  };
  /** Whoever judges has looked at how things stand now, and all have heard of what it saw. */
  async function looked(): Promise<void> {
    await settled();
    const watches = [c.node.server, second].map(({ app }) => app.get(ThresholdWatch));
    // The first may have begun before.
    for (let nth = 1; nth <= 2; nth += 1) await Promise.all(watches.map((watch) => watch.look()));
    await settled();
  }
  const becomesRaised = (id: string, is: boolean): Promise<void> =>
    becomes(
      async () => {
        await looked();
        return ((await raised(id)) !== null) === is;
      },
      `${id} is ${is ? 'raised' : 'cleared'}`,
    );
  const stands = (id: string): Promise<void> => becomesRaised(id, true);
  const over = (id: string): Promise<void> => becomesRaised(id, false);

  it('are configuration: versioned, audited, for supervisors, with thresholds that cannot flap', async () => {
    await c.queue('cfg');
    const body = { name: 'Billing', kind: 'longestWait', queueId: 'cfg', raiseAt: 120, clearAt: 60 };
    const made = await c.put('/v1/alerts/cfg', body, { key: 'supervisor' });
    expect(made).toMatchObject({
      status: 201,
      body: { id: 'cfg', ...body, forSeconds: 0, level: 'warning', raised: null },
    });
    const etag = made.headers.get('etag') as string;
    const changed = await c.put('/v1/alerts/cfg', { ...body, level: 'critical' }, { headers: { 'if-match': etag } });
    expect(changed).toMatchObject({ status: 200, body: { level: 'critical' } });
    expectProblem(await c.put('/v1/alerts/cfg', body, { headers: { 'if-match': etag } }), 412);
    expect((await c.get('/v1/alerts?limit=200')).body.items).toContainEqual(changed.body);
    expectProblem(await c.put('/v1/alerts/x', body, { key: 'system' }), 403);
    expectProblem(await c.get('/v1/alerts/nobody'), 404);
    const wrong: [Json, string][] = [
      [{ clearAt: 120 }, 'clearAt'],
      [{ clearAt: 121 }, 'clearAt'],
      [{ kind: 'serviceLevel', raiseAt: 0.8, clearAt: 0.7 }, 'clearAt'],
      [{ kind: 'serviceLevel', raiseAt: 0.8, clearAt: 1.1 }, 'clearAt'],
      [{ kind: 'ronaRate', raiseAt: 20, clearAt: 0.1 }, 'raiseAt'],
      [{ kind: 'unroutable', raiseAt: 1.5, clearAt: 0 }, 'raiseAt'],
      [{ minimum: 3 }, 'minimum'],
      [{ kind: 'unknown' }, 'kind'],
      [{ raiseAt: 'much' }, 'raiseAt'],
      [{ queueId: 'nowhere' }, 'queueId'],
      [{ more: 1 }, 'more'],
    ];
    for (const [more, path] of wrong)
      expectProblem(await c.put('/v1/alerts/x', { ...body, ...more }), 400, {
        errors: expect.arrayContaining([expect.objectContaining({ path })]),
      });
    expectProblem(await c.del('/v1/queues/cfg'), 409);
    expect((await c.del('/v1/alerts/cfg')).status).toBe(204);
    expect((await c.del('/v1/queues/cfg')).status).toBe(204);
    const { items } = (await c.get('/v1/audit?kind=alert&id=cfg')).body as { items: Json[] };
    expect(items.map(({ action }) => action)).toEqual(['removed', 'replaced', 'created']);
  });

  it('a crossing is told once, by whatever node, and nothing between the two thresholds', async () => {
    await c.queue('lw');
    await c.queue('elsewhere');
    await c.must('PUT', '/v1/webhooks/one', { url: receiver.url('/one'), events: ['alert.raised'], queues: ['lw'] });
    await rule('lw', { queueId: 'lw', level: 'critical' });
    await rule('other', { queueId: 'elsewhere' });
    await c.enqueue('lw1', 'lw');
    await c.clock(59_000);
    await c.enqueue('lw2', 'lw');
    await c.clock(1_000);
    await stands('lw');
    const frame = here.frames.find(({ alertId }) => alertId === 'lw') as Frame;
    expect(frame).toEqual({
      type: 'alert',
      cursor: expect.stringMatching(/^\d+\.\d+$/),
      at: MS,
      id: 'threshold:lw',
      alert: 'threshold',
      alertId: 'lw',
      name: 'lw',
      kind: 'longestWait',
      level: 'critical',
      queueId: 'lw',
      raiseAt: 60,
      clearAt: 20,
      value: expect.any(Number),
      detail: expect.stringContaining('lw'),
    });
    expect(frame.value).toBeGreaterThanOrEqual(60);
    expect((await raised('lw'))?.value).toBe(frame.value);
    // Who comes now finds it in the hello.
    const later = await listen(second.url);
    expect(later.frames[0]?.alerts).toContainEqual(there.frames.find(({ alertId }) => alertId === 'lw'));
    await later.close();
    // The first goes, the second has waited 30 s: between the two.
    await c.clock(30_000);
    await c.cancel('lw1');
    await looked();
    await c.enqueue('lw3', 'lw');
    await c.clock(31_000);
    await looked();
    expect(await raised('lw')).not.toBeNull();
    await told('lw', ['raised']);
    await c.cancel('lw2');
    await c.cancel('lw3');
    await over('lw');
    await looked();
    await told('lw', ['raised', 'cleared']);
    expect(await raised('other')).toBeNull();
    const notice = receiver.deliveries.find(({ event }) => (event as unknown as Json).alertId === 'lw');
    expect(notice).toMatchObject({
      path: expect.stringMatching(/^\/(all|one)$/),
      headers: { 'ce-type': 'alert.raised', 'ce-subject': 'alert/lw', 'webhook-signature': expect.any(String) },
      event: { type: 'alert.raised', alertId: 'lw', queueId: 'lw', value: frame.value, at: frame.at },
    });
    const bodies = receiver.deliveries.map(({ path, text }) => `${path} ${text}`);
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(receiver.deliveries.filter(({ path }) => path === '/one')).toHaveLength(1);
    await c.must('DELETE', '/v1/webhooks/one');
  });

  it('it must be so for a while where that is asked', async () => {
    await c.queue('fs');
    await rule('fs', { queueId: 'fs', raiseAt: 10, clearAt: 5, forSeconds: 30 });
    await c.enqueue('fs1', 'fs');
    await c.clock(20_000);
    await looked();
    expect(await raised('fs')).toBeNull();
    await c.clock(30_000);
    await stands('fs');
    await c.cancel('fs1');
    await over('fs');
    await told('fs', ['raised', 'cleared']);
  });

  it('a contact that is offered goes on waiting; one that is answered does not', async () => {
    await c.queue('of');
    await c.agent('of-a', ['of']);
    await c.must('PUT', '/v1/channels/voice', {
      name: 'Voice',
      kind: 'synchronous',
      offerTimeoutSeconds: 300,
      wrapUpSeconds: 0,
      defaultTargetSeconds: 20,
    });
    await rule('of', { queueId: 'of' });
    await c.enqueue('of1', 'of');
    await c.clock(50_000);
    await c.available('of-a');
    const offer = await c.offer('of1');
    await c.clock(10_000);
    await stands('of');
    await c.must('POST', `/v1/offers/${offer}/accept`, {}, { key: 'of-a' });
    await over('of');
    await told('of', ['raised', 'cleared']);
    await c.complete('of1');
  });

  it('service level and RONA of the last 30 minutes, of so many at least', async () => {
    await c.queue('sl', { serviceLevel: { targetSeconds: 20, percent: 80 } });
    await c.agent('sl-a', ['sl']);
    await rule('sl', { kind: 'serviceLevel', queueId: 'sl', raiseAt: 0.6, clearAt: 0.7, minimum: 2 });
    await rule('rona', { kind: 'ronaRate', queueId: 'sl', raiseAt: 0.5, clearAt: 0.25, minimum: 2 });
    await c.enqueue('sl1', 'sl');
    await c.clock(30_000);
    await c.available('sl-a');
    await c.must('POST', `/v1/offers/${await c.offer('sl1')}/accept`, {}, { key: 'sl-a' });
    await c.complete('sl1');
    await looked();
    expect([await raised('sl'), await raised('rona')]).toEqual([null, null]);
    await c.enqueue('sl2', 'sl');
    await c.must('POST', `/v1/offers/${await c.offer('sl2')}/decline`, { reason: 'noAnswer' }, { key: 'system' });
    await stands('rona');
    expect((await raised('rona'))?.value).toBe(0.5);
    await c.available('sl-a');
    await c.clock(60_000);
    await c.must('POST', `/v1/offers/${await c.offer('sl2', 2)}/accept`, {}, { key: 'sl-a' });
    await c.complete('sl2');
    await stands('sl');
    expect((await raised('sl'))?.value).toBe(0);
    expect(await raised('rona')).not.toBeNull();
    // Half an hour later nothing of it is left to measure.
    await c.clock(1_900_000);
    await over('sl');
    await over('rona');
    await told('sl', ['raised', 'cleared']);
    expect(here.frames.findLast(({ alertId }) => alertId === 'sl')).toMatchObject({ resolved: true, value: null });
  });

  it('counts of contacts that nobody could take, over all queues', async () => {
    await c.must('PUT', '/v1/skills/none', { name: 'none' });
    await c.queue('un');
    await c.agent('un-a', ['un']);
    await rule('un', { kind: 'unroutable', raiseAt: 2, clearAt: 0 });
    await c.enqueue('un1', 'un', { requirements: [{ skillId: 'none' }] });
    await looked();
    expect(await raised('un')).toBeNull();
    await c.queue('un-other');
    await c.enqueue('un2', 'un-other', { requirements: [{ skillId: 'none' }] });
    await stands('un');
    await c.cancel('un1');
    await looked();
    expect(await raised('un')).not.toBeNull();
    await c.cancel('un2');
    await over('un');
    await told('un', ['raised', 'cleared']);
  });

  it('counts of contacts that everyone has declined, until somebody takes them', async () => {
    await c.queue('da');
    await c.agent('da-a', ['da']);
    await rule('da', { kind: 'declinedByAll', queueId: 'da', raiseAt: 1, clearAt: 0 });
    await c.available('da-a');
    await c.enqueue('da1', 'da');
    const offer = await c.offer('da1');
    await looked();
    expect(await raised('da')).toBeNull();
    await c.must('POST', `/v1/offers/${offer}/decline`, {}, { key: 'da-a' });
    await stands('da');
    expect((await raised('da'))?.value).toBe(1);
    await c.clock(5_001);
    await c.must('POST', `/v1/offers/${await c.offer('da1', 2)}/accept`, {}, { key: 'da-a' });
    await over('da');
    await told('da', ['raised', 'cleared']);
    await c.complete('da1');
  });

  it('removed while it stands it is over; watching something else it begins anew', async () => {
    for (const id of ['gone', 'moved']) {
      await c.queue(id);
      await rule(id, { queueId: id });
      await c.enqueue(`${id}1`, id);
    }
    await c.clock(60_000);
    await stands('gone');
    await stands('moved');
    await c.must('DELETE', '/v1/alerts/gone');
    await rule('moved', { queueId: 'gone', raiseAt: 100_000 });
    await told('gone', ['raised', 'cleared']);
    await told('moved', ['raised', 'cleared']);
    expect(here.frames.findLast(({ alertId }) => alertId === 'gone')).toMatchObject({
      detail: 'the alert was removed',
    });
    for (const id of ['gone1', 'moved1']) await c.cancel(id);
  });

  it('stands over a restart and is not told again; the node that is left clears it', async () => {
    await c.queue('re');
    await rule('re', { queueId: 're' });
    await c.enqueue('re1', 're');
    await c.clock(60_000);
    await stands('re');
    await told('re', ['raised']);
    // Whoever judges goes, twice: to the node that is there, and to one that has just started.
    const judges = (): boolean => second.app.get(Reign).leads;
    await c.node.server.app.get(Reign).stop();
    await becomes(judges, 'the second node judges');
    await looked();
    await second.close();
    second = await another();
    await becomes(judges, 'the third node judges');
    await there.closed;
    there = await listen(second.url);
    expect(((there.frames[0] as Frame).alerts as Json[]).map(({ id }) => id)).toContain('threshold:re');
    await looked();
    expect([of('re', here.frames), of('re', there.frames), posted('re')]).toEqual([['raised'], [], ['raised']]);
    await c.cancel('re1');
    await there.until((frames) => of('re', frames).length > 0);
    await receiver.until(() => posted('re').length > 1);
    expect([of('re', here.frames), of('re', there.frames), posted('re')]).toEqual([
      ['raised', 'cleared'],
      ['cleared'],
      ['raised', 'cleared'],
    ]);
  });
});
