import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ThresholdWatchModule } from './alerts/threshold-watch.module.js';
import { HttpApiModule } from './api/http/http-api.module.js';
import { WsApiModule } from './api/ws/ws-api.module.js';
import { ENVIRONMENT, type Environment } from './config/environment.js';
import { LOGGER, type Logger } from './config/logger.js';
import { NODE_ID } from './config/node-id.js';
import { STORES, type Stores } from './config/stores.js';
import { THREADS, type Threads } from './config/threads.js';
import { HISTORY_QUERIES } from './contacts/history.port.js';
import { HistoryModule } from './history/history.module.js';
import { HistoryService } from './history/history.service.js';
import { LiveModule } from './live/live.module.js';
import { MATCHER_CONFIG } from './matcher/configuration.js';
import { MatcherModule } from './matcher/matcher.module.js';
import { RoutingMetrics } from './metrics/routing-metrics.js';
import { MirrorModule } from './mirror/mirror.module.js';
import { CONFIG_CACHE } from './store/config-store.js';
import { SimulationModule } from './simulation/simulation.module.js';
import { StoreModule } from './store/store.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** What a node is started with. */
export interface NodeParts {
  environment: Environment;
  stores: Stores;
  nodeId: string;
  logger: Logger;
  threads: Threads;
}

/** What the environment gives, and where one layer's port is filled by another. */
@Global()
@Module({})
class PartsModule {
  static with(parts: NodeParts): DynamicModule {
    return {
      module: PartsModule,
      global: true,
      providers: [
        { provide: ENVIRONMENT, useValue: parts.environment },
        { provide: STORES, useValue: parts.stores },
        { provide: NODE_ID, useValue: parts.nodeId },
        { provide: LOGGER, useValue: parts.logger },
        { provide: THREADS, useValue: parts.threads },
      ],
      exports: [ENVIRONMENT, STORES, NODE_ID, LOGGER, THREADS],
    };
  }
}

@Global()
@Module({
  imports: [StoreModule, HistoryModule],
  providers: [
    { provide: MATCHER_CONFIG, useExisting: CONFIG_CACHE },
    { provide: HISTORY_QUERIES, useExisting: HistoryService },
  ],
  exports: [MATCHER_CONFIG, HISTORY_QUERIES],
})
class PortsModule {}

@Module({ imports: [HttpApiModule], providers: [RoutingMetrics] })
class RoutingMetricsModule {}

/** One node: stores, live state, matcher, history, faces. Every node can do everything and holds nothing that matters. */
@Module({})
export class AppModule {
  static with(parts: NodeParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PartsModule.with(parts),
        StoreModule,
        LiveModule,
        PortsModule,
        MirrorModule,
        MatcherModule,
        HistoryModule,
        HttpApiModule,
        RoutingMetricsModule,
        WsApiModule,
        ThresholdWatchModule,
        WebhooksModule,
        SimulationModule,
      ],
    };
  }
}
