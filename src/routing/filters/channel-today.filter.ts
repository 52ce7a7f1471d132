import type { LiveFilter } from './filter.js';

/** The channel is among those the agent takes today; without a list, all configured ones are. */
export const channelToday: LiveFilter = {
  scope: 'live',
  reason: 'channelNotToday',
  wakes: ['presenceChanged'],
  passes: (agent, channel) => agent.state.channels === undefined || agent.state.channels.includes(channel),
};
