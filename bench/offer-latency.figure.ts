import type { Figure } from './figure.js';
import type { LoadResult } from './generator-messages.js';
import type { Rig } from './rig.js';
import { median, round, spread } from './statistics.js';

export interface LatencyOptions {
  /** Arrivals per second. */
  perSecond: number;
  runs: number;
  seconds: number;
}

/** From the scheduled POST to the offer on the agent's socket, one result per run. */
export async function latencyRuns(rig: Rig, options: LatencyOptions): Promise<LoadResult[]> {
  const results: LoadResult[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const prefix = rig.nextPrefix('latency');
    const count = Math.max(100, Math.round(options.perSecond * options.seconds));
    const result = await rig.generate({ type: 'lives', prefix, count, perSecond: options.perSecond });
    if (!result) throw new Error('no result');
    results.push(result);
    await rig.inHistory(prefix, count, 60_000);
  }
  return results;
}

export async function benchOfferLatency(rig: Rig, options: LatencyOptions): Promise<Figure[]> {
  const results = await latencyRuns(rig, options);
  const p50 = results.map((result) => round(result.offerMs.p50));
  const p99 = results.map((result) => round(result.offerMs.p99));
  const detail = {
    perSecond: round(options.perSecond, 0),
    p50Ms: spread(p50),
    p99Ms: spread(p99),
    maxMs: results.map((result) => round(result.offerMs.max)),
    postP99Ms: results.map((result) => round(result.postMs.p99)),
    generatorLagP99Ms: results.map((result) => round(result.lagMs.p99)),
    failures: results.map((result) => result.failures),
  };
  const holds = median(p50) <= 5 && median(p99) <= 25 && results.every((result) => result.failures === 0);
  return [
    {
      name: 'offerLatency',
      unit: 'ms p99',
      value: spread(p99),
      must: { text: 'p50 ≤ 5 ms, p99 ≤ 25 ms', holds },
      detail,
    },
  ];
}
