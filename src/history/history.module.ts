import {
  Global,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { NODE_ID } from '../config/node-id.js';
import { STORES, type Stores } from '../config/stores.js';
import { THREADS, type Threads } from '../config/threads.js';
import { LiveModule } from '../live/live.module.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { POOLS } from '../store/data-source.js';
import { Postgres } from '../store/postgres.js';
import { StoreModule } from '../store/store.module.js';
import { HistoryService } from './history.service.js';
import { PROJECTOR, type Projecting } from './projecting.js';
import { Projector } from './projector.js';
import { ThreadedProjector } from './threaded-projector.js';

const PROJECTOR_POSTGRES = Symbol('ProjectorPostgres');
const HISTORY_POSTGRES = Symbol('HistoryPostgres');

/** Copies the event log into Postgres and answers what is asked of the past. */
@Global()
@Module({
  imports: [StoreModule, LiveModule],
  providers: [
    {
      provide: PROJECTOR_POSTGRES,
      inject: [STORES],
      useFactory: (stores: Stores) => new Postgres(stores.databaseUrl, POOLS.projector),
    },
    {
      provide: HISTORY_POSTGRES,
      inject: [STORES],
      useFactory: (stores: Stores) => new Postgres(stores.databaseUrl, POOLS.history),
    },
    {
      provide: PROJECTOR,
      inject: [THREADS, STORES, ENVIRONMENT, NODE_ID, PROJECTOR_POSTGRES, LiveRedis, LOG_TAIL, LOGGER],
      useFactory: (
        threads: Threads,
        stores: Stores,
        environment: Environment,
        nodeId: string,
        postgres: Postgres,
        live: LiveRedis,
        tail: LogTail,
        logger: Logger,
      ): Projecting => {
        const subscribe = (listener: () => void): (() => void) => tail.subscribe(listener);
        if (threads.history) {
          const { redisUrl, databaseUrl } = stores;
          const { logLevel, timezone } = environment;
          return new ThreadedProjector({ redisUrl, databaseUrl, nodeId, logLevel, timezone }, subscribe, logger);
        }
        const eventsAfter = (cursor: string, limit: number) => live.eventsAfter(cursor, limit);
        const confirmProjected = (eventId: string) => live.log.confirm('projected', eventId);
        return new Projector(
          postgres,
          { eventsAfter, subscribe, confirmProjected },
          logger,
          undefined,
          environment.timezone,
        );
      },
    },
    {
      provide: HistoryService,
      inject: [HISTORY_POSTGRES, CONFIG_CACHE, PROJECTOR],
      useFactory: (postgres: Postgres, config: ConfigCache, projector: Projecting) =>
        new HistoryService(postgres, config, projector),
    },
  ],
  exports: [HistoryService, PROJECTOR],
})
export class HistoryModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(PROJECTOR) private readonly projector: Projecting,
    @Inject(PROJECTOR_POSTGRES) private readonly writing: Postgres,
    @Inject(HISTORY_POSTGRES) private readonly reading: Postgres,
  ) {}

  onApplicationBootstrap(): void {
    this.projector.start();
  }

  /** Before the live store's connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writing.close();
    await this.reading.close();
  }
}
