import type { Replication, Staffing, Tally } from './tally.js';
import type { Scenario } from './scenario.js';

/** A mean over replications with its 95 % confidence interval; null where no replication has a value, or only one. */
export interface Estimate {
  mean: number | null;
  ci95: [low: number, high: number] | null;
}

export const FIGURES = [
  'offered',
  'answered',
  'abandoned',
  'expired',
  'refused',
  'pWait',
  'meanWaitSeconds',
  'asaSeconds',
  'serviceLevel20OfOffered',
  'serviceLevel20OfAnswered',
  'pAbandon',
  'occupancy',
] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Record<FigureName, Estimate>;

export interface SimulationResult {
  streams: Record<string, Figures>;
  queues: Record<string, Figures>;
  agents: Record<string, Figures>;
  /** Answered contacts by stream and agent group. */
  matrix: Record<string, Record<string, Estimate>>;
}

/** A value of each replication; NaN where one has none. */
type Sample = readonly number[];

/** The same figures as in a result, replication by replication. */
export interface Samples {
  streams: Record<string, Record<FigureName, Sample>>;
  queues: Record<string, Record<FigureName, Sample>>;
  agents: Record<string, Record<FigureName, Sample>>;
  matrix: Record<string, Record<string, Sample>>;
}

export function samplesOf(scenario: Scenario, replications: readonly Replication[]): Samples {
  const { streams, queues, groups } = scenario;
  const agents = groups.map(({ agent }) => agent);
  const serving = (queueId: string): number[] =>
    agents.flatMap((agent, i) => (agent.queues.includes(queueId) ? [i] : []));
  const figuresOf = (tallyOf: (one: Replication) => Tally, members: readonly number[]): Record<FigureName, Sample> => {
    const each = replications.map((one) =>
      figures(
        tallyOf(one),
        members.map((i) => one.staffing[i] as Staffing),
      ),
    );
    return record(FIGURES, (name) => each.map((of) => of[name]));
  };
  return {
    streams: byId(streams, (stream, i) => figuresOf((one) => one.streams[i] as Tally, serving(stream.queueId))),
    queues: byId(queues, (queue, i) => figuresOf((one) => one.queues[i] as Tally, serving(queue.id))),
    agents: byId(agents, (_, i) => figuresOf((one) => one.groups[i] as Tally, [i])),
    matrix: byId(streams, (_, s) => byId(agents, (_agent, g) => replications.map((one) => one.matrix[s]?.[g] ?? 0))),
  };
}

/** Each figure as mean and interval. */
export function summarize(samples: Samples): SimulationResult {
  return each(samples, estimate);
}

/** What a second run of the same seed has more than the first, pair by pair: both met the same contacts. */
export function differences(first: Samples, second: Samples): SimulationResult {
  const other = new Map<Sample, Sample>();
  pair(first, second, other);
  return each(first, (sample) => {
    const more = other.get(sample);
    return estimate(sample.map((value, i) => (more?.[i] ?? NaN) - value));
  });
}

function pair(first: object, second: object, into: Map<Sample, Sample>): void {
  for (const [key, value] of Object.entries(first)) {
    const counterpart = (second as Record<string, unknown>)[key];
    if (Array.isArray(value)) into.set(value as number[], counterpart as number[]);
    else pair(value as object, counterpart as object, into);
  }
}

function each({ streams, queues, agents, matrix }: Samples, of: (sample: Sample) => Estimate): SimulationResult {
  const figuresOf = (some: Samples['streams']): Record<string, Figures> =>
    map(some, (one) => record(FIGURES, (name) => of(one[name])));
  return {
    streams: figuresOf(streams),
    queues: figuresOf(queues),
    agents: figuresOf(agents),
    matrix: map(matrix, (row) => map(row, of)),
  };
}

function map<T, R>(of: Record<string, T>, to: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(of).map(([id, value]) => [id, to(value)]));
}

function record<K extends string, R>(keys: readonly K[], of: (key: K) => R): Record<K, R> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, R>;
}

function byId<T extends { id: string }, R>(items: readonly T[], of: (item: T, i: number) => R): Record<string, R> {
  return Object.fromEntries(items.map((item, i) => [item.id, of(item, i)]));
}

/** Figures of one replication; NaN where there is nothing to divide by. */
function figures(tally: Tally, staffing: readonly Staffing[]): Record<FigureName, number> {
  const { offered, answered, abandoned, expired, refused } = tally;
  const handling = staffing.reduce((sum, { handlingMs }) => sum + handlingMs, 0);
  const idle = staffing.reduce((sum, { idleMs }) => sum + idleMs, 0);
  return {
    offered,
    answered,
    abandoned,
    expired,
    refused,
    pWait: tally.waited / offered,
    meanWaitSeconds: tally.waitMs / 1000 / offered,
    asaSeconds: tally.answeredWaitMs / 1000 / answered,
    serviceLevel20OfOffered: tally.withinTarget / offered,
    serviceLevel20OfAnswered: tally.withinTarget / answered,
    pAbandon: abandoned / offered,
    occupancy: handling / (handling + idle),
  };
}

/** Mean and interval by Student's t over the replications that have a value. */
export function estimate(sample: Sample): Estimate {
  const values = sample.filter((value) => Number.isFinite(value));
  const n = values.length;
  if (n === 0) return { mean: null, ci95: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, ci95: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return { mean, ci95: [mean - half, mean + half] };
}

/** The 97.5 % quantile of Student's t: tables up to 10 degrees of freedom, beyond Hill's expansion (error below 1e-4). */
export function studentQuantile(freedom: number): number {
  const known = TABLE[freedom - 1];
  if (known !== undefined) return known;
  const z = 1.959963984540054;
  const n = freedom;
  const z3 = z ** 3;
  const z5 = z ** 5;
  const z7 = z ** 7;
  return (
    z +
    (z3 + z) / (4 * n) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * n ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n ** 3)
  );
}

const TABLE = [12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139];
