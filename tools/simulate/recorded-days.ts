import { estimate as estimateCallers } from '../../demo/callers.js';
import { columnOf, recordedReplay, type Column, type GroupFigures } from '../../demo/figures.js';
import { runReference } from '../../demo/reference.js';
import type { CallRecord } from '../../demo/records.js';
import { buildWorld } from '../../demo/world.js';
import type { ProfileCredits } from '../../src/domain/configuration.js';
import { createEngine } from '../../src/routing/engine.js';
import { estimate, type Estimate } from '../../src/simulation/virtual/summary.js';

/** What is drawn anew with each seed: fractions of seconds, patience of the answered, service of who hung up. */
export const SEEDS = 10;

const FIGURES = ['offered', 'answered', 'abandoned', 'sl20OfOffered', 'asaSeconds'] as const;
export type RecordedFigure = (typeof FIGURES)[number];
export type RecordedFigures = Record<RecordedFigure, Estimate>;

/** Figures of groups that the records fix: they hold the same callers in every column. */
export interface RecordedGroups {
  total: RecordedFigures;
  byType: Record<string, RecordedFigures>;
  byPriority: Record<string, RecordedFigures>;
}

const COLUMNS = ['bank', 'control', 'lotse'] as const;
type ColumnName = (typeof COLUMNS)[number];

export interface RecordedResult {
  days: string[];
  seeds: number;
  columns: Record<ColumnName, RecordedGroups>;
  /**
   * Seed by seed. `lotse − control` is the effect of routing; `control − bank` is the error of the reconstruction.
   */
  differences: Record<'lotse − control' | 'control − bank', RecordedGroups>;
}

/** Sums over days from which the figures follow. */
interface Sums {
  offered: number;
  answered: number;
  abandoned: number;
  inTime: number;
  waitSeconds: number;
}
type Group = `total` | `byType.${string}` | `byPriority.${string}`;
type Sample = Map<Group, Record<RecordedFigure, number>>;

/**
 * Runs days of recorded calls on a virtual clock, once for each seed: as they were, under the bank's own rule on
 * Lotse's engine, and under a routing profile.
 * @param from,to yymmdd; days without records are left out
 * @throws Error where no day of the span has records
 */
export function runRecordedDays(
  records: readonly CallRecord[],
  { from, to }: { from: string; to: string },
  credits: { control: ProfileCredits; lotse: ProfileCredits },
): RecordedResult {
  const days = [...new Set(records.map(({ date }) => date))].filter((date) => date >= from && date <= to).sort();
  if (days.length === 0) throw new Error(`there are no records from ${from} to ${to}`);
  const estimates = estimateCallers(records);
  const samples: Record<ColumnName, Sample[]> = { bank: [], control: [], lotse: [] };
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const sums: Record<ColumnName, Map<Group, Sums>> = { bank: new Map(), control: new Map(), lotse: new Map() };
    for (const date of days) {
      const world = buildWorld(records, { date, seed }, estimates);
      const run = (of: ProfileCredits): Column =>
        columnOf(world, runReference(world, of, createEngine({ records: false })));
      add(sums.bank, columnOf(world, recordedReplay(world)));
      add(sums.control, run(credits.control));
      add(sums.lotse, run(credits.lotse));
    }
    for (const name of COLUMNS)
      samples[name].push(new Map([...sums[name]].map(([group, each]) => [group, figures(each)])));
  }
  const between = (first: ColumnName, second: ColumnName): RecordedGroups =>
    groupsOf(
      samples[first],
      (group, figure, i) => valueOf(samples[first], group, figure, i) - valueOf(samples[second], group, figure, i),
    );
  return {
    days,
    seeds: SEEDS,
    columns: {
      bank: asTheyWere(samples.bank),
      control: columnEstimates(samples.control),
      lotse: columnEstimates(samples.lotse),
    },
    differences: { 'lotse − control': between('lotse', 'control'), 'control − bank': between('control', 'bank') },
  };
}

function add(sums: Map<Group, Sums>, { total, byType, byPriority }: Column): void {
  const one = (group: Group, { offered, answered, abandoned, sl20OfOffered, asaSeconds }: GroupFigures): void => {
    const sum = sums.get(group) ?? { offered: 0, answered: 0, abandoned: 0, inTime: 0, waitSeconds: 0 };
    sum.offered += offered;
    sum.answered += answered;
    sum.abandoned += abandoned;
    sum.inTime += Math.round((sl20OfOffered ?? 0) * offered);
    sum.waitSeconds += (asaSeconds ?? 0) * answered;
    sums.set(group, sum);
  };
  one('total', total);
  for (const [type, figuresOf] of Object.entries(byType)) one(`byType.${type}`, figuresOf);
  for (const [priority, figuresOf] of Object.entries(byPriority)) one(`byPriority.${priority}`, figuresOf);
}

function figures({ offered, answered, abandoned, inTime, waitSeconds }: Sums): Record<RecordedFigure, number> {
  return { offered, answered, abandoned, sl20OfOffered: inTime / offered, asaSeconds: waitSeconds / answered };
}

/** What is recorded is no draw: it has no interval. */
function asTheyWere(samples: readonly Sample[]): RecordedGroups {
  return groupsOf(samples.slice(0, 1), (group, figure, i) => valueOf(samples, group, figure, i));
}

function columnEstimates(samples: readonly Sample[]): RecordedGroups {
  return groupsOf(samples, (group, figure, i) => valueOf(samples, group, figure, i));
}

function valueOf(samples: readonly Sample[], group: Group, figure: RecordedFigure, seed: number): number {
  return samples[seed]?.get(group)?.[figure] ?? NaN;
}

function groupsOf(
  samples: readonly Sample[],
  value: (group: Group, figure: RecordedFigure, seed: number) => number,
): RecordedGroups {
  const groups = [...(samples[0]?.keys() ?? [])].sort();
  const of = (group: Group): RecordedFigures =>
    Object.fromEntries(
      FIGURES.map((figure) => [figure, estimate(samples.map((_, seed) => value(group, figure, seed)))]),
    ) as RecordedFigures;
  const named = (prefix: 'byType.' | 'byPriority.'): Record<string, RecordedFigures> =>
    Object.fromEntries(
      groups.filter((group) => group.startsWith(prefix)).map((group) => [group.slice(prefix.length), of(group)]),
    );
  return { total: of('total'), byType: named('byType.'), byPriority: named('byPriority.') };
}
