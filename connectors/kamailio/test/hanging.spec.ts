import { becomes } from '../../../test/support/becomes.js';
import { Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';
import { accounted, midway } from './support/storm.js';

const AGENTS = 20;
const CALLS = 200;
/** Long beside what a busy machine adds to what takes no time. */
const TIMEOUT_MS = 3_000;

describe('a Lotse that hangs in the middle of many calls', () => {
  let x: Exchange;
  beforeEach(async () => {
    x = await Exchange.start({
      SIP_WORKERS: 40,
      ACCEPT_WORKERS: 20,
      HOOK_WORKERS: 12,
      LOTSE_TIMEOUT_SECONDS: TIMEOUT_MS / 1_000,
    });
    await x.queue('q');
  });
  afterEach(() => x.stop());

  it('holds up nobody but those who find it hanging, and hears all of it when it goes on', async () => {
    // What was offered just before can still be heard of after.
    await x.voice(120);
    await x.queue('nobody');
    const impatient = await x.callers(scenarios.callerGivesUp(182), 'nobody', {
      calls: 20,
      perSecond: 50,
      pauseMs: 8_000,
    });
    await becomes(async () => (await x.contacts('nobody')).length === 20, 'the impatient wait');
    const phones = await x.team('a', AGENTS, 'q', scenarios.AGENT_TALKS);
    const calls = await x.callers(scenarios.CALLER_TALKS, 'q', { calls: CALLS, perSecond: 40, pauseMs: 800 });
    await midway(x);
    const before = await x.contacts('q');
    x.lotse.hang();
    const refusedWhileItHangs = async (calls: number): Promise<number> => {
      const late = await x.callers(scenarios.callerRefused(503), 'nobody', { calls, perSecond: 10 });
      const { answerMs, ...told } = await late.result();
      expect(told).toMatchObject({ successful: calls, failed: 0 });
      return answerMs.at(-1) as number;
    };
    // Who finds it hanging waits, and is asked for once more; whoever comes then is told at once.
    expect(await refusedWhileItHangs(1)).toBeLessThan(3 * TIMEOUT_MS);
    expect(await refusedWhileItHangs(20)).toBeLessThan(TIMEOUT_MS);
    // Nobody hears that they hang up, nor that those who talk do.
    expect(await impatient.result()).toMatchObject({ successful: 20, failed: 0 });
    x.lotse.goOn();
    const callers = await calls.result();
    // Behind a question that began before it hung, and behind one of its own.
    expect(callers.byeMs.at(-1)).toBeLessThan(3 * TIMEOUT_MS);
    const { abandoned, cancelled = 0, ...others } = await x.outcomes('nobody');
    expect([abandoned, cancelled <= 21, others]).toEqual([20, true, {}]);
    await accounted(x, CALLS, { callers, phones, agents: AGENTS, before });
  });
});
