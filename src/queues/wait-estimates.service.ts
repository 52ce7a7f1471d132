import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { isEnded, type ContactRecord, type ContactState } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import { Announcements, type Announcement, type RiseReason } from '../estimate/announcements.js';
import { RiseWatch } from '../estimate/rise-watch.js';
import type { Ask } from '../estimate/staff.js';
import { LEVELS, WaitEstimator, type WaitInterval } from '../estimate/wait-estimator.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { mayTranslate } from '../routing/relaxation.js';
import { CONFIG_CACHE, type ConfigCache, type ConfigChange } from '../store/config-store.js';
import { EstimateFeed } from './estimate-feed.js';
import { EstimateReader } from './estimate-reader.js';

export interface EstimatedWait {
  estimatedWait: { lowSeconds: number; highSeconds: number } | 'insufficientData';
  /** Why the wait reaches higher than what this node announced before; absent where it does not. */
  estimatedWaitRoseBecause?: RiseReason;
}

/** How the latest intervals did that were given to contacts which had to wait. */
export type EstimateAccuracy = { coverage: number; medianWidthSeconds: number } | 'insufficientData';

/** No event lies before it. */
const BEGINNING = '0.0';
const NOTHING: EstimatedWait = { estimatedWait: 'insufficientData' };

/**
 * Estimated waits on this node, learned from the log: from as much of the past as it still holds, and from then on. Every
 * node learns alike; what was announced is remembered by the node that announced it.
 */
