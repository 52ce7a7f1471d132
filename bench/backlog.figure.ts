import type { Figure } from './figure.js';
import { latencyRuns, type LatencyOptions } from './offer-latency.figure.js';
import type { Rig } from './rig.js';
import { median, round, spread } from './statistics.js';

/** Offer latency with more and more waiting that need a skill nobody free has, and what one waiting contact costs. */
export async function benchBacklog(rig: Rig, levels: readonly number[], options: LatencyOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  let waiting = 0;
  let atZero = NaN;
  for (const level of levels) {
    const before = { server: await rig.serverMemory(), redis: await rig.redisMemory() };
    const added = level - waiting;
    if (added > 0) await fill(rig, added);
    const after = { server: await rig.serverMemory(), redis: await rig.redisMemory() };
    waiting = level;
    const results = await latencyRuns(rig, options);
    const p99 = results.map((result) => round(result.offerMs.p99));
    if (level === 0) atZero = median(p99);
    const limit = round(2 * atZero + 2);
    const bytes = added > 0 && {
      bytesPerWaiting: {
        server: Math.round((after.server - before.server) / added),
        redis: Math.round((after.redis - before.redis) / added),
      },
    };
    figures.push({
      name: `backlog.${level}`,
      unit: 'ms p99',
      value: spread(p99),
      ...(level >= 100_000 && { must: { text: `p99 ≤ 2 × p99 at 0 + 2 ms (${limit})`, holds: median(p99) <= limit } }),
      detail: {
        p50Ms: results.map((result) => round(result.offerMs.p50)),
        generatorLagP99Ms: results.map((result) => round(result.lagMs.p99)),
        failures: results.map((result) => result.failures),
        ...bytes,
      },
    });
  }
  return figures;
}

async function fill(rig: Rig, count: number): Promise<void> {
  const prefix = rig.nextPrefix('backlog');
  await rig.generate({ type: 'fill', prefix, count, skill: 'rare' });
  // What filling leaves to do is no part of what a backlog costs.
  await rig.archived(120_000);
}
