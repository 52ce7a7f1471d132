import { randomUUID } from 'node:crypto';
import type { Logger } from '../config/logger.js';
import { encodeDecision } from '../domain/compact-decision.js';
import { compareEventIds, type LogEvent } from '../domain/events.js';
import type { DialItem, DialItemResult } from '../live/callback-commands.js';
import type { LiveRedis } from '../live/live-redis.js';
import type { OfferRefusal } from '../live/binding-refusals.js';
import type { LogTail, OfferItem, OfferItemResult } from '../live/live-store.js';
import { MAX_GROUP } from '../live/offer-transitions.js';
import { createEngine, type Engine } from '../routing/engine.js';
import type { Decision } from '../routing/world.js';
import { feedEngine, type MatcherConfig, type MatcherConfigChange } from './configuration.js';
import { Replica } from './replica.js';
import { translateOf } from './translate.js';

/** Commits that may be on their way at once. */
const MAX_GROUPS_IN_FLIGHT = 16;
const DEFAULT_OFFER_TIMEOUT_SECONDS = 20;

/** A group of offers that was tried. Times in s: from the decision, and from the first event heard since there was nothing to decide. */
export interface CommittedGroup {
  seconds: number;
  heardSeconds: number;
  committed: number;
  refusedBecause: readonly OfferRefusal[];
}

export type CommitListener = (group: CommittedGroup) => void;

/**
 * One reign: from winning the lease until losing it. Reads the world, follows the log, decides, commits. Holds nothing
 * that matters: whatever goes wrong, it is thrown away and another reign reads the store again.
 */
export class Matcher {
  private readonly replica: Replica;
  private readonly resting: { until: string; contactId: string; agentId: string }[] = [];
  private readonly early: LogEvent[] = [];
  private readonly stops: (() => void)[] = [];
  private loaded = false;
  private stopped = false;
  private inFlight = 0;
  private scheduled = false;
  private wakeTimer: NodeJS.Timeout | undefined;
  private position = '0.0';
  /** When the first event came since there was nothing left to decide; monotonic. */
  private heardAt: number | undefined;

  constructor(
    private readonly live: LiveRedis,
    private readonly tail: LogTail,
    private readonly config: MatcherConfig,
    private readonly epoch: string,
    private readonly logger: Logger,
    private readonly onCommit: CommitListener,
    /** The reign is over: unknown outcome, lost fence, or a new generation. */
    private readonly onEnd: (reason: string) => void,
    readonly engine: Engine = createEngine(),
  ) {
    this.replica = new Replica(this.engine, live.connection, () => this.schedule());
  }

