import { Inject, Injectable } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { AlertsService } from '../../alerts/alerts.service.js';
import { LOGGER, type Logger } from '../../config/logger.js';
import { RecentEvents } from '../../feed/recent-events.js';
import { AgentSession } from './agent-session.js';
import { AgentCommands, SystemCommands } from './commands.js';
import { EventHub } from '../../feed/event-hub.js';
import { KeyWatch } from '../../feed/key-watch.js';
import type { SessionHost } from './session.js';
import { SocketRegistry } from './socket-registry.js';
import { STATS_SOURCE, StatsTicker, type StatsSource } from './stats-ticker.js';
import { SupervisorSession } from './supervisor-session.js';
import { SystemSession } from './system-session.js';

/** What sessions of all kinds share. */
@Injectable()
export class Sessions implements SessionHost {
  constructor(
    @Inject(KeyWatch) readonly keys: KeyWatch,
    @Inject(SocketRegistry) readonly registry: SocketRegistry,
    @Inject(LOGGER) readonly logger: Logger,
  ) {}
}

@WebSocketGateway({ path: '/v1/ws/agent' })
export class AgentGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    @Inject(Sessions) private readonly host: Sessions,
    @Inject(EventHub) private readonly hub: EventHub,
    @Inject(AgentCommands) private readonly commands: AgentCommands,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    this.host.registry.add(new AgentSession(socket, request, this.host, this.hub, this.commands).start());
  }
}

@WebSocketGateway({ path: '/v1/ws/system' })
export class SystemGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    @Inject(Sessions) private readonly host: Sessions,
    @Inject(EventHub) private readonly hub: EventHub,
    @Inject(SystemCommands) private readonly commands: SystemCommands,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    this.host.registry.add(new SystemSession(socket, request, this.host, this.hub, this.commands).start());
  }
}

@WebSocketGateway({ path: '/v1/ws/supervisor' })
export class SupervisorGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    @Inject(Sessions) private readonly host: Sessions,
    @Inject(RecentEvents) private readonly recent: RecentEvents,
    @Inject(StatsTicker) private readonly ticker: StatsTicker,
    @Inject(AlertsService) private readonly alerts: AlertsService,
    @Inject(STATS_SOURCE) private readonly source: StatsSource,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    this.host.registry.add(
      new SupervisorSession(socket, request, this.host, this.recent, this.ticker, this.alerts, this.source).start(),
    );
  }
}
