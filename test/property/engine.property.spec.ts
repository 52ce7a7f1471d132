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

/** Engines that are told of translation, or of who is on duty, something else than what holds. */
const UNTRANSLATED: readonly [string, (engine: Engine) => RoutingEngine][] = [
  [
    'nothing is translated',
    (engine) => {
      const { setQueue } = engine;
      engine.setQueue = (queue) => setQueue.call(engine, { ...queue, translation: undefined });
      return engine;
    },
  ],
  [
    'whatever the channel, it is text',
    (engine) => {
      const { setChannel } = engine;
      engine.setChannel = (channel) => setChannel.call(engine, { ...channel, text: true });
      return engine;
    },
  ],
  [
    'who is unavailable is taken as off duty',
    (engine) => {
      const { setAgentState } = engine;
      engine.setAgentState = ({ presence, ...state }) =>
        setAgentState.call(engine, { ...state, presence: presence === 'unavailable' ? 'offline' : presence });
      return engine;
    },
  ],
];

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
        `more to choose from, ${(100 * share(coverage.ties)).toFixed(0)} % ties, ` +
        `${(100 * share(coverage.translated)).toFixed(1)} % in translation, ${(100 * share(coverage.keptForSpeakers)).toFixed(1)} % with agents kept out for a speaker; a credit decides in ` +
        `${CREDIT_NAMES.map((name) => `${name} ${(100 * share(coverage.decided.get(name) ?? 0)).toFixed(1)}`).join(', ')} %\n`,
    );
    expect(share(coverage.withChoice)).toBeGreaterThanOrEqual(0.3);
    expect(share(coverage.ties)).toBeGreaterThanOrEqual(0.1);
    expect(share(coverage.translated)).toBeGreaterThanOrEqual(0.02);
    expect(share(coverage.keptForSpeakers)).toBeGreaterThanOrEqual(0.005);
    for (const reason of EXCLUSION_REASONS)
      expect([reason, (coverage.excluded.get(reason) ?? 0) > 0]).toEqual([reason, true]);
    for (const name of CREDIT_NAMES)
      expect([name, share(coverage.decided.get(name) ?? 0) >= 0.01]).toEqual([name, true]);
  });

  it.each(FILTERS.map((filter) => filter.reason))('differ once the filter %s is switched off', (reason) => {
    const filters = FILTERS.filter((filter) => filter.reason !== reason);
    expect(runsUntilNoticed(() => new Engine({ filters, scorers: SCORERS }))).toBeDefined();
  });

  it.each(UNTRANSLATED)('differ once %s', (_, change) => {
    expect(runsUntilNoticed(() => change(createEngine()))).toBeDefined();
  });

  it.each(SCORERS.map((scorer) => scorer.name))('differ once the scorer %s is switched off', (name) => {
    const scorers = SCORERS.filter((scorer) => scorer.name !== name);
    expect(runsUntilNoticed(() => new Engine({ filters: FILTERS, scorers }))).toBeDefined();
  });
});
