import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { DomainError } from '../../domain/errors.js';
import type { Logger } from '../../config/logger.js';
import { clientCursor, type ClientCursor } from '../../feed/event-position.js';
import type { KeyWatch, SocketPrincipal } from '../../feed/key-watch.js';
import { toProblem } from '../problem.js';
import { ClientSocket } from './client-socket.js';
import type { CloseReason } from './close-codes.js';
import { parseFrame, requestIdOf, type Frame } from './frame.js';
import type { RegisteredSocket, SocketRegistry } from './socket-registry.js';

/** How long a client without a header has to send its key, ms. */
export const AUTH_TIMEOUT_MS = 5_000;

/** What every session needs of the node. */
export interface SessionHost {
  keys: KeyWatch;
  registry: SocketRegistry;
  logger: Logger;
}

/**
 * One client from connect to close: its key comes first (header or first frame), then its frames, one at a time. What
 * a kind of client may do is for the subclasses.
 */
export abstract class Session implements RegisteredSocket {
  readonly ended: Promise<void>;
  protected readonly socket: ClientSocket;
  protected principal?: SocketPrincipal;
  private ready?: Promise<void>;
  private authTimer?: NodeJS.Timeout;
  private resolveEnded: () => void = () => undefined;

  protected constructor(
    webSocket: WebSocket,
    private readonly request: IncomingMessage,
    protected readonly host: SessionHost,
  ) {
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.socket = new ClientSocket(webSocket, request.socket, {
      onFrame: (text) => this.onFrame(text),
      onFlood: (text) => this.onFlood(text),
      onClose: () => void this.onClose(),
    });
  }

  /** Begins with the key of the header, or with the wait for one. */
  start(): this {
    const header = this.request.headers.authorization;
    if (header === undefined) {
      this.authTimer = setTimeout(() => this.close('unauthorized'), AUTH_TIMEOUT_MS);
      this.authTimer.unref();
    } else {
      const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
      this.ready = this.authenticate(token, cursorOfUrl(this.request.url));
    }
    return this;
  }

  close(why: CloseReason): void {
    this.socket.close(why);
  }

  checkAlive(): void {
    this.socket.checkAlive();
  }

  /** Whether a key of this kind may use this socket. */
  protected abstract allows(principal: SocketPrincipal): boolean;
  /** Says hello and begins to send events; a rejection closes the socket. */
  protected abstract begin(principal: SocketPrincipal, cursor: ClientCursor | undefined): Promise<void>;
  /** Answers a command; the result is the rest of the `result` frame. Undefined: the session answered itself. */
  protected abstract command(frame: Frame, principal: SocketPrincipal): Promise<object | undefined>;
  /** Called once, after the socket closed. */
  protected abstract end(): Promise<void>;

  protected sendFrame(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  private async onFrame(text: string): Promise<void> {
    if (this.ready === undefined) {
      this.ready = this.authenticateByFrame(text);
      return this.ready;
    }
    await this.ready;
    const principal = this.principal;
    if (principal === undefined || !this.socket.open) return;
    let frame: Frame | undefined;
    try {
      frame = parseFrame(text);
      const requestId = requestIdOf(frame);
      if (requestId === undefined) throw missingRequestId();
      const result = await this.command(frame, principal);
      if (result !== undefined) this.sendResult(result, requestId);
    } catch (error) {
      this.sendError(frame, error);
    }
  }

  /** The result's fields go in as text: copying a contact to add two fields costs as much as writing it. */
  private sendResult(result: object, requestId: string): void {
    const fields = JSON.stringify(result).slice(1);
    const comma = fields === '}' ? '' : ',';
    this.socket.send(`{"type":"result","requestId":${JSON.stringify(requestId)}${comma}${fields}`);
  }

  private onFlood(text: string): void {
    const refusal = new DomainError('tooManyRequests', 'Too many commands wait on this socket.');
    try {
      this.sendError(parseFrame(text), refusal);
    } catch {
      this.sendError(undefined, refusal);
    }
  }

  private sendError(frame: Frame | undefined, error: unknown): void {
    const { problem, expected } = toProblem(error, frame?.type.slice(0, 64));
    if (!expected) this.host.logger.error({ err: error, keyId: this.principal?.keyId }, 'a command on a socket failed');
    const requestId = frame && requestIdOf(frame);
    this.sendFrame({ type: 'error', ...(requestId !== undefined && { requestId }), problem });
  }

  private async authenticateByFrame(text: string): Promise<void> {
    let frame: Frame;
    try {
      frame = parseFrame(text);
    } catch {
      this.close('unauthorized');
      return;
    }
    const token = frame.type === 'auth' && typeof frame.token === 'string' ? frame.token : undefined;
    await this.authenticate(token, typeof frame.cursor === 'string' ? frame.cursor : undefined);
  }

  private async authenticate(token: string | undefined, cursor: string | undefined): Promise<void> {
    clearTimeout(this.authTimer);
    try {
      if (token === undefined) return this.close('unauthorized');
      if (this.host.keys.find(token) === undefined) await this.host.keys.refresh();
      // Nothing may come between the look-up and the binding: a key that is revoked there would keep its socket.
      const principal = this.host.keys.find(token);
      if (principal === undefined) return this.close('unauthorized');
      if (!this.allows(principal)) return this.close('forbidden');
      if (!this.socket.open) return;
      this.principal = principal;
      this.host.registry.bind(this, principal);
      await this.begin(principal, cursor === undefined ? undefined : clientCursor(cursor));
    } catch (error) {
      this.principal = undefined;
      if (error instanceof DomainError && error.code === 'notFound') return this.close('forbidden');
      this.host.logger.warn({ err: error }, 'a socket could not be opened');
      this.close('tryLater');
    }
  }

  private async onClose(): Promise<void> {
    clearTimeout(this.authTimer);
    await this.ready?.catch(() => undefined);
    try {
      await this.end();
    } catch (error) {
      this.host.logger.warn({ err: error }, 'a socket could not be signed off');
    }
    this.resolveEnded();
  }
}

function missingRequestId(): DomainError {
  const message = 'must be text of 1 to 128 characters';
  return new DomainError('validationFailed', `requestId: ${message}`, { errors: [{ path: 'requestId', message }] });
}

function cursorOfUrl(url: string | undefined): string | undefined {
  const query = url?.split('?')[1];
  return query === undefined ? undefined : (new URLSearchParams(query).get('cursor') ?? undefined);
}
