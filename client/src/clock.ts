/** Time and chance as the client sees them; a test gives its own. */
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Runs something once after so many milliseconds; the answer is the function that calls it off. */
  after(ms: number, run: () => void): () => void;
  /** 0 ≤ n < 1 */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** How pauses between tries grow. */
export interface BackOff {
  /** Longest first pause, ms. */
  firstMs: number;
  /** Longest pause of all, ms. */
  mostMs: number;
}

/**
 * The pause before the next try, ms: doubled with each failure up to a bound, its upper half by chance, so that many
 * clients that lost the same server do not come back in step.
 *
 * @param failures tries that failed so far, 1 or more
 */
export function pauseMs({ firstMs, mostMs }: BackOff, failures: number, clock: Clock): number {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return longest / 2 + (clock.random() * longest) / 2;
}
