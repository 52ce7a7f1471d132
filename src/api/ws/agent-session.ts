import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { AgentFeed } from '../../feed/agent-feed.js';
import type { EventHub } from '../../feed/event-hub.js';
import type { ClientCursor } from '../../feed/event-position.js';
import type { SocketPrincipal } from '../../feed/key-watch.js';
import type { SocketCommands } from './commands.js';
import type { Frame } from './frame.js';
import { Session, type SessionHost } from './session.js';

/** An agent's socket: its work and its offers, and the commands it answers them with. */
export class AgentSession extends Session {
  private feed?: AgentFeed;

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    host: SessionHost,
    private readonly hub: EventHub,
    private readonly commands: SocketCommands,
  ) {
    super(socket, request, host);
  }

  protected allows(principal: SocketPrincipal): boolean {
    return principal.role === 'agent' && principal.agentId !== undefined;
  }

  protected begin(principal: SocketPrincipal, cursor: ClientCursor | undefined): Promise<void> {
    this.feed = new AgentFeed(this.hub, principal.agentId ?? '', randomUUID(), this.socket);
    return this.feed.begin(cursor);
  }

  protected command(frame: Frame, principal: SocketPrincipal): Promise<object | undefined> {
    return this.commands.run(frame, principal);
  }

  protected async end(): Promise<void> {
    await this.feed?.end();
  }
}
