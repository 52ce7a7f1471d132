import type { AgeScorer } from './scorer.js';

/** Waiting itself: the queue's aging rate for each ms of age. */
export const age: AgeScorer = { scope: 'age', name: 'age', ratePerMs: (demand) => demand.agingRate };
