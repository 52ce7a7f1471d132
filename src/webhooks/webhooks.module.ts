import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LOGGER, type Logger } from '../config/logger.js';
import { NODE_ID } from '../config/node-id.js';
import { STORES, type Stores } from '../config/stores.js';
import { HISTORY_QUERIES, type HistoryQueries } from '../contacts/history.port.js';
import { LiveRedis } from '../live/live-redis.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { patientRedis } from '../live/patient-redis.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { AddressGuardModule } from './address-guard.module.js';
import { AddressGuard } from './address-guard.js';
import { DeliveryWorker } from './delivery-worker.js';
import { FEED_POSITION, type FeedPosition } from './feed-position.js';
import { FeedModule } from '../feed/feed.module.js';
import type { ContactSource } from '../feed/contact-lookup.js';
import { EventHub } from '../feed/event-hub.js';
import { RecentEvents } from '../feed/recent-events.js';
import { Feeder } from './feeder.js';
import { FeederLease } from './feeder-lease.js';
import { ListKeys, WEBHOOK_PREFIX } from './lists.js';
import { NoticeStore } from './notice-store.js';
import { PromptDelivery } from './prompt-delivery.js';
import { ReceiverClient } from './receiver-client.js';

export interface WebhookParts {
  redisUrl: string;
  prefix: string;
  nodeId: string;
  guard: AddressGuard;
  recent: RecentEvents;
  source: ContactSource;
  live: LiveStore;
  position: FeedPosition;
  config: ConfigCache;
  history: Pick<HistoryQueries, 'contact'>;
  logger: Logger;
}

/** Feeder and worker of one node, over a connection of their own: BullMQ's retries must not reach live state. */
export class Webhooks {
  private readonly redis: Redis;
  private readonly client: ReceiverClient;
  private readonly worker: DeliveryWorker;
  private readonly prompt: PromptDelivery;
  private readonly feeder: Feeder;
  private stopped?: Promise<void>;

  constructor(parts: WebhookParts) {
    const { prefix, live, config, logger } = parts;
    this.redis = patientRedis(parts.redisUrl);
    // It reconnects by itself; commands wait for that.
    this.redis.on('error', (err: Error) => logger.debug({ err }, 'the webhook store reported a fault'));
    this.client = new ReceiverClient(parts.guard);
    const notices = new NoticeStore(this.redis, prefix);
    this.worker = new DeliveryWorker({ redis: this.redis, prefix, notices, client: this.client, live, config, logger });
    this.prompt = new PromptDelivery({
      drain: (list, job, stands, begins) => this.worker.drain(list, job, stands, begins),
      schedule: (jobs, delayMs) => this.worker.schedule(jobs, false, delayMs),
      logger,
    });
    this.feeder = new Feeder({
      ...parts,
      notices,
      contacts: { live: (ids) => live.contacts(ids), history: (id) => parts.history.contact(id) },
      lease: new FeederLease(this.redis, new ListKeys(prefix).feeder, parts.nodeId),
      schedule: (jobs, promptly) => this.worker.schedule(jobs, promptly),
      deliver: (jobs) => this.prompt.deliver(jobs),
      undelivered: () => this.prompt.first(),
      handOver: () => this.prompt.handOver(),
    });
  }

  async start(): Promise<void> {
    this.worker.start();
    await this.feeder.start();
  }

  /** Repeats wait for the first. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    // Commands wait for a store that is away; a node that stops does not.
    const impatient = setTimeout(() => this.redis.disconnect(), 4_000);
    await this.feeder.stop();
    await this.worker.stop();
    clearTimeout(impatient);
    this.client.close();
    this.redis.disconnect();
  }
}

@Injectable()
class WebhooksLifecycle implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(Webhooks) private readonly webhooks: Webhooks) {}

  onApplicationBootstrap(): Promise<void> {
    return this.webhooks.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.webhooks.stop();
  }
}

/** Delivers contacts' events to webhooks, to the contacts' `notifyUrl`, and to bots that are reached by POST. */
@Module({
  imports: [FeedModule, AddressGuardModule],
  providers: [
    {
      provide: FEED_POSITION,
      inject: [LiveRedis],
      useFactory: ({ log }: LiveRedis): FeedPosition => ({
        fedPosition: () => log.confirmed('fed'),
        confirmFed: (eventId) => log.confirm('fed', eventId),
      }),
    },
    {
      provide: Webhooks,
      inject: [
        STORES,
        AddressGuard,
        NODE_ID,
        RecentEvents,
        EventHub,
        LIVE_STORE,
        FEED_POSITION,
        CONFIG_CACHE,
        HISTORY_QUERIES,
        LOGGER,
      ],
      useFactory: (
        stores: Stores,
        guard: AddressGuard,
        nodeId: string,
        recent: RecentEvents,
        hub: EventHub,
        live: LiveStore,
        position: FeedPosition,
        config: ConfigCache,
        history: HistoryQueries,
        logger: Logger,
      ) =>
        new Webhooks({
          redisUrl: stores.redisUrl,
          prefix: WEBHOOK_PREFIX,
          // Two starts under one name are still two feeders.
          nodeId: `${nodeId} ${randomUUID()}`,
          guard,
          recent,
          source: hub.source,
          live,
          position,
          config,
          history,
          logger,
        }),
    },
    WebhooksLifecycle,
  ],
  exports: [Webhooks],
})
export class WebhooksModule {}
