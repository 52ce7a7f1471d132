import { wholeMs, type FitScorer } from './scorer.js';

/** Mean level ÷ 10 over the original requirements; a skill the agent lacks is 0, no requirement at all is 1. */
export const skillFit: FitScorer = {
  scope: 'fit',
  name: 'skill',
  measure(demand, agent) {
    if (demand.requirements.length === 0) return 1;
    let levels = 0;
    for (const { skillId } of demand.requirements) levels += agent.skills.get(skillId)?.level ?? 0;
    return levels / (10 * demand.requirements.length);
  },
  creditMs: (fit, weights) => wholeMs(weights.skill * fit),
};
