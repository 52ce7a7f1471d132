import type { Element } from '@xmpp/xml';
import type { Book } from './book.js';
import type { ComponentLink } from './component-link.js';
import { LinkLost } from './component-link.js';
import { type Conversation, CUSTOMER, type Entry, taken } from './conversation.js';
import { text } from './stanzas.js';

/** Entries that are on their way at a time, to one person. */
const AT_ONCE = 100;

/**
 * Brings what was said to whom it is for: in order, and again from where the XMPP server had taken it after a broken
 * connection or a restart. Each message keeps its id, so that who gets one twice can know it.
 */
export class Courier {
  private readonly busy = new Set<string>();

  constructor(
    private readonly domain: string,
    private readonly book: Book,
    private readonly link: ComponentLink,
    /** The customer has got all of a closed conversation. */
    private readonly done: (conversation: Conversation) => void,
  ) {}

  /** Delivers what has not been delivered; to be called whenever there may be something. */
  deliver(conversation: Conversation): void {
    void this.bring(conversation, CUSTOMER);
    if (conversation.leg !== undefined) void this.bring(conversation, conversation.leg.agentId);
  }

  /** Whether the customer has got all that there is. */
  isDone(conversation: Conversation): boolean {
    return taken(conversation, CUSTOMER) === conversation.entries.length;
  }

  /** The address that agents reach a conversation at. */
  addressOf({ id }: Conversation): string {
    return `${id}@${this.domain}`;
  }

  /** The address that its customer wrote to. */
  intakeOf({ address }: Conversation): string {
    return `${address}@${this.domain}`;
  }

  private async bring(conversation: Conversation, to: string): Promise<void> {
    const errand = `${conversation.id}/${to}`;
    if (this.busy.has(errand)) return;
    this.busy.add(errand);
    try {
      while (this.mayBring(conversation, to)) {
        const from = taken(conversation, to);
        const until = Math.min(conversation.entries.length, from + AT_ONCE);
        if (from >= until) return;
        for (let n = from; n < until; n += 1) this.send(conversation, to, n);
        await this.link.accepted();
        void this.book.taken(conversation, to, until);
        if (conversation.closed && this.isDone(conversation)) this.done(conversation);
      }
    } catch (error) {
      // Comes again with the next connection.
      if (!(error instanceof LinkLost)) throw error;
    } finally {
      this.busy.delete(errand);
    }
  }

  private mayBring({ leg, endedAt }: Conversation, to: string): boolean {
    return to === CUSTOMER ? endedAt === undefined : leg?.agentId === to;
  }

  private send(conversation: Conversation, to: string, n: number): void {
    const entry = conversation.entries[n] as Entry;
    const stanza = to === CUSTOMER ? this.forCustomer(conversation, entry, n) : this.forAgent(conversation, entry, n);
    if (stanza !== undefined) this.link.send(stanza);
  }

  private forCustomer(conversation: Conversation, entry: Entry, n: number): Element | undefined {
    if (entry.by === 'customer' || entry.by === 'note') return undefined;
    const from = this.intakeOf(conversation);
    return text({ from, to: conversation.customer, id: messageId(conversation, n), body: entry.text });
  }

  private forAgent(conversation: Conversation, entry: Entry, n: number): Element | undefined {
    const leg = conversation.leg;
    if (leg === undefined || entry.by === 'notice') return undefined;
    const address = { from: this.addressOf(conversation), to: leg.jid, id: messageId(conversation, n) };
    if (n >= leg.from) {
      // What the agent itself wrote is on its own screen.
      if (entry.by !== 'customer') return undefined;
      return text({ ...address, body: entry.text });
    }
    const who = entry.by === 'customer' ? conversation.customer : `${entry.agentId ?? ''}`;
    const body = `${entry.by === 'note' ? `Note of ${who}` : who}: ${entry.text}`;
    return text({ ...address, body, said: entry.at });
  }
}

/** The same after every restart. */
export function messageId({ id }: Conversation, n: number): string {
  return `${id}.${n}`;
}
