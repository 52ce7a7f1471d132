import { createHash } from 'node:crypto';
import type { Enquiry } from '../routing/static-eligibility.js';
import type { Demand } from '../routing/views.js';

/** Whether any agent serves an ask; who it is, so that the question comes up again only when that one goes. */
export interface Duty {
  /** The agent that was found, among all that are signed on. */
  find(ask: Ask): string | undefined;
  /** Whether this one is signed on and serves. */
  serves(ask: Ask, agentId: string): boolean;
}

/** What some of the waiting contacts ask alike. */
export interface Ask {
  key: string;
  /** Names it in an alert, the same on every node. */
  alertId: string;
  queueId: string;
  channel: string;
  enquiry: Enquiry;
  /** At its loosest; one of them is enough. Set anew when the configuration changes. */
  demands: readonly Demand[];
  /** Some agent was configured for it when its first contact came: else that contact is unroutable, and told as such. */
  hadAgents: boolean;
  contacts: number;
  /** An agent on duty who could take it; undefined: nobody. */
  witness?: string;
  /** Whose leaving left nobody. */
  leftBy?: string;
}

/** Contacts that are followed, and distinct asks: what comes beyond these is not counted. */
export const MAX_CONTACTS = 50_000;
const MAX_ASKS = 2_000;

/**
 * The distinct asks of waiting contacts. Each rests on one agent on duty, its *witness*; as long as that one stays,
 * nothing has to be computed, however many contacts wait and agents come and go.
 */
export class AskIndex {
  private readonly asks = new Map<string, Ask>();
  private readonly byContact = new Map<string, Ask>();
  private readonly byWitness = new Map<string, Set<Ask>>();
  private readonly lonely = new Set<Ask>();

  /**
   * @param duty knows the agents
   * @param onChange told of an ask whose last agent is gone (`lonely`), or that is served again or asked by nobody any more
   */
  constructor(
    private readonly duty: Duty,
    private readonly onChange: (ask: Ask, lonely: boolean) => void,
  ) {}

  /** What a contact that is followed asks, and whether nobody on duty could take it. */
  of(contactId: string): { ask: Ask; lonely: boolean } | undefined {
    const ask = this.byContact.get(contactId);
    return ask && { ask, lonely: this.lonely.has(ask) };
  }

  /** The contact waits and asks this. `describe` is called for an ask that is new. */
  put(contactId: string, key: string, describe: () => Omit<Ask, 'key' | 'alertId' | 'contacts'>): void {
    const before = this.byContact.get(contactId);
    if (before?.key === key) return;
    this.remove(contactId);
    let ask = this.asks.get(key);
    if (this.byContact.size >= MAX_CONTACTS || (ask === undefined && this.asks.size >= MAX_ASKS)) return;
    if (ask === undefined) {
      ask = { key, alertId: `nobodyLeft:${shortHash(key)}`, contacts: 0, ...describe() };
      this.asks.set(key, ask);
    }
    ask.contacts += 1;
    this.byContact.set(contactId, ask);
    if (ask.contacts === 1) this.look(ask, undefined);
  }

  /** The contact does not wait any more. */
  remove(contactId: string): void {
    const ask = this.byContact.get(contactId);
    if (ask === undefined) return;
    this.byContact.delete(contactId);
    ask.contacts -= 1;
    if (ask.contacts > 0) return;
    this.asks.delete(ask.key);
    this.rest(ask, undefined);
    if (this.lonely.delete(ask)) this.onChange(ask, false);
  }

  /** An agent signed on or off, or is configured otherwise. */
  agentChanged(agentId: string): void {
    for (const ask of [...(this.byWitness.get(agentId) ?? [])])
      if (!this.duty.serves(ask, agentId)) this.look(ask, agentId);
    for (const ask of [...this.lonely]) if (this.duty.serves(ask, agentId)) this.found(ask, agentId);
  }

  /** Queues or channels are others: what is asked is described anew. */
  reconfigure(demandsOf: (ask: Ask) => readonly Demand[]): void {
    for (const ask of this.asks.values()) {
      ask.demands = demandsOf(ask);
      if (ask.witness === undefined || !this.duty.serves(ask, ask.witness)) this.look(ask, undefined);
    }
  }

  clear(): void {
    for (const map of [this.asks, this.byContact, this.byWitness, this.lonely]) map.clear();
  }

  private look(ask: Ask, leftBy: string | undefined): void {
    const witness = this.duty.find(ask);
    if (witness !== undefined) return this.found(ask, witness);
    this.rest(ask, undefined);
    if (this.lonely.has(ask)) return;
    this.lonely.add(ask);
    ask.leftBy = leftBy;
    this.onChange(ask, true);
  }

  private found(ask: Ask, witness: string): void {
    this.rest(ask, witness);
    if (this.lonely.delete(ask)) this.onChange(ask, false);
  }

  private rest(ask: Ask, witness: string | undefined): void {
    if (ask.witness !== undefined) {
      const others = this.byWitness.get(ask.witness);
      others?.delete(ask);
      if (others?.size === 0) this.byWitness.delete(ask.witness);
    }
    ask.witness = witness;
    if (witness === undefined) return;
    const asks = this.byWitness.get(witness) ?? new Set();
    this.byWitness.set(witness, asks.add(ask));
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
