import {
  type AgentCommands,
  type AgentSocket,
  ConnectionError,
  type Lotse,
  type Offer,
  ProblemError,
} from '@lotse/client';
import type { Ledger } from './ledger.js';

/** What happens at an agent's desk, told to who runs the column. */
export interface DeskEvents {
  /** The agent's client was offered a contact; not yet accepted. */
  offered(agent: LiveAgent, contactId: string): void;
  /** The server confirmed the acceptance. */
  accepted(agent: LiveAgent, contactId: string, offerId: string): void;
}

/** One agent at a desk: a socket, a presence, and every offer accepted at once. */
export class LiveAgent {
  private readonly socket: AgentSocket;
  /** What the server was last told, or is being told: whether this agent takes calls. */
  there = false;
  /** Offers already seen: one that stands when the socket comes back is told in its hello too. */
  private readonly seen = new Set<string>();
  /** Real ms from which on the agent's client counts on having nothing in hand; undefined: something is. */
  freeSince: number | undefined;
  /** From the answer of a call to the end of the pause after it. */
  busy = false;

  constructor(
    readonly id: string,
    lotse: Lotse,
    private readonly ledger: Ledger,
    private readonly events: DeskEvents,
  ) {
    this.socket = lotse
      .agentSocket()
      .on('hello', ({ offers }) => {
        for (const offer of offers) this.take(offer);
      })
      .on('offer.created', ({ offer }) => this.take(offer))
      .on('offer.ended', ({ offerId, outcome }) => this.ended(offerId, outcome));
  }

  async open(): Promise<void> {
    await this.socket.open();
  }

  close(): Promise<void> {
    return this.socket.close();
  }

  async setThere(there: boolean): Promise<void> {
    this.there = there;
    this.freeSince = there && !this.busy ? Date.now() : undefined;
    const body = there ? { presence: 'available' as const } : { presence: 'unavailable' as const, reasonCode: 'away' };
    await this.say('presence.set', body);
  }

  /** Ends the talk; the pause after it, the server's wrap-up, begins. */
  async endTalk(contactId: string): Promise<boolean> {
    return this.say('contact.complete', { contactId, endedBy: 'customer' });
  }

  /** Ends the pause after a talk, and the talk where it still runs. */
  async endPause(contactId: string): Promise<boolean> {
    const done = await this.say('contact.complete', { contactId, endedBy: 'customer', endWrapUp: true });
    if (this.there) this.freeSince = Date.now();
    return done;
  }

  private take({ id: offerId, contact: { id: contactId } }: Offer): void {
    if (this.seen.has(offerId)) return;
    this.seen.add(offerId);
    this.ledger.tell({ offerId, agentId: this.id, event: 'created' });
    this.events.offered(this, contactId);
    void this.say('offer.accept', { offerId }).then((done) => {
      if (done) this.events.accepted(this, contactId, offerId);
    });
  }

  private ended(offerId: string, outcome: string): void {
    this.ledger.tell({ offerId, agentId: this.id, event: 'ended', outcome });
    if (outcome !== 'missed') return;
    this.ledger.faults.push(`${this.id} missed offer ${offerId}: the machine was too busy to answer in time`);
    if (this.there) void this.setThere(true);
  }

  /** Says a command; a refusal is an answer too (two signals crossed), anything else is a fault. */
  private async say<T extends keyof AgentCommands>(type: T, body: AgentCommands[T]['body']): Promise<boolean> {
    for (;;) {
      try {
        await this.socket.command(type, body);
        return true;
      } catch (error) {
        // What was cut off is said again: a repeat of these gets the answer that stands.
        if (error instanceof ConnectionError && ['outcomeUnknown', 'notSent'].includes(error.code)) continue;
        if (!(error instanceof ProblemError) || error.status !== 409) {
          this.ledger.faults.push(`${this.id}, ${type}: ${error instanceof Error ? error.message : String(error)}`);
        }
        return false;
      }
    }
  }
}
