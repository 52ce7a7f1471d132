import type { DemandFilter } from './filter.js';

/**
 * The agent has every mandatory skill that the steps in force still ask for, at whatever level; the language too, unless
 * the queue translates it because no other agent on duty speaks it.
 */
export const requiredSkills: DemandFilter = {
  scope: 'demand',
  reason: 'missingSkill',
  wakes: ['agentConfigured', 'queueConfigured', 'stepReached', 'contactChanged', 'otherAgentChanged'],
  passes(demand, agent) {
    for (const requirement of demand.effective) if (!agent.skills.has(requirement.skillId)) return false;
    return true;
  },
};
