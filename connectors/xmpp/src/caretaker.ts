import type { ContactEvent } from '@lotse/client';
import type { CaretakerParts } from './caretaker-parts.js';
import { type Conversation, lastSaid, type Parked, unread } from './conversation.js';
import { OfferBoard } from './offer-board.js';
import type { Contact } from './router.js';
import { TEXTS } from './texts.js';
import { Turns } from './turns.js';

/** Done: the contact changed by what was done, so it is looked at again. */
const AGAIN = 'again';
/** When to look again, ms since 1970; undefined: when something happens. */
type Next = typeof AGAIN | number | undefined;

/**
 * Brings each conversation and its contact together: looks at what the contact is, does what follows, and looks again
 * whenever something happened. Nothing depends on having heard every event, so a restart of either side is one more
 * look.
 */
export class Caretaker {
  private readonly board: OfferBoard;
  private readonly turns: Turns;
  /** Contacts that Lotse is known to have. */
  private readonly made = new Set<string>();

  constructor(private readonly parts: CaretakerParts) {
    this.board = new OfferBoard(parts);
    this.turns = new Turns(
      (id) => this.look(id),
      (id, error) => parts.log.warn({ contactId: id, error: String(error) }, 'comes again'),
      parts.clock,
    );
  }

  /** Something may have changed. */
  care({ id }: Conversation): void {
    this.turns.ask(id);
  }

  careForAll(): void {
    for (const conversation of this.parts.book.living()) this.care(conversation);
  }

  /** Settles when the conversation has been looked at from now on. */
  seenTo({ id }: Conversation): Promise<void> {
    return this.turns.done(id);
  }

  hear(event: ContactEvent): void {
    const conversation = this.parts.book.conversation(event.contactId);
    if (conversation === undefined) return;
    this.board.hear(event);
    this.care(conversation);
  }

  /** The offer that stands for an agent in a conversation, as far as it was told. */
  offerFor({ id }: Conversation, agentId: string): string | undefined {
    return this.board.offerFor(id, agentId);
  }

  stop(): void {
    this.turns.stop();
  }

  /** Until nothing is left to do. Answers when to look again by itself. */
  private async look(id: string): Promise<number | undefined> {
    const { book, courier } = this.parts;
    for (;;) {
      const conversation = book.conversation(id);
      if (conversation === undefined || conversation.endedAt !== undefined) return undefined;
      const next = await this.step(conversation);
      courier.deliver(conversation);
      if (next !== AGAIN) return next;
    }
  }

  private async step(conversation: Conversation): Promise<Next> {
    const { router, clock } = this.parts;
    const { id } = conversation;
    const contact = this.made.has(id) ? await router.contact(id) : undefined;
    if (contact === undefined) {
      await router.follow([id]);
      await router.enqueue(conversation, clock.now());
      this.made.add(id);
      return AGAIN;
    }
    await this.board.show(conversation, contact);
    switch (contact.state) {
      case 'active':
        return this.active(conversation, contact);
      case 'parked':
        return this.parked(conversation, contact);
      case 'wrapUp':
        return this.closed(conversation);
      case 'completed':
      case 'abandoned':
      case 'cancelled':
      case 'expired':
        return this.ended(conversation, contact);
      default:
        return this.waiting(conversation);
    }
  }

  private async waiting(conversation: Conversation): Promise<Next> {
    await this.leave(conversation);
    return undefined;
  }

  private async active(conversation: Conversation, { agentId = '' }: Contact): Promise<Next> {
    const { book, router, roster, clock, settings } = this.parts;
    if (conversation.leg?.agentId !== agentId) {
      await this.leave(conversation);
      await this.begin(conversation, agentId);
    }
    const away = this.whyAway(conversation);
    if (away !== undefined && away.from <= clock.now()) {
      // Before the contact is: whatever the customer says from here on brings it back.
      await this.park(conversation, away.because);
      await router.park(conversation.id);
      return AGAIN;
    }
    if (conversation.parked !== undefined) await book.setParked(conversation, undefined);
    const goneSince = roster.goneSince(agentId);
    const requeueAt = goneSince === undefined ? undefined : goneSince + settings.requeueAfterSeconds * 1_000;
    if (requeueAt !== undefined && requeueAt <= clock.now()) {
      await router.requeue(conversation.id);
      return AGAIN;
    }
    return earliest(away?.from, requeueAt);
  }

