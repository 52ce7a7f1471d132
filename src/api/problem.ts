import type { OfferOutcome } from '../domain/offer.js';
import { DomainError, type ErrorCode, type ErrorDetails } from '../domain/errors.js';

/** Codes that only a transport can raise, besides those of the domain. */
export type ProblemCode =
  | ErrorCode
  | 'malformedRequest'
  | 'routeNotFound'
  | 'methodNotAllowed'
  | 'unsupportedMediaType'
  | 'requestTimeout'
  | 'headersTooLarge'
  | 'internalError';

/** A problem document (RFC 9457), the one shape of every error on HTTP and in WebSocket frames. */
export interface Problem {
  /** `urn:lotse:problem:<code>` */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The path or, on a socket, the command's type. */
  instance?: string;
  code: ProblemCode;
  errors?: { path: string; message: string }[];
  state?: string;
  offerOutcome?: OfferOutcome;
  contactId?: string;
  opensAt?: string;
  /** Of a full queue: fields to change in the request, each of which would be taken. */
  alternatives?: ErrorDetails['alternatives'];
}

interface ProblemKind {
  status: number;
  title: string;
  /** Seconds after which a repeat makes sense, unless the error says otherwise. */
  retryAfterSeconds?: number;
}

/** The only place where a domain error meets an HTTP status. */
export const PROBLEMS: Record<ProblemCode, ProblemKind> = {
  validationFailed: { status: 400, title: 'The request is not valid' },
  malformedRequest: { status: 400, title: 'The request cannot be read' },
  unknownReference: { status: 400, title: 'The request names something that does not exist' },
  unauthorized: { status: 401, title: 'A valid key is required' },
  forbidden: { status: 403, title: 'The key may not do this' },
  notFound: { status: 404, title: 'Not found' },
  routeNotFound: { status: 404, title: 'No such route' },
  methodNotAllowed: { status: 405, title: 'The route does not know this method' },
  requestTimeout: { status: 408, title: 'The request took too long to arrive' },
  idInUse: { status: 409, title: 'The id is in use for something else' },
  conflict: { status: 409, title: 'The request conflicts with what stands' },
  stateForbids: { status: 409, title: 'The state forbids this' },
  offerEnded: { status: 409, title: 'The offer has ended' },
  presenceHeld: { status: 409, title: 'A supervisor set the presence' },
  resourceInUse: { status: 409, title: 'The resource is in use' },
  callbackOpen: { status: 409, title: 'A callback is open for this customer' },
  queueClosed: { status: 409, title: 'The queue is closed' },
  preconditionFailed: { status: 412, title: 'The resource has changed' },
  payloadTooLarge: { status: 413, title: 'The body is too large' },
  unsupportedMediaType: { status: 415, title: 'The body is not JSON' },
  idempotencyMismatch: { status: 422, title: 'The idempotency key was used with another body' },
  queueFull: { status: 429, title: 'The queue is full', retryAfterSeconds: 5 },
  tooManyRequests: { status: 429, title: 'Too many requests', retryAfterSeconds: 1 },
  headersTooLarge: { status: 431, title: 'The headers are too large' },
  internalError: { status: 500, title: 'The server failed' },
  memoryCeiling: { status: 503, title: 'The server takes no new contacts now', retryAfterSeconds: 5 },
  storeUnavailable: { status: 503, title: 'A store is out of reach', retryAfterSeconds: 1 },
  outcomeUnknown: {
    status: 503,
    title: 'The outcome is unknown: repeat with the same id or Idempotency-Key',
    retryAfterSeconds: 1,
  },
};

/** An error that has no domain meaning: an unknown route, a body that is no JSON. */
export class TransportError extends Error {
  constructor(
    readonly code: Exclude<ProblemCode, ErrorCode>,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'TransportError';
  }
}

export interface ProblemAnswer {
  problem: Problem;
  /** `Retry-After`, `Allow`, `WWW-Authenticate`. */
  headers: Record<string, string>;
}

/** Builds a problem document from a code. */
export function problemOf(
  code: ProblemCode,
  detail: string,
  instance?: string,
  details: ErrorDetails = {},
): ProblemAnswer {
  const kind = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:lotse:problem:${code}`,
    title: kind.title,
    status: kind.status,
    detail,
    instance,
    code,
  };
  if (details.errors) problem.errors = details.errors;
  if (details.state !== undefined) problem.state = details.state;
  if (details.offerOutcome !== undefined) problem.offerOutcome = details.offerOutcome;
  if (details.contactId !== undefined) problem.contactId = details.contactId;
  if (details.opensAt !== undefined) problem.opensAt = details.opensAt;
  if (details.alternatives !== undefined) problem.alternatives = details.alternatives;
  const headers: Record<string, string> = {};
  const retryAfter = details.retryAfterSeconds ?? kind.retryAfterSeconds;
  if (retryAfter !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfter)));
  if (code === 'unauthorized') headers['www-authenticate'] = 'Bearer';
  return { problem, headers };
}

/**
 * The problem document of anything thrown. What is not known becomes `internalError` with a fixed text: neither a
 * stack trace nor a store's message leaves the server. `expected` is false for those, so that the caller logs them.
 */
export function toProblem(error: unknown, instance?: string): ProblemAnswer & { expected: boolean } {
  if (error instanceof DomainError) {
    return { ...problemOf(error.code, error.message, instance, error.details), expected: true };
  }
  if (error instanceof TransportError) {
    const answer = problemOf(error.code, error.message, instance);
    return { problem: answer.problem, headers: { ...answer.headers, ...error.headers }, expected: true };
  }
  return { ...problemOf('internalError', 'The failure was logged.', instance), expected: false };
}
