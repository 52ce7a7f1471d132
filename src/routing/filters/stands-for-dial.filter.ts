import type { LiveFilter } from './filter.js';

/** The agent stands for no customer that is being called, or this contact's customer is on the line. */
export const standsForDial: LiveFilter = {
  scope: 'live',
  reason: 'standsForDial',
  wakes: ['dialChanged', 'contactChanged'],
  passes: (agent, _channel, dialFirst) => !dialFirst || agent.state.standsForDial !== true,
};
