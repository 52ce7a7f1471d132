import type { ContactEvent, SystemSocket } from '@lotse/client';
import { becomes } from '../../../test/support/becomes.js';

/** Who had what at the same time, from the events in the order of the log; offers count, as they take capacity. */
export class Together {
  /** By agent: the contacts it has, and the channel of each. */
  private readonly held = new Map<string, Map<string, string>>();
  private readonly holder = new Map<string, string>();
  private readonly tops = new Map<string, number>();
  private readonly mixes = new Map<string, number>();
  private readonly arrivals = new Map<string, number>();
  private readonly answers = new Map<string, number>();
  private ended = 0;

  constructor(system: SystemSocket) {
    system.on('event', (event) => this.hear(event as ContactEvent));
  }

  /** The most contacts of a channel that an agent had at once. */
  mostOf(agentId: string, channel: string): number {
    return this.tops.get(`${agentId} ${channel}`) ?? 0;
  }

  most(): string {
    return [...this.tops].map(([name, top]) => `${name}: ${top}`).join(', ');
  }

  /** How often an agent had a call and a conversation together. */
  mixed(agentId: string): number {
    return this.mixes.get(agentId) ?? 0;
  }

  /** How often an agent was offered something of one channel while it had something of another. */
  cameTo(agentId: string, channel: string, other: string): number {
    return this.arrivals.get(`${agentId} ${channel} ${other}`) ?? 0;
  }

  /** How many offers of a channel were accepted. */
  answered(channel: string): number {
    return this.answers.get(channel) ?? 0;
  }

  /** Settles when so many contacts have ended. */
  until(contacts: number): Promise<void> {
    return becomes(() => this.ended === contacts, `${contacts} contacts end`);
  }

  private hear({ type, contactId, agentId, channel }: ContactEvent): void {
    if (type === 'contact.offered') return this.came(String(agentId), contactId, channel);
    if (type === 'contact.active') return void this.answers.set(channel, this.answered(channel) + 1);
    if (type === 'contact.held' || type === 'contact.expiring') return;
    this.left(contactId);
    if (['contact.completed', 'contact.abandoned', 'contact.cancelled', 'contact.expired'].includes(type))
      this.ended += 1;
  }

  private came(agentId: string, contactId: string, channel: string): void {
    const held = this.held.get(agentId) ?? new Map<string, string>();
    this.held.set(agentId, held);
    for (const other of new Set(held.values())) {
      if (other === channel) continue;
      raise(this.arrivals, `${agentId} ${channel} ${other}`);
      raise(this.mixes, agentId);
    }
    held.set(contactId, channel);
    this.holder.set(contactId, agentId);
    const count = [...held.values()].filter((one) => one === channel).length;
    const name = `${agentId} ${channel}`;
    this.tops.set(name, Math.max(count, this.tops.get(name) ?? 0));
  }

  private left(contactId: string): void {
    const agentId = this.holder.get(contactId);
    if (agentId === undefined) return;
    this.holder.delete(contactId);
    this.held.get(agentId)?.delete(contactId);
  }
}

function raise(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
