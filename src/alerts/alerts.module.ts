import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { FeedModule } from '../feed/feed.module.js';
import { AlertsService } from './alerts.service.js';
import { EstimateRisesService } from './estimate-rises.service.js';

/** What each node derives from the log by itself: what supervisors are warned of, and waits that have risen. */
@Module({
  imports: [FeedModule, ServicesModule],
  providers: [AlertsService, EstimateRisesService],
  exports: [AlertsService],
})
export class AlertsModule {}
