import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { erlangC } from './erlang-c.js';
import type { Figure } from './figure.js';
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
const BESIDE = { replications: 10, horizonSeconds: 200_000_000, perHour: 180 } as const;

/** The latency of offers while a simulation runs on the same node ÷ without, in turn. */
export async function besideSimulation(rig: Rig, options: LatencyOptions): Promise<Figure[]> {
  const ratios: { p50: number; p99: number }[] = [];
  const simulated: number[] = [];
  const one = { ...options, runs: 1 };
  for (let pair = 0; pair < options.runs; pair += 1) {
    const [alone] = await latencyRuns(rig, one);
    const id = await rig.startSimulation(erlangC(BESIDE.replications, BESIDE.horizonSeconds));
    const began = performance.now();
    const [beside] = await latencyRuns(rig, one);
    const contacts = (await rig.simulated(id)) * BESIDE.replications * BESIDE.horizonSeconds * (BESIDE.perHour / 3600);
    simulated.push(round(contacts / ((performance.now() - began) / 1000), 0));
    await rig.endSimulation(id);
    if (!alone || !beside) throw new Error('no result');
    const ratio = (of: 'p50' | 'p99'): number => round(beside.offerMs[of] / alone.offerMs[of]);
    ratios.push({ p50: ratio('p50'), p99: ratio('p99') });
  }
  const p50 = ratios.map((ratio) => ratio.p50);
  return [
    {
      name: 'simulation.beside',
      unit: '× p50',
      value: spread(p50),
      detail: {
        p99: spread(ratios.map((ratio) => ratio.p99)),
        medianP50: median(p50),
        perSecond: round(options.perSecond, 0),
        simulatedPerSecond: simulated,
      },
    },
  ];
}
