import type { QueueConfig } from '../domain/configuration.js';
import type { Opening } from '../hours/opening.js';

/** The queue that takes a contact; with `opensAt` (ms, as in the opening) it takes it for then. */
export interface Taker<Q extends QueueConfig = QueueConfig> {
  queue: Q;
  opensAt?: number;
}

/**
 * Looks for the queue that takes a contact, queue by queue: the one that was asked for where it is open, else what it does
 * while it is closed. Queues that are closed, or have too many waiting or for too long, are followed to where they overflow,
 * none of them twice. Pure: how a queue stands is told.
 */
export class TakerSearch<Q extends QueueConfig = QueueConfig> {
  private readonly seen = new Set<string>();
  /** The first that is open, though it would rather pass on: takes it where no other does. */
  private full: Taker<Q> | undefined;
  /** Where the search ended. */
  taker: Taker<Q> | undefined;

  /**
   * Looks at a queue.
   * @param isOver an open queue has more waiting, or for longer, than it keeps for itself
   * @returns the id of the queue to look at next; undefined: the search is over
   */
  visit(queue: Q, opening: Opening, isOver: boolean): string | undefined {
    if (opening.open && !isOver) return this.end({ queue });
    if (opening.open) this.full ??= { queue };
    else if (queue.whenClosed === 'later' && opening.opensAt !== undefined)
      return this.end({ queue, opensAt: opening.opensAt });
    this.seen.add(queue.id);
    const goesOn = opening.open || queue.whenClosed === 'overflow';
    const next = goesOn ? queue.overflow?.toQueueId : undefined;
    return next === undefined || this.seen.has(next) ? this.end(this.full) : next;
  }

  /** The queue to look at next does not exist (any more). */
  stop(): void {
    this.end(this.full);
  }

  private end(taker: Taker<Q> | undefined): undefined {
    this.taker = taker;
  }
}
