import { randomUUID } from 'node:crypto';
import type { Element } from '@xmpp/xml';
import type { Logger } from 'pino';
import { parseAddress } from './address.js';
import type { Book } from './book.js';
import type { Caretaker } from './caretaker.js';
import type { Clock } from './clock.js';
import type { Conversation } from './conversation.js';
import type { Courier } from './courier.js';
import { LONGEST_TEXT, MOST_ENTRIES } from './customer-desk.js';
import type { Roster } from './roster.js';
import { type Router, wordsOf } from './router.js';
import { conditionOf, mark, markOf, receipt, refusal } from './stanzas.js';
import { TEXTS } from './texts.js';

/** How the id of a message begins that tells of an offer. */
export const OFFER = 'offer-';

export interface AgentDeskParts {
  book: Book;
  roster: Roster;
  courier: Courier;
  caretaker: Caretaker;
  router: Router;
  send(stanza: Element): void;
  tell(conversation: Conversation, jid: string, words: string): void;
  clock: Clock;
  log: Logger;
}

/** Somebody at a conversation, with what it wrote there. */
interface Said {
  conversation: Conversation;
  agentId: string;
  jid: string;
  messageId: string;
}

/** What agents write to the addresses of conversations: text for the customer, or a command. */
export class AgentDesk {
  /** What is under way at a conversation: an agent's text waits for its `/accept`. */
  private readonly turns = new Map<string, Promise<void>>();

  constructor(private readonly parts: AgentDeskParts) {}

  /** Takes what was sent to a conversation; in order, each when what came before has been done. */
  hear(message: Element, conversation: Conversation): Promise<void> {
    const before = this.turns.get(conversation.id) ?? Promise.resolve();
    const turn = before.then(() => this.take(message, conversation));
    const settled = turn.catch(() => undefined);
    this.turns.set(conversation.id, settled);
    void settled.then(() => {
      if (this.turns.get(conversation.id) === settled) this.turns.delete(conversation.id);
    });
    return turn;
  }

  private async take(message: Element, conversation: Conversation): Promise<void> {
    const { roster, send } = this.parts;
    const { bare: jid } = parseAddress(message.attrs['from'] ?? '');
    const agentId = await roster.findAgent(jid);
    // Nobody else need know that there is such an address.
    if (agentId === undefined) return send(refusal(message, 'cancel', 'item-not-found'));
    const body = message.getChildText('body') ?? '';
    if (body === '') return this.passMark(message, conversation, agentId);
    const said = { conversation, agentId, jid, messageId: message.attrs['id'] ?? randomUUID() };
    const isCommand = body.startsWith('/') && !body.startsWith('//');
    const isTaken = isCommand
      ? await this.command(said, body)
      : await this.text(said, body.startsWith('//') ? body.slice(1) : body);
    const safe = isTaken ? receipt(message) : refusal(message, 'cancel', 'not-acceptable', TEXTS.notYours);
    if (safe !== undefined) send(safe);
  }

  /** A message of ours that did not arrive. */
  async failed(error: Element, conversation: Conversation): Promise<void> {
    const { router, book, tell, courier } = this.parts;
    const { id = '', to = '' } = error.attrs;
    if (id.startsWith(OFFER)) await router.decline(id.slice(OFFER.length), 'failed');
    const isToCustomer = to !== courier.addressOf(conversation);
    if (!isToCustomer || conversation.leg === undefined) return;
    // Only what an agent said: that a notice did not arrive is of no use to it.
    const entry = book.conversation(conversation.id)?.entries[Number(id.split('.').at(-1))];
    if (entry?.by === 'agent') tell(conversation, conversation.leg.jid, TEXTS.notDelivered(conditionOf(error)));
  }

