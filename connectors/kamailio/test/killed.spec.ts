import { becomes } from '../../../test/support/becomes.js';
import { answers, type Contact, countBy, Exchange } from './support/exchange.js';
import * as scenarios from './support/scenarios.js';

describe('SIGKILL in the middle of many calls', () => {
  let x: Exchange;
  beforeEach(async () => {
    x = await Exchange.start();
    await x.queue('q');
  });
  afterEach(() => x.stop());

  const midway = (): Promise<void> =>
    becomes(async () => {
      const states = countBy(await x.contacts('q'), ({ state }) => state);
      return (states.completed ?? 0) > 20 && (states.active ?? 0) > 5 && (states.waiting ?? 0) > 5;
    }, 'some have talked, some talk and some wait');

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
    expect(countBy(before, ({ id }) => after.get(id)?.state ?? 'lost')).toEqual({ completed: before.length });
    // New callers were told that Lotse was away, or, while it caught up, that too many came at once; one whose own answer
    // was lost has a contact, which is cancelled then.
    const told = result.errors.match(/503 Service Unavailable|486 Queue Full/g)?.length ?? 0;
    const untold = told === result.failed ? '' : result.errors.slice(0, 3_000);
    expect([result.successful + result.failed, result.failed, untold]).toEqual([200, told, '']);
    const { completed, cancelled = 0, ...others } = countBy([...after.values()], ({ state }) => state);
    expect([completed, others, cancelled <= told]).toEqual([result.successful, {}, true]);
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
    const callers = await x.callers(scenarios.CALLER_TALKS, 'q', { calls: 500, perSecond: 60, pauseMs: 2_000 });
    await midway();
    const killedAt = Date.now();
    await x.kamailio.kill();
    const before = await x.contacts('q');
    await x.kamailio.start();
    // Of who was answered in the last moment the caller may not have heard: its phone gets no ACK.
    const answeredBefore = ({ history }: Contact): boolean =>
      Date.parse(history.findLast(({ type }) => type === 'accepted')?.at ?? '') < killedAt - 1_000;
    const talking = before.filter((each) => each.state === 'active' && answeredBefore(each)).map(({ id }) => id);
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
