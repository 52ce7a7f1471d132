import { wholeMs, type AffinityScorer } from './scorer.js';

/** For the preferred agent; where none is named, for the one who served this customer last. */
export const affinity: AffinityScorer = {
  scope: 'affinity',
  name: 'affinity',
  wishedAgent: (contact) => contact.preferredAgentId ?? contact.lastAgentId,
  creditMs: (weights) => wholeMs(weights.affinity),
};
