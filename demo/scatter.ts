import type { ProfileCredits } from '../src/domain/configuration.js';
import { createEngine } from '../src/routing/engine.js';
import { estimate } from './callers.js';
import { columnOf, type GroupFigures, recordedReplay } from './figures.js';
import type { CallRecord } from './records.js';
import { runReference } from './reference.js';
import { buildWorld, type Hours } from './world.js';

interface Spread {
  mean: number;
  deviation: number;
}

/** Differences between two columns over several seeds: SL20 in points, ASA in seconds. */
export interface Scatter {
  seeds: number;
  effect: { sl: Spread; asa: Spread };
  error: { sl: Spread; asa: Spread };
}

/**
 * The same hours in virtual time over several seeds. One seed is one guess of what the records do not tell; an effect
 * smaller than its scatter over the seeds is none.
 */
export function scatterOver(
  records: readonly CallRecord[],
  date: string,
  hours: Hours,
  profiles: { control: ProfileCredits; lotse: ProfileCredits },
  seeds: number,
): Scatter {
  const estimates = estimate(records);
  const effects: [number, number][] = [];
  const errors: [number, number][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const world = buildWorld(records, { date, hours, seed }, estimates);
    const total = (credits: ProfileCredits): GroupFigures =>
      columnOf(world, runReference(world, credits, createEngine({ records: false }))).total;
    const control = total(profiles.control);
    effects.push(difference(control, total(profiles.lotse)));
    errors.push(difference(columnOf(world, recordedReplay(world)).total, control));
  }
  const spread = (pairs: readonly [number, number][]): { sl: Spread; asa: Spread } => ({
    sl: spreadOf(pairs.map(([sl]) => sl)),
    asa: spreadOf(pairs.map(([, asa]) => asa)),
  });
  return { seeds, effect: spread(effects), error: spread(errors) };
}

export function scatterInWords({ seeds, effect, error }: Scatter): string {
  const words = ({ mean, deviation }: Spread, unit: string): string =>
    `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(1)} ± ${deviation.toFixed(1)} ${unit}`;
  return (
    `over ${seeds} seeds in virtual time (mean ± standard deviation of a single seed): lotse − control SL20 ${words(effect.sl, 'points')}, ` +
    `ASA ${words(effect.asa, 's')}; control − bank SL20 ${words(error.sl, 'points')}, ASA ${words(error.asa, 's')}. An effect smaller than its scatter is none.`
  );
}

function difference(from: GroupFigures, to: GroupFigures): [number, number] {
  return [100 * ((to.sl20OfOffered ?? 0) - (from.sl20OfOffered ?? 0)), (to.asaSeconds ?? 0) - (from.asaSeconds ?? 0)];
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
