import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { FeedModule } from '../feed/feed.module.js';
import { AlertSettingsService } from './alert-settings.service.js';
import { AlertsService } from './alerts.service.js';
import { EstimateRisesService } from './estimate-rises.service.js';
import { StandingThresholds } from './standing-thresholds.service.js';

/** What supervisors are warned of: what each node derives from the log by itself, and thresholds; and waits that have risen. */
@Module({
  imports: [FeedModule, ServicesModule],
  providers: [AlertsService, StandingThresholds, AlertSettingsService, EstimateRisesService],
  exports: [AlertsService, StandingThresholds, AlertSettingsService],
})
export class AlertsModule {}
