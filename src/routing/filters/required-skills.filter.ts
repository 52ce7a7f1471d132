import type { DemandFilter } from './filter.js';

/** The agent has every mandatory skill that the steps in force still ask for, the language included, at whatever level. */
export const requiredSkills: DemandFilter = {
  scope: 'demand',
  reason: 'missingSkill',
  wakes: ['agentConfigured', 'queueConfigured', 'stepReached', 'contactChanged'],
  passes(demand, agent) {
    for (const requirement of demand.effective) if (!agent.skills.has(requirement.skillId)) return false;
    return true;
  },
};
