import { Global, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { LOGGER, type Logger } from '../config/logger.js';
import { STORES, type Stores } from '../config/stores.js';
import { LIVE_STORE, LOG_TAIL } from './live-store.js';
import { LiveRedis } from './live-redis.js';
import { RedisLogTail } from './log-tail.js';
import { NODE_ID } from '../config/node-id.js';

/** Connects live state and the log's tail before anything else starts, and closes them last. */
@Global()
@Module({
  providers: [
    {
      provide: LiveRedis,
      inject: [STORES, ENVIRONMENT, NODE_ID, LOGGER],
      useFactory: (stores: Stores, environment: Environment, nodeId: string, logger: Logger) =>
        new LiveRedis({
          url: stores.redisUrl,
          nodeId,
          endedTtlSeconds: environment.endedTtlSeconds,
          onFault: (error) => logger.error({ err: error }, 'the live store does not open'),
        }),
    },
    { provide: LIVE_STORE, useExisting: LiveRedis },
    {
      provide: RedisLogTail,
      inject: [LiveRedis, LOGGER],
      useFactory: (live: LiveRedis, logger: Logger) =>
        new RedisLogTail(live.connection, (error) => logger.error({ err: error }, 'the log tail stumbled')),
    },
    { provide: LOG_TAIL, useExisting: RedisLogTail },
  ],
  exports: [LiveRedis, LIVE_STORE, RedisLogTail, LOG_TAIL],
})
export class LiveModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(LiveRedis) private readonly live: LiveRedis,
    @Inject(RedisLogTail) private readonly tail: RedisLogTail,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.live.connection.connect();
    this.tail.subscribe((events) => this.live.places.take(events));
    await this.tail.start();
    await this.live.nodes.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.live.nodes.stop();
    await this.tail.stop();
    await this.live.connection.close();
  }
}
