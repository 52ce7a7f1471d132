import type { LiveFilter } from './filter.js';

/** The agent says `available`. */
export const presence: LiveFilter = {
  scope: 'live',
  reason: 'notAvailable',
  wakes: ['presenceChanged'],
  passes: (agent) => agent.state.presence === 'available',
};
