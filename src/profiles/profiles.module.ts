import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import type { Postgres } from '../store/postgres.js';
import { CONFIGURATION_POSTGRES } from '../store/store.module.js';
import { SwitchbackBlocks } from '../store/switchback-blocks.js';
import { ProfileChanges } from './profile-changes.js';
import { ProfileSchedulesService } from './profile-schedules.service.js';
import { ProfileTimer } from './profile-timer.js';
import { SwitchbackService } from './switchback.service.js';

/** What is planned for routing profiles: schedules and switchbacks, and the timer that does it. */
@Module({
  imports: [ReportsModule],
  providers: [
    {
      provide: SwitchbackBlocks,
      inject: [CONFIGURATION_POSTGRES],
      useFactory: (postgres: Postgres) => new SwitchbackBlocks(postgres),
    },
    ProfileChanges,
    ProfileTimer,
    ProfileSchedulesService,
    SwitchbackService,
  ],
  exports: [ProfileSchedulesService, SwitchbackService],
})
export class ProfilesModule {}
