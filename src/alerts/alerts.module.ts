import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { FeedModule } from '../feed/feed.module.js';
import { AlertsService } from './alerts.service.js';

/** What supervisors are warned of. */
@Module({ imports: [FeedModule, ServicesModule], providers: [AlertsService], exports: [AlertsService] })
export class AlertsModule {}
