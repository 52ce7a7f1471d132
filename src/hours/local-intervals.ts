import { dayAt, momentOf, offsetsWithin } from './local-time.js';

/** Lengths of an interval as they are asked for, in ISO 8601. A day is a day of the calendar. */
export const INTERVALS = ['PT15M', 'PT30M', 'PT1H', 'P1D'] as const;
export type Interval = (typeof INTERVALS)[number];

const MINUTES: Record<Interval, number> = { PT15M: 15, PT30M: 30, PT1H: 60, P1D: 1_440 };
const MINUTE_MS = 60_000;

/**
 * The moments (store ms, rising) at which the clock on the wall cuts [from, to) into intervals: `from` first, `to` last,
 * so that a first or last one may be a part. Where clocks are set back, what is shown twice is two intervals, but one
 * day (an interval is as much longer in zones whose change is no multiple of it); where they are set forward the skipped
 * ones are none. A year is arithmetic but for its changes of the clock.
 */
export function intervalEdges(timezone: string, interval: Interval, from: number, to: number): number[] {
  const step = MINUTES[interval] * MINUTE_MS;
  const edges = [from];
  // The interval that is shown, counted from 1970; a day, once begun, does not begin again.
  let shown = -Infinity;
  for (const stretch of offsetsWithin(timezone, dayBegin(timezone, from), to)) {
    const [begins, ends] = [stretch.from + stretch.offset, stretch.to + stretch.offset];
    const mayRepeat = interval !== 'P1D';
    const cut = (at: number): void => {
      if (at > from && at < to) edges.push(at);
    };
    // Skipped past the beginning of an interval: it begins with the change.
    if (Math.floor(begins / step) > shown && begins % step !== 0) cut(stretch.from);
    for (let nth = Math.ceil(begins / step); nth * step < ends; nth += 1)
      if (mayRepeat || nth > shown) cut(nth * step - stretch.offset);
    const last = Math.ceil(ends / step) - 1;
    shown = mayRepeat ? last : Math.max(shown, last);
  }
  return [...edges, to];
}

/** The beginning of the local day of a moment (store ms). */
export function dayBegin(timezone: string, at: number): number {
  return momentOf(timezone, dayAt(timezone, at), 0, 'first');
}

/** The beginning of the local day after that of a moment (store ms). */
export function nextDayBegin(timezone: string, at: number): number {
  return dayBegin(timezone, dayBegin(timezone, at) + 36 * 3_600_000);
}
