import { type BackOff, type Clock, pauseMs } from './clock.js';
import { ConnectionError, isOutcomeUnknown, type LotseError, type Problem, ProblemError } from './errors.js';

/** What a client of the REST side needs to know. */
export interface HttpSettings {
  url: string;
  key: string;
  timeoutSeconds: number;
  /** Tries of one request, the first included. */
  attempts: number;
  clock: Clock;
  fetch: typeof fetch;
}

export interface HttpRequest {
  method: string;
  /** With its query. */
  path: string;
  body?: unknown;
  signal?: AbortSignal;
  timeoutSeconds?: number;
  idempotencyKey?: string;
  ifMatch?: string;
}

/** A success. */
export interface Reply<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

const BACK_OFF: BackOff = { firstMs: 200, mostMs: 5_000 };
/** A server that wants more patience than this is told to the caller instead. */
const MOST_RETRY_AFTER_SECONDS = 30;
/** A store or a node away; the last two from a proxy before it. */
const AWAY = [502, 503, 504];

/** One key at one server: requests that repeat themselves where that cannot do a thing twice. */
export class Http {
  constructor(private readonly settings: HttpSettings) {}

  /**
   * Sends until there is an answer, a bounded number of times: after a lost connection, a time-out or a 503, with
   * growing pauses, and not before the answer's `Retry-After`.
   *
   * @throws ProblemError for any answer but 2xx
   * @throws ConnectionError `outcomeUnknown` (a write) or `unreachable` (a read) when no answer came
   */
  async send(request: HttpRequest): Promise<Reply> {
    const { attempts, clock } = this.settings;
    // One key for all tries: the server then does it once, whichever of them arrived.
    const idempotencyKey =
      request.method === 'POST' ? (request.idempotencyKey ?? globalThis.crypto.randomUUID()) : undefined;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.once({ ...request, idempotencyKey });
      if (!(outcome instanceof Error)) return outcome;
      if (attempt > 1 && isGone(request, outcome)) return { status: 204, headers: new Headers(), body: undefined };
      const retryAfter = outcome instanceof ProblemError ? (outcome.retryAfterSeconds ?? 0) : 0;
      if (attempt >= attempts || retryAfter > MOST_RETRY_AFTER_SECONDS || !mayRepeat(request, outcome)) throw outcome;
      await this.pause(Math.max(pauseMs(BACK_OFF, attempt, clock), retryAfter * 1_000), request.signal);
    }
  }

  /** One try; what went wrong is the answer too. Throws only the reason of the caller's own signal. */
  private async once(request: HttpRequest): Promise<Reply | LotseError> {
    const { url, key, clock } = this.settings;
    const { method, path, body, signal, idempotencyKey, ifMatch } = request;
    const seconds = request.timeoutSeconds ?? this.settings.timeoutSeconds;
    const late = new AbortController();
    const callOff = clock.after(seconds * 1_000, () => late.abort(new Error(`no answer within ${seconds} s`)));
    try {
      const response = await this.settings.fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
          ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
      });
      return answerOf(response, await response.text());
    } catch (error) {
      signal?.throwIfAborted();
      const code = method === 'GET' ? 'unreachable' : 'outcomeUnknown';
      return new ConnectionError(code, `${method} ${path}: ${wordsOf(error)}`, { cause: error });
    } finally {
      callOff();
    }
  }

  private pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        callOff();
        reject(signal?.reason as Error);
      };
      const callOff = this.settings.clock.after(ms, () => {
        signal?.removeEventListener('abort', end);
        resolve();
      });
      if (signal?.aborted === true) end();
      else signal?.addEventListener('abort', end, { once: true });
    });
  }
}

/**
 * Whether a repeat is the same as the first: a GET, a DELETE and a plain PUT are by themselves, a POST by its
 * Idempotency-Key. A PATCH and a PUT with `If-Match` are only where the server says that it did nothing.
 */
function mayRepeat({ method, ifMatch }: HttpRequest, outcome: LotseError): boolean {
  const isAway = !(outcome instanceof ProblemError) || AWAY.includes(outcome.status);
  if (!isAway) return false;
  if (method !== 'PATCH' && ifMatch === undefined) return true;
  return outcome instanceof ProblemError && outcome.status === 503 && !isOutcomeUnknown(outcome);
}

/** An earlier try of this DELETE was it that removed the thing; and gone is what it wants. */
function isGone({ method }: HttpRequest, outcome: LotseError): boolean {
  return method === 'DELETE' && outcome instanceof ProblemError && outcome.status === 404;
}

function answerOf(response: Response, text: string): Reply | ProblemError {
  const { status, headers, statusText } = response;
  const isJson = (headers.get('content-type') ?? '').includes('json');
  const body: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text;
  if (response.ok) return { status, headers, body };
  const given = isJson && typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const problem = {
    title: statusText,
    detail: 'The answer is no problem document.',
    code: 'noProblem',
    ...given,
    status,
  };
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(problem, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

/** `fetch` hides what happened in the cause. */
function wordsOf(error: unknown): string {
  const { message = String(error), cause } = (error ?? {}) as { message?: string; cause?: { message?: string } };
  return cause?.message ? `${message} (${cause.message})` : message;
}
