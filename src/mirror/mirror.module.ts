import { Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { LiveModule } from '../live/live.module.js';
import { LiveRedis } from '../live/live-redis.js';
import { CONFIG_CACHE, CONFIG_WRITER, type ConfigCache, type ConfigWriter } from '../store/config-store.js';
import { StoreModule } from '../store/store.module.js';
import { MirrorService } from './mirror.service.js';

/** Mirrors agents and queues into live state, from the start on. */
@Module({
  imports: [StoreModule, LiveModule],
  providers: [
    {
      provide: MirrorService,
      inject: [CONFIG_CACHE, CONFIG_WRITER, LiveRedis, LOGGER],
      useFactory: (config: ConfigCache, writer: ConfigWriter, live: LiveRedis, logger: Logger) =>
        new MirrorService(config, writer, live, (listener) => live.connection.onOpen(listener), logger),
    },
  ],
  exports: [MirrorService],
})
export class MirrorModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(MirrorService) private readonly mirror: MirrorService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.mirror.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.mirror.stop();
  }
}
