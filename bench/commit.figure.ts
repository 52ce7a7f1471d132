import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { CompactDecision, encodeDecision } from '../src/domain/compact-decision.js';
import type { ContactSpec } from '../src/domain/contact.js';
import { EXCLUSION_REASONS } from '../src/domain/decision.js';
import { LiveRedis } from '../src/live/live-redis.js';
import type { OfferItem } from '../src/live/live-store.js';
import type { Figure } from './figure.js';
import { median, round, spread } from './statistics.js';

/** Offers under way at any time; the matcher sends them in groups of up to 64. Two groups: one is made while one runs. */
const IN_FLIGHT = 64;
const GROUP = 32;

/** A script of ten operations, to know what the store can do in this very run. */
const TEN_OPERATIONS = `
for i = 1, 5 do redis.call('HSET', KEYS[1], ARGV[1] .. i, ARGV[1]) end
redis.call('HGET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[1], ARGV[1])
redis.call('XADD', KEYS[4], '*', 't', 'x')
return 1`;

/** Offers per second from decision to committed, against a script of ten operations alone in the same run. */
export async function benchCommit(redisUrl: string, options: { runs: number; count: number }): Promise<Figure[]> {
  const offers: number[] = [];
  const alone: number[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    alone.push(await tenOperations(redisUrl, options.count));
    offers.push(await offersPerSecond(redisUrl, `bench${run}`, options.count));
  }
  const ratios = offers.map((rate, i) => rate / (alone[i] ?? Infinity));
  const ratio = round(median(ratios));
  return [
    {
      name: 'commit',
      unit: 'offers/s',
      value: spread(offers.map((rate) => round(rate, 0))),
      must: { text: 'half of a script of 10 operations', holds: ratio >= 0.5 },
      detail: {
        inFlight: IN_FLIGHT,
        group: GROUP,
        tenOperations: spread(alone.map((rate) => round(rate, 0))),
        medianRatio: ratio,
      },
    },
  ];
}

/** Keeps `width` calls under way until all are done; calls per second. */
async function rateOf(calls: number, width: number, call: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    for (let i = next++; i < calls; i = next++) await call(i);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return (calls * 1000) / (performance.now() - started);
}

async function tenOperations(redisUrl: string, count: number): Promise<number> {
  const redis = new Redis(redisUrl);
  await redis.script('LOAD', TEN_OPERATIONS);
  const sha = createHash('sha1').update(TEN_OPERATIONS).digest('hex');
  await compacted(redis);
  const key = (name: string): string => `ten:{bench}:${name}`;
  const rate = await rateOf(count, IN_FLIGHT, (i) =>
    redis.evalsha(sha, 4, key(`h${i}`), key('z'), key('d'), key('s'), String(i)),
  );
  redis.disconnect();
  return rate;
}

/**
 * The store rewrites its file in the background when it has doubled. What filling it has left to rewrite is done before
 * measuring: it is no part of what is measured, and would fall into one run and not into another.
 */
async function compacted(redis: Redis): Promise<void> {
  await redis.bgrewriteaof();
  while (/aof_rewrite_(in_progress|scheduled):1/.test(await redis.info('persistence')))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function offersPerSecond(redisUrl: string, workspace: string, count: number): Promise<number> {
  const live = new LiveRedis({ url: redisUrl, workspace, nodeId: 'bench' });
  await live.connection.connect();
  try {
    await live.mirrorQueue('bench', true, 1);
    await rateOf(count, IN_FLIGHT, (i) => fillPair(live, i));
    const { epoch } = await live.lease.acquire();
    if (epoch === undefined) throw new Error('no lease');
    await compacted(live.connection.redis);
    const decisions = Array.from({ length: count }, (_, i) => decided(`contact-${i}`, `agent-${i}`));
    const groups = Math.ceil(count / GROUP);
    const perSecond = await rateOf(groups, IN_FLIGHT / GROUP, async (g) => {
      const items = decisions
        .slice(g * GROUP, (g + 1) * GROUP)
        .map((decision, i) => offerItem(decision, g * GROUP + i));
      const results = await live.offerTransitions.offer(items, epoch);
      const refused = results.find((result) => !result.ok);
      if (refused && !refused.ok) throw new Error(`refused: ${refused.because}`);
    });
    return perSecond * (count / groups);
  } finally {
    await live.connection.close();
  }
}

async function fillPair(live: LiveRedis, i: number): Promise<void> {
  const channels = [{ id: 'voice', capacity: 1, blocks: [] }];
  await live.mirrorAgent({ id: `agent-${i}`, name: 'a', kind: 'human', queues: ['bench'], skills: [], channels }, 1);
  await live.setPresence({ agentId: `agent-${i}`, presence: 'available', by: 'agent' });
  const spec: ContactSpec = { id: `contact-${i}`, channel: 'voice', queueId: 'bench', requirements: [], priority: 1 };
  const order = { agingRate: 1, creditMs: 0, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
  await live.enqueue({ spec, bodyHash: 'h', keyId: 'bench', ...order });
}

/** What the matcher makes of a decision: its record is written as text on the way. */
function offerItem(decision: CompactDecision, i: number): OfferItem {
  const { contactId, agentId } = decision;
  return {
    offerId: `offer-${i}`,
    contactId,
    agentId,
    queueId: 'bench',
    channel: 'voice',
    offerTimeoutSeconds: 20,
    decision: encodeDecision(decision),
  };
}

const PROFILE = {
  id: 'default',
  version: 1,
  credits: {
    priority: 10,
    customerValue: 30,
    journeyStage: { default: 0, stages: { complaint: 30, cancellation: 60 } },
    due: 0,
    dueHorizonSeconds: 3600,
    skill: 20,
    preference: 5,
    channel: 5,
    affinity: 60,
    occupancy: 10,
    idlePerSecond: 0.1,
    bot: 0,
  },
};
const AT = 1_700_000_000_000;
/** In the order of `CANDIDATE_FIGURES`. */
const CREDITS = [12_345, 10_000, 12_000, 0, 0, 15_000, 2500, 2500, 0, 10_000, 5432, 0];
const INPUTS = [1, 12_345, 1, 0.4, 0, 0.75, 0.5, 5, 0, 0, 54_321, AT - 54_321, AT - 12_345, 42, 0];

/** As long as a real one: a winner and the next three, and twenty examples. */
function decided(contactId: string, agentId: string): CompactDecision {
  const others = [agentId, 'agent-10001', 'agent-10002', 'agent-10003'];
  const figures = others.flatMap(() => [69_777, ...CREDITS, ...INPUTS]);
  const stages = others.map(() => undefined);
  const counts = EXCLUSION_REASONS.map((_, i) => (i < 4 ? 2000 + i : 7));
  const examples = Array.from({ length: 20 }, (_, i) => ({ agentId: `agent-${i}`, because: 'missingSkill' as const }));
  const tie = undefined;
  return new CompactDecision(
    contactId,
    agentId,
    AT,
    PROFILE,
    'contact',
    0,
    others,
    figures,
    stages,
    counts,
    tie,
    examples,
  );
}
