import {
  effectiveAgingRate,
  type ChannelConfig,
  type QueueConfig,
  type RoutingProfile,
} from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { SCORERS } from './scorers/index.js';
import type { ContactFigures, ContactScorer, Scorer } from './scorers/scorer.js';

const CONTACT_SCORERS = SCORERS.filter((scorer: Scorer): scorer is ContactScorer => scorer.scope === 'contact');

/** What a contact's place in its queue's order needs; the due credit is added by the script, which knows the enqueue time. */
export interface OrderCredits {
  agingRate: number;
  /** Priority, value and stage credits, whole ms of waiting. */
  creditMs: number;
  dueHorizonSeconds: number;
  /** Credit of a due fraction of 1, s. */
  dueCreditSeconds: number;
}

/** Credits that belong to the contact alone, without the due credit: whole ms, each rounded as in a decision. */
export function contactCreditMs(spec: ContactSpec, profile: RoutingProfile): number {
  const { priority, customer, journeyStage } = spec;
  return creditMsOf({ priority, customerValue: customer?.value ?? 0, journeyStage, due: 0 }, profile);
}

/** The same of a contact's figures. */
export function creditMsOf(contact: ContactFigures, { credits }: RoutingProfile): number {
  return CONTACT_SCORERS.reduce((sum, scorer) => sum + scorer.creditMs(contact, credits), 0);
}

/** The credits that do not depend on an agent, from the same scorers as a decision: positions rank by them and by age. */
export function waitingOrder(
  spec: ContactSpec,
  queue: Pick<QueueConfig, 'agingRate' | 'serviceLevel'>,
  channel: Pick<ChannelConfig, 'defaultTargetSeconds'>,
  profile: RoutingProfile,
): OrderCredits {
  return {
    agingRate: effectiveAgingRate(queue, channel),
    creditMs: contactCreditMs(spec, profile),
    dueHorizonSeconds: profile.credits.dueHorizonSeconds,
    dueCreditSeconds: profile.credits.due,
  };
}
