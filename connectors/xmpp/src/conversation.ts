/** One thing that was said, or is to be told. */
export interface Entry {
  /** `notice`: from the connector to the customer; `note`: for agents alone. */
  by: 'customer' | 'agent' | 'notice' | 'note';
  /** The sender's own id of the message, by which a repeat is known. */
  id: string;
  text: string;
  /** ms since 1970 */
  at: number;
  agentId?: string;
}

/** The agent who has the conversation. */
export interface Leg {
  agentId: string;
  /** Bare JID. */
  jid: string;
  /** Entries before this one were said before the agent came: they are handed over as what has been. */
  from: number;
  /** ms since 1970 */
  at: number;
}

/** Why the customer is not waited for, and how far the conversation was then. */
export interface Parked {
  because: 'left' | 'silent' | 'other';
  entries: number;
  /** ms since 1970 */
  at: number;
}

/** What a customer and agents write to each other; a contact of the same id in Lotse. */
export interface Conversation {
  readonly id: string;
  /** Bare JID. */
  readonly customer: string;
  /** Local part of the address that the customer wrote to. */
  readonly address: string;
  /** ms since 1970 */
  readonly openedAt: number;
  readonly entries: Entry[];
  /** How many of the entries the XMPP server has taken, for the customer (`''`) and for each agent. */
  readonly taken: Map<string, number>;
  leg?: Leg;
  /** Who had it last, also after the leg. */
  lastAgentId?: string;
  parked?: Parked;
  /** What the customer writes now begins another one. */
  closed: boolean;
  /** When its contact ended, ms since 1970. */
  endedAt?: number;
}

export const CUSTOMER = '';

/** How many entries have been handed on to the customer or an agent. */
export function taken(conversation: Conversation, to: string): number {
  return conversation.taken.get(to) ?? 0;
}

/** What the customer wrote and no agent got before the conversation was closed. */
export function unread({ entries, lastAgentId, taken: known }: Conversation): Entry[] {
  const from = lastAgentId === undefined ? 0 : (known.get(lastAgentId) ?? 0);
  return entries.filter(({ by }, index) => index >= from && by === 'customer');
}

/** When the customer was last heard; at the latest when it began. */
export function lastSaid(conversation: Conversation): Entry | undefined {
  return conversation.entries.findLast(({ by }) => by === 'customer' || by === 'agent');
}
