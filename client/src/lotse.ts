import { AgentSocket } from './agent-socket.js';
import { type Clock, systemClock } from './clock.js';
import { Http, type Reply } from './http.js';
import type { SocketOptions, SocketSettings } from './lotse-socket.js';
import { type AnswerOf, type AskOf, type AskOptions, type Method, type PathOf, pathOf } from './rest.js';
import { SupervisorSocket } from './supervisor-socket.js';
import { SystemSocket } from './system-socket.js';

export interface LotseOptions {
  /** Such as `https://lotse.example.org`, without a path. */
  url: string;
  key: string;
  /** Wait for each answer, seconds (10). */
  timeoutSeconds?: number;
  /** Tries of a request that a lost connection or a 503 left without an answer, the first included (6: about five seconds of pauses). */
  attempts?: number;
  /** For tests. */
  clock?: Clock;
  /** Instead of the platform's own. */
  fetch?: typeof fetch;
}

type Values = Record<string, unknown> | undefined;

interface Parts extends AskOptions {
  path?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * One key at one server. Paths, bodies and answers are typed by the server's OpenAPI document.
 *
 * All methods throw `ProblemError` for an answer other than 2xx, and `ConnectionError` when there was none.
 */
export class Lotse {
  readonly url: string;
  private readonly http: Http;
  private readonly clock: Clock;

  constructor(private readonly options: LotseOptions) {
    const { key, timeoutSeconds = 10, attempts = 6, clock = systemClock } = options;
    this.url = options.url.replace(/\/+$/, '');
    this.clock = clock;
    const fetch = options.fetch ?? ((...request: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...request));
    this.http = new Http({ url: this.url, key, timeoutSeconds, attempts, clock, fetch });
  }

  async get<P extends PathOf<'get'>>(path: P, ...ask: AskOf<'get', P>): Promise<AnswerOf<'get', P>> {
    return (await this.exchange('get', path, ...ask)).body;
  }

  /** Repeated by itself where an answer stays away, under one Idempotency-Key: it is done once. */
  async post<P extends PathOf<'post'>>(path: P, ...ask: AskOf<'post', P>): Promise<AnswerOf<'post', P>> {
    return (await this.exchange('post', path, ...ask)).body;
  }

  async put<P extends PathOf<'put'>>(path: P, ...ask: AskOf<'put', P>): Promise<AnswerOf<'put', P>> {
    return (await this.exchange('put', path, ...ask)).body;
  }

  /** Not repeated where its outcome is unknown: another change may have come between. */
  async patch<P extends PathOf<'patch'>>(path: P, ...ask: AskOf<'patch', P>): Promise<AnswerOf<'patch', P>> {
    return (await this.exchange('patch', path, ...ask)).body;
  }

  async delete<P extends PathOf<'delete'>>(path: P, ...ask: AskOf<'delete', P>): Promise<AnswerOf<'delete', P>> {
    return (await this.exchange('delete', path, ...ask)).body;
  }

  /** The same with status and headers: 200 or 201, the `ETag`. */
  async exchange<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[ask]: AskOf<M, P>
  ): Promise<Reply<AnswerOf<M, P>>> {
    const { path: ids, query, body, ...options }: Parts = ask ?? {};
    const reply = await this.http.send({
      ...options,
      method: method.toUpperCase(),
      path: pathOf(path, ids as Values, query as Values),
      body: body ?? (method === 'post' ? {} : undefined),
    });
    return reply as Reply<AnswerOf<M, P>>;
  }

  /** For the key of an agent. Not connected before its `open()`. */
  agentSocket(options: SocketOptions = {}): AgentSocket {
    return new AgentSocket(this.socketSettings(options));
  }

  /** For a `system` or `admin` key. Not connected before its `open()`. */
  systemSocket(options: SocketOptions = {}): SystemSocket {
    return new SystemSocket(this.socketSettings(options));
  }

  /** For a `supervisor` or `admin` key. Not connected before its `open()`. */
  supervisorSocket(options: SocketOptions = {}): SupervisorSocket {
    return new SupervisorSocket(this.socketSettings(options));
  }

  private socketSettings(options: SocketOptions): SocketSettings {
    return { ...options, url: this.url, key: this.options.key, clock: this.clock };
  }
}
