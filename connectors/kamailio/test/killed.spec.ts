import { becomes } from '../../../test/support/becomes.js';
import { countBy, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';

const CALLS = { calls: 500, perSecond: 60, pauseMs: 800 };

describe('SIGKILL in the middle of 500 calls', () => {
  let x: Exchange;
  beforeEach(async () => {
    x = await Exchange.start();
    await x.queue('q');
  });
  afterEach(() => x.stop());

  const midway = (): Promise<void> =>
    becomes(async () => {
      const states = countBy(await x.contacts('q'), ({ state }) => state);
      return (states.completed ?? 0) > 40 && (states.active ?? 0) > 5 && (states.waiting ?? 0) > 5;
    }, 'some have talked, some talk and some wait');

  async function audited(): Promise<void> {
    const { code, output } = await x.audit();
    expect([code, output]).toEqual([0, expect.stringContaining('0 violations')]);
  }

  it('of Kamailio: who talks talks on, and who waited is reported', async () => {
    const phones = await x.team('a', 20, 'q', scenarios.AGENT_TALKS);
    const callers = await x.callers(scenarios.CALLER_TALKS, 'q', { ...CALLS, pauseMs: 2_000 });
    await midway();
    await x.kamailio.kill();
    const before = await x.contacts('q');
    await x.kamailio.start();
    const talking = before.filter(({ state }) => state === 'active').map(({ id }) => id);
    const waiting = before.filter(({ state }) => state === 'waiting').map(({ id }) => id);
    expect([talking.length > 0, waiting.length > 0]).toEqual([true, true]);
    const ended = async (ids: string[]): Promise<Record<string, number>> => {
      const all = new Map((await x.contacts('q')).map((contact) => [contact.id, contact]));
      return countBy(ids, (id) => `${all.get(id)?.state} ${all.get(id)?.endedBy ?? ''}`);
    };
    await becomes(
      async () => (await ended(waiting))['abandoned customer'] === waiting.length,
      'who waited is reported',
    );
    await becomes(async () => (await ended(talking))['completed customer'] === talking.length, 'who talked hung up');
    await callers.kill();
    await phones.kill();
    await x.kamailio.kill();
    await audited();
  });
});
