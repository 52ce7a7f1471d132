import type { OfferOutcome } from './offer.js';

/** Stable codes. What HTTP status each becomes is the API's table, not this file's. */
export const ERROR_CODES = [
  'validationFailed',
  'unauthorized',
  'forbidden',
  'notFound',
  'unknownReference',
  'idInUse',
  'conflict',
  'stateForbids',
  'offerEnded',
  'presenceHeld',
  'resourceInUse',
  'preconditionFailed',
  'idempotencyMismatch',
  'callbackOpen',
  'queueClosed',
  'queueFull',
  'memoryCeiling',
  'payloadTooLarge',
  'tooManyRequests',
  'storeUnavailable',
  'outcomeUnknown',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorDetails {
  /** The contact's or agent's state that forbade the transition. */
  state?: string;
  offerOutcome?: OfferOutcome;
  /** The contact that stands in the way. */
  contactId?: string;
  /** ISO 8601: when a closed queue opens next, where its hours know. */
  opensAt?: string;
  /** Of a full queue: fields to change in the request, each of which would be taken. */
  alternatives?: readonly Readonly<Record<string, string>>[];
  /** Field errors; `path` is a JSON pointer-like dotted path into the body. */
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
}

/** A refusal that the caller can act on. Knows nothing of HTTP. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** The request has a fault at this path of its body; `message` goes on from the path ("must be …"). */
export function fault(path: string, message: string): DomainError {
  return new DomainError('validationFailed', `${path}: ${message}`, { errors: [{ path, message }] });
}
