import type { LiveFilter } from './filter.js';

/** Fewer contacts of this channel are offered, active or in wrap-up than the agent may hold. */
export const capacity: LiveFilter = {
  scope: 'live',
  reason: 'capacityFull',
  wakes: ['loadChanged', 'agentConfigured'],
  passes(agent, channel) {
    const limit = agent.abilities.channels.get(channel)?.capacity ?? 0;
    return (agent.state.used[channel] ?? 0) < limit;
  },
};
