import type { RestFilter } from './filter.js';

/** Neither side waits for the event that explains a refused commit. */
export const resting: RestFilter = {
  scope: 'rest',
  reason: 'resting',
  wakes: ['rested', 'woken'],
  passes: (isResting) => !isResting,
};
