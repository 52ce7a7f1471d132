import { createEngine } from '../../routing/engine.js';
import type { RoutingEngine } from '../../routing/world.js';
import { replicate } from './replication.js';
import type { Scenario } from './scenario.js';
import { differences, samplesOf, summarize, type Samples, type SimulationResult } from './summary.js';

export interface SimulationOptions {
  /** Told how much is done, 0–1; may throw to end it. */
  watch?: (share: number) => void;
  /** The engine of a replication; without decision records when left out. */
  engine?: () => RoutingEngine;
}

/** The same contacts under several routing profiles. */
export interface Comparison {
  /** By the profile as it was named. */
  profiles: Record<string, SimulationResult>;
  /** What each but the first has more than the first, from pairs of replications that met the same contacts. */
  differences: Record<string, SimulationResult>;
}

/** Runs all replications of a scenario, one after the other. */
export function simulate(scenario: Scenario, options: SimulationOptions = {}): SimulationResult {
  return summarize(sample(scenario, options));
}

/** Runs a scenario once for each profile, in force for all its queues. */
export function compare(
  scenario: Scenario,
  profiles: ReadonlyMap<string, string>,
  { watch, ...options }: SimulationOptions = {},
): Comparison {
  const samples = [...profiles].map(([name, routingProfileId], i): [string, Samples] => {
    const queues = scenario.queues.map((queue) => ({ ...queue, routingProfileId }));
    const share = watch && ((part: number) => watch((i + part) / profiles.size));
    return [name, sample({ ...scenario, queues }, { ...options, watch: share })];
  });
  const [first, ...others] = samples;
  return {
    profiles: Object.fromEntries(samples.map(([name, one]) => [name, summarize(one)])),
    differences: Object.fromEntries(
      others.map(([name, one]) => [name, differences((first as [string, Samples])[1], one)]),
    ),
  };
}

function sample(scenario: Scenario, options: SimulationOptions): Samples {
  const { watch, engine = () => createEngine({ records: false }) } = options;
  const { replications } = scenario;
  const done = Array.from({ length: replications }, (_, i) =>
    replicate(scenario, i, engine(), watch && ((share) => watch((i + share) / replications))),
  );
  watch?.(1);
  return samplesOf(scenario, done);
}
