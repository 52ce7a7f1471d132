import { profileNamed } from './scenario-faults.js';
import { scenarioOf } from './complete-scenario.js';
import type { ScenarioRequest } from './scenario-request.js';
import { compare, simulate, type Comparison } from './virtual/simulate.js';
import type { SimulationResult } from './virtual/summary.js';

/**
 * Runs what was asked for: the scenario, or, where profiles are to be compared, the scenario under each.
 * @param watch told how much is done, 0–1; may throw to end it
 * @throws DomainError `validationFailed`
 */
export function runScenario(request: ScenarioRequest, watch?: (share: number) => void): SimulationResult | Comparison {
  const scenario = scenarioOf(request);
  const names = request.compare ?? [];
  if (names.length === 0) return simulate(scenario, { watch });
  const profiles = names.map((name): [string, string] => [name, profileNamed(name, scenario.profiles) ?? name]);
  return compare(scenario, new Map(profiles), { watch });
}
