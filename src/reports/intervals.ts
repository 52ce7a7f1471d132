import { dayAt, momentOf } from '../hours/local-time.js';

/** Lengths of an interval as they are asked for, in ISO 8601. A day is a day of the calendar. */
export const INTERVALS = ['PT15M', 'PT30M', 'PT1H', 'P1D'] as const;
export type Interval = (typeof INTERVALS)[number];

const MINUTES: Record<Interval, number> = { PT15M: 15, PT30M: 30, PT1H: 60, P1D: 1_440 };
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * The moments (store ms, rising) at which the clock on the wall cuts [from, to) into intervals: `from` first, `to` last,
 * so that a first or last one may be a part. Where clocks are set back, what is shown twice is two intervals (an interval
 * is as much longer in zones whose change is no multiple of it), where they are set forward the skipped ones are none.
 */
export function intervalEdges(timezone: string, interval: Interval, from: number, to: number): number[] {
  const step = MINUTES[interval];
  const edges = [from];
  const last = dayAt(timezone, to - 1);
  for (let day = dayAt(timezone, from); day <= last; day += 1) {
    const begins = momentOf(timezone, day, 0, 'first');
    const isPlain = momentOf(timezone, day + 1, 0, 'first') - begins === DAY_MINUTES * MINUTE_MS;
    for (let minutes = 0; minutes < DAY_MINUTES; minutes += step) {
      const shown = isPlain
        ? [begins + minutes * MINUTE_MS]
        : (['first', 'last'] as const).map((which) => momentOf(timezone, day, minutes, which));
      // Midnight alone begins a day, the first where there are two.
      for (const at of step === DAY_MINUTES ? shown.slice(0, 1) : shown) if (at > from && at < to) edges.push(at);
    }
  }
  return [...new Set(edges), to].sort((a, b) => a - b);
}

/** The beginning of the local day of a moment (store ms). */
export function dayBegin(timezone: string, at: number): number {
  return momentOf(timezone, dayAt(timezone, at), 0, 'first');
}
