import { wholeMs, type ContactScorer } from './scorer.js';

/** The profile's seconds for each point of priority (0–10). */
export const priority: ContactScorer = {
  scope: 'contact',
  name: 'priority',
  creditMs: (contact, weights) => wholeMs(weights.priority * contact.priority),
};
