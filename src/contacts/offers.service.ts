import { Inject, Injectable } from '@nestjs/common';
import { onBehalf, requireOwnAgent, requireRole, type Caller } from '../api-keys/principal.js';
import type { DecisionRecord } from '../domain/decision.js';
import { DomainError } from '../domain/errors.js';
import type { OfferOutcome, OfferRecord } from '../domain/offer.js';
import { LIVE_STORE, type LiveStore, type OfferResult } from '../live/live-store.js';
import { offerView, type ContactView, type OfferView } from './contact.view.js';
import { iso } from '../domain/iso.js';
import { ContactsService } from './contacts.service.js';
import { HISTORY_QUERIES, type HistoryQueries } from './history.port.js';

/** A decision as the API shows it: the record with times in ISO 8601. */
export type DecisionView = Omit<DecisionRecord, 'at' | 'credits'> & {
  offerId: string;
  at: string;
  /** The profile's credits in force, in seconds. */
  weights: DecisionRecord['credits'];
};

export type OfferAnswer = OfferView & { contact: ContactView };

/** Reasons with which a system says that nobody answered: the agent becomes `notResponding`. */
const NOT_ANSWERED = ['noAnswer', 'failed'];

/** The answers to offers, and why each was made. Throws DomainError. */
@Injectable()
export class OffersService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(HISTORY_QUERIES) private readonly history: HistoryQueries,
    @Inject(ContactsService) private readonly contacts: ContactsService,
  ) {}

  async accept(offerId: string, caller: Caller): Promise<OfferAnswer> {
    const run = (): Promise<OfferResult> => this.live.accept({ offerId, ...onBehalf(caller) });
    return this.answer(offerId, run, ['accepted'], caller);
  }

  /** `noAnswer` and `failed` from a system mean that the agent missed it; anything else declines. */
  async decline(offerId: string, reason: string | undefined, caller: Caller): Promise<OfferAnswer> {
    const missed = caller.principal.role !== 'agent' && reason !== undefined && NOT_ANSWERED.includes(reason);
    const outcome = missed ? 'missed' : 'declined';
    const run = (): Promise<OfferResult> => this.live.refuseOffer({ offerId, outcome, reason, ...onBehalf(caller) });
    return this.answer(offerId, run, [outcome], caller);
  }

  /** @throws DomainError `notFound` */
  async decision(offerId: string): Promise<DecisionView> {
    const offer = await this.live.offer(offerId);
    const record = offer?.decision ?? (await this.history.decision(offerId));
    if (record === undefined) throw notFound(offerId);
    return { offerId, ...decisionView(record) };
  }

  private async answer(
    offerId: string,
    run: () => Promise<OfferResult>,
    agrees: OfferOutcome[],
    caller: Caller,
  ): Promise<OfferAnswer> {
    requireRole(caller.principal, ['agent', 'system']);
    try {
      const { offer, contact, position, now } = await run();
      return { ...offerView(offer), contact: await this.contacts.full(contact, position, now) };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'notFound') throw error;
      const offer = await this.history.offer(offerId);
      if (offer === undefined) throw notFound(offerId);
      requireOwnAgent(caller.principal, offer.agentId);
      return this.ended(offer, agrees);
    }
  }

  private async ended(offer: OfferRecord, agrees: OfferOutcome[]): Promise<OfferAnswer> {
    const found = await this.contacts.find(offer.contactId);
    if (offer.outcome !== undefined && agrees.includes(offer.outcome)) {
      return { ...offerView(offer), contact: await this.contacts.full(found.contact, found.position) };
    }
    throw new DomainError('offerEnded', `The offer ended: ${offer.outcome ?? 'unknown'}.`, {
      offerOutcome: offer.outcome,
      state: found.contact.state,
    });
  }
}

/** A record as the API shows it, without the offer that it led to. */
export function decisionView({ at, credits, ...rest }: DecisionRecord): Omit<DecisionView, 'offerId'> {
  return { ...rest, at: iso(at), weights: credits };
}

function notFound(id: string): DomainError {
  return new DomainError('notFound', `No offer has the id ${id}.`);
}
