import type { Element } from '@xmpp/xml';
import { parseAddress } from './address.js';
import type { Clock } from './clock.js';
import { Devices } from './devices.js';
import { presence } from './stanzas.js';

export interface GuestsHost {
  send(stanza: Element): void;
  /** A customer who shares its presence left, or came back. */
  moved(customer: string): void;
}

/** Customers who share their presence: by subscription to an address, or by a presence sent to it. */
export class Guests {
  private readonly devices = new Devices();
  private readonly left = new Map<string, number>();

  constructor(
    private readonly host: GuestsHost,
    private readonly clock: Clock,
  ) {}

  /** What a customer's device says to one of our addresses. */
  hear(stanza: Element): void {
    const { from = '', to = '', type } = stanza.attrs;
    const { bare } = parseAddress(from);
    const address = parseAddress(to).bare;
    if (type === 'probe') return this.host.send(presence(address, from));
    if (type === 'subscribe') {
      this.host.send(presence(address, bare, 'subscribed'));
      this.host.send(presence(address, bare, 'subscribe'));
      return this.host.send(presence(address, bare));
    }
    const was = this.devices.has(bare);
    // An error says nothing of whether it is there: nobody subscribed.
    if (type === 'error' || !this.devices.hear(stanza)) return;
    const is = this.devices.has(bare);
    if (is) this.left.delete(bare);
    else if (!this.left.has(bare)) this.left.set(bare, this.clock.now());
    if (was !== is || !is) this.host.moved(bare);
  }

  /** Wrote something: whatever was said before, it is here. */
  wrote(customer: string): void {
    this.left.delete(customer);
  }

  /** When the customer left, ms since 1970; undefined for one who is here, or never said so. */
  leftAt(customer: string): number | undefined {
    return this.left.get(customer);
  }

  isHere(customer: string): boolean {
    return this.devices.has(customer);
  }

  /** What was known of it is of no use any more. */
  forget(customer: string): void {
    this.left.delete(customer);
  }

  /** A new connection: whoever is in a conversation is asked for its presence. */
  ask(customer: string, address: string): void {
    this.host.send(presence(address, customer, 'probe'));
  }

  /** The XMPP server is away; who left is not known. */
  clear(): void {
    this.devices.clear();
  }
}
