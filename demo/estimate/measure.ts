import type { ProfileCredits } from '../../src/domain/configuration.js';
import { type Accuracy, accuracyOf, type Kept } from '../../src/estimate/accuracy.js';
import type { Levels } from '../../src/estimate/wait-estimator.js';
import { createEngine } from '../../src/routing/engine.js';
import { estimate, type Estimates } from '../callers.js';
import type { CallRecord } from '../records.js';
import { runReference } from '../reference.js';
import { buildWorld } from '../world.js';
import type { Announced } from './last-answered.js';
import { EstimateOnlooker, type Waited } from './onlooker.js';

/** Sunday to Thursday, without the two days of the switch's fault. On these the estimator's constants were chosen. */
export const TUNING_DAYS: readonly string[] = ['990201', '990202', '990204', '990207', '990209'];
/** What is claimed is claimed for these. */
export const REPORT_DAYS: readonly string[] = [
  '990208',
  '990210',
  '990211',
  '990214',
  '990215',
  '990216',
  '990217',
  '990218',
];

export interface MeasureOptions {
  days: readonly string[];
  seeds: readonly number[];
  credits: ProfileCredits;
  levels?: Levels;
}

/** Everybody who had to wait on these days; for each seed the days one after the other, beginning without any past. */
export function replayDays(records: readonly CallRecord[], options: MeasureOptions): Waited[] {
  const estimates: Estimates = estimate(records);
  return options.seeds.flatMap((seed) => {
    const onlooker = new EstimateOnlooker(options.levels);
    for (const date of options.days) {
      const world = buildWorld(records, { date, seed }, estimates);
      runReference(world, options.credits, createEngine({ records: false }), onlooker.day(world, options.credits));
    }
    return onlooker.waited;
  });
}

/** One group of callers who had to wait. */
export interface Measured {
  waited: number;
  abandoned: number;
  /** Share of them to whom both the estimator and its rival announced an interval: what follows is about these. */
  compared: number;
  estimate: Accuracy;
  /** Width ÷ wait, both medians, the wait by the product-limit estimate. */
  widthPerWait: number;
  /** The same with the median of waits as they ended, whether with an answer or not. */
  widthPerEndedWait: number;
  lastAnswered: Accuracy;
  /** Share of the answered, without any weight, who were answered within their interval. */
  answeredWithin: number;
  /** Share of all whose interval was not broken: answered within it, or gone before its end. */
  unbroken: number;
}

export function measure(waited: readonly Waited[]): Measured {
  const both = waited.filter((each) => each.estimate !== undefined && each.lastAnswered !== undefined);
  const estimated = accuracyOf(both.map((each) => kept(each, each.estimate as Announced)));
  const lastAnswered = accuracyOf(both.map((each) => kept(each, each.lastAnswered as Announced)));
  if (estimated === undefined || lastAnswered === undefined) throw new Error('nobody who had to wait was answered');
  const ended = both.map(({ wait }) => wait).sort((a, b) => a - b);
  return {
    waited: waited.length,
    abandoned: waited.filter(({ answered }) => !answered).length,
    compared: both.length / waited.length,
    estimate: estimated,
    widthPerWait: estimated.medianWidth / (estimated.medianWait ?? NaN),
    widthPerEndedWait: estimated.medianWidth / (ended[ended.length >> 1] ?? NaN),
    lastAnswered,
    answeredWithin: share(
      both.filter(({ answered }) => answered),
      ({ estimate: told, wait }) => told !== undefined && wait >= told.low && wait <= told.high,
    ),
    unbroken: share(
      both,
      ({ estimate: told, wait, answered }) =>
        told !== undefined && wait <= told.high && (!answered || wait >= told.low),
    ),
  };
}

function share(waited: readonly Waited[], holds: (each: Waited) => boolean): number {
  return waited.filter(holds).length / waited.length;
}

function kept({ wait, answered }: Waited, { low, high }: Announced): Kept {
  return { low, high, wait, answered };
}
