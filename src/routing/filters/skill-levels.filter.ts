import type { DemandFilter } from './filter.js';

/** Of the mandatory skills that the agent has, each reaches the minimum level in force. */
export const skillLevels: DemandFilter = {
  scope: 'demand',
  reason: 'skillLevelTooLow',
  wakes: ['agentConfigured', 'queueConfigured', 'stepReached', 'contactChanged'],
  passes(demand, agent) {
    for (const { skillId, minLevel } of demand.effective) {
      const skill = agent.skills.get(skillId);
      if (skill !== undefined && skill.level < minLevel) return false;
    }
    return true;
  },
};
