import { type Kind, noSightings } from './kinds.js';

/** What an agent was told of an offer. */
export interface ToldOffer {
  offerId: string;
  agentId: string;
  event: 'created' | 'ended';
  /** Undefined: all that is known is that it has ended. */
  outcome?: string;
}

/**
 * The clients' own record of a run, kept apart from anything the server says later: contacts that were answered 2xx, what
 * agents were told of their offers, and which kind of thing happened to which contact, as its agents and systems saw it.
 */
export class RunLedger {
  /** Contacts of customers, by id: the channel. */
  readonly contacts = new Map<string, string>();
  /** Callbacks that customers asked for. */
  readonly callbacks = new Set<string>();
  readonly seen = noSightings();
  /** Contacts that a server's hello named as still with an agent whose socket had been cut. */
  readonly stillThere = new Map<string, string>();
  /** What did not go as the script says. */
  readonly faults: string[] = [];
  /** How many contacts of customers have ended so far, as systems heard it. */
  ended = 0;
  private readonly told: ToldOffer[] = [];

  saw(kind: Kind, contactId: string): void {
    this.seen[kind].add(contactId);
  }

  tell(told: ToldOffer): void {
    this.told.push(told);
  }

  /** JSON lines, as the audit reads them. */
  lines(): string[] {
    const contacts = [...this.contacts.keys(), ...this.callbacks].map((contactId) => ({ contactId }));
    return [...contacts, ...this.told].map((line) => JSON.stringify(line));
  }
}
