import { wholeMs, type ContactScorer } from './scorer.js';

/** The profile's seconds for a customer of value 1, in proportion. */
export const customerValue: ContactScorer = {
  scope: 'contact',
  name: 'customerValue',
  creditMs: (contact, weights) => wholeMs(weights.customerValue * contact.customerValue),
};
