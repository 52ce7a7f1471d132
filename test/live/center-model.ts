/**
 * Plain model of contacts and agents: what each command answers and what stands afterwards. No store, no events, no
 * order of waiting; time is the sum of the clock's moves, in seconds.
 */
import type { ModelAgent, ModelContact, ModelOffer } from './center-records.js';

export const OFFER_SECONDS = 21;
export const WRAP_UP_SECONDS = 31;
/** No whole number, so that no move of the clock reaches the limit itself. */
export const LONGEST_WRAP_UP_SECONDS = 120.5;
export const MAX_WAIT_SECONDS = 101;
const NOTICE_SECONDS = 15;
export const SCHEDULED_SECONDS = 16;
export const RESERVED_SECONDS = 30;

/**
 * Mails and callbacks are known by their ids; a consult is a call. A call interrupts both, and lets no mail be offered
 * beside it.
 */
export function channelOf(id: string): 'callback' | 'email' | 'voice' {
  if (id.startsWith('b')) return 'callback';
  return id.startsWith('m') ? 'email' : 'voice';
}

export class CenterModel {
  now = 0;
  readonly contacts = new Map<string, ModelContact>();
  readonly agents = new Map<string, ModelAgent>();
  readonly offers = new Map<number, ModelOffer>();

  constructor(capacities: Record<string, number>) {
    for (const [id, capacity] of Object.entries(capacities))
      this.agents.set(id, {
        capacity,
        presence: 'available',
        by: 'agent',
        notResponding: false,
        declines: [],
        loads: new Set(),
      });
  }

  /** What an agent holds of a channel: offers, active contacts, wrap-up, and work outside, which is calls. */
  used(agentId: string, channel: string): number {
    const held = [...this.contacts].filter(
      ([id, { agentId: holder, state }]) =>
        holder === agentId && channelOf(id) === channel && ['offered', 'active', 'wrapUp'].includes(state),
    );
    return held.length + (channel === 'voice' ? (this.agents.get(agentId)?.loads.size ?? 0) : 0);
  }

  /** Legs of an agent by phase. */
  legs(agentId: string): { offered: number; active: number; wrapUp: number; external: number } {
    const held = [...this.contacts.values()].filter((contact) => contact.agentId === agentId);
    const count = (state: string) => held.filter((contact) => contact.state === state).length;
    const external = this.agents.get(agentId)?.loads.size ?? 0;
    return { offered: count('offered'), active: count('active'), wrapUp: count('wrapUp'), external };
  }

  enqueue(id: string, expires: boolean, scheduled: boolean): string {
    if (this.contacts.has(id)) return 'ok';
    const since = this.now + (scheduled ? SCHEDULED_SECONDS : 0);
    const contact = {
      state: scheduled ? 'scheduled' : 'waiting',
      queue: 'q',
      since,
      age: 0,
      expires,
      expireAt: expires && !scheduled ? since + MAX_WAIT_SECONDS : undefined,
      releaseAt: scheduled ? since : undefined,
      declines: new Map<string, number>(),
    };
    this.contacts.set(id, contact);
    return 'ok';
  }

  offer(id: string, agentId: string, offer: number): string {
    const contact = this.contacts.get(id);
    const agent = this.agents.get(agentId) as ModelAgent;
    if (contact?.state !== 'waiting' || contact.queue !== 'q') return 'contactGone';
    if (agent.presence !== 'available' || agent.next) return 'agentUnavailable';
    if (agent.notResponding) return 'notResponding';
    const channel = channelOf(id);
    if (this.used(agentId, channel) >= agent.capacity) return 'capacityFull';
    if (channel === 'email' && this.used(agentId, 'voice') > 0) return 'blockedByChannel';
    if (this.now < (contact.declines.get(agentId) ?? -Infinity) + 5) return 'coolDown';
    Object.assign(contact, { state: 'offered', agentId, offer });
    this.offers.set(offer, { contactId: id, agentId, expiresAt: this.now + OFFER_SECONDS });
    return 'ok';
  }

