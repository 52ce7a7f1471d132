import { Module } from '@nestjs/common';
import { AlertsModule } from '../../alerts/alerts.module.js';
import { ServicesModule } from '../../contacts/services.module.js';
import { FeedModule } from '../../feed/feed.module.js';
import { AsyncApiController } from './asyncapi.controller.js';
import { AgentCommands, SystemCommands } from './commands.js';
import { AgentGateway, Sessions, SupervisorGateway, SystemGateway } from './gateways.js';
import { SocketRegistry } from './socket-registry.js';
import { STATS_SOURCE, StatsTicker, type StatsSource } from './stats-ticker.js';
import { QueueStatsService } from '../../queues/queue-stats.service.js';

/** The WebSocket side of the API. The application needs `app.useWebSocketAdapter(new LotseWsAdapter(app))`. */
@Module({
  imports: [FeedModule, ServicesModule, AlertsModule],
  providers: [
    {
      provide: STATS_SOURCE,
      useFactory: (stats: QueueStatsService): StatsSource => ({
        stats: () => stats.ofAll(),
        rows: (wanted) => stats.rows(wanted),
        firstIds: (group, most) => stats.firstIds(group, most),
      }),
      inject: [QueueStatsService],
    },
    SocketRegistry,
    Sessions,
    StatsTicker,
    AgentCommands,
    SystemCommands,
    AgentGateway,
    SystemGateway,
    SupervisorGateway,
  ],
  controllers: [AsyncApiController],
  exports: [SocketRegistry],
})
export class WsApiModule {}
