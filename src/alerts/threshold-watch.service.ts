import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { isBeyond, isClear, type AlertThreshold } from '../domain/alert-threshold.js';
import type { StandingText } from '../live/alert-transitions.js';
import { StaleFenceError } from '../live/offer-transitions.js';
import { LiveRedis } from '../live/live-redis.js';
import { Reign } from '../matcher/reign.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import type { ThresholdTold } from './alert.js';
import { AlertsService } from './alerts.service.js';
import { figureOf, type Figure, type FigureSources } from './threshold-figures.js';
import { LiveThresholdSources } from './threshold-sources.service.js';
import { StandingThresholds } from './standing-thresholds.service.js';
import { toldOf } from './threshold-event.js';
import { clearedBecause, raisedBecause } from './threshold-words.js';

/** Between two looks, ms. */
const EVERY_MS = 1_000;

/**
 * Holds the figures against the thresholds, each second, on the node that decides who gets whom: its fencing epoch makes
 * sure that no other one does. Whether an alert stands is live state, so a crossing is told once, also over a restart.
 */
@Injectable()
export class ThresholdWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;
  private stopped = false;
  /** Since when (store ms) the figure of a threshold that is not raised is beyond it. */
  private readonly beyond = new Map<string, { revision: number; since: number }>();
  private leave?: () => void;

  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LiveRedis) private readonly live: Pick<LiveRedis, 'alerts' | 'now' | 'connection'>,
    @Inject(Reign) private readonly reign: Pick<Reign, 'fence'>,
    @Inject(StandingThresholds) private readonly standing: StandingThresholds,
    @Inject(AlertsService) private readonly alerts: AlertsService,
    @Inject(LiveThresholdSources) private readonly sources: LiveThresholdSources,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.leave?.();
  }

  /** Settles with the look that is under way, or a new one. */
  look(): Promise<void> {
    return (this.looking ??= this.lookOnce().finally(() => (this.looking = undefined)));
  }

  private async lookOnce(): Promise<void> {
    const epoch = this.reign.fence;
    if (epoch === undefined) {
      this.beyond.clear();
      this.survey(false);
      return;
    }
    // Without the configuration nobody can say that a threshold is gone.
    if (!this.standing.isReady || this.config.current().revision === 0) return;
    try {
      await this.judgeAll(epoch);
    } catch (error) {
      if (!this.stopped && this.live.connection.isOpen && !(error instanceof StaleFenceError))
        this.logger.warn({ err: error }, 'alerts by thresholds could not be judged');
    }
  }

  private async judgeAll(epoch: string): Promise<void> {
    const { alert } = this.config.current();
    this.survey([...alert.values()].some(({ value: { kind } }) => kind === 'unroutable' || kind === 'declinedByAll'));
    for (const id of this.standing.ids())
      if (!alert.has(id)) await this.clear({ ...this.told(id), value: null, detail: 'the alert was removed' }, epoch);
    for (const id of this.beyond.keys()) if (!alert.has(id)) this.beyond.delete(id);
    if (alert.size === 0) return;
    const now = this.live.now();
    const sources = this.sources.at(now);
    for (const { value, revision } of alert.values()) await this.judge(value, revision, sources, now, epoch);
  }

  private async judge(
    threshold: AlertThreshold,
    revision: number,
    sources: FigureSources,
    now: number,
    epoch: string,
  ): Promise<void> {
    const { id } = threshold;
    const told = this.standing.get(id) && this.told(id);
    if (told !== undefined && (told.kind !== threshold.kind || told.queueId !== threshold.queueId))
      return this.clear({ ...told, value: null, detail: 'the alert watches something else now' }, epoch);
    const figure = await figureOf(threshold, sources, now);
    if (figure === undefined) return;
    const { value } = figure;
    if (told !== undefined) {
      if (value === null || isClear(threshold, value))
        await this.clear({ ...about(threshold), value, detail: clearedBecause(threshold, value) }, epoch);
      return;
    }
    if (!this.isLongBeyond(threshold, revision, figure, now)) return;
    this.beyond.delete(id);
    const raised = { ...about(threshold), value, detail: raisedBecause(threshold, value as number) };
    await this.set(raised, true, epoch);
  }

  /** Whether the figure has been beyond the threshold for as long as it must. */
  private isLongBeyond(threshold: AlertThreshold, revision: number, { value, counted }: Figure, now: number): boolean {
    const { id, forSeconds, minimum = 0 } = threshold;
    if (value === null || (counted !== undefined && counted < minimum) || !isBeyond(threshold, value)) {
      this.beyond.delete(id);
      return false;
    }
    let beyond = this.beyond.get(id);
    if (beyond?.revision !== revision) this.beyond.set(id, (beyond = { revision, since: now }));
    return now - beyond.since >= forSeconds * 1000;
  }

  /** What was told of an alert that stands. */
  private told(id: string): ThresholdTold {
    return toldOf(this.standing.get(id) as StandingText);
  }

  private clear(told: ThresholdTold, epoch: string): Promise<void> {
    return this.set(told, false, epoch);
  }

  private async set(told: ThresholdTold, raise: boolean, epoch: string): Promise<void> {
    const { alertId, queueId } = told;
    await this.live.alerts.set({ alertId, queueId, text: JSON.stringify(told), raise }, epoch);
  }

  /** Alerts of contacts are derived only where somebody asks for them. */
  private survey(wanted: boolean): void {
    if (wanted) this.leave ??= this.alerts.join(() => undefined);
    else {
      this.leave?.();
      this.leave = undefined;
    }
  }
}

function about({
  id,
  name,
  kind,
  level,
  queueId,
  raiseAt,
  clearAt,
}: AlertThreshold): Omit<ThresholdTold, 'value' | 'detail'> {
  return { alertId: id, name, kind, level, ...(queueId !== undefined && { queueId }), raiseAt, clearAt };
}
