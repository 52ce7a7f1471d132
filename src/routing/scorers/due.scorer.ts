import { wholeMs, type ContactScorer } from './scorer.js';

/** The profile's seconds for a contact that is due at once, in proportion to its due fraction. */
export const due: ContactScorer = {
  scope: 'contact',
  name: 'due',
  creditMs: (contact, weights) => wholeMs(weights.due * contact.due),
};
