/** A figure that took less is always computed anew. */
const CHEAP_MS = 150;
/** The same for a window that slides: one that takes longer than the second that it is asked for in is told again, a little old. */
const CHEAP_SLIDING_MS = 1_000;
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
 * Keeps a busy center's figures, asked for every second, from costing more than they are worth. Keyed by queue and the
 * window: by its beginning, such as that of a day, or by its length where it slides.
 */
export class FigureReuse<T> {
  private readonly known = new Map<string, Known<T>>();

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  figures(queueId: string | undefined, from: number, to: number, compute: () => Promise<T>): Promise<T> {
    const [fixed, sliding] = [`from ${from} ${queueId ?? ''}`, `for ${to - from} ${queueId ?? ''}`];
    const earlier = this.standing(fixed) ?? this.standing(sliding);
    if (earlier !== undefined) return earlier;
    const began = this.nowMs();
    const figures = compute();
    figures.then(
      () => {
        const took = this.nowMs() - began;
        if (took < CHEAP_MS) return;
        this.forget(began + took);
        const entry = { figures, until: began + took * (1 + REUSE_FACTOR) };
        this.known.set(fixed, entry);
        if (took >= CHEAP_SLIDING_MS) this.known.set(sliding, entry);
      },
      () => undefined,
    );
    return figures;
  }

  private standing(key: string): Promise<T> | undefined {
    const earlier = this.known.get(key);
    return earlier !== undefined && this.nowMs() < earlier.until ? earlier.figures : undefined;
  }

  /** What is told no more: each reading of a window that slides has a beginning of its own, and one of all agents is large. */
  private forget(now: number): void {
    for (const [key, { until }] of this.known) if (until <= now) this.known.delete(key);
    if (this.known.size >= MOST_WINDOWS) this.known.clear();
  }
}