  accept(id: number): string {
    const offer = this.offers.get(id);
    if (!offer) return 'notFound';
    if (offer.outcome) return offer.outcome === 'accepted' ? 'ok' : 'offerEnded';
    if (this.now > offer.expiresAt) return this.refused(offer, 'missed', 'offerEnded');
    const contact = this.contacts.get(offer.contactId) as ModelContact;
    offer.outcome = 'accepted';
    if (channelOf(offer.contactId) === 'voice') this.interrupt(offer.agentId);
    const age = this.now - contact.since;
    Object.assign(contact, { state: 'active', age, expireAt: undefined, requeued: undefined });
    Object.assign(contact, { from: undefined, target: undefined, reservedFor: undefined, aside: undefined });
    return 'ok';
  }

  private interrupt(agentId: string): void {
    for (const [id, contact] of this.contacts) {
      if (contact.agentId !== agentId || channelOf(id) === 'voice') continue;
      if (contact.state === 'active') {
        this.park(id);
        contact.aside = true;
      } else if (contact.state === 'offered') {
        const { reservedFor, aside } = contact;
        this.returned(this.offers.get(contact.offer as number) as ModelOffer, 'rescinded');
        Object.assign(contact, { reservedFor, aside });
      }
    }
  }

  /** The deadline of what is set aside, which is run whenever it is there. */
  returnAside(agentId: string): string {
    const agent = this.agents.get(agentId) as ModelAgent;
    const canTake = agent.presence === 'available' && !agent.notResponding && !agent.next;
    for (const contact of this.contacts.values()) {
      if (!contact.aside) continue;
      if (contact.state === 'parked' && contact.from === agentId) {
        if (agent.presence !== 'offline' && this.used(agentId, 'voice') > 0) continue;
        Object.assign(contact, {
          state: 'waiting',
          since: this.now - contact.age,
          expireAt: contact.expires ? this.now + MAX_WAIT_SECONDS : undefined,
          reservedFor: canTake ? agentId : undefined,
          aside: canTake,
        });
      } else if (contact.state === 'waiting' && contact.reservedFor === agentId && !canTake)
        Object.assign(contact, { reservedFor: undefined, aside: undefined });
    }
    if (agent.next && !this.isWorking(agentId)) Object.assign(agent, { ...agent.next, next: undefined });
    return 'ok';
  }

  refuse(id: number, outcome: 'declined' | 'missed', timer: boolean): string {
    const offer = this.offers.get(id);
    if (!offer) return 'notFound';
    if (offer.outcome) return offer.outcome === outcome ? 'ok' : 'offerEnded';
    const late = this.now > offer.expiresAt;
    if (timer && !late) return 'conflict';
    if (late && outcome === 'declined') return this.refused(offer, 'missed', 'offerEnded');
    return this.refused(offer, outcome, 'ok');
  }

  private refused(offer: ModelOffer, outcome: 'declined' | 'missed', answer: string): string {
    const agent = this.agents.get(offer.agentId) as ModelAgent;
    this.returned(offer, outcome);
    this.contacts.get(offer.contactId)?.declines.set(offer.agentId, this.now);
    if (outcome === 'declined') {
      agent.declines = [...agent.declines.filter((at) => at > this.now - 60), this.now];
      if (agent.declines.length >= 3) agent.notResponding = true;
    } else agent.notResponding = true;
    return answer;
  }

  private returned(offer: ModelOffer, outcome: string): void {
    offer.outcome = outcome;
    Object.assign(this.contacts.get(offer.contactId) as ModelContact, {
      state: 'waiting',
      agentId: undefined,
      offer: undefined,
      reservedFor: undefined,
      aside: undefined,
    });
  }

