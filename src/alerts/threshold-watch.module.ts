import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { AlertsModule } from './alerts.module.js';
import { LiveThresholdSources } from './threshold-sources.service.js';
import { ThresholdWatch } from './threshold-watch.service.js';

/** Holds figures against thresholds where this node decides: needs the matcher's module, which is global. */
@Module({
  imports: [AlertsModule, ServicesModule],
  providers: [LiveThresholdSources, ThresholdWatch],
})
export class ThresholdWatchModule {}
