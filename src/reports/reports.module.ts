import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { STORES, type Stores } from '../config/stores.js';
import { POOLS } from '../store/data-source.js';
import { Postgres } from '../store/postgres.js';
import { REPORTS_POSTGRES, ReportsService } from './reports.service.js';

/** Figures of the past, read with connections of their own: a long report takes none from the live figures. */
@Module({
  providers: [
    {
      provide: REPORTS_POSTGRES,
      inject: [STORES],
      useFactory: (stores: Stores) => new Postgres(stores.databaseUrl, POOLS.reports),
    },
    ReportsService,
  ],
  exports: [ReportsService, REPORTS_POSTGRES],
})
export class ReportsModule implements OnApplicationShutdown {
  constructor(@Inject(REPORTS_POSTGRES) private readonly postgres: Postgres) {}

  async onApplicationShutdown(): Promise<void> {
    await this.postgres.close();
  }
}
