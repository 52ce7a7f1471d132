import { wholeMs, type FitScorer } from './scorer.js';

/** A contact that is served without its language stands back by its queue's penalty. */
export const translation: FitScorer = {
  scope: 'fit',
  name: 'translation',
  measure: (demand) => demand.translationSeconds ?? 0,
  creditMs: (penaltySeconds) => 0 - wholeMs(penaltySeconds),
};