  consult(id: string, consultId: string, toAgentId: string | undefined): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'active' || contact.consultFor || contact.consult) return 'stateForbids';
    contact.consult = consultId;
    this.contacts.set(consultId, {
      state: 'waiting',
      queue: 'q',
      since: this.now,
      age: 0,
      expires: false,
      consultFor: id,
      reservedFor: toAgentId,
      // Who asks is never asked.
      declines: new Map([[contact.agentId ?? '', Infinity]]),
    });
    return 'ok';
  }

  completeConsult(id: string, consultId: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'active') return 'stateForbids';
    if (contact.consult !== consultId) return 'conflict';
    const consult = this.contacts.get(consultId) as ModelContact;
    if (consult.state !== 'active') return 'stateForbids';
    Object.assign(consult, { state: 'completed', outcome: 'completed', held: false });
    const { agentId, offer } = consult;
    Object.assign(contact, { from: contact.agentId, agentId, offer, consult: undefined, held: false });
    return 'ok';
  }

  endConsult(id: string): string {
    const state = this.contacts.get(id)?.state;
    if (state === 'waiting' || state === 'offered') return this.cancel(id, 'cancelled', false);
    return state === 'active' ? this.complete(id, true, false) : 'ok';
  }

  /** The consult has ended: the contact that it is for asks no more. */
  private told(consultId: string, consult: ModelContact): void {
    const contact = this.contacts.get(consult.consultFor ?? '');
    if (contact?.consult === consultId) contact.consult = undefined;
  }

  release(id: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'scheduled') return 'stateForbids';
    if (this.now < (contact.releaseAt as number)) return 'conflict';
    Object.assign(contact, {
      state: 'waiting',
      expireAt: contact.expires ? contact.since + MAX_WAIT_SECONDS : undefined,
    });
    return 'ok';
  }

  hold(id: string, held: boolean): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'active') return 'stateForbids';
    contact.held = held;
    return 'ok';
  }

  park(id: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state === 'parked') return 'ok';
    if (contact.state !== 'active' || contact.consultFor) return 'stateForbids';
    contact.consult = undefined;
    Object.assign(contact, { state: 'parked', from: contact.agentId, agentId: undefined, requeued: undefined });
    Object.assign(contact, { held: false, offer: undefined });
    return 'ok';
  }

  resume(id: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.from && (contact.state === 'waiting' || contact.state === 'offered')) return 'ok';
    if (contact.state !== 'parked') return 'stateForbids';
    const kept = this.agents.get(contact.from as string)?.presence === 'available';
    Object.assign(contact, {
      state: 'waiting',
      since: this.now - contact.age,
      expireAt: contact.expires ? this.now + MAX_WAIT_SECONDS : undefined,
      reservedFor: kept ? contact.from : undefined,
      aside: undefined,
    });
    return 'ok';
  }

  transfer(id: string, queue: string | undefined, toAgentId: string | undefined, keepAge: boolean): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    const target = toAgentId === undefined ? `queue ${queue ?? contact.queue}` : `agent ${toAgentId}`;
    const waits = contact.state === 'waiting' || contact.state === 'offered';
    if (contact.target === target && waits) return 'ok';
    if (contact.state !== 'active' || contact.consultFor) return 'stateForbids';
    contact.consult = undefined;
    const from = contact.agentId as string;
    if (toAgentId !== undefined) contact.declines.delete(toAgentId);
    contact.declines.set(from, this.now);
    const since = keepAge ? this.now - contact.age : this.now;
    Object.assign(contact, {
      state: 'waiting',
      queue: queue ?? contact.queue,
      agentId: undefined,
      since,
      from,
      target,
    });
    Object.assign(contact, { held: false, requeued: undefined, reservedFor: toAgentId, offer: undefined });
    Object.assign(contact, { expires: true, expireAt: this.now + MAX_WAIT_SECONDS });
    return 'ok';
  }

  /** It is told that it is about to expire, once, when it is not just offered. */
  private expiring(contact: ModelContact): string {
    const { expireAt, state } = contact;
    if (expireAt === undefined || contact.noticed === expireAt || this.now < expireAt - NOTICE_SECONDS)
      return 'conflict';
    if (state !== 'offered') contact.noticed = expireAt;
    return 'ok';
  }

  cancel(id: string, reason: 'abandoned' | 'cancelled', timer: boolean): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    const outcome = timer ? 'expired' : reason;
    if (contact.state === outcome) return 'ok';
    const open = ['scheduled', 'waiting', 'offered', ...(timer ? [] : ['parked'])];
    if (!open.includes(contact.state)) return 'stateForbids';
    if (timer && !(contact.expireAt !== undefined && this.now >= contact.expireAt)) return this.expiring(contact);
    if (contact.state === 'offered') {
      const offer = this.offers.get(contact.offer as number) as ModelOffer;
      offer.outcome = outcome === 'abandoned' ? 'customerAbandoned' : 'rescinded';
    }
    const grows = contact.state === 'waiting' || contact.state === 'offered';
    const age = grows ? this.now - contact.since : contact.age;
    Object.assign(contact, { state: outcome, outcome, age, agentId: undefined });
    this.told(id, contact);
    return 'ok';
  }

  requeue(id: string, reason: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    // Also after its end: a late signal agrees with what was recorded.
    if (contact.requeued === reason && contact.state !== 'active') return 'ok';
    if (contact.state !== 'active') return 'stateForbids';
    Object.assign(contact, { consult: undefined, from: undefined, offer: undefined });
    const since = this.now - contact.age;
    const expireAt = contact.expires ? since + MAX_WAIT_SECONDS : undefined;
    Object.assign(contact, { state: 'waiting', agentId: undefined, requeued: reason, since, expireAt, held: false });
    return 'ok';
  }

  extendWrapUp(id: string, seconds: number): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.state !== 'wrapUp') return 'stateForbids';
    const untilAt = this.now + seconds;
    if (untilAt <= (contact.wrapUntil as number)) return 'ok';
    if (untilAt > (contact.talkEnd as number) + LONGEST_WRAP_UP_SECONDS) return 'validationFailed';
    contact.wrapUntil = untilAt;
    return 'ok';
  }

  complete(id: string, endWrapUp: boolean, timer: boolean): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (!['active', 'wrapUp', 'completed', 'parked'].includes(contact.state)) return 'stateForbids';
    if (timer && !(contact.state === 'wrapUp' && this.now >= (contact.wrapUntil as number))) return 'conflict';
    if (contact.state === 'completed') return 'ok';
    Object.assign(contact, { held: false, consult: undefined });
    if (endWrapUp || timer || contact.state === 'parked' || contact.consultFor) {
      Object.assign(contact, { state: 'completed', outcome: 'completed' });
      this.told(id, contact);
    } else if (contact.state === 'active')
      Object.assign(contact, {
        state: 'wrapUp',
        talkEnd: this.now,
        wrapUntil: this.now + WRAP_UP_SECONDS,
      });
    return 'ok';
  }

  private isWorking(agentId: string): boolean {
    return Object.values(this.legs(agentId)).some((count) => count > 0);
  }

  presence(agentId: string, presence: string, by: string, afterWork: boolean): string {
    const agent = this.agents.get(agentId) as ModelAgent;
    if (by === 'system' && agent.by === 'supervisor') return agent.presence === presence ? 'ok' : 'presenceHeld';
    if (afterWork && presence !== 'available' && agent.presence === 'available' && this.isWorking(agentId)) {
      agent.next = { presence, by };
      return 'ok';
    }
    agent.next = undefined;
    if (presence === 'available') Object.assign(agent, { notResponding: false, declines: [] });
    else
      for (const offer of this.offers.values())
        if (!offer.outcome && offer.agentId === agentId) this.returned(offer, 'rescinded');
    Object.assign(agent, { presence, by });
    return 'ok';
  }

  load(agentId: string, ref: string, put: boolean): string {
    const { loads } = this.agents.get(agentId) as ModelAgent;
    if (put) loads.add(ref);
    else loads.delete(ref);
    return 'ok';
  }
}
