import { wholeMs, type LoadScorer } from './scorer.js';

/** The profile's seconds for an agent without work, less in proportion to its load. */
export const occupancy: LoadScorer = {
  scope: 'load',
  name: 'occupancy',
  creditMs: (load, weights) => wholeMs(weights.occupancy * (1 - load)),
};
