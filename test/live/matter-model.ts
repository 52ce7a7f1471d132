import { CenterModel, channelOf, MAX_WAIT_SECONDS, type ModelContact } from './center-model.js';

export const MOST_ATTEMPTS = 2;
/** Even, as all that ages are made of. */
export const SPACING_SECONDS = 18;

interface MatterContact extends ModelContact {
  /** The callback that goes on in its stead, and the contact in which its matter goes on. */
  callbackId?: string;
  into?: string;
  attempts?: number;
  lastOutcome?: string;
  /** The offer in which the customer was reached. */
  reachedIn?: number;
}

function isOpen({ state }: ModelContact): boolean {
  return state === 'waiting' || state === 'offered';
}

/** The model with what sets a contact in another's place: callbacks, their attempts, merges. */
export class MatterModel extends CenterModel {
  callback(id: string, callbackId: string): string {
    const old = this.contacts.get(id) as MatterContact | undefined;
    if (!old) return 'notFound';
    if (old.callbackId === callbackId) return 'ok';
    if (!isOpen(old) || old.consultFor || channelOf(id) === 'callback') return 'stateForbids';
    const { queue, since, expires } = old;
    const offered = old.state === 'offered';
    this.rescind(old);
    this.contacts.set(callbackId, {
      state: 'waiting',
      queue,
      since,
      age: 0,
      expires,
      expireAt: expires ? since + MAX_WAIT_SECONDS : undefined,
      // An interruption keeps a contact for its agent without an end; nothing would let the callback go.
      reservedFor: offered || old.aside ? undefined : old.reservedFor,
      declines: new Map([...old.declines].filter(([, at]) => at > this.now - 60)),
    });
    const ended = { state: 'cancelled', outcome: 'callback', age: this.now - since, agentId: undefined, callbackId };
    Object.assign(old, ended);
    return 'ok';
  }

  attempt(id: string, outcome: string): string {
    const contact = this.contacts.get(id) as MatterContact | undefined;
    if (!contact) return 'notFound';
    const { state, reachedIn, agentId } = contact;
    const reached = reachedIn !== undefined && reachedIn === standingOffer(contact);
    if (outcome === 'reached' && reached) return 'ok';
    if (outcome !== 'reached' && outcome === contact.lastOutcome && state !== 'active') return 'ok';
    if (state !== 'active') return 'stateForbids';
    if (outcome === 'reached') {
      contact.reachedIn = contact.offer;
      return 'ok';
    }
    if (reached) return 'stateForbids';
    contact.attempts = (contact.attempts ?? 0) + 1;
    Object.assign(contact, {
      lastOutcome: outcome,
      from: agentId,
      requeued: undefined,
      held: false,
      consult: undefined,
    });
    if (contact.attempts >= MOST_ATTEMPTS) {
      Object.assign(contact, { state: 'completed', outcome: 'notReached' });
      return 'ok';
    }
    const releaseAt = this.now + SPACING_SECONDS;
    Object.assign(contact, { state: 'scheduled', releaseAt, since: releaseAt - contact.age, expireAt: undefined });
    Object.assign(contact, { agentId: undefined, offer: undefined, reservedFor: undefined, aside: undefined });
    return 'ok';
  }

  merge(id: string, intoId: string): string {
    const contact = this.contacts.get(id) as MatterContact | undefined;
    if (!contact) return 'notFound';
    if (contact.into === intoId) return 'ok';
    const goesOn = ['scheduled', 'waiting', 'offered', 'active', 'parked'];
    if (contact.consultFor || !goesOn.includes(contact.state)) return 'stateForbids';
    const into = this.contacts.get(intoId);
    if (!into) return 'unknownReference';
    if (![...goesOn, 'wrapUp'].includes(into.state) || into.consultFor) return 'stateForbids';
    if (contact.consult || into.consult) return 'stateForbids';
    const age = isOpen(contact) ? this.now - contact.since : contact.age;
    this.rescind(contact);
    Object.assign(contact, { state: 'cancelled', outcome: 'merged', into: intoId, age, held: false });
    return 'ok';
  }

  override cancel(id: string, reason: 'abandoned' | 'cancelled', timer: boolean): string {
    const outcome = this.contacts.get(id)?.outcome;
    // Who asked for a callback hangs up: the callback stands.
    if (outcome === 'callback') return reason === 'abandoned' && !timer ? 'ok' : 'stateForbids';
    return outcome === 'merged' ? 'stateForbids' : super.cancel(id, reason, timer);
  }

  override park(id: string): string {
    const answer = super.park(id);
    const contact = this.contacts.get(id);
    if (contact?.state === 'parked') contact.offer = undefined;
    return answer;
  }

  override completeConsult(id: string, consultId: string): string {
    const answer = super.completeConsult(id, consultId);
    if (answer === 'ok') (this.contacts.get(id) as ModelContact).offer = this.contacts.get(consultId)?.offer;
    return answer;
  }

  /** An offer that is open ends with its contact. */
  private rescind(contact: MatterContact): void {
    if (contact.state !== 'offered') return;
    const offer = this.offers.get(contact.offer as number);
    if (offer) offer.outcome = 'rescinded';
    Object.assign(contact, { agentId: undefined, offer: undefined });
  }
}

/** The offer that a contact still names. */
function standingOffer({ state, outcome, offer }: MatterContact): number | undefined {
  const names = ['offered', 'active', 'wrapUp', 'completed'].includes(state) || outcome === 'merged';
  return names ? offer : undefined;
}
