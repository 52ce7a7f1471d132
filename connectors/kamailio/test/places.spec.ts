import { becomes } from '../../../test/support/becomes.js';
import { Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';
import type { Sipp } from './support/sipp.js';

/** The places that a caller was told, in order; `-` where it was only told that it waits. */
async function places(caller: Sipp): Promise<string[]> {
  const queued = [...(await caller.messages()).matchAll(/^SIP\/2\.0 182 Queued\r?\n((?:[^\r\n]+\r?\n)*)/gm)];
  return queued.map(([, headers = '']) => /^X-Queue-Position: (\d+)/m.exec(headers)?.[1] ?? '-');
}

describe('a caller who waits', () => {
  let x: Exchange;
  beforeAll(async () => {
    x = await Exchange.start({ PLACE_SECONDS: 1, PLACE_AGAIN_SECONDS: 3 });
  });
  afterAll(async () => {
    const said = x.kamailio.said().split('\n');
    await x.stop();
    // Lotse was away.
    expect(said.filter((line) => line !== '' && !line.includes('http_client'))).toEqual([]);
  });

  it('hears its place when it is another, until it is answered', async () => {
    await x.queue('shrinks');
    const ahead: Sipp[] = [];
    for (const count of [1, 2]) {
      ahead.push(await x.callers(scenarios.callerRefused(480), 'shrinks'));
      await becomes(async () => (await x.contacts('shrinks')).length === count, 'one more waits');
    }
    const first = await x.contacts('shrinks');
    const caller = await x.callers(scenarios.CALLER_TALKS, 'shrinks', { keepsMessages: true });
    const heard = async (wanted: string[]): Promise<void> => {
      let told: string[] = [];
      await becomes(
        async () => {
          told = await places(caller);
          return [...new Set(told)].join() === wanted.join();
        },
        `it has heard ${wanted}`,
        () => told.join(),
      );
    };
    await heard(['3']);
    const told = ['3'];
    for (const [i, { id }] of first.entries()) {
      await x.must('POST', `/v1/contacts/${id}/cancel`, { reason: 'cancelled' });
      told.push(String(2 - i));
      await heard(told);
    }
    for (const each of ahead) expect(await each.result()).toMatchObject({ successful: 1 });
    await x.team('late', 1, 'shrinks', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1, failed: 0 });
    expect(await x.outcomes('shrinks')).toEqual({ completed: 1, cancelled: 2 });
  });

  it('is told again where nothing changes, also while Lotse is away', async () => {
    await x.queue('stands');
    const caller = await x.callers(scenarios.CALLER_TALKS, 'stands', { keepsMessages: true });
    await becomes(async () => (await places(caller)).length >= 3, 'it has heard its place three times');
    expect(new Set(await places(caller))).toEqual(new Set(['1']));
    await x.lotse.kill();
    await becomes(
      async () => (await places(caller)).filter((place) => place === '-').length >= 2,
      'it is told to wait',
    );
    await x.lotse.start();
    await x.team('stays', 1, 'stands', scenarios.AGENT_TALKS);
    expect(await caller.result()).toMatchObject({ successful: 1, failed: 0 });
    expect(await x.outcomes('stands')).toEqual({ completed: 1 });
  });
});
