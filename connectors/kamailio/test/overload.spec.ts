import { Redis } from 'ioredis';
import { ownPort } from '../../../test/support/stores.js';
import { Exchange } from './support/exchange.js';
import { Kamailio } from './support/kamailio.js';
import { Sipp, type SippOptions } from './support/sipp.js';
import { StandIn } from './support/stand-in.js';
import * as scenarios from './support/scenarios.js';

const AGENTS = 100;
const CALLS = 600;
/** Both routers have run hot before they are measured. */
const WARM = { calls: 200, perSecond: 50, pauseMs: 500 };
/** At best 12 s: each agent has six calls of 2 s. */
const LOAD = { calls: CALLS, perSecond: 100, pauseMs: 2000 };
const SETTINGS = { SIP_WORKERS: 40, ACCEPT_WORKERS: 20, HOOK_WORKERS: 12, SILENT_MS: 12_000 };
const RUNS = 3;
const ALL = WARM.calls + RUNS * CALLS;

/** Seconds from the first call to the end of the last. @param run callers of another run are others: nobody has served them before */
async function secondsOf(target: string, run: string, load = LOAD): Promise<number> {
  const keys = { queue: 'flood', caller: `from-${run}-`, language: '-' };
  const options: SippOptions = { ...load, target, port: await ownPort(), keys };
  const began = performance.now();
  const callers = await Sipp.start(scenarios.CALLER_TALKS, options);
  expect(await callers.result()).toMatchObject({ successful: load.calls, failed: 0 });
  return (performance.now() - began) / 1000;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe(`${CALLS} calls at ${LOAD.perSecond} a second for ${AGENTS} agents, twice what they can take`, () => {
  let x: Exchange;
  let standIn: StandIn;
  let other: Kamailio;
  let phones: Sipp;
  beforeAll(async () => {
    x = await Exchange.start(SETTINGS);
    await x.queue('flood');
    phones = await x.team('a', AGENTS, 'flood', scenarios.AGENT_TALKS);
    standIn = await StandIn.start('a', AGENTS, (agentId) => `sip:${agentId}@127.0.0.1:${phones.port}`);
    other = await Kamailio.prepare({ LOTSE_URL: standIn.url, LOTSE_KEY: 'none', ...SETTINGS });
    await other.start();
    for (const kamailio of [other, x.kamailio]) await secondsOf(kamailio.sip, 'warm', WARM);
  });
  afterAll(async () => {
    await other.stop();
    await standIn.stop();
    await x.stop();
  });

  it('answers each, beside a router that neither scores nor keeps anything: how long both take is told', async () => {
    const [lotse, bare]: number[][] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      bare?.push(await secondsOf(other.sip, String(run)));
      lotse?.push(await secondsOf(x.kamailio.sip, String(run)));
    }
    const ratio = median(lotse ?? []) / median(bare ?? []);
    const told = [lotse, bare].map((seconds) => seconds?.map((each) => each.toFixed(2)).join(', '));
    process.stderr.write(`overload: Lotse ${told[0]} s, the stand-in ${told[1]} s, ratio ${ratio.toFixed(3)}\n`);
    expect(await x.outcomes('flood')).toEqual({ completed: ALL });
  });

  it('offers first who came first, by the log', async () => {
    const redis = new Redis(x.stores.REDIS_URL);
    const entries = await redis.xrange('acd:{default}:events', '-', '+');
    redis.disconnect();
    const came: string[] = [];
    const offered = new Set<string>();
    for (const [, [, line = '']] of entries) {
      const [type, , contactId = '', , , queueId, , cause] = line.split('|');
      if (queueId !== 'flood') continue;
      if (type === 'contact.waiting' && cause === 'enqueued') came.push(contactId);
      if (type === 'contact.offered') offered.add(contactId);
    }
    expect(came).toHaveLength(ALL);
    expect([...offered]).toEqual(came);
  });

  it('and the audit finds nothing', async () => {
    const { code, output } = await x.audit();
    expect([code, output]).toEqual([0, expect.stringContaining('0 violations')]);
  });
});
