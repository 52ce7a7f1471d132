import { wholeMs, type FrontScorer } from './scorer.js';

/**
 * What a pull to the front is worth, s: more than three years of waiting at the highest aging rate, and more than all
 * weights that profiles bear together. Totals stay whole numbers that a double holds exactly.
 */
export const FRONT_SECONDS = 10_000_000_000;

/** A supervisor's word that this contact comes before all others; no profile weights it. */
export const front: FrontScorer = {
  scope: 'front',
  name: 'front',
  creditMs: () => wholeMs(FRONT_SECONDS),
};