  /** False: it is not this agent's conversation. */
  private async text({ conversation, agentId, messageId }: Said, text: string): Promise<boolean> {
    const { book, courier, caretaker, clock } = this.parts;
    const isRepeat = book.hasHeard(agentId, messageId);
    if (isRepeat) {
      await book.settled();
      return true;
    }
    if (conversation.closed || conversation.leg?.agentId !== agentId) return false;
    if (text.length > LONGEST_TEXT || conversation.entries.length >= MOST_ENTRIES) return false;
    await book.say(conversation, { by: 'agent', id: messageId, agentId, text, at: clock.now() });
    courier.deliver(conversation);
    // From now on the customer's silence counts.
    caretaker.care(conversation);
    return true;
  }

  private async command(said: Said, line: string): Promise<boolean> {
    const { conversation, jid } = said;
    const [verb = '', first = ''] = line.slice(1).trim().split(/\s+/, 2);
    const rest = line.slice(1 + verb.length).trim();
    const say = (words: string): void => this.parts.tell(conversation, jid, words);
    switch (verb.toLowerCase()) {
      case 'accept':
        await this.answerOffer(said, (offerId) => this.parts.router.accept(offerId));
        return true;
      case 'decline':
        await this.answerOffer(said, (offerId) => this.parts.router.decline(offerId, rest || 'rejected'));
        return true;
      case 'done':
        await this.withOwn(said, () => this.done(conversation, rest));
        return true;
      case 'transfer':
        if (first === '') say(TEXTS.transferTo);
        else await this.withOwn(said, () => this.transfer(said, first, rest.slice(first.length).trim()));
        return true;
      default:
        say(TEXTS.help);
        return true;
    }
  }

  private async answerOffer(said: Said, answer: (offerId: string) => Promise<unknown>): Promise<void> {
    const { caretaker, tell } = this.parts;
    const { conversation, agentId, jid } = said;
    // An offer that was told before a restart is not known until its contact has been looked at.
    if (caretaker.offerFor(conversation, agentId) === undefined) await caretaker.seenTo(conversation);
    const offerId = caretaker.offerFor(conversation, agentId);
    if (offerId === undefined) {
      // Said twice, or taken at another desk: there is nothing to complain of.
      if (conversation.leg?.agentId !== agentId) tell(conversation, jid, TEXTS.noOffer);
      return;
    }
    try {
      await answer(offerId);
    } catch (error) {
      this.parts.log.info({ offerId, error: String(error) }, 'offer not answered');
      tell(conversation, jid, TEXTS.offerRefused(wordsOf(error)));
    }
    await caretaker.seenTo(conversation);
  }

  private async withOwn({ conversation, agentId, jid }: Said, run: () => Promise<void>): Promise<void> {
    const { caretaker, tell } = this.parts;
    if (conversation.leg?.agentId !== agentId) return tell(conversation, jid, TEXTS.notYours);
    try {
      await run();
    } catch (error) {
      tell(conversation, jid, TEXTS.refused(wordsOf(error)));
    }
    await caretaker.seenTo(conversation);
  }

  private async done(conversation: Conversation, disposition: string): Promise<void> {
    await this.parts.router.complete(conversation.id, {
      endedBy: 'agent',
      ...(disposition !== '' && { disposition }),
      ...(conversation.closed && { endWrapUp: true }),
    });
  }

  private async transfer(
    { conversation, agentId, messageId, jid }: Said,
    queueId: string,
    note: string,
  ): Promise<void> {
    const { book, router, clock, tell } = this.parts;
    await router.transfer(conversation.id, queueId, note === '' ? undefined : note);
    if (note !== '' && !book.hasHeard(agentId, messageId))
      await book.say(conversation, { by: 'note', id: messageId, agentId, text: note, at: clock.now() });
    tell(conversation, jid, TEXTS.transferred(queueId));
  }

  private passMark(message: Element, conversation: Conversation, agentId: string): void {
    const { courier, send } = this.parts;
    const state = markOf(message);
    if (state === undefined || conversation.closed || conversation.leg?.agentId !== agentId) return;
    send(mark(courier.intakeOf(conversation), conversation.customer, state));
  }
}
