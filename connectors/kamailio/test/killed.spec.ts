import { becomes } from '../../../test/support/becomes.js';
import { type Contact, countBy, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';
import { accounted, audited, midway } from './support/storm.js';

const AGENTS = 20;
const CALLS = 500;

describe('SIGKILL in the middle of many calls', () => {
  let x: Exchange;
  beforeEach(async () => {
    x = await Exchange.start({ SIP_WORKERS: 40, ACCEPT_WORKERS: 20, HOOK_WORKERS: 12 });
    await x.queue('q');
  });
  afterEach(() => x.stop());

  it('of Lotse: who talks talks on, who waits is answered, and what happened meanwhile is told', async () => {
    // However long a start takes here, what was offered just before the end can still be heard of.
    await x.voice(120);
    await x.queue('nobody');
    const phones = await x.team('a', AGENTS, 'q', scenarios.AGENT_TALKS);
    const callers = await x.callers(scenarios.CALLER_TALKS, 'q', { calls: CALLS, perSecond: 60, pauseMs: 800 });
    await midway(x, 0.8 * CALLS);
    const impatient = await x.callers(scenarios.callerGivesUp(182), 'nobody', {
      calls: 20,
      perSecond: 50,
      pauseMs: 8_000,
    });
    await becomes(async () => (await x.contacts('nobody')).length === 20, 'the impatient wait');
    const before = await x.contacts('q');
    await x.lotse.kill();
    // Nobody hears that they hang up, nor that those who talk do.
    expect(await impatient.result()).toMatchObject({ successful: 20, failed: 0 });
    await x.lotse.start();
    const result = await callers.result();
    expect(await x.outcomes('nobody')).toEqual({ abandoned: 20 });
    await accounted(x, CALLS, { callers: result, phones, agents: AGENTS, before });
  });

  it('of Kamailio: who talks talks on, and who waited is reported', async () => {
    const phones = await x.team('a', 20, 'q', scenarios.AGENT_TALKS);
    const callers = await x.callers(scenarios.CALLER_TALKS, 'q', { calls: 500, perSecond: 60, pauseMs: 4_000 });
    // Who was answered in the last moment may not have heard it.
    const talkingOf = async (contacts: readonly Contact[]): Promise<string[]> => {
      const heard = new Set([...(await callers.log()).matchAll(/^heard (\d+)$/gm)].map(([, call]) => `from-q-${call}`));
      const talks = ({ state, customer }: Contact): boolean =>
        state === 'active' && heard.has(customer.identities[0]?.value ?? '');
      return contacts.filter(talks).map(({ id }) => id);
    };
    await becomes(async () => (await talkingOf(await x.contacts('q'))).length > 5, 'some talk');
    await midway(x);
    await x.kamailio.kill();
    const before = await x.contacts('q');
    const talking = await talkingOf(before);
    await x.kamailio.start();
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
    let ends: Record<string, number> = {};
    await becomes(
      async () => {
        ends = await ended(talking);
        return ends['completed customer'] === talking.length;
      },
      'who talked hung up',
      () => JSON.stringify(ends),
    );
    await callers.kill();
    await phones.kill();
    await x.kamailio.kill();
    await audited(x);
  });
});