  /** When, and why, the customer of an active conversation counts as away. */
  private whyAway(conversation: Conversation): { from: number; because: Parked['because'] } | undefined {
    const { guests, settings } = this.parts;
    const leftAt = guests.leftAt(conversation.customer);
    const { leg } = conversation;
    // Who had left before the agent came gets the answer as a message: the agent is not sent away again at once.
    if (leftAt !== undefined && leg !== undefined && leftAt > leg.at) return { from: leftAt, because: 'left' };
    const last = lastSaid(conversation);
    if (last?.by !== 'agent') return undefined;
    return { from: last.at + settings.parkAfterSeconds * 1_000, because: 'silent' };
  }

  private async parked(conversation: Conversation, contact: Contact): Promise<Next> {
    const { router, clock, settings, guests } = this.parts;
    // Comes back by itself, to the agent who has something more urgent now.
    if (contact.parkedBecause === 'interrupted') return undefined;
    if (conversation.parked === undefined) await this.park(conversation, 'other');
    if (conversation.leg !== undefined) {
      const { jid } = conversation.leg;
      await this.parts.book.setLeg(conversation, undefined);
      this.parts.tell(conversation, jid, TEXTS.parked);
    }
    const { because, entries, at } = conversation.parked as Parked;
    const wrote = conversation.entries.slice(entries).some(({ by }) => by === 'customer');
    if (wrote || (because === 'left' && guests.isHere(conversation.customer))) {
      await router.resume(conversation.id);
      return AGAIN;
    }
    const closeAt = at + settings.closeAfterSeconds * 1_000;
    if (closeAt > clock.now()) return closeAt;
    await router.abandon(conversation.id);
    return AGAIN;
  }

  private park(conversation: Conversation, because: Parked['because']): Promise<void> {
    const { book, clock } = this.parts;
    return book.setParked(conversation, { because, entries: conversation.entries.length, at: clock.now() });
  }

  private async begin(conversation: Conversation, agentId: string): Promise<void> {
    const { book, roster, tell, clock } = this.parts;
    const jid = await roster.findJid(agentId);
    if (jid === undefined) throw new Error(`the agent ${agentId} has no address for this channel`);
    const leg = { agentId, jid, from: conversation.entries.length, at: clock.now() };
    await book.setLeg(conversation, leg);
    tell(conversation, jid, TEXTS.taken(conversation.customer));
  }

  private async leave(conversation: Conversation): Promise<void> {
    const { book, tell } = this.parts;
    const { leg } = conversation;
    if (leg === undefined) return;
    await book.setLeg(conversation, undefined);
    tell(conversation, leg.jid, TEXTS.goneOn);
  }

  /** The talk is over; the agent may still be about its wrap-up. */
  private async closed(conversation: Conversation): Promise<Next> {
    if (conversation.closed) return undefined;
    this.goOn(conversation);
    await this.sayToCustomer(conversation, TEXTS.over);
    await this.parts.book.close(conversation);
    if (conversation.leg !== undefined) this.parts.tell(conversation, conversation.leg.jid, TEXTS.wrapUp);
    return undefined;
  }

  private async ended(conversation: Conversation, { state }: Contact): Promise<Next> {
    const { book, tell, courier } = this.parts;
    const { leg } = conversation;
    if (!conversation.closed) {
      if (state === 'completed') this.goOn(conversation);
      await this.sayToCustomer(conversation, state === 'completed' ? TEXTS.over : TEXTS.nobody);
      await book.close(conversation);
    }
    // Its text goes with its end, so that waits until the customer has it all.
    if (!courier.isDone(conversation)) return undefined;
    if (leg !== undefined) tell(conversation, leg.jid, TEXTS.ended);
    await book.end(conversation);
    this.board.forget(conversation.id);
    this.made.delete(conversation.id);
    return undefined;
  }

  /** What came in while the agent said goodbye was read by nobody: another conversation goes on with it. */
  private goOn(conversation: Conversation): void {
    const { book } = this.parts;
    const left = unread(conversation);
    // Without an agent it was served in a way that is not known here.
    if (left.length === 0 || conversation.lastAgentId === undefined) return;
    const [next] = book.begin(conversation.customer, conversation.address, left, conversation.id);
    this.care(next);
  }

  /** The last words; once, also when a restart comes in between. */
  private async sayToCustomer(conversation: Conversation, words: string): Promise<void> {
    const { book, clock } = this.parts;
    const id = 'end';
    if (conversation.entries.some((entry) => entry.by === 'notice' && entry.id === id)) return;
    await book.say(conversation, { by: 'notice', id, text: words, at: clock.now() });
  }
}

function earliest(...moments: (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
