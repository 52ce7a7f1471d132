import { wholeMs, type FitScorer } from './scorer.js';

/** The agent's proficiency in the contact's channel (1–10, unset 5), in tenths. */
export const channelProficiency: FitScorer = {
  scope: 'fit',
  name: 'channel',
  measure: (demand, agent) => agent.channels.get(demand.channel)?.proficiency ?? 5,
  creditMs: (proficiency, weights) => wholeMs(weights.channel * (proficiency / 10)),
};
