import fc from 'fast-check';
import { CREDIT_NAMES, EXCLUSION_REASONS } from '../../src/domain/decision.js';
import { createEngine, Engine } from '../../src/routing/engine.js';
import { FILTERS } from '../../src/routing/filters/index.js';
import { SCORERS } from '../../src/routing/scorers/index.js';
import type { RoutingEngine } from '../../src/routing/world.js';
import { Coverage, Play } from './play.js';
import { story } from './worlds.js';

const SEED = Number(process.env['LOTSE_PROPERTY_SEED'] ?? 20_260_101);
const RUNS = Number(process.env['LOTSE_PROPERTY_RUNS'] ?? 2_500);

function equalToReference(engine: () => RoutingEngine, coverage?: Coverage): fc.IProperty<[unknown]> {
  return fc.property(story, (each) => new Play(engine(), coverage).run(each)) as fc.IProperty<[unknown]>;
}

/** How many runs it took to notice that something is switched off; undefined: not noticed. */
function runsUntilNoticed(engine: () => RoutingEngine): number | undefined {
  const result = fc.check(equalToReference(engine), { seed: SEED, numRuns: RUNS, endOnFailure: true });
  return result.failed ? result.numRuns : undefined;
}

describe('the engine and the plain reference', () => {
  it(`decide alike in ${RUNS} random worlds (seed ${SEED}), which exercise every rule`, () => {
    const coverage = new Coverage();
    fc.assert(
      equalToReference(() => createEngine(), coverage),
      { seed: SEED, numRuns: RUNS },
    );
    const share = (n: number): number => n / coverage.decisions;
    process.stdout.write(
      `seed ${SEED}: ${coverage.decisions} decisions, ${(100 * share(coverage.withChoice)).toFixed(0)} % with three or ` +
        `more to choose from, ${(100 * share(coverage.ties)).toFixed(0)} % ties; a credit decides in ` +
        `${CREDIT_NAMES.map((name) => `${name} ${(100 * share(coverage.decided.get(name) ?? 0)).toFixed(1)}`).join(', ')} %\n`,
    );
    expect(share(coverage.withChoice)).toBeGreaterThanOrEqual(0.3);
    expect(share(coverage.ties)).toBeGreaterThanOrEqual(0.1);
    for (const reason of EXCLUSION_REASONS)
      expect([reason, (coverage.excluded.get(reason) ?? 0) > 0]).toEqual([reason, true]);
    for (const name of CREDIT_NAMES)
      expect([name, share(coverage.decided.get(name) ?? 0) >= 0.01]).toEqual([name, true]);
  });

  it.each(FILTERS.map((filter) => filter.reason))('differ once the filter %s is switched off', (reason) => {
    const filters = FILTERS.filter((filter) => filter.reason !== reason);
    expect(runsUntilNoticed(() => new Engine({ filters, scorers: SCORERS }))).toBeDefined();
  });

  it.each(SCORERS.map((scorer) => scorer.name))('differ once the scorer %s is switched off', (name) => {
    const scorers = SCORERS.filter((scorer) => scorer.name !== name);
    expect(runsUntilNoticed(() => new Engine({ filters: FILTERS, scorers }))).toBeDefined();
  });
});
