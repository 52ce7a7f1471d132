import { Inject, Injectable } from '@nestjs/common';
import type { QueueConfig } from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import { isoOr } from '../domain/iso.js';
import type { WaitInterval } from '../estimate/wait-estimator.js';
import { currentOpening, type Opening } from '../hours/opening.js';
import { LIVE_STORE, type EnqueueCommand, type EnqueueResult, type LiveStore } from '../live/live-store.js';
import { WaitEstimatesService } from '../queues/wait-estimates.service.js';
import { Admission } from './admission.js';
import { callbackLater, helpersOf, type Alternative } from './alternatives.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { TakerSearch } from './taker-search.js';

/** How a contact goes into a queue. */
export type Door = Pick<EnqueueCommand, 'closed' | 'overflowQueueId' | 'scheduledAt'>;

/** What is asked for. */
type Wanted = Pick<ContactSpec, 'channel' | 'requirements' | 'language' | 'customer'>;

interface Entrance {
  queue: QueueConfig;
  door: Door;
}

/**
 * Finds the queue that takes a contact: the one that was asked for where it is open, else what it does when it is
 * closed. Hours are read at the store's time.
 */
@Injectable()
export class Intake {
  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now' | 'contact' | 'waitingIn'>,
    @Inject(WaitEstimatesService) private readonly waits: Pick<WaitEstimatesService, 'forecast'>,
    @Inject(Admission) private readonly admission: Admission,
  ) {}

  /** @throws DomainError `queueClosed`, with `opensAt` where hours say when */
  async requireOpen(queue: QueueConfig): Promise<void> {
    if (!(await this.openingOf(queue, this.live.now())).open) throw await this.refusal(queue, this.live.now());
  }

  /**
   * Enqueues into the queue that takes the contact. The store has the last word: it answers a repeat whatever the hours,
   * and may know that a queue is closed before this node does.
   * @param at when the contact begins to wait, ms; later than now for one that is scheduled
   * @throws DomainError `queueClosed`, with `opensAt` where hours say when; `queueFull`, with what would be taken instead;
   * `tooManyRequests` while more come in than can be taken
   */
  take(
    asked: QueueConfig,
    at: number,
    wanted: Wanted,
    enqueue: (queue: QueueConfig, door: Door) => Promise<EnqueueResult>,
  ): Promise<EnqueueResult> {
    return this.admission.admit(() => this.enter(asked, at, wanted, enqueue));
  }

  private async enter(
    asked: QueueConfig,
    at: number,
    wanted: Wanted,
    enqueue: (queue: QueueConfig, door: Door) => Promise<EnqueueResult>,
  ): Promise<EnqueueResult> {
    const shut = new Set<string>();
    for (;;) {
      const { queue, door } = await this.takerOf(asked, at, wanted, shut);
      try {
        return await this.placed(queue, await enqueue(queue, door));
      } catch (error) {
        if (error instanceof DomainError && error.code === 'queueFull') throw await this.fullRefusal(queue, at, wanted);
        if (!(error instanceof DomainError) || error.code !== 'queueClosed') throw error;
        if (door.closed === true || shut.has(queue.id)) throw await this.refusal(asked, at);
        shut.add(queue.id);
      }
    }
  }

  /** Ends at `asked`, closed, where nobody takes it. */
  private async takerOf(asked: QueueConfig, at: number, wanted: Wanted, shut: ReadonlySet<string>): Promise<Entrance> {
    const search = new TakerSearch();
    for (let queue: QueueConfig | undefined = asked; queue !== undefined;) {
      const opening: Opening = shut.has(queue.id) ? { open: false } : await this.openingOf(queue, at);
      const next = search.visit(queue, opening, opening.open && (await this.isOver(queue, wanted)));
      if (next === undefined) break;
      queue = (await this.config.find('queue', next))?.value;
      if (queue === undefined) search.stop();
    }
    const { taker } = search;
    if (taker === undefined) return { queue: asked, door: { closed: true } };
    const { queue, opensAt } = taker;
    return {
      queue,
      door: {
        ...(queue !== asked && { overflowQueueId: queue.id }),
        ...(opensAt !== undefined && { scheduledAt: opensAt }),
      },
    };
  }

  private async isOver({ id, overflow }: QueueConfig, wanted: Wanted): Promise<boolean> {
    const { whenWaitingOver = Infinity, whenEstimateOverSeconds } = overflow ?? {};
    if (whenWaitingOver === Infinity && whenEstimateOverSeconds === undefined) return false;
    const waiting = await this.live.waitingIn(id);
    if (waiting > whenWaitingOver) return true;
    // Where nothing is known of the wait, nobody is sent away for it.
    const wait = whenEstimateOverSeconds === undefined ? undefined : this.waitOf(id, wanted, waiting + 1);
    return wait !== undefined && (wait.lowMs + wait.highMs) / 2_000 > (whenEstimateOverSeconds as number);
  }

  private waitOf(
    queueId: string,
    { channel, requirements, language }: Wanted,
    position: number,
  ): WaitInterval | undefined {
    return this.waits.forecast({ queueId, channel, requirements, language }, position, this.live.now());
  }

  private async fullRefusal(full: QueueConfig, at: number, wanted: Wanted): Promise<DomainError> {
    const alternatives: Alternative[] = [];
    for (const queueId of helpersOf(full)) {
      const helper = (await this.config.find('queue', queueId))?.value;
      if (helper === undefined || !(await this.openingOf(helper, at)).open) continue;
      const room = helper.maxWaiting === undefined || (await this.live.waitingIn(queueId)) < helper.maxWaiting;
      if (room) alternatives.push({ queueId });
    }
    const wait = this.waitOf(full.id, wanted, full.maxWaiting ?? 1);
    const later = callbackLater(wanted, wait?.highMs, this.live.now());
    if (later !== undefined) alternatives.push(later);
    return new DomainError('queueFull', `The queue ${full.id} is full.`, { retryAfterSeconds: 30, alternatives });
  }

  /** `open: false` closes whatever the hours; nobody knows until when. */
  private async openingOf(queue: QueueConfig, at: number): Promise<Opening> {
    if (!queue.open) return { open: false };
    if (queue.hoursId === undefined) return { open: true };
    const known = this.config.current().hours.get(queue.hoursId) ?? (await this.config.find('hours', queue.hoursId));
    if (known === undefined) throw new DomainError('storeUnavailable', 'The hours of the queue are not known here.');
    return currentOpening(known.value, at);
  }

  private async refusal(asked: QueueConfig, at: number): Promise<DomainError> {
    const opening = await this.openingOf(asked, at);
    const opensAt = opening.open ? undefined : isoOr(opening.opensAt);
    const when = opensAt === undefined ? '' : ` It opens at ${opensAt}.`;
    return new DomainError('queueClosed', `The queue ${asked.id} is closed.${when}`, { opensAt });
  }

  /** The rank of a repeat that waits elsewhere than where a new contact would go: the script looked in another queue. */
  private async placed(queue: QueueConfig, result: EnqueueResult): Promise<EnqueueResult> {
    if (result.created || result.contact.state !== 'waiting' || result.contact.queueId === queue.id) return result;
    return { ...result, position: (await this.live.contact(result.contact.id))?.position ?? null };
  }
}
