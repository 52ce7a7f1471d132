import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { LIVE_STORE, LOG_TAIL, type LiveStore, type LogTail } from '../live/live-store.js';
import { EventHub } from './event-hub.js';
import { KeyWatch } from './key-watch.js';
import { RecentEvents, REPLAY_EVENTS } from './recent-events.js';

/** What clients outside hear of the log, for sockets and webhooks alike. */
@Module({
  imports: [ServicesModule],
  providers: [
    {
      provide: RecentEvents,
      useFactory: (tail: LogTail, live: LiveStore) => new RecentEvents(tail, REPLAY_EVENTS, live),
      inject: [LOG_TAIL, LIVE_STORE],
    },
    EventHub,
    KeyWatch,
  ],
  exports: [RecentEvents, EventHub, KeyWatch],
})
export class FeedModule {}
