import type { ContactPool } from './contact-pool.js';
import type { Scenario } from './scenario.js';
import { Tally, type Replication, type Staffing } from './tally.js';

/** Counts who comes between warm-up and horizon, and what becomes of them. */
export class Books {
  readonly sums: Replication;
  /** Between which times count, ms. */
  readonly window: { from: number; to: number };
  /** Counted contacts that have not been answered, nor gone. */
  open = 0;

  constructor(
    { queues, streams, groups, warmupSeconds, horizonSeconds }: Scenario,
    private readonly pool: ContactPool,
  ) {
    this.window = { from: warmupSeconds * 1000, to: horizonSeconds * 1000 };
    this.sums = {
      streams: streams.map(() => new Tally()),
      queues: queues.map(() => new Tally()),
      groups: groups.map(() => new Tally()),
      staffing: groups.map((): Staffing => ({ handlingMs: 0, idleMs: 0 })),
      matrix: streams.map(() => new Float64Array(groups.length)),
    };
  }

  counts(at: number): boolean {
    return at >= this.window.from && at < this.window.to;
  }

  refuse(stream: number, queue: number, at: number): void {
    if (this.counts(at)) this.both(stream, queue, (tally) => (tally.refused += 1));
  }

  /** A contact is answered for the first time. */
  answer(no: number, group: number, at: number): void {
    if (this.pool.counted[no] !== true) return;
    this.open -= 1;
    const stream = this.pool.streams[no] as number;
    const wait = at - (this.pool.arrivedAt[no] as number);
    this.both(stream, this.pool.queues[no] as number, (tally) => tally.answer(wait));
    this.sums.groups[group]?.answer(wait);
    const row = this.sums.matrix[stream] as Float64Array;
    row[group] = (row[group] as number) + 1;
  }

  leave(no: number, at: number, gaveUp: boolean): void {
    if (this.pool.counted[no] !== true) return;
    this.open -= 1;
    const wait = at - (this.pool.arrivedAt[no] as number);
    this.both(this.pool.streams[no] as number, this.pool.queues[no] as number, (tally) =>
      gaveUp ? tally.abandon(wait) : tally.expire(wait),
    );
  }

  /** Who still waits was offered, whatever would have become of them. @param waiting never answered */
  close(waiting: readonly number[], at: number): void {
    for (const no of waiting) {
      if (this.pool.counted[no] !== true) continue;
      // Taken for later, one may not have begun to wait.
      const wait = Math.max(0, at - (this.pool.arrivedAt[no] as number));
      this.both(this.pool.streams[no] as number, this.pool.queues[no] as number, (tally) => tally.arrive(wait));
    }
  }

  private both(stream: number, queue: number, count: (tally: Tally) => void): void {
    count(this.sums.streams[stream] as Tally);
    count(this.sums.queues[queue] as Tally);
  }
}
