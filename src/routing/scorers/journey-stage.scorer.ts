import { wholeMs, type ContactScorer } from './scorer.js';

/** The profile's seconds for the customer's stage; its default for a stage it does not name, or none. */
export const journeyStage: ContactScorer = {
  scope: 'contact',
  name: 'journeyStage',
  creditMs(contact, weights) {
    const { stages, default: other } = weights.journeyStage;
    const stage = contact.journeyStage;
    return wholeMs(stage !== undefined && Object.hasOwn(stages, stage) ? (stages[stage] ?? other) : other);
  },
};
