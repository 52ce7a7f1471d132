/** A figure that took less is always computed anew. */
const CHEAP_MS = 150;
/** An expensive one is told again for this many times what it took: a sixth of the time at most goes into it. */
const REUSE_FACTOR = 5;
/** Windows with a fixed beginning, such as a day of each queue. */
const MOST_WINDOWS = 1_000;

interface Known<T> {
  figures: Promise<T>;
  /** On the node's monotonic clock. */
  until: number;
}

/**
 * Keeps a busy day's figures, asked for every second, from costing more than they are worth. Keyed by queue and the
 * window's beginning, so a sliding window is always computed.
 */
export class FigureReuse<T> {
  private readonly known = new Map<string, Known<T>>();

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  figures(queueId: string | undefined, from: number, compute: () => Promise<T>): Promise<T> {
    const key = `${from} ${queueId ?? ''}`;
    const earlier = this.known.get(key);
    if (earlier !== undefined && this.nowMs() < earlier.until) return earlier.figures;
    const began = this.nowMs();
    const entry: Known<T> = { figures: compute(), until: 0 };
    entry.figures.then(
      () => {
        const took = this.nowMs() - began;
        if (took < CHEAP_MS) return;
        this.forget(began + took);
        entry.until = began + took * (1 + REUSE_FACTOR);
        this.known.set(key, entry);
      },
      () => undefined,
    );
    return entry.figures;
  }

  /** What is told no more: of a sliding window each reading, and one of all agents is large. */
  private forget(now: number): void {
    for (const [key, { until }] of this.known) if (until <= now) this.known.delete(key);
    if (this.known.size >= MOST_WINDOWS) this.known.clear();
  }
}