@Injectable()
export class WaitEstimatesService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly estimator = new WaitEstimator(LEVELS, (ask) => this.translates(ask));
  private readonly announcements = new Announcements();
  private readonly rises = new RiseWatch(this.estimator, this.announcements);
  private readonly feed = new EstimateFeed(this.estimator, (queueId, score) => this.rises.came(queueId, score));
  private readonly reader: EstimateReader;
  private readonly stops: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private stopped = false;
  /** Events that came while the store was being read; undefined: it has been. */
  private early: LogEvent[] | undefined = [];

  constructor(
    @Inject(LiveRedis) live: LiveRedis,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.reader = new EstimateReader(live, this.estimator, this.feed);
  }

  /**
   * Follows first and reads then, so that nothing falls between; what is told twice does no harm. The start does not wait
   * for it: until then there is nothing to go by.
   */
  onApplicationBootstrap(): void {
    const until = this.tail.position();
    this.stops.push(this.tail.subscribe((events) => this.take(events)));
    this.stops.push(this.config.onChange((changes) => this.configured(changes)));
    for (const { value } of this.config.current().agent.values()) this.estimator.setAgent(value);
    void this.read(until);
  }

  onModuleDestroy(): void {
    this.stopped = true;
    for (const stop of this.stops) stop();
  }

  /** What to tell of a contact's wait; `insufficientData` of one that does not wait. */
  of(contact: ContactRecord, position: number | null, now: number): EstimatedWait {
    if (contact.state !== 'waiting' || position === null) return NOTHING;
    const { queueId, channel, spec } = contact;
    const ask = { queueId, channel, requirements: spec.requirements, language: spec.language };
    const fresh = this.forecast(ask, position, now);
    return inSeconds(this.announcements.tell(contact.id, fresh, ask, this.estimator.staffOf(ask), position));
  }

  /** Called when announced waits may have risen since `risen` was asked last. The function it returns ends that. */
  onUnsettled(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get isUnsettled(): boolean {
    return this.rises.isUnsettled;
  }

  /** Ids of contacts whose announced wait has risen as far as this node knows; bounded: see RiseWatch. */
  risen(isHeard: (contactId: string, queueId: string) => boolean, now: number): string[] {
    return this.rises.look(now, isHeard);
  }

  /** What to tell of the risen wait of a contact as it stands; undefined where it has not risen, or does not wait. */
  rise(contact: ContactRecord, position: number | null, now: number): EstimatedWait | undefined {
    if (contact.state !== 'waiting' || position === null) return undefined;
    const ask = this.announcements.get(contact.id)?.ask;
    if (ask === undefined || ask.queueId !== contact.queueId) return undefined;
    const fresh = this.forecast(ask, position, now);
    const rise = this.announcements.rise(contact.id, fresh, this.estimator.staffOf(ask), position);
    return rise && inSeconds(rise);
  }

  /**
   * What one who asks this would wait at this position (1-based); tells nobody. Undefined: there is nothing to go by.
   * @param now store ms
   */
  forecast(ask: Ask, position: number, now: number): WaitInterval | undefined {
    const outlook = this.estimator.outlook(ask, position, now);
    return outlook && this.estimator.interval(outlook);
  }

  /** @param queueId undefined: of all queues together */
  accuracy(queueId: string | undefined): EstimateAccuracy {
    const accuracy = this.estimator.accuracy(queueId);
    if (accuracy === undefined) return 'insufficientData';
    const { coverage, medianWidth } = accuracy;
    return { coverage: Math.round(1000 * coverage) / 1000, medianWidthSeconds: Math.round(medianWidth) / 1000 };
  }

  private take(events: readonly LogEvent[]): void {
    if (this.early !== undefined) {
      for (const event of events) this.early.push(event);
      return;
    }
    for (const event of events) {
      if (event.type === 'generation.started') return void this.startOver(events);
      this.apply(event);
    }
    this.tellUnsettled();
  }

  private tellUnsettled(): void {
    if (this.listeners.size > 0 && this.rises.isUnsettled) for (const listener of this.listeners) listener();
  }

  private apply(event: LogEvent): void {
    this.feed.apply(event);
    if (event.contactId !== undefined && isOver(event)) this.announcements.forget(event.contactId);
  }

  /** The store may have come back without what it had told: who waits and who is there is read anew. */
  private async startOver(events: readonly LogEvent[]): Promise<void> {
    this.early = [...events.slice(events.findIndex(({ type }) => type === 'generation.started') + 1)];
    this.estimator.forgetContacts();
    this.announcements.clear();
    this.rises.clear();
    await this.read(BEGINNING);
  }

  private async read(until: string): Promise<void> {
    const early = this.early;
    try {
      await this.reader.read(this.config.current(), until);
    } catch (error) {
      if (this.stopped) return;
      this.logger.warn({ err: error }, 'the past could not be read: estimated waits begin with what comes');
    }
    if (this.early !== early) return;
    this.early = undefined;
    for (const event of early ?? []) this.apply(event);
  }

  private translates({ queueId, channel, language }: Ask): boolean {
    const { queue, channel: channels } = this.config.current();
    const asked = queue.get(queueId)?.value;
    return asked !== undefined && mayTranslate(asked, channels.get(channel)?.value ?? { id: channel }, { language });
  }

  private configured(changes: readonly ConfigChange[]): void {
    const { agent, queue } = this.config.current();
    for (const { kind, id } of changes) {
      const configured = kind === 'agent' ? agent.get(id) : undefined;
      if (configured !== undefined) this.estimator.setAgent(configured.value);
      else if (kind === 'agent') this.estimator.removeAgent(id);
      else if (kind === 'queue' && !queue.has(id)) this.estimator.removeQueue(id);
      if (kind === 'queue' || kind === 'channel') this.estimator.reconfigured();
    }
    this.tellUnsettled();
  }
}

/** Whether nothing more is announced of the contact. */
function isOver(event: LogEvent): boolean {
  return event.type === 'contact.active' || isEnded(event.type.slice('contact.'.length) as ContactState);
}

function inSeconds({ interval, roseBecause }: Announcement): EstimatedWait {
  const estimatedWait = interval === undefined ? NOTHING.estimatedWait : seconds(interval);
  return roseBecause === undefined ? { estimatedWait } : { estimatedWait, estimatedWaitRoseBecause: roseBecause };
}

function seconds({ lowMs, highMs }: WaitInterval): { lowSeconds: number; highSeconds: number } {
  return { lowSeconds: Math.round(lowMs) / 1000, highSeconds: Math.round(highMs) / 1000 };
}
