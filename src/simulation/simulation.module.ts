import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { STORES, type Stores } from '../config/stores.js';
import { THREADS, type Threads } from '../config/threads.js';
import { Simulations } from './simulations.js';
import { SimulationsService } from './simulations.service.js';
import { StoredConfiguration } from './stored-configuration.js';

/** Keys of simulations, in one hash slot of their own. */
const PREFIX = '{lotse-simulations}';

@Injectable()
class SimulationsLifecycle implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(Simulations) private readonly simulations: Simulations) {}

  onApplicationBootstrap(): void {
    this.simulations.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.simulations.stop();
  }
}

/** Scenarios on a virtual clock, run beside the center that they are about. */
@Module({
  providers: [
    {
      provide: Simulations,
      inject: [STORES, THREADS, LOGGER],
      useFactory: ({ redisUrl }: Stores, threads: Threads, logger: Logger) =>
        new Simulations({ redisUrl, prefix: PREFIX, ...threads.simulation, logger }),
    },
    StoredConfiguration,
    SimulationsService,
    SimulationsLifecycle,
  ],
  exports: [SimulationsService],
})
export class SimulationModule {}
