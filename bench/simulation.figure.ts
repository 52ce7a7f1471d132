import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { erlangC } from './erlang-c.js';
import type { Figure } from './figure.js';
import type { LoadResult } from './generator-messages.js';
import { latencyRuns, type LatencyOptions } from './offer-latency.figure.js';
import type { Rig } from './rig.js';
import type { SimulationFigures } from './simulation.bench.js';
import { median, round, spread } from './statistics.js';

/** The simulator alone, in a process of its own. */
export function simulationFigures(): Figure[] {
  const file = fileURLToPath(new URL('./simulation.bench.js', import.meta.url));
  const output = execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 300_000 });
  const { contactsPerSecond, bankSeconds, bank } = JSON.parse(output) as SimulationFigures;
  return [
    {
      name: 'simulation',
      unit: 'contacts/s',
      value: contactsPerSecond,
      must: { text: '≥ 200,000 /s', holds: contactsPerSecond.median >= 200_000 },
    },
    {
      name: 'simulation.bank',
      unit: 's',
      value: bankSeconds,
      must: { text: '< 5 s', holds: bankSeconds.median < 5 },
      detail: { ...bank },
    },
  ];
}

/** Of the simulation beside the offers: more contacts than any processor simulates meanwhile. */
const BESIDE = { replications: 10, horizonSeconds: 20_000_000, perHour: 180 } as const;
/** Latencies scatter from run to run: so many are taken. */
const RUNS_BESIDE = 9;

/**
 * The latency of offers while a simulation runs on the same node ÷ without: each between two runs without it, whose own
 * ratio tells how much of that is chance.
 */
export async function besideSimulation(rig: Rig, { perSecond, seconds }: LatencyOptions): Promise<Figure[]> {
  const p50: number[] = [];
  const p99: number[] = [];
  const chance: number[] = [];
  const simulated: number[] = [];
  const run = async (): Promise<LoadResult> => {
    const [result] = await latencyRuns(rig, { perSecond, seconds, runs: 1 });
    if (result === undefined) throw new Error('no result');
    return result;
  };
  const runBeside = async (): Promise<LoadResult> => {
    const id = await rig.startSimulation(erlangC(BESIDE.replications, BESIDE.horizonSeconds));
    const began = performance.now();
    const result = await run();
    const contacts = (await rig.simulated(id)) * BESIDE.replications * BESIDE.horizonSeconds * (BESIDE.perHour / 3600);
    simulated.push(round(contacts / ((performance.now() - began) / 1000), 0));
    await rig.endSimulation(id);
    return result;
  };
  await run();
  for (let before = await run(), n = 0; n < RUNS_BESIDE; n += 1) {
    const beside = await runBeside();
    const after = await run();
    const ratio = (of: 'p50' | 'p99'): number =>
      round(beside.offerMs[of] / Math.sqrt(before.offerMs[of] * after.offerMs[of]));
    p50.push(ratio('p50'));
    p99.push(ratio('p99'));
    chance.push(round(after.offerMs.p50 / before.offerMs.p50));
    before = after;
  }
  return [
    {
      name: 'simulation.beside',
      unit: '× p50',
      value: spread(p50),
      must: { text: 'median p50 and p99 ≤ 1.1 × without', holds: median(p50) <= 1.1 && median(p99) <= 1.1 },
      detail: {
        p50,
        p99: spread(p99),
        withoutByWithout: spread(chance),
        perSecond: round(perSecond, 0),
        simulatedPerSecond: spread(simulated),
      },
    },
  ];
}
