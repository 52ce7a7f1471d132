import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import {
  HISTORY_QUERIES,
  type HistoryQueries,
  type OfferFigures,
  type QueueFigures,
} from '../contacts/history.port.js';
import { EMPTY_FIGURES } from '../history/figures.js';
import { LiveFloor } from '../queues/live-floor.service.js';
import { WaitEstimatesService } from '../queues/wait-estimates.service.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { AlertsService } from './alerts.service.js';
import type { FigureSources } from './threshold-figures.js';

const WINDOW_MS = 1_800_000;
const NO_OFFERS: OfferFigures = { answeredOrNot: 0, missed: 0 };

/** The figures of thresholds from where this node has them: counts in memory, windows of the archive read once a look at most. */
@Injectable()
export class LiveThresholdSources {
  constructor(
    @Inject(LiveFloor) private readonly floor: LiveFloor,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'figures' | 'figuresBy' | 'offersBy'>,
    @Inject(WaitEstimatesService) private readonly waits: Pick<WaitEstimatesService, 'forecast'>,
    @Inject(AlertsService) private readonly alerts: AlertsService,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For one look at `now` (store ms). */
  at(now: number): FigureSources {
    const from = now - WINDOW_MS;
    const { floor } = this;
    const all = this.once(() => this.history.figures(undefined, from, now));
    const byQueue = this.once(() => this.history.figuresBy('queue', from, now));
    const offers = this.once(() => this.history.offersBy(from, now));
    const service = async (queueId: string | undefined): Promise<QueueFigures | undefined> =>
      queueId === undefined ? all() : of(await byQueue(), queueId, EMPTY_FIGURES);
    return {
      counts: (queueId) => (floor.isReady ? floor.counts.of({ queueId }) : undefined),
      queueIds: () => [...this.config.current().queue.keys()],
      forecasts: (queueId, at) => this.forecasts(queueId, at),
      service,
      offers: async (queueId) => {
        const known = await offers();
        if (known === undefined) return undefined;
        return queueId === undefined ? total(known.values()) : of(known, queueId, NO_OFFERS);
      },
      alerted: (kind, queueId) => this.alerts.contactsOf(kind, queueId),
    };
  }

  private forecasts(queueId: string, now: number): ReturnType<FigureSources['forecasts']> {
    const { counts } = this.floor;
    const position = counts.of({ queueId }).waiting + 1;
    return counts
      .channelsIn(queueId)
      .map((channel) =>
        this.waits.forecast({ queueId, channel, requirements: [], language: undefined }, position, now),
      );
  }

  /** Asked for when first needed; undefined where the archive does not answer. */
  private once<T>(read: () => Promise<T>): () => Promise<T | undefined> {
    let reading: Promise<T | undefined> | undefined;
    return () =>
      (reading ??= read().catch((error: unknown) => {
        this.logger.debug({ err: error }, 'figures for alerts could not be read');
        return undefined;
      }));
  }
}

function of<T>(known: ReadonlyMap<string, T> | undefined, queueId: string, none: T): T | undefined {
  return known && (known.get(queueId) ?? none);
}

function total(offers: Iterable<OfferFigures>): OfferFigures {
  const sum = { ...NO_OFFERS };
  for (const { answeredOrNot, missed } of offers) {
    sum.answeredOrNot += answeredOrNot;
    sum.missed += missed;
  }
  return sum;
}
