import type { ContactEvent } from '@lotse/client';
import type { CaretakerParts } from './caretaker-parts.js';
import type { Conversation } from './conversation.js';
import type { Contact } from './router.js';
import { TEXTS } from './texts.js';

interface Told {
  offerId: string;
  agentId: string;
  jid: string;
}

/** Letters of the first message that an offer shows. */
const FIRST_WORDS = 200;

/** Which agent was told of which offer, and how it went. */
export class OfferBoard {
  private readonly told = new Map<string, Told>();
  /** How offers ended, by their id, until their agents have been told. */
  private readonly outcomes = new Map<string, string>();

  constructor(private readonly parts: CaretakerParts) {}

  hear({ contactId, offerId, outcome }: ContactEvent): void {
    if (offerId === undefined || outcome === undefined) return;
    if (this.told.get(contactId)?.offerId === offerId) this.outcomes.set(offerId, outcome);
  }

  offerFor(contactId: string, agentId: string): string | undefined {
    const told = this.told.get(contactId);
    return told?.agentId === agentId ? told.offerId : undefined;
  }

  /** Tells the agent of an offer that is new, and the one before that its is over. */
  async show(conversation: Conversation, { state, offer, agentId }: Contact): Promise<void> {
    const told = this.told.get(conversation.id);
    if (told !== undefined && told.offerId !== offer?.id) {
      this.told.delete(conversation.id);
      if (state !== 'active' || told.agentId !== agentId) this.over(conversation, told);
      this.outcomes.delete(told.offerId);
    }
    if (offer === undefined || told?.offerId === offer.id) return;
    const { roster, tell, clock, log } = this.parts;
    const jid = await roster.findJid(offer.agentId);
    // Somebody who is reached in another way.
    if (jid === undefined) return log.info({ agentId: offer.agentId }, 'an offer for an agent without an address');
    this.told.set(conversation.id, { offerId: offer.id, agentId: offer.agentId, jid });
    const seconds = Math.max(0, Math.round((Date.parse(offer.expiresAt) - clock.now()) / 1_000));
    const first = conversation.entries.find(({ by }) => by === 'customer')?.text ?? '';
    tell(conversation, jid, TEXTS.offered(conversation.customer, seconds, first.slice(0, FIRST_WORDS)), offer.id);
  }

  forget(contactId: string): void {
    this.told.delete(contactId);
  }

  /** The agent did not take it: perhaps nothing more is offered to it now, which it should know. */
  private over(conversation: Conversation, { offerId, agentId, jid }: Told): void {
    const { router, roster, tell, log } = this.parts;
    tell(conversation, jid, TEXTS.offerOver(this.outcomes.get(offerId) ?? 'it went elsewhere'));
    router.isNotResponding(agentId).then(
      (isNot) => isNot && roster.show(agentId, false),
      (error: unknown) => log.warn({ agentId, error: String(error) }, 'state of an agent unknown'),
    );
  }
}
