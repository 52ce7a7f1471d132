import { wholeMs, type BotScorer } from './scorer.js';

/** The profile's seconds for a bot, in proportion to the contact's acceptance. */
export const bot: BotScorer = {
  scope: 'bot',
  name: 'bot',
  creditMs: (acceptance, weights) => wholeMs(weights.bot * acceptance),
};
