import type { Random } from './random.js';
import type { Arrivals } from './scenario.js';

/** Gives one arrival after the other, ms since the beginning, never going back; `Infinity`: none comes any more. */
export type ArrivalTimes = () => number;

const HOUR_MS = 3_600_000;

export function arrivalTimes(arrivals: Arrivals, random: Random): ArrivalTimes {
  switch (arrivals.kind) {
    case 'poisson':
      return poisson(arrivals.perHour, random);
    case 'piecewise':
      return piecewise(arrivals.perHour, arrivals.intervalSeconds * 1000, random);
    case 'times': {
      const sorted = Float64Array.from(arrivals.seconds).sort();
      let next = 0;
      return () => (sorted[next++] ?? Infinity) * 1000;
    }
  }
}

function poisson(perHour: number, random: Random): ArrivalTimes {
  if (perHour === 0) return () => Infinity;
  const meanMs = HOUR_MS / perHour;
  let at = 0;
  return () => (at -= meanMs * Math.log(random.uniform()));
}

/** Exponential stretches of the integrated rate, laid out on the intervals. */
function piecewise(perHour: readonly number[], intervalMs: number, random: Random): ArrivalTimes {
  if (perHour.every((rate) => rate === 0)) return () => Infinity;
  let at = 0;
  return () => {
    let left = -Math.log(random.uniform());
    for (;;) {
      const interval = Math.floor(at / intervalMs);
      const end = (interval + 1) * intervalMs;
      const perMs = (perHour[interval % perHour.length] as number) / HOUR_MS;
      if (perMs * (end - at) >= left) return (at += left / perMs);
      left -= perMs * (end - at);
      at = end;
    }
  };
}
