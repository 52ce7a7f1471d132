import type { Logger } from 'pino';
import type { Book } from './book.js';
import type { Clock } from './clock.js';
import type { Conversation } from './conversation.js';
import type { Courier } from './courier.js';
import type { Guests } from './guests.js';
import type { Roster } from './roster.js';
import type { Router } from './router.js';
import type { Settings } from './settings.js';

/** What is brought together. */
export interface CaretakerParts {
  settings: Settings;
  book: Book;
  router: Router;
  roster: Roster;
  guests: Guests;
  courier: Courier;
  /** Words to an agent from a conversation's address; with an offer's id a failure of the message declines it. */
  tell(conversation: Conversation, jid: string, words: string, offerId?: string): void;
  clock: Clock;
  log: Logger;
}
