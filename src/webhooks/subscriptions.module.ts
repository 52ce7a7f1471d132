import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { LiveRedis } from '../live/live-redis.js';
import { AddressGuardModule } from './address-guard.module.js';
import { DeadLetters } from './dead-letters.js';
import { WEBHOOK_PREFIX } from './lists.js';
import { AgentSettingsService } from './agent-settings.service.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** What clients can ask of webhooks; the deliveries are elsewhere. */
@Module({
  imports: [ServicesModule, AddressGuardModule],
  providers: [
    {
      provide: DeadLetters,
      inject: [LiveRedis],
      useFactory: ({ connection }: LiveRedis) => new DeadLetters(connection, WEBHOOK_PREFIX),
    },
    SubscriptionsService,
    AgentSettingsService,
  ],
  exports: [SubscriptionsService, AgentSettingsService],
})
export class SubscriptionsModule {}
