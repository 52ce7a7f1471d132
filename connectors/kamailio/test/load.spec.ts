import { answers, countBy, Exchange } from './support/exchange.js';
import { percentile, type SippResult } from './support/sipp.js';
import * as scenarios from './support/scenarios.js';

/** Latencies are told, not asserted: what they are depends on who else uses the machine. */
function tell(what: string, { answerMs }: SippResult): void {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((part) => percentile(answerMs, part));
  process.stderr.write(
    `${what}: INVITE → 200 p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, max ${answerMs.at(-1)} ms\n`,
  );
}

/** For so long Kamailio repeats a BYE that is not answered. */
const BYE_MS = 16_000;

describe('many calls through Kamailio', () => {
  let x: Exchange;
  beforeAll(async () => {
    x = await Exchange.start({ SIP_WORKERS: 40, ACCEPT_WORKERS: 20, HOOK_WORKERS: 12, SILENT_MS: 12000 });
  });
  afterAll(async () => {
    await x.stop();
  });

  it.each<{
    name: string;
    calls: number;
    perSecond: number;
    agents: number;
    pauseMs: number;
    /** More than the machine carries: messages are lost, and a BYE can come again. */
    lingersMs?: number;
  }>([
    { name: 'free', calls: 200, perSecond: 10, agents: 20, pauseMs: 200 },
    { name: 'many', calls: 1000, perSecond: 50, agents: 20, pauseMs: 100 },
    { name: 'most', calls: 3000, perSecond: 200, agents: 100, pauseMs: 100, lingersMs: BYE_MS },
  ])('$calls at $perSecond a second, $agents agents: each is answered once', async (load) => {
    const { name, agents, lingersMs = 0, ...rest } = load;
    await x.queue(name);
    const phones = await x.team(`${name}-`, agents, name, scenarios.AGENT_TALKS, { pauseMs: lingersMs });
    const began = performance.now();
    const result = await (await x.callers(scenarios.CALLER_TALKS, name, rest)).result();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    tell(`${load.calls} calls at ${load.perSecond}/s, ${agents} agents, ${seconds} s`, result);
    // On a busy machine a 200 comes again to a call that is through ("Dead call"), which is no fault.
    expect(result.errors.match(/^.*(Aborting|Continuing|Discarding).*$/gm)?.slice(0, 10) ?? []).toEqual([]);
    expect(result).toMatchObject({ successful: load.calls, failed: 0 });
    expect(await x.outcomes(name)).toEqual({ completed: load.calls });
    const contacts = await x.contacts(name);
    expect(countBy(contacts, (contact) => answers(contact).join())).toEqual({ accepted: load.calls });
    expect(countBy(contacts, ({ endedBy = '' }) => endedBy)).toEqual({ customer: load.calls });
    expect(await phones.stop()).toMatchObject({ successful: load.calls, failed: 0 });
  });

  it('100 who give up while they wait are all abandoned', async () => {
    await x.queue('patience');
    const callers = await x.callers(scenarios.callerGivesUp(182), 'patience', {
      calls: 100,
      perSecond: 50,
      pauseMs: 300,
    });
    expect(await callers.result()).toMatchObject({ successful: 100, failed: 0 });
    expect(await x.outcomes('patience')).toEqual({ abandoned: 100 });
  });

  it('an agent who is always busy costs nobody a call', async () => {
    await x.queue('busy');
    await x.team('busy-', 1, 'busy', scenarios.agentRefuses('486 Busy Here'));
    const phones = await x.team('willing-', 4, 'busy', scenarios.AGENT_TALKS);
    const callers = await x.callers(scenarios.CALLER_TALKS, 'busy', { calls: 100, perSecond: 20, pauseMs: 100 });
    expect(await callers.result()).toMatchObject({ successful: 100, failed: 0 });
    expect(await x.outcomes('busy')).toEqual({ completed: 100 });
    const all = (await x.contacts('busy')).flatMap(answers);
    expect(countBy(all, (answer) => answer)).toEqual({ accepted: 100, 'declined busy': expect.any(Number) });
    expect(await phones.stop()).toMatchObject({ successful: 100, failed: 0 });
  });

  it('callers of three languages reach only those who speak them', async () => {
    await x.queue('languages');
    const languages = ['de', 'fr', 'it'];
    for (const skill of languages) await x.must('PUT', `/v1/skills/${skill}`, { name: skill });
    const phones = await x.team('speaks-', 6, 'languages', scenarios.AGENT_TALKS);
    const spoken = new Map<string, string>();
    for (let i = 1; i <= 6; i++) {
      const [id, skill] = [`speaks-${i}`, languages[i % 3] ?? ''];
      const address = `sip:${id}@127.0.0.1:${phones.port}`;
      await x.agent(id, 'languages', address, [skill]);
      spoken.set(id, skill);
    }
    const callers = await Promise.all(
      languages.map((language) =>
        x.callers(scenarios.CALLER_TALKS, 'languages', {
          calls: 30,
          perSecond: 10,
          pauseMs: 100,
          keys: { language, caller: `speaks-${language}-` },
        }),
      ),
    );
    for (const each of callers) expect(await each.result()).toMatchObject({ successful: 30, failed: 0 });
    expect(await x.outcomes('languages')).toEqual({ completed: 90 });
    const contacts = await x.contacts('languages');
    expect(contacts.filter(({ agentId = '', language }) => spoken.get(agentId) !== language)).toEqual([]);
    expect(countBy(contacts, ({ language = '' }) => language)).toEqual({ de: 30, fr: 30, it: 30 });
  });

  it('and the audit finds nothing', async () => {
    const { code, output } = await x.audit();
    expect([code, output]).toEqual([0, expect.stringContaining('0 violations')]);
  });
});
