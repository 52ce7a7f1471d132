import { createEngine } from '../routing/engine.js';
import type { RoutingEngine } from '../routing/world.js';
import { replicate } from './replication.js';
import type { Scenario } from './scenario.js';
import { summarize, type SimulationResult } from './summary.js';

export interface SimulationOptions {
  /** Told how much is done, 0–1; may throw to end it. */
  watch?: (share: number) => void;
  /** The engine of a replication; without decision records when left out. */
  engine?: () => RoutingEngine;
}

/** Runs all replications of a scenario, one after the other. */
export function simulate(scenario: Scenario, options: SimulationOptions = {}): SimulationResult {
  const { watch, engine = () => createEngine({ records: false }) } = options;
  const { replications } = scenario;
  const done = Array.from({ length: replications }, (_, i) =>
    replicate(scenario, i, engine(), watch && ((share) => watch((i + share) / replications))),
  );
  watch?.(1);
  return summarize(scenario, done);
}
