import { Global, Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { LOGGER, type Logger } from '../config/logger.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { MATCHER_CONFIG, type MatcherConfig } from './configuration.js';
import { Reign } from './reign.js';

/** Every node stands ready to decide; the lease picks one. Needs a provider of {@link MATCHER_CONFIG}. */
@Global()
@Module({
  providers: [
    {
      provide: Reign,
      inject: [LiveRedis, LOG_TAIL, MATCHER_CONFIG, LOGGER, ENVIRONMENT],
      useFactory: (live: LiveRedis, tail: LogTail, config: MatcherConfig, logger: Logger, environment: Environment) =>
        new Reign(live, tail, config, logger, environment.memoryCeilingMb),
    },
  ],
  exports: [Reign],
})
export class MatcherModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(Reign) private readonly reign: Reign) {}

  onApplicationBootstrap(): void {
    this.reign.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.reign.stop();
  }
}
