import { channelOf, OFFER_SECONDS } from './center-model.js';
import type { ModelAgent } from './center-records.js';
import { MatterModel } from './matter-model.js';

/** The model with what supervisors do by hand. */
export class ActModel extends MatterModel {
  /** Contacts before all others, and those that were when their agent took them. */
  readonly pulled = new Set<string>();
  private readonly wasPulled = new Set<string>();

  pullToFront(id: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'waiting' && contact.state !== 'offered') return 'stateForbids';
    this.pulled.add(id);
    return 'ok';
  }

  /** @param offer the number that it has if it is made */
  assign(id: string, agentId: string, offer: number, override: boolean): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    const { state } = contact;
    if ((state === 'offered' || state === 'active') && contact.agentId === agentId) return 'ok';
    if (state !== 'waiting') return 'stateForbids';
    const agent = this.agents.get(agentId) as ModelAgent;
    if (agent.presence !== 'available' || agent.next || agent.notResponding) return 'stateForbids';
    const channel = channelOf(id);
    const full = this.used(agentId, channel) >= agent.capacity;
    const blocked = channel === 'email' && this.used(agentId, 'voice') > 0;
    if ((full || blocked) && !override) return 'stateForbids';
    contact.declines.delete(agentId);
    Object.assign(contact, { state: 'offered', agentId, offer });
    this.offers.set(offer, { contactId: id, agentId, expiresAt: this.now + OFFER_SECONDS });
    return 'ok';
  }

  override accept(id: number): string {
    const isOpen = this.offers.get(id)?.outcome === undefined;
    const answer = super.accept(id);
    const contactId = this.offers.get(id)?.contactId;
    if (answer !== 'ok' || !isOpen || contactId === undefined) return answer;
    move(contactId, this.pulled, this.wasPulled);
    return answer;
  }

  override requeue(id: string, reason: string): string {
    const before = this.contacts.get(id)?.state;
    const answer = super.requeue(id, reason);
    if (before === 'active' && this.wasPulled.has(id)) move(id, this.wasPulled, this.pulled);
    return answer;
  }

  override callback(id: string, callbackId: string, later: boolean): string {
    const isKnown = this.contacts.has(callbackId);
    const answer = super.callback(id, callbackId, later);
    if (!isKnown && this.contacts.has(callbackId) && this.pulled.has(id)) this.pulled.add(callbackId);
    return answer;
  }
}

/** From one to the other; who is in neither leaves the other. */
function move(id: string, from: Set<string>, to: Set<string>): void {
  if (from.delete(id)) to.add(id);
  else to.delete(id);
}
