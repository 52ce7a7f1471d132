import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../../config/logger.js';
import { positionId } from '../../feed/event-position.js';
import { RecentEvents } from '../../feed/recent-events.js';

/** Who knows the workspace's figures: the answer of `GET /v1/stats`. */
export interface StatsSource {
  stats(): Promise<object>;
}

export const STATS_SOURCE = Symbol('StatsSource');

/** Reads the figures once a second for all supervisors together, and only while there are any. */
@Injectable()
export class StatsTicker implements OnModuleDestroy {
  private readonly receivers = new Set<(text: string) => void>();
  private timer?: NodeJS.Timeout;
  private reading = false;

  constructor(
    @Inject(RecentEvents) private readonly recent: RecentEvents,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(STATS_SOURCE) private readonly source: StatsSource,
  ) {}

  /** Returns the function that ends it. */
  join(receiver: (text: string) => void): () => void {
    this.receivers.add(receiver);
    if (this.timer === undefined) {
      this.timer = setInterval(() => void this.tick(), 1_000);
      this.timer.unref();
      void this.tick();
    }
    return () => {
      this.receivers.delete(receiver);
      if (this.receivers.size === 0) this.stop();
    };
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async tick(): Promise<void> {
    // A slow store makes the figures rarer, not the questions more.
    if (this.reading) return;
    this.reading = true;
    try {
      const stats = await this.source.stats();
      const cursor = positionId(this.recent.position());
      const text = JSON.stringify({ type: 'stats', cursor, at: new Date().toISOString(), stats });
      for (const receiver of this.receivers) receiver(text);
    } catch (error) {
      this.logger.warn({ err: error }, 'the figures for supervisors could not be read');
    } finally {
      this.reading = false;
    }
  }
}
