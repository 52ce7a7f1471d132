import { runScenario } from '../../src/simulation/run-scenario.js';
import type { ScenarioRequest } from '../../src/simulation/scenario-request.js';
import type { Comparison } from '../../src/simulation/virtual/simulate.js';
import type { Figures, SimulationResult } from '../../src/simulation/virtual/summary.js';
import { scenarioOf } from '../../src/simulation/complete-scenario.js';
import { replicate } from '../../src/simulation/virtual/replication.js';
import { Engine, createEngine } from '../../src/routing/engine.js';
import { FILTERS } from '../../src/routing/filters/index.js';
import { SCORERS } from '../../src/routing/scorers/index.js';
import { calls, center, exponential } from './scenarios.js';

const fixed = (meanSeconds: number) => ({ kind: 'deterministic' as const, meanSeconds });
const at = (...seconds: number[]) => ({ kind: 'times' as const, seconds });
const short = { replications: 1, warmupSeconds: 0, horizonSeconds: 1_000 };

const run = (scenario: ScenarioRequest): SimulationResult => runScenario(scenario) as SimulationResult;
const means = (figures: Figures | undefined): Record<string, number | null> =>
  Object.fromEntries(Object.entries(figures ?? {}).map(([name, { mean }]) => [name, mean]));

describe('a scenario whose every moment can be worked out by hand', () => {
  it('serves in the order of arrival, and counts what each waited', () => {
    const { streams, agents, matrix } = run(
      center(1, [calls('all', 0, { arrivals: at(0, 10, 20), service: fixed(30) })], short),
    );
    // Answered at 0, 30 and 60, after 0, 20 and 40 s.
    expect(means(streams['all'])).toMatchObject({
      offered: 3,
      answered: 3,
      abandoned: 0,
      pWait: 2 / 3,
      meanWaitSeconds: 20,
      asaSeconds: 20,
      serviceLevel20OfOffered: 2 / 3,
      pAbandon: 0,
      occupancy: 0.09,
    });
    expect(agents['team']?.answered.mean).toBe(3);
    expect(matrix['all']?.['team']?.mean).toBe(3);
  });

  it('lets go who loses patience, and counts the wait of both kinds', () => {
    const { streams } = run(
      center(1, [calls('all', 0, { arrivals: at(0, 10, 12), service: fixed(30), patience: fixed(15) })], short),
    );
    expect(means(streams['all'])).toMatchObject({ answered: 1, abandoned: 2, meanWaitSeconds: 10, asaSeconds: 0 });
  });

  it('ends a wait at the longest of the queue, and turns away beyond the most', () => {
    const queues = [{ id: 'calls', name: 'Calls', maxWaitSeconds: 15, maxWaiting: 1 }];
    const { streams } = run(
      center(1, [calls('all', 0, { arrivals: at(0, 10, 12), service: fixed(30) })], { ...short, queues }),
    );
    expect(means(streams['all'])).toMatchObject({ offered: 2, answered: 1, expired: 1, refused: 1 });
  });

  it('wraps up after the talk where the channel or the queue says so', () => {
    const stream = calls('all', 0, { arrivals: at(0, 1), service: fixed(30) });
    const voice = {
      id: 'voice',
      name: 'Voice',
      kind: 'synchronous' as const,
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 10,
      defaultTargetSeconds: 20,
    };
    const wait = (more: Partial<ScenarioRequest>): number | null | undefined =>
      run(center(1, [stream], { ...short, ...more })).streams['all']?.meanWaitSeconds.mean;
    expect(wait({})).toBe(14.5);
    expect(wait({ channels: [voice] })).toBe(19.5);
    expect(wait({ channels: [voice], queues: [{ id: 'calls', name: 'Calls', wrapUpSeconds: 20 }] })).toBe(24.5);
  });

  it('keeps to shifts: a talk begun is finished, and nobody is offered anything outside', () => {
    const scenario = center(1, [calls('all', 0, { arrivals: at(5, 25), service: fixed(30) })], short);
    const [team] = scenario.agents;
    const agents = [
      {
        ...(team as NonNullable<typeof team>),
        shifts: [
          { from: 10, to: 20 },
          { from: 100, to: 200 },
        ],
      },
    ];
    const { streams, agents: figures } = run({ ...scenario, agents });
    // Answered at 10 until 40, and at 100 until 130.
    expect(means(streams['all'])).toMatchObject({ answered: 2, asaSeconds: 40 });
    expect(figures['team']?.occupancy.mean).toBeCloseTo(60 / (60 + 70), 10);
  });

  it('holds as many of each channel at once as the agent can, and no call beside a chat that blocks it', () => {
    const scenario = center(
      1,
      [calls('chats', 0, { channel: 'chat', arrivals: at(0, 0, 0), service: fixed(30) })],
      short,
    );
    const [team] = scenario.agents;
    const channels = [
      { id: 'chat', capacity: 2, blocks: ['voice'] },
      { id: 'voice', capacity: 1 },
    ];
    const streams = [...scenario.streams, calls('calls', 0, { arrivals: at(1), service: fixed(10) })];
    const { streams: figures } = run({
      ...scenario,
      streams,
      agents: [{ ...(team as NonNullable<typeof team>), channels }],
    });
    expect(figures['chats']?.meanWaitSeconds.mean).toBe(10);
    expect(figures['calls']?.meanWaitSeconds.mean).toBe(29);
  });

  it('takes relaxation steps, overflow by age and by length', () => {
    const skilled = calls('all', 0, { arrivals: at(0), service: fixed(30), requirements: [{ skillId: 'gold' }] });
    const relaxed = run(
      center(1, [skilled], {
        ...short,
        queues: [{ id: 'calls', name: 'C', steps: [{ afterSeconds: 40, dropSkills: ['gold'] }] }],
      }),
    );
    expect(relaxed.streams['all']?.asaSeconds.mean).toBe(40);
    const others = { id: 'others', name: 'O', queues: ['other'], skills: [], channels: [{ id: 'voice', capacity: 5 }] };
    const scenario = center(1, [calls('all', 0, { arrivals: at(0, 0, 0, 0), service: fixed(500) })], short);
    const by = (overflow: object): Record<string, number | null> =>
      means(
        run({
          ...scenario,
          agents: [...scenario.agents, others],
          queues: [
            { id: 'calls', name: 'C', overflow: { ...overflow, toQueueId: 'other' } },
            { id: 'other', name: 'O' },
          ],
        }).agents['others'],
      );
    expect(by({ afterSeconds: 60 })).toMatchObject({ answered: 3, asaSeconds: 60 });
    // One is answered at once; two wait when the fourth comes.
    expect(by({ whenWaitingOver: 2 })).toMatchObject({ answered: 1, asaSeconds: 0 });
  });

  it('counts only who comes between warm-up and horizon, and serves them to the end', () => {
    const stream = calls('all', 0, { arrivals: at(0, 90, 110, 120), service: fixed(100) });
    const { streams } = run(center(1, [stream], { replications: 1, warmupSeconds: 50, horizonSeconds: 115 }));
    expect(means(streams['all'])).toMatchObject({ offered: 2, answered: 2, asaSeconds: (10 + 90) / 2 });
  });

  it('counts who nobody ever serves as offered, waiting to the end', () => {
    const stream = calls('all', 0, { arrivals: at(0, 400), requirements: [{ skillId: 'nobody-has-it' }] });
    const { streams, queues } = run(center(1, [stream], short));
    for (const figures of [streams['all'], queues['calls']])
      expect(means(figures)).toMatchObject({ offered: 2, answered: 0, abandoned: 0, pWait: 1, meanWaitSeconds: 800 });
  });

  it('has no value where there is nothing to divide by, and no interval of one replication', () => {
    const { streams } = run(center(1, [calls('none', 0)], short));
    expect(streams['none']).toMatchObject({
      offered: { mean: 0, ci95: null },
      pWait: { mean: null, ci95: null },
      asaSeconds: { mean: null, ci95: null },
    });
  });
});

