import { becomes } from '../../../test/support/becomes.js';
import { answers, type Contact, countBy, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';

describe('SIGKILL in the middle of many calls', () => {
  let x: Exchange;
  beforeEach(async () => {
    x = await Exchange.start({ SIP_WORKERS: 40, HOOK_WORKERS: 12 });
    await x.queue('q');
  });
  afterEach(() => x.stop());

  async function midway(): Promise<void> {
    let states: Record<string, number> = {};
    await becomes(
      async () => {
        states = countBy(await x.contacts('q'), ({ state }) => state);
        return (states.completed ?? 0) > 5 && (states.active ?? 0) > 5 && (states.waiting ?? 0) > 5;
      },
      'some have talked, some talk and some wait',
      () => `${JSON.stringify(states)}\n${x.kamailio.said()}`,
    );
  }

  async function audited(): Promise<void> {
    const { code, output } = await x.audit();
    expect([code, output]).toEqual([0, expect.stringContaining('0 violations')]);
  }

  it('of Lotse: who talks talks on, who waits is answered, and what happened meanwhile is told', async () => {
    // However long a start takes here, what was offered just before the end can still be heard of.
    await x.voice(120);
    await x.queue('nobody');
    const impatient = await x.callers(scenarios.callerGivesUp(182), 'nobody', {
      calls: 20,
      perSecond: 50,
      pauseMs: 8_000,
    });
    await becomes(async () => (await x.contacts('nobody')).length === 20, 'the impatient wait');
    const phones = await x.team('a', 20, 'q', scenarios.AGENT_TALKS);
    const callers = await x.callers(scenarios.CALLER_TALKS, 'q', { calls: 200, perSecond: 40, pauseMs: 800 });
    await midway();
    const before = await x.contacts('q');
    await x.lotse.kill();
    // Nobody hears that they hang up, nor that those who talk do.
    expect(await impatient.result()).toMatchObject({ successful: 20, failed: 0 });
    await x.lotse.start();
    const result = await callers.result();
    expect(await x.outcomes('nobody')).toEqual({ abandoned: 20 });
    await x.outcomes('q');
    const after = new Map((await x.contacts('q')).map((contact) => [contact.id, contact]));
    // New callers were told that Lotse was away, or, while it caught up, that too many came at once; one whose own answer
    // was lost has a contact, which ends then.
    const refusals =
      /Aborting call .* for Call-Id '([^']+)'.*received 'SIP\/2\.0 (?:503 Service Unavailable|486 Queue Full)/g;
    const told = new Set([...result.errors.matchAll(refusals)].map(([, callId]) => callId)).size;
    const other = result.errors.split('\n').filter((line) => /Aborting|Discarding|timeout|retrans/i.test(line));
    const untold = told === result.failed ? '' : other.filter((line) => !line.includes(' 503 ')).join('\n');
    expect([result.successful + result.failed, result.failed, untold]).toEqual([200, told, '']);
    const {
      completed: kept = 0,
      cancelled: taken = 0,
      abandoned: gone = 0,
      ...lost
    } = countBy(before, ({ id }) => after.get(id)?.state ?? 'lost');
    expect([kept + taken + gone, lost, taken + gone <= told]).toEqual([before.length, {}, true]);
    const { completed, cancelled = 0, abandoned = 0, ...others } = countBy([...after.values()], ({ state }) => state);
    expect([completed, others, cancelled + abandoned <= told]).toEqual([result.successful, {}, true]);
    const answered = [...after.values()].filter(({ state }) => state === 'completed');
    const times = (contact: Contact): number => answers(contact).filter((answer) => answer === 'accepted').length;
    expect(countBy(answered, (contact) => String(times(contact)))).toEqual({ 1: answered.length });
    expect(await phones.stop()).toMatchObject({ successful: result.successful, failed: 0 });
    const states = await Promise.all(Array.from({ length: 20 }, (_, i) => x.state(`a${i + 1}`)));
    expect(countBy(states, ({ routingStatus }) => String(routingStatus))).toEqual({ idle: 20 });
    await audited();
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
    await midway();
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
    await audited();
  });
});
