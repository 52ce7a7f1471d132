import {
  CALLBACK_CHANNEL,
  DEFAULT_CALLBACK,
  DEFAULT_DIAL_SECONDS,
  type CallbackMode,
  type CallbackSpec,
  type CallbackWindow,
} from '../domain/callback.js';
import type { ContactCustomer, ContactSpec } from '../domain/contact.js';
import { fault } from '../domain/errors.js';
import type { CallbackRequest } from './contact-request.js';

/**
 * What was asked for, with defaults.
 * @param path of the request in the body, for errors
 * @throws DomainError `validationFailed` for a window that is none, and for a time to dial where nobody is dialled first
 */
export function callbackSpec(request: CallbackRequest, path = ''): CallbackSpec {
  if (request.window !== undefined) checkWindow(request.window, path);
  const { max, spacingSeconds } = DEFAULT_CALLBACK.attempts;
  const mode = request.mode ?? DEFAULT_CALLBACK.mode;
  return {
    mode,
    dialSeconds: dialSecondsOf(mode, request.dialSeconds, path),
    attempts: {
      max: request.attempts?.max ?? max,
      spacingSeconds: request.attempts?.spacingSeconds ?? spacingSeconds,
    },
    window: request.window,
    identity: request.identity,
  };
}

function dialSecondsOf(mode: CallbackMode, asked: number | undefined, path: string): number | undefined {
  if (mode === 'customerFirst') return asked ?? DEFAULT_DIAL_SECONDS;
  if (asked !== undefined) throw fault(`${path}dialSeconds`, 'goes with the mode customerFirst alone');
  return undefined;
}

function checkWindow({ from, to }: CallbackWindow, path: string): void {
  if (from >= to) throw fault(`${path}window.to`, 'must lie after from');
}

/** Who is not known otherwise is known by where to call. */
export function customerOf(
  customer: ContactCustomer | undefined,
  identity: CallbackSpec['identity'],
): ContactCustomer | undefined {
  const isKnown = customer?.id !== undefined || (customer?.identities?.length ?? 0) > 0;
  return isKnown || identity === undefined ? customer : { ...customer, identities: [identity] };
}

/** The callback part of a new contact; undefined where its channel is another. @throws DomainError `validationFailed` */
export function callbackOfNew(
  channel: string,
  request: CallbackRequest | undefined,
  customer: ContactCustomer | undefined,
): Pick<ContactSpec, 'callback' | 'customer'> {
  if (channel === CALLBACK_CHANNEL) {
    const callback = callbackSpec(request ?? {}, 'callback.');
    return { callback, customer: customerOf(customer, callback.identity) };
  }
  if (request !== undefined) throw fault('callback', `goes with the channel ${CALLBACK_CHANNEL} alone`);
  return { customer };
}