describe('a scenario of chance', () => {
  const busy = center(6, [calls('a', 30), calls('b', 30, { patience: exponential(60), priority: 2 })], {
    replications: 3,
    warmupSeconds: 3_600,
    horizonSeconds: 100_000,
  });

  it('gives the same result for the same seed, and another for another', () => {
    expect(run(busy)).toEqual(run(busy));
    expect(run({ ...busy, seed: 2 })).not.toEqual(run(busy));
  });

  it('changes nothing for one stream by what another draws', () => {
    const offered = (scenario: ScenarioRequest): number | null | undefined => run(scenario).streams['a']?.offered.mean;
    expect(offered({ ...busy, streams: busy.streams.slice(0, 1) })).toBe(offered(busy));
  });

  it('draws the lognormal, the empirical and the piecewise as they are meant', () => {
    const stream = calls('all', 0, {
      arrivals: { kind: 'piecewise', perHour: [0, 3_600], intervalSeconds: 1_000 },
      service: { kind: 'lognormal', meanSeconds: 40, cv: 1.5 },
    });
    const scenario = center(100, [stream], { replications: 4, warmupSeconds: 0, horizonSeconds: 40_000 });
    const { streams, agents } = run(scenario);
    expect(streams['all']?.offered.mean).toBeCloseTo(20_000, -3);
    expect((agents['team']?.occupancy.mean ?? 0) * 100).toBeCloseTo(20, 0);
    const drawn = run({ ...scenario, streams: [{ ...stream, service: { kind: 'empirical', seconds: [10, 20, 90] } }] });
    expect((drawn.agents['team']?.occupancy.mean ?? 0) * 100).toBeCloseTo(20, 0);
  });

  it('compares profiles on the same contacts, and shows no difference where there is none', () => {
    const { profiles, differences } = runScenario({
      ...busy,
      replications: 20,
      profiles: [
        { id: 'flat', name: 'Flat', credits: {} },
        { id: 'steep', name: 'Steep', credits: { priority: 600 } },
        { id: 'same', name: 'Same', credits: {} },
      ],
      compare: ['flat', 'steep@1', 'same'],
    }) as Comparison;
    expect(Object.keys(profiles)).toEqual(['flat', 'steep@1', 'same']);
    expect(profiles['flat']).toEqual(profiles['same']);
    expect(differences['same']?.streams['a']?.asaSeconds).toEqual({ mean: 0, ci95: [0, 0] });
    expect(differences['steep@1']?.streams['a']?.offered.mean).toBe(0);
    expect(differences['steep@1']?.streams['b']?.meanWaitSeconds.ci95?.[1]).toBeLessThan(0);
    expect(differences['steep@1']?.streams['a']?.meanWaitSeconds.ci95?.[0]).toBeGreaterThan(0);
  });

  it('decides by the engine of production: without one of its scorers it comes to something else', () => {
    const scenario = scenarioOf({ ...busy, profiles: [{ id: 'default', name: 'D', credits: { priority: 600 } }] });
    const crippled = new Engine(
      { filters: FILTERS, scorers: SCORERS.filter(({ name }) => name !== 'priority') },
      { records: false },
    );
    const whole = replicate(scenario, 0, createEngine({ records: false }));
    expect(replicate(scenario, 0, createEngine({ records: true }))).toEqual(whole);
    expect(replicate(scenario, 0, crippled)).not.toEqual(whole);
  });
});
