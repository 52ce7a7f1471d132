import type { LiveFilter } from './filter.js';

/** Nothing held on another channel blocks this one, unless this one may interrupt it. */
export const blockingChannel: LiveFilter = {
  scope: 'live',
  reason: 'blockedByChannel',
  wakes: ['loadChanged', 'agentConfigured'],
  passes(agent, channel) {
    if (agent.used === 0) return true;
    for (const held of agent.abilities.channels.values()) {
      if (held.blocks === undefined || !held.blocks.includes(channel)) continue;
      if ((agent.state.used[held.id] ?? 0) > 0 && !held.interruptedBy?.includes(channel)) return false;
    }
    return true;
  },
};
