import { randomUUID } from 'node:crypto';
import type { Element } from '@xmpp/xml';
import { parseAddress } from './address.js';
import type { Book } from './book.js';
import type { Caretaker } from './caretaker.js';
import type { Clock } from './clock.js';
import type { Conversation, Entry } from './conversation.js';
import type { Courier } from './courier.js';
import type { Guests } from './guests.js';
import { mark, markOf, receipt, refusal } from './stanzas.js';
import { TEXTS } from './texts.js';

/** Longest text of a message, in UTF-16 code units. */
export const LONGEST_TEXT = 16_384;
/** Entries of a conversation; who needs more begins another one. */
export const MOST_ENTRIES = 2_000;

export interface CustomerDeskParts {
  book: Book;
  guests: Guests;
  courier: Courier;
  caretaker: Caretaker;
  send(stanza: Element): void;
  clock: Clock;
}

/** What customers write to the addresses of the component. */
export class CustomerDesk {
  constructor(private readonly parts: CustomerDeskParts) {}

  /** Takes a message; it is receipted when it is durable, and never lost after that. */
  async hear(message: Element): Promise<void> {
    const { guests, send } = this.parts;
    const { from = '', to = '' } = message.attrs;
    const customer = parseAddress(from).bare;
    const address = parseAddress(to).local;
    const body = message.getChildText('body') ?? '';
    guests.wrote(customer);
    if (body === '') return this.passMark(message, customer, address);
    if (body.length > LONGEST_TEXT)
      return send(refusal(message, 'modify', 'not-acceptable', 'The message is too long.'));
    if (!(await this.take(customer, address, message.attrs['id'], body)))
      return send(refusal(message, 'wait', 'resource-constraint', 'This conversation is full.'));
    const safe = receipt(message);
    if (safe !== undefined) send(safe);
  }

  /** Settles when it is durable; false: there is no room. */
  private async take(customer: string, address: string, id: string | undefined, text: string): Promise<boolean> {
    const { book, clock, caretaker, courier } = this.parts;
    // Said before, and perhaps not receipted.
    if (id !== undefined && book.hasHeard(customer, id)) {
      await book.settled();
      return true;
    }
    const entry: Entry = { by: 'customer', id: id ?? randomUUID(), text, at: clock.now() };
    const known = book.openFor(customer, address);
    if (known !== undefined && known.entries.length >= MOST_ENTRIES) return false;
    const [conversation, durable] =
      known === undefined ? this.begin(customer, address, entry) : [known, book.say(known, entry)];
    await durable;
    courier.deliver(conversation);
    // With an agent at it there is nothing for Lotse to do, unless that had to wait for the customer.
    if (conversation.leg === undefined || conversation.parked !== undefined) caretaker.care(conversation);
    return true;
  }

  private begin(customer: string, address: string, first: Entry): [Conversation, Promise<void>] {
    const welcome: Entry = { by: 'notice', id: 'welcome', text: TEXTS.welcome, at: first.at };
    return this.parts.book.begin(customer, address, [first, welcome]);
  }

  private passMark(message: Element, customer: string, address: string): void {
    const { book, courier, send } = this.parts;
    const state = markOf(message);
    const conversation = book.openFor(customer, address);
    if (state === undefined || conversation?.leg === undefined) return;
    send(mark(courier.addressOf(conversation), conversation.leg.jid, state));
  }
}
