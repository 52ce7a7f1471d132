/** Sums over the contacts of one kind in one replication. Waits in ms. */
export class Tally {
  offered = 0;
  answered = 0;
  abandoned = 0;
  /** Ended by the queue's `maxWaitSeconds`. */
  expired = 0;
  /** Turned away by the queue's `maxWaiting`: never offered. */
  refused = 0;
  waited = 0;
  waitMs = 0;
  answeredWaitMs = 0;
  withinTarget = 0;

  answer(waitMs: number): void {
    this.arrive(waitMs);
    this.answered += 1;
    this.answeredWaitMs += waitMs;
    if (waitMs <= TARGET_MS) this.withinTarget += 1;
  }

  abandon(waitMs: number): void {
    this.arrive(waitMs);
    this.abandoned += 1;
  }

  expire(waitMs: number): void {
    this.arrive(waitMs);
    this.expired += 1;
  }

  /** One was offered; by itself: it still waits at the end. */
  arrive(waitMs: number): void {
    this.offered += 1;
    this.waitMs += waitMs;
    if (waitMs > 0) this.waited += 1;
  }
}

/** The 20 s of `serviceLevel20…`. */
const TARGET_MS = 20_000;

/** Time of an agent group between warm-up and horizon, ms. */
export interface Staffing {
  /** At least one contact held. */
  handlingMs: number;
  /** Available with nothing in hand. */
  idleMs: number;
}

/** What one replication came to. */
export interface Replication {
  streams: Tally[];
  queues: Tally[];
  groups: Tally[];
  staffing: Staffing[];
  /** Answered contacts by stream and group. */
  matrix: Float64Array[];
}
