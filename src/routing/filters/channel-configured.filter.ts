import type { DemandFilter } from './filter.js';

/** The agent is configured for the contact's channel at all. */
export const channelConfigured: DemandFilter = {
  scope: 'demand',
  reason: 'channelNotConfigured',
  wakes: ['agentConfigured'],
  passes: (demand, agent) => agent.channels.has(demand.channel),
};
