/** Times of independent arrivals at a mean rate, from a seed. Ms from the start. */
export function arrivals(count: number, perSecond: number, seed: number): Float64Array {
  const times = new Float64Array(count);
  let at = 0;
  let state = seed >>> 0 || 1;
  for (let i = 0; i < count; i += 1) {
    // A linear congruential generator: even enough for gaps, the same on every machine.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    at += (-Math.log(1 - state / 4294967296) * 1000) / perSecond;
    times[i] = at;
  }
  return times;
}

const SPIN_BELOW_MS = 0.1;

/**
 * Calls `send` for each arrival at its time, whether or not earlier ones were answered. `send` gets the scheduled time
 * (on `performance.now()`'s clock), from which to measure. Resolves with how late each call was, in ms.
 */
export function openLoop(
  times: Float64Array,
  send: (index: number, scheduledAt: number) => void,
): Promise<Float64Array> {
  const start = performance.now() + 50;
  const lag = new Float64Array(times.length);
  let next = 0;
  return new Promise((resolve) => {
    const step = (): void => {
      const now = performance.now();
      while (next < times.length && start + (times[next] ?? 0) <= now) {
        const scheduled = start + (times[next] ?? 0);
        lag[next] = performance.now() - scheduled;
        send(next, scheduled);
        next += 1;
      }
      if (next >= times.length) return resolve(lag);
      const wait = start + (times[next] ?? 0) - performance.now();
      // Turning the event loop until the moment comes would be punctual and take a whole core away from what is
      // measured. A timer may be a millisecond late, which counts against the figure and is reported.
      if (wait > SPIN_BELOW_MS) setTimeout(step, Math.max(1, Math.floor(wait)));
      else setImmediate(step);
    };
    step();
  });
}
