import { wholeMs, type FitScorer } from './scorer.js';

/** The agent's mean preference (0–1, unset 0.5) for the skills of the original requirements; no requirement: 0.5. */
export const preference: FitScorer = {
  scope: 'fit',
  name: 'preference',
  measure(demand, agent) {
    if (demand.requirements.length === 0) return 0.5;
    let sum = 0;
    for (const { skillId } of demand.requirements) sum += agent.skills.get(skillId)?.preference ?? 0.5;
    return sum / demand.requirements.length;
  },
  creditMs: (preferred, weights) => wholeMs(weights.preference * preferred),
};
