import {
  Global,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { STORES, type Stores } from '../config/stores.js';
import { LiveModule } from '../live/live.module.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { POOLS } from '../store/data-source.js';
import { Postgres } from '../store/postgres.js';
import { StoreModule } from '../store/store.module.js';
import { HistoryService } from './history.service.js';
import { Projector } from './projector.js';

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
      provide: Projector,
      inject: [PROJECTOR_POSTGRES, LiveRedis, LOG_TAIL, LOGGER],
      useFactory: (postgres: Postgres, live: LiveRedis, tail: LogTail, logger: Logger) =>
        new Projector(
          postgres,
          {
            eventsAfter: (cursor, limit) => live.eventsAfter(cursor, limit),
            subscribe: (listener) => tail.subscribe(listener),
            confirmProjected: (eventId) => live.log.confirm('projected', eventId),
          },
          logger,
        ),
    },
    {
      provide: HistoryService,
      inject: [HISTORY_POSTGRES, CONFIG_CACHE, Projector],
      useFactory: (postgres: Postgres, config: ConfigCache, projector: Projector) =>
        new HistoryService(postgres, config, projector),
    },
  ],
  exports: [HistoryService, Projector],
})
export class HistoryModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Projector) private readonly projector: Projector,
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
