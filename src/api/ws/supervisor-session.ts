import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { DomainError } from '../../domain/errors.js';
import { positionId } from '../../feed/event-position.js';
import type { RecentEvents } from '../../feed/recent-events.js';
import type { AlertsService } from '../../alerts/alerts.service.js';
import type { Frame } from './frame.js';
import type { SocketPrincipal } from '../../feed/key-watch.js';
import { Session, type SessionHost } from './session.js';
import type { StatsTicker } from './stats-ticker.js';

/** A supervisor's socket: the workspace's figures, each second, and alerts as they come. */
export class SupervisorSession extends Session {
  private readonly leaves: (() => void)[] = [];

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    host: SessionHost,
    private readonly recent: RecentEvents,
    private readonly ticker: StatsTicker,
    private readonly alerts: AlertsService,
  ) {
    super(socket, request, host);
  }

  protected allows(principal: SocketPrincipal): boolean {
    return principal.role === 'supervisor' || principal.role === 'admin';
  }

  protected begin(): Promise<void> {
    this.sendFrame({ type: 'hello', cursor: positionId(this.recent.position()), alerts: this.alerts.standing() });
    this.leaves.push(
      this.ticker.join((text) => this.socket.send(text)),
      this.alerts.join((text) => this.socket.send(text)),
    );
    return Promise.resolve();
  }

  protected command(_frame: Frame): Promise<object | undefined> {
    const message = 'is not a command of this socket';
    return Promise.reject(
      new DomainError('validationFailed', `type: ${message}`, {
        errors: [{ path: 'type', message }],
      }),
    );
  }

  protected end(): Promise<void> {
    for (const leave of this.leaves) leave();
    return Promise.resolve();
  }
}