  /** Subscribes before it reads, so that nothing falls between. Decides only once the tail has caught up. */
  async start(): Promise<void> {
    this.stops.push(this.tail.subscribe((events) => this.onEvents(events)));
    this.stops.push(feedEngine(this.engine, this.config, () => this.schedule()));
    this.stops.push(this.config.onChange((changes) => this.readNew(changes)));
    const { agent, queue } = this.config.current();
    await this.replica.load([...agent.keys()], [...queue.keys()]);
    const end = await this.live.logEnd();
    for (const event of this.early.splice(0)) this.replica.apply(event);
    this.position = this.tail.position();
    if (compareEventIds(this.position, end) < 0) await this.catchUp(end);
    this.loaded = true;
    this.logger.info({ epoch: this.epoch, waiting: this.engine.waitingCount() }, 'matcher decides');
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.wakeTimer);
    for (const stop of this.stops.splice(0)) stop();
  }

  /**
   * A node may take over before it has heard of an agent or a queue that another node was told of. When it does, what
   * the store holds of them is read: their events may have been before its time.
   */
  private readNew(changes: readonly MatcherConfigChange[]): void {
    const of = (kind: MatcherConfigChange['kind']): string[] =>
      changes.flatMap((change) => (change.kind === kind && change.value !== undefined ? [change.id] : []));
    this.replica
      .loadNew(of('agent'), of('queue'))
      .then(() => this.schedule())
      .catch((error: unknown) => this.end(error instanceof Error ? error.message : 'new agents could not be read'));
  }

  /** The tail as it stood after the last chunk has to be applied before the first decision. */
  private catchUp(end: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.tail.subscribe(() => {
        if (compareEventIds(this.tail.position(), end) < 0) return;
        stop();
        for (const event of this.early.splice(0)) this.replica.apply(event);
        this.position = this.tail.position();
        resolve();
      });
      this.stops.push(stop);
    });
  }

  private onEvents(events: readonly LogEvent[]): void {
    if (this.stopped) return;
    // Also while reading: what was read of a history that is gone must not be decided on.
    if (events.some((event) => event.type === 'generation.started')) return this.end('a new generation started');
    if (!this.loaded) {
      for (const event of events) this.early.push(event);
      return;
    }
    this.heardAt ??= performance.now();
    for (const event of events) this.replica.apply(event);
    this.position = this.tail.position();
    this.wakeRested();
    this.schedule();
  }

  private wakeRested(): void {
    for (let i = this.resting.length - 1; i >= 0; i--) {
      const rest = this.resting[i];
      if (!rest || compareEventIds(this.position, rest.until) < 0) continue;
      this.resting.splice(i, 1);
      this.replica.restore(rest.contactId, rest.agentId);
    }
  }

  /** Decides once all events at hand are applied: several become one settlement. */
  private schedule(): void {
    if (this.scheduled || this.stopped || !this.loaded) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.decide();
    });
  }

  private decide(): void {
    if (this.stopped) return;
    while (this.inFlight < MAX_GROUPS_IN_FLIGHT) {
      const decisions = this.engine.decide(this.live.now(), MAX_GROUP);
      if (decisions.length === 0) {
        this.heardAt = undefined;
        break;
      }
      this.commit(decisions).catch((error: unknown) =>
        this.end(error instanceof Error ? error.message : 'commit failed'),
      );
    }
    this.armWake();
  }

  private armWake(): void {
    clearTimeout(this.wakeTimer);
    const at = this.engine.nextWakeAt();
    if (at === undefined) return;
    this.wakeTimer = setTimeout(() => this.schedule(), Math.min(2 ** 31 - 1, Math.max(1, at - this.live.now())));
  }

  private async commit(decisions: Decision[]): Promise<void> {
    const view = this.config.current();
    const dials = decisions.filter(({ dial }) => dial);
    const offers = decisions.filter(({ dial }) => !dial);
    for (const { agentId } of dials) this.replica.expectDial(agentId);
    const items = offers.map((decision): OfferItem => {
      const offerId = randomUUID();
      this.replica.expect(decision, offerId);
      if (!decision.record) throw new Error('the engine was built without records');
      this.engine.nameExamples(decision.record);
      return {
        offerId,
        contactId: decision.contactId,
        agentId: decision.agentId,
        queueId: decision.queueId,
        channel: decision.channel,
        standingAgentId: this.replica.standingFor(decision.contactId),
        offerTimeoutSeconds:
          view.channel.get(decision.channel)?.value.offerTimeoutSeconds ?? DEFAULT_OFFER_TIMEOUT_SECONDS,
        decision: encodeDecision(decision.record),
        translate: translateOf(decision, view),
      };
    });
    const began = performance.now();
    const heardAt = this.heardAt ?? began;
    this.inFlight++;
    try {
      // Dials first: they leave the agent's capacity to the offers of the group.
      const [dialled, offered] = await Promise.all([
        dials.length === 0 ? [] : this.live.callbackTransitions.dial(dials, this.epoch),
        items.length === 0 ? [] : this.live.offerTransitions.offer(items, this.epoch),
      ]);
      const refusedBecause = offered.flatMap((result) => (result.ok ? [] : [result.because]));
      if (items.length > 0) this.tell(began, heardAt, offered.length - refusedBecause.length, refusedBecause);
      dialled.forEach((result, i) => this.settle(dials[i] as Decision, result));
      offered.forEach((result, i) => this.settle(items[i] as OfferItem, result));
    } catch (error) {
      // The outcome is unknown or the fence is lost: what we believe may be wrong.
      this.end(error instanceof Error ? error.message : 'commit failed');
    } finally {
      this.inFlight--;
    }
    this.schedule();
  }

  private tell(began: number, heardAt: number, committed: number, refusedBecause: OfferRefusal[]): void {
    const now = performance.now();
    this.onCommit({ seconds: (now - began) / 1000, heardSeconds: (now - heardAt) / 1000, committed, refusedBecause });
  }

  private settle(item: OfferItem | DialItem, result: OfferItemResult | DialItemResult): void {
    if (result.ok) return;
    this.logger.debug({ contactId: item.contactId, agentId: item.agentId, because: result.because }, 'offer refused');
    if ('offerId' in item) this.replica.settle(item.agentId, item.offerId);
    else this.replica.settleDial(item.agentId);
    this.engine.restAgent(item.agentId);
    this.engine.restContact(item.contactId);
    this.resting.push({ until: result.refusedAt, contactId: item.contactId, agentId: item.agentId });
    this.wakeRested();
  }

  private end(reason: string): void {
    if (this.stopped) return;
    this.stop();
    this.onEnd(reason);
  }
}
