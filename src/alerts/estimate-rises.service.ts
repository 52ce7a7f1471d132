import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import type { ContactRecord } from '../domain/contact.js';
import { iso } from '../domain/iso.js';
import { EventHub } from '../feed/event-hub.js';
import { positionId } from '../feed/event-position.js';
import { WaitEstimatesService, type EstimatedWait } from '../queues/wait-estimates.service.js';

export const ESTIMATE_ROSE = 'contact.estimateRose';

/** Between two looks, ms. */
const EVERY_MS = 1_000;
const READ_AT_ONCE = 50;
/** Cursors take three digits for the frames of one event. */
const MAX_PARTS = 999;

/** What systems hear of a wait that was announced and has risen. */
export interface EstimateRose extends EstimatedWait {
  type: typeof ESTIMATE_ROSE;
  cursor: string;
  at: string;
  contactId: string;
  state: 'waiting';
  queueId: string;
  channel: string;
  correlation?: string;
  position: number;
}

/**
 * Tells the systems on this node that a wait which this node announced has risen. It looks at most once a second, and only
 * where staff fell or somebody with a higher rank came while a system follows something. Whether a wait has risen the
 * store's position decides, not what the node remembers of it: the answer to a GET would say the same.
 */
@Injectable()
export class EstimateRisesService implements OnApplicationBootstrap, OnModuleDestroy {
  private timer?: NodeJS.Timeout;
  private looking = false;
  private stop: () => void = () => undefined;
  private position = '';
  private part = 0;

  constructor(
    @Inject(EventHub) private readonly hub: EventHub,
    @Inject(WaitEstimatesService) private readonly waits: WaitEstimatesService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = this.waits.onUnsettled(() => this.schedule());
  }

  onModuleDestroy(): void {
    this.stop();
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.timer !== undefined || this.looking || !this.hub.hasSystems) return;
    this.timer = setTimeout(() => void this.look(), EVERY_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.looking = true;
    try {
      const ids = this.waits.risen((id, queueId) => this.hub.hears(id, queueId), this.hub.live.now());
      for (let start = 0; start < ids.length; start += READ_AT_ONCE)
        await this.tellOf(ids.slice(start, start + READ_AT_ONCE));
    } catch (error) {
      // Who has not been told by an event is told by the next answer.
      this.logger.warn({ err: error }, 'contacts whose estimated wait rose could not be read');
    } finally {
      this.looking = false;
      if (this.waits.isUnsettled) this.schedule();
    }
  }

  private async tellOf(ids: readonly string[]): Promise<void> {
    const { live } = this.hub;
    for (const found of await Promise.all(ids.map((id) => live.contact(id)))) {
      if (found === undefined || found.position === null || !this.hasCursor()) continue;
      const rise = this.waits.rise(found.contact, found.position, live.now());
      if (rise !== undefined) this.tell(found.contact, found.position, rise);
    }
  }

  /** One who gets no cursor of its own is left to the next answer. */
  private hasCursor(): boolean {
    const position = positionId(this.hub.recent.position());
    if (position !== this.position) this.part = 0;
    this.position = position;
    return this.part < MAX_PARTS;
  }

  private tell({ id, queueId, channel, spec }: ContactRecord, position: number, rise: EstimatedWait): void {
    this.part += 1;
    const frame: EstimateRose = {
      type: ESTIMATE_ROSE,
      cursor: `${this.position}.${this.part}`,
      at: iso(this.hub.live.now()),
      contactId: id,
      state: 'waiting',
      queueId,
      channel,
      ...(spec.correlation !== undefined && { correlation: spec.correlation }),
      position,
      ...rise,
    };
    this.hub.tell(id, queueId, JSON.stringify(frame));
  }
}
