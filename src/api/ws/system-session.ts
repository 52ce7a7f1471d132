import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { EventHub } from '../../feed/event-hub.js';
import { clientCursor, type ClientCursor } from '../../feed/event-position.js';
import type { SocketPrincipal } from '../../feed/key-watch.js';
import { SystemFeed } from '../../feed/system-feed.js';
import { validateBody } from '../validate.js';
import { SubscribeFrame } from './command-frames.dto.js';
import type { SocketCommands } from './commands.js';
import { requestIdOf, type Frame } from './frame.js';
import { Session, type SessionHost } from './session.js';

/** A telephony, chat or CRM system's socket: what becomes of contacts, and the commands of such systems. */
export class SystemSession extends Session {
  private readonly feed: SystemFeed;
  /** Given with the key: holds for the first subscribe that brings none of its own. */
  private openingCursor?: ClientCursor;

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    host: SessionHost,
    hub: EventHub,
    private readonly commands: SocketCommands,
  ) {
    super(socket, request, host);
    this.feed = new SystemFeed(hub, this.socket);
  }

  protected allows(principal: SocketPrincipal): boolean {
    return principal.role === 'system' || principal.role === 'admin';
  }

  protected begin(_principal: SocketPrincipal, cursor: ClientCursor | undefined): Promise<void> {
    this.openingCursor = cursor;
    return this.feed.begin();
  }

  protected async command(frame: Frame, principal: SocketPrincipal): Promise<object | undefined> {
    if (frame.type !== 'subscribe') return this.commands.run(frame, principal);
    await this.subscribe(frame);
    return undefined;
  }

  protected end(): Promise<void> {
    this.feed.end();
    return Promise.resolve();
  }

  /** With a cursor the replay comes right after the result. */
  private async subscribe(frame: Frame): Promise<void> {
    const { type: _type, requestId: _requestId, ...body } = frame;
    const { queues, contacts, cursor } = validateBody(SubscribeFrame, body);
    const standing = await this.feed.subscribe(queues, contacts);
    const from = cursor === undefined ? this.openingCursor : clientCursor(cursor);
    this.openingCursor = undefined;
    this.sendFrame({ type: 'result', requestId: requestIdOf(frame), cursor: standing });
    if (from !== undefined) await this.feed.replay(from);
  }
}
