import { DomainError } from '../domain/errors.js';
import type { OfferOutcome } from '../domain/offer.js';
import type { ScriptReply } from './connection.js';
import { pathOf } from './ending-terms.js';

/** Refusal codes of the scripts as domain errors: the one place where they are mapped. */
export function refusal(reply: ScriptReply, subject: string): DomainError {
  const [code, detail, state] = reply as [string, string?, string?];
  switch (code) {
    case 'notFound':
      return new DomainError('notFound', `There is no ${subject}.`);
    case 'idInUse':
      return new DomainError('idInUse', 'This id belongs to another contact: its body differs.', { state: detail });
    case 'stateForbids':
      return new DomainError('stateForbids', `The state ${detail} forbids it.`, { state: detail });
    case 'notReached':
      return new DomainError('stateForbids', 'Its customer is called before an agent is asked.', { state: detail });
    case 'agentGone':
      return new DomainError('unknownReference', 'agentId: the agent is gone', {
        errors: [{ path: 'agentId', message: 'the agent is gone' }],
      });
    case 'agentForbids':
      return new DomainError('stateForbids', `The agent cannot get it: ${detail}.`, { state: detail });
    case 'consultOpen':
      return new DomainError('stateForbids', `A consult is open: ${detail}.`, { state: 'active' });
    case 'notConnected':
      return new DomainError('stateForbids', 'The agent has no socket.', { state: 'offered' });
    case 'intoGone':
      return new DomainError('unknownReference', 'intoContactId: no contact has this id', {
        errors: [{ path: 'intoContactId', message: 'no contact has this id' }],
      });
    case 'intoEnded':
      return new DomainError('stateForbids', `The contact to merge into is ${detail}.`, { state: detail });
    case 'mergeFull':
      return new DomainError('conflict', 'Too many contacts have been merged into it.');
    case 'notAnswered':
      return new DomainError('stateForbids', `Nobody has answered the consult yet: it is ${detail}.`, {
        state: 'active',
      });
    case 'incomplete': {
      const errors = (reply.slice(1) as string[]).map((field) => ({ path: pathOf(field), message: 'is missing' }));
      const names = errors.map(({ path }) => path).join(', ');
      return new DomainError('validationFailed', `It may not end without ${names}.`, { errors });
    }
    case 'wrapUpTooLong':
      return new DomainError('validationFailed', `Wrap-up may last ${detail} s at most.`, {
        errors: [{ path: 'seconds', message: `wrap-up may last ${detail} s at most, from the end of the talk` }],
      });
    case 'offerEnded':
      return new DomainError('offerEnded', `The offer has ended: ${detail}.`, {
        offerOutcome: detail as OfferOutcome,
        ...(state ? { state } : {}),
      });
    case 'presenceHeld':
      return new DomainError('presenceHeld', 'A supervisor has set the presence; it stands until the agent acts.', {
        state: detail,
      });
    case 'conflict':
      return new DomainError('conflict', `The reference stands already, with channel ${detail}.`);
    case 'callbackOpen':
      return new DomainError('callbackOpen', `A callback is open for this customer: ${detail}.`, { contactId: detail });
    case 'reachedAlready':
      return new DomainError('stateForbids', 'The customer has been reached in this attempt.', { state: detail });
    case 'resourceInUse':
      return new DomainError('resourceInUse', `The ${subject} is in use: contacts of it live.`);
    case 'queueClosed':
      return new DomainError('queueClosed', 'The queue is closed.');
    case 'targetGone':
      return new DomainError('unknownReference', 'queueId: the queue is gone', {
        errors: [{ path: 'queueId', message: 'the queue is gone' }],
      });
    case 'queueFull':
      return new DomainError('queueFull', 'The queue is full.', { retryAfterSeconds: 30 });
    case 'memoryCeiling':
      return new DomainError('memoryCeiling', 'The live store is full.', { retryAfterSeconds: 5 });
    case 'idempotencyMismatch':
      return new DomainError('idempotencyMismatch', 'This Idempotency-Key was used with another body.');
    case 'moved':
      return new DomainError('conflict', 'It keeps changing; read it again and repeat.', { retryAfterSeconds: 1 });
    default:
      return new DomainError('conflict', `Refused: ${code}.`);
  }
}

/** What an `ok` reply says, or the refusal as an error. */
export function unwrap<T extends readonly unknown[]>(reply: ScriptReply, subject: string): T {
  const [code, ...said] = reply;
  if (code !== 'ok') throw refusal(reply, subject);
  return said as unknown as T;
}
