import type { BotRules } from '../../domain/configuration.js';
import { UNKNOWN_ACCEPTANCE, type BotAcceptance } from '../../domain/contact.js';
import type { DemandFilter } from './filter.js';

/** The agent is human, or the contact may go to a bot. */
export const botNotWanted: DemandFilter = {
  scope: 'demand',
  reason: 'botNotWanted',
  wakes: ['agentConfigured', 'queueConfigured', 'contactChanged'],
  passes: (demand, agent) => demand.bots || !agent.isBot,
};

/**
 * Whether a contact may go to a bot: it accepts one as much as its queue asks, and is not worth more than the queue
 * leaves to bots.
 * @param rules the queue's; without, all that do not say `never`
 */
export function wantsBots(
  rules: BotRules | undefined,
  acceptance: BotAcceptance = UNKNOWN_ACCEPTANCE,
  customerValue: number,
): boolean {
  if (acceptance === 'never') return false;
  if (rules === undefined) return true;
  return acceptance >= (rules.minAcceptance ?? 0) && customerValue <= (rules.maxCustomerValue ?? 1);
}
