import type { LiveFilter } from './filter.js';

/** The agent has answered its last offers, or said `available` since. */
export const responding: LiveFilter = {
  scope: 'live',
  reason: 'notResponding',
  wakes: ['respondingChanged', 'presenceChanged'],
  passes: (agent) => !agent.state.notResponding,
};
