import { CenterModel, channelOf, MAX_WAIT_SECONDS, SCHEDULED_SECONDS } from './center-model.js';
import type { ModelContact } from './center-records.js';

export const MOST_ATTEMPTS = 2;
/** Even, as all that ages are made of. */
export const SPACING_SECONDS = 18;

/** Some are one customer's, on several channels; some are of one thread; one is alone. */
export const CUSTOMER_OF: Record<string, string> = { c1: 'x', c2: 'x', m1: 'x', bc2: 'x', c3: 'y' };
export const THREAD_OF: Record<string, string> = { c3: 't', m1: 't' };

const GOES_ON = ['scheduled', 'waiting', 'offered', 'active', 'parked'];

function isOpen({ state }: ModelContact): boolean {
  return state === 'waiting' || state === 'offered';
}

/** The model with what sets a contact in another's place: callbacks, their attempts, merges. */
export class MatterModel extends CenterModel {
  override enqueue(id: string, expires: boolean, scheduled: boolean): string {
    const known = this.contacts.get(id);
    if (known) return known.isInStead ? 'idInUse' : 'ok';
    const customer = CUSTOMER_OF[id];
    if (channelOf(id) === 'callback' && this.hasOpenCallback(customer)) return 'callbackOpen';
    const answer = super.enqueue(id, expires, scheduled);
    (this.contacts.get(id) as ModelContact).customer = customer;
    return answer;
  }

  /** @param later whether the customer may be called only some time from now on */
  callback(id: string, callbackId: string, later: boolean): string {
    const old = this.contacts.get(id);
    if (!old) return 'notFound';
    if (old.callbackId === callbackId) return 'ok';
    if (!isOpen(old) || old.consultFor || channelOf(id) === 'callback') return 'stateForbids';
    // Of who is not known otherwise the contact itself is the customer.
    const customer = old.customer ?? id;
    if (this.hasOpenCallback(customer)) return 'callbackOpen';
    if (this.contacts.has(callbackId)) return 'idInUse';
    const { queue, expires } = old;
    const offered = old.state === 'offered';
    const age = this.now - old.since;
    this.rescind(old);
    const releaseAt = this.now + SCHEDULED_SECONDS;
    const since = later ? releaseAt - age : old.since;
    this.contacts.set(callbackId, {
      state: later ? 'scheduled' : 'waiting',
      queue,
      since,
      age: later ? age : 0,
      expires,
      expireAt: expires && !later ? since + MAX_WAIT_SECONDS : undefined,
      releaseAt: later ? releaseAt : undefined,
      // An interruption keeps a contact for its agent without an end; nothing would let the callback go.
      reservedFor: offered || later || old.aside ? undefined : old.reservedFor,
      declines: new Map([...old.declines].filter(([, at]) => at > this.now - 60)),
      customer,
      isInStead: true,
    });
    Object.assign(old, { state: 'cancelled', outcome: 'callback', age, agentId: undefined, callbackId });
    return 'ok';
  }

  /** @param of the offer whose attempt it was, where the caller says which */
  attempt(id: string, outcome: string, of: number | undefined): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    const { state, reachedIn, last } = contact;
    const offer = standingOffer(contact);
    const isReached = reachedIn !== undefined && reachedIn === offer;
    if (outcome === 'reached') {
      if (reachedIn !== undefined && reachedIn === (of ?? offer)) return 'ok';
    } else if (
      outcome === last?.outcome &&
      (of ?? last.offer) === last.offer &&
      (state !== 'active' || of !== undefined)
    )
      return 'ok';
    if (state !== 'active' || (of !== undefined && of !== offer)) return 'stateForbids';
    if (outcome === 'reached') contact.reachedIn = offer;
    else if (isReached) return 'stateForbids';
    else this.failed(contact, outcome, offer);
    return 'ok';
  }

  private failed(contact: ModelContact, outcome: string, offer: number | undefined): void {
    contact.attempts = (contact.attempts ?? 0) + 1;
    Object.assign(contact, { last: { outcome, offer }, from: contact.agentId });
    Object.assign(contact, { requeued: undefined, held: false, consult: undefined });
    if (contact.attempts >= MOST_ATTEMPTS) {
      Object.assign(contact, { state: 'completed', outcome: 'notReached' });
      return;
    }
    const releaseAt = this.now + SPACING_SECONDS;
    Object.assign(contact, { state: 'scheduled', releaseAt, since: releaseAt - contact.age, expireAt: undefined });
    Object.assign(contact, { agentId: undefined, offer: undefined, reservedFor: undefined, aside: undefined });
  }

  merge(id: string, intoId: string): string {
    const contact = this.contacts.get(id);
    if (!contact) return 'notFound';
    if (contact.into === intoId) return 'ok';
    if (contact.consultFor || !GOES_ON.includes(contact.state)) return 'stateForbids';
    const into = this.contacts.get(intoId);
    if (!into) return 'unknownReference';
    if (![...GOES_ON, 'wrapUp'].includes(into.state) || into.consultFor) return 'stateForbids';
    if (contact.consult || into.consult) return 'stateForbids';
    const age = isOpen(contact) ? this.now - contact.since : contact.age;
    this.rescind(contact);
    Object.assign(contact, { state: 'cancelled', outcome: 'merged', into: intoId, age, held: false });
    (into.merged ??= []).push(id);
    return 'ok';
  }

  override cancel(id: string, reason: 'abandoned' | 'cancelled', timer: boolean): string {
    const outcome = this.contacts.get(id)?.outcome;
    // Who asked for a callback hangs up: the callback stands.
    if (outcome === 'callback') return reason === 'abandoned' && !timer ? 'ok' : 'stateForbids';
    return outcome === 'merged' ? 'stateForbids' : super.cancel(id, reason, timer);
  }

  private hasOpenCallback(customer: string | undefined): boolean {
    return [...this.contacts].some(
      ([id, each]) =>
        channelOf(id) === 'callback' && each.customer === customer && [...GOES_ON, 'wrapUp'].includes(each.state),
    );
  }

  /** An offer that is open ends with its contact. */
  private rescind(contact: ModelContact): void {
    if (contact.state !== 'offered') return;
    const offer = this.offers.get(contact.offer as number);
    if (offer) offer.outcome = 'rescinded';
    Object.assign(contact, { agentId: undefined, offer: undefined });
  }
}

/** The offer that a contact still names. */
function standingOffer({ state, outcome, offer }: ModelContact): number | undefined {
  const names = ['offered', 'active', 'wrapUp', 'completed'].includes(state) || outcome === 'merged';
  return names ? offer : undefined;
}
