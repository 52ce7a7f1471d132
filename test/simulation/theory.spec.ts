import type { Estimate, SimulationResult } from '../../src/simulation/virtual/summary.js';
import { studentQuantile } from '../../src/simulation/virtual/summary.js';
import type { ScenarioRequest } from '../../src/simulation/scenario-request.js';
import { simulate } from './command-line.js';
import { solveNDesign } from './n-design.js';
import { calls, center, exponential } from './scenarios.js';

/** The figure lies within four standard errors of the true value, and a standard error is at most 1 % of it. */
function expectTrue(figure: Estimate | undefined, truth: number, replications: number): void {
  const { mean, ci95 } = figure as { mean: number; ci95: [number, number] };
  const error = (ci95[1] - mean) / studentQuantile(replications - 1);
  expect(error).toBeLessThanOrEqual(0.01 * truth);
  expect(Math.abs(mean - truth)).toBeLessThanOrEqual(4 * error);
}

async function run(scenario: ScenarioRequest): Promise<SimulationResult> {
  const { status, out, err } = await simulate(scenario, '--json');
  if (status !== 0) throw new Error(err);
  return JSON.parse(out) as SimulationResult;
}

describe('the simulator against exact theory', () => {
  it('meets Erlang C: 180 an hour, 300 s, 18 agents', async () => {
    const replications = 40;
    const { streams, queues, agents } = await run(center(18, [calls('all', 180)], { replications }));
    for (const figures of [streams['all'], queues['calls']]) {
      expectTrue(figures?.pWait, 0.361334384, replications);
      expectTrue(figures?.meanWaitSeconds, 36.1334384, replications);
      expectTrue(figures?.serviceLevel20OfOffered, 0.704164428, replications);
    }
    expectTrue(agents['team']?.occupancy, 15 / 18, replications);
  });

  it('meets Erlang A: 180 an hour, 300 s, 15 agents, patience of 180 s', async () => {
    const { streams } = await run(center(15, [calls('all', 180, { patience: exponential(180) })]));
    expectTrue(streams['all']?.pWait, 0.476126495, 10);
    expectTrue(streams['all']?.meanWaitSeconds, 20.74378104, 10);
    expectTrue(streams['all']?.pAbandon, 0.115243228, 10);
  });

  it('meets two priorities without interruption: 60 and 120 an hour, 300 s, 18 agents', async () => {
    const replications = 70;
    const { streams } = await run(
      center(18, [calls('high', 60, { priority: 10 }), calls('low', 120)], {
        replications,
        profiles: [{ id: 'strict', name: 'Strict', credits: { priority: 1_000_000 } }],
        queues: [{ id: 'calls', name: 'Calls', routingProfileId: 'strict' }],
      }),
    );
    expectTrue(streams['high']?.meanWaitSeconds, 8.33848578, replications);
    expectTrue(streams['low']?.meanWaitSeconds, 50.03091471, replications);
  });

  it('meets the Markov chain of an N design with skills', async () => {
    const design = {
      specialists: 5,
      generalists: 7,
      arrivalA: 70 / 3600,
      arrivalB: 60 / 3600,
      service: 1 / 300,
      patienceA: 1 / 240,
      patienceB: 1 / 120,
    };
    const truth = solveNDesign(design);
    const replications = 30;
    const channels = [{ id: 'voice', capacity: 1 }];
    const { streams, agents, matrix } = await run({
      seed: 1,
      replications,
      warmupSeconds: 36_000,
      horizonSeconds: 3_600_000,
      // The better level makes the specialists the first choice, and a second of it outweighs all else.
      profiles: [{ id: 'n', name: 'N', credits: { skill: 10_000, priority: 1_000_000 } }],
      queues: [{ id: 'calls', name: 'Calls', routingProfileId: 'n' }],
      agents: [
        { id: 'specialists', name: 'S', queues: ['calls'], channels, count: 5, skills: [{ id: 'a', level: 10 }] },
        {
          id: 'generalists',
          name: 'G',
          queues: ['calls'],
          channels,
          count: 7,
          skills: [
            { id: 'a', level: 5 },
            { id: 'b', level: 5 },
          ],
        },
      ],
      streams: [
        calls('A', 70, { requirements: [{ skillId: 'a' }], patience: exponential(240) }),
        calls('B', 60, { requirements: [{ skillId: 'b' }], patience: exponential(120), priority: 10 }),
      ],
    });
    expectTrue(streams['A']?.pAbandon, truth.pAbandonA, replications);
    expectTrue(streams['B']?.pAbandon, truth.pAbandonB, replications);
    expectTrue(streams['A']?.meanWaitSeconds, truth.meanWaitA, replications);
    expectTrue(streams['B']?.meanWaitSeconds, truth.meanWaitB, replications);
    expectTrue(agents['specialists']?.occupancy, truth.busySpecialists, replications);
    expectTrue(agents['generalists']?.occupancy, truth.busyGeneralists, replications);
    expect(matrix['B']?.['specialists']?.mean).toBe(0);
    expect(matrix['A']?.['generalists']?.mean).toBeGreaterThan(1000);
  });
});
