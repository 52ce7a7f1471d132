import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import type { LogEvent } from '../domain/events.js';
import { RecentEvents } from '../feed/recent-events.js';
import type { StandingText } from '../live/alert-transitions.js';
import { LiveRedis } from '../live/live-redis.js';
import type { ThresholdFrame } from './alert.js';
import { frameOf, isThresholdEvent, standingOf } from './threshold-event.js';

/** After a store that was away, ms. */
const RETRY_MS = 500;

/** Which alerts by thresholds stand: read once, then as the log tells. The same on every node. */
@Injectable()
export class StandingThresholds implements OnApplicationBootstrap, OnModuleDestroy {
  private standing = new Map<string, StandingText>();
  private readonly listeners = new Set<(frame: ThresholdFrame) => void>();
  private readonly stops: (() => void)[] = [];
  private retry?: NodeJS.Timeout;
  /** Events that came while the store was read; undefined: all is known. */
  private early: LogEvent[] | undefined = [];
  private round = 0;

  constructor(
    @Inject(RecentEvents) private readonly recent: RecentEvents,
    @Inject(LiveRedis) private readonly live: Pick<LiveRedis, 'alerts'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.stops.push(
      this.recent.subscribe((events) => this.take(events)),
      this.recent.onLost(() => this.read()),
    );
    this.read();
  }

  onModuleDestroy(): void {
    this.round += 1;
    clearTimeout(this.retry);
    for (const stop of this.stops) stop();
  }

  get isReady(): boolean {
    return this.early === undefined;
  }

  get(alertId: string): StandingText | undefined {
    return this.standing.get(alertId);
  }

  ids(): string[] {
    return [...this.standing.keys()];
  }

  /** Of all that stands, oldest first. */
  frames(): ThresholdFrame[] {
    return [...this.standing.values()].sort((a, b) => a.at - b.at).map((standing) => frameOf(standing));
  }

  /** Told of each crossing. The function it returns ends that. */
  onTold(listener: (frame: ThresholdFrame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private take(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (!isThresholdEvent(event)) continue;
      if (this.early === undefined) this.apply(event);
      else this.early.push(event);
    }
  }

  private apply(event: LogEvent): void {
    const found = standingOf(event);
    if (found === undefined) return;
    const { alertId, standing } = found;
    const known = this.standing.get(alertId);
    const isRaised = event.type === 'alert.raised';
    // What was read after the event had it already.
    if (isRaised ? known?.eventId === standing.eventId : known === undefined) return;
    if (isRaised) this.standing.set(alertId, standing);
    else this.standing.delete(alertId);
    this.tell(frameOf(standing, !isRaised));
  }

  private tell(frame: ThresholdFrame): void {
    for (const listener of this.listeners) listener(frame);
  }

  /** Whoever had heard of what stood hears what is different. */
  private read(): void {
    const round = ++this.round;
    this.early = [];
    this.live.alerts.standing().then(
      (standing) => {
        if (round === this.round) this.replace(standing);
      },
      (error: unknown) => {
        if (round !== this.round) return;
        this.logger.debug({ err: error }, 'which alerts stand could not be read');
        this.retry = setTimeout(() => this.read(), RETRY_MS).unref();
      },
    );
  }

  private replace(standing: Map<string, StandingText>): void {
    const before = this.standing;
    this.standing = standing;
    for (const [id, old] of before) if (!standing.has(id)) this.tell(frameOf(old, true));
    for (const [id, found] of standing) if (!before.has(id)) this.tell(frameOf(found));
    const { early = [] } = this;
    this.early = undefined;
    for (const event of early) this.apply(event);
  }
}
