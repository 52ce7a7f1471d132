import type { Figure } from './figure.js';
import type { LoadResult } from './generator-messages.js';
import type { Rig } from './rig.js';
import { median, round, spread } from './statistics.js';

/** Far above what either can do: the work waits, not the generator. */
const ABOVE_CAPACITY = 40_000;

/** `floor` and `lifecycle` in turn, so that the machine's moods hit both alike. */
export async function benchLifecycle(rig: Rig, options: { pairs: number; count: number }): Promise<Figure[]> {
  const floors: number[] = [];
  const lives: number[] = [];
  const lags: number[] = [];
  const failures: number[] = [];
  for (let pair = 0; pair < options.pairs; pair += 1) {
    const floor = await floorRun(rig, options.count);
    floors.push(floor.perSecond);
    const life = await lifecycleRun(rig, options.count);
    lives.push(life.perSecond);
    lags.push(life.result.lagMs.p99);
    failures.push(floor.result.failures + life.result.failures);
  }
  const ratios = lives.map((rate, i) => rate / (floors[i] ?? Infinity));
  const ratio = round(median(ratios), 3);
  const detail = {
    ratios: ratios.map((r) => round(r, 3)),
    medianRatio: ratio,
    generatorLagP99Ms: round(median(lags)),
    failures,
  };
  return [
    { name: 'floor', unit: '/s', value: rounded(floors) },
    {
      name: 'lifecycle',
      unit: 'lives/s',
      value: rounded(lives),
      must: { text: 'median ratio to floor ≥ 0.10', holds: ratio >= 0.1 && failures.every((n) => n === 0) },
      detail,
    },
  ];
}

interface Run {
  perSecond: number;
  result: LoadResult;
}

async function floorRun(rig: Rig, count: number): Promise<Run> {
  const url = await rig.floorAddress();
  const prefix = rig.nextPrefix('floor');
  const result = await rig.generate({ type: 'posts', prefix, count, perSecond: ABOVE_CAPACITY, url, token: 'none' });
  if (!result) throw new Error('no result');
  return { perSecond: (count * 1000) / (result.endedAt - result.startedAt), result };
}

/** Whole lives: POST, offer on a socket, accept, complete, in the history. */
export async function lifecycleRun(rig: Rig, count: number): Promise<Run> {
  const prefix = rig.nextPrefix('life');
  const result = await rig.generate({ type: 'lives', prefix, count, perSecond: ABOVE_CAPACITY });
  if (!result) throw new Error('no result');
  const doneAt = await rig.inHistory(prefix, count, 60_000);
  return { perSecond: (count * 1000) / (doneAt - result.startedAt), result };
}

function rounded(sample: readonly number[]): Figure['value'] {
  return spread(sample.map((value) => round(value, 0)));
}
