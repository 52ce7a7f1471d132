import type { ThresholdKind } from '../domain/alert-threshold.js';
import { EMPTY_FIGURES } from '../history/figures.js';
import { LiveCounts } from '../queues/live-counts.js';
import { figureOf, type FigureSources } from './threshold-figures.js';

const NOW = 100_000;

function sources(more: Partial<FigureSources> = {}): FigureSources {
  return {
    counts: () => new LiveCounts().of(),
    queueIds: () => ['q', 'r'],
    forecasts: () => [],
    service: () => Promise.resolve(EMPTY_FIGURES),
    offers: () => Promise.resolve({ answeredOrNot: 0, missed: 0 }),
    alerted: () => 0,
    ...more,
  };
}
const of = (kind: ThresholdKind, more?: Partial<FigureSources>, queueId?: string) =>
  figureOf({ kind, queueId }, sources(more), NOW);
const counts = (more: object) => ({ ...new LiveCounts().of(), ...more });

describe('figures of thresholds', () => {
  it('nobody waits: the longest wait is 0', async () => {
    expect(await of('longestWait')).toEqual({ value: 0 });
    expect(await of('longestWait', { counts: () => counts({ longestSince: NOW - 1_500 }) })).toEqual({ value: 1.5 });
  });

  it('shares say of how many they are; of none there is nothing to measure', async () => {
    expect(await of('serviceLevel')).toEqual({ value: null, counted: 0 });
    const service = () => Promise.resolve({ ...EMPTY_FIGURES, offered: 12, shortAbandoned: 2, sl: 0.4 });
    expect(await of('serviceLevel', { service })).toEqual({ value: 0.4, counted: 10 });
    expect(await of('ronaRate')).toEqual({ value: null, counted: 0 });
    const offers = () => Promise.resolve({ answeredOrNot: 8, missed: 2 });
    expect(await of('ronaRate', { offers })).toEqual({ value: 0.25, counted: 8 });
  });

  it('the estimated wait is the longest middle; where somebody waits of whom nothing is known it is not known', async () => {
    expect(await of('estimatedWait', {}, 'q')).toEqual({ value: 0 });
    const forecasts = (queueId: string) =>
      queueId === 'q'
        ? [{ lowMs: 10_000, highMs: 30_000 }, undefined, { lowMs: 1_000, highMs: 1_000 }]
        : [{ lowMs: 0, highMs: 100_000 }];
    expect(await of('estimatedWait', { forecasts }, 'q')).toEqual({ value: 20 });
    expect(await of('estimatedWait', { forecasts })).toEqual({ value: 50 });
    expect(await of('estimatedWait', { counts: () => counts({ waiting: 1 }) }, 'q')).toBeUndefined();
  });

  it('what is not known now is no figure', async () => {
    const nothing: Partial<FigureSources> = {
      counts: () => undefined,
      service: () => Promise.resolve(undefined),
      offers: () => Promise.resolve(undefined),
      alerted: () => undefined,
    };
    for (const kind of [
      'longestWait',
      'estimatedWait',
      'serviceLevel',
      'ronaRate',
      'unroutable',
      'declinedByAll',
    ] as const)
      expect([kind, await of(kind, nothing, 'q')]).toEqual([kind, undefined]);
  });
});
