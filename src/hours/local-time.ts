import { Temporal } from 'temporal-polyfill';

/** A local day as the number of days since 1970-01-01; the weekday and the next day are plain arithmetic on it. */
export type DayNumber = number;

const DAY_MS = 86_400_000;
/** A name of the zone database; offsets such as `+02:00`, which know no change of time, are none. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Whether this is a time zone that the server knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const DATE = /^(19[7-9]\d|[2-9]\d{3})-\d\d-\d\d$/;

/** Whether this is a date `YYYY-MM-DD` of 1970–9999 that is in the calendar. */
export function isDate(text: unknown): boolean {
  if (typeof text !== 'string' || !DATE.test(text)) return false;
  const at = Date.parse(text);
  // Date.parse lets 30 February roll over.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The local day of a moment (store ms). */
export function dayAt(timezone: string, at: number): DayNumber {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The day of a date `YYYY-MM-DD`. */
export function dayOfDate(date: string): DayNumber {
  return Date.parse(date) / DAY_MS;
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * When (ms) the clock on the wall shows a time of a day. A time that is shown twice, because clocks are set back, is
 * the `first` or the `last` of the two; one that is skipped, because clocks are set forward, is the moment of the change.
 * @param minutes since midnight, 0–1440
 */
export function momentOf(timezone: string, day: DayNumber, minutes: number, which: 'first' | 'last'): number {
  const at = new Date(day * DAY_MS + minutes * 60_000);
  const local = Temporal.PlainDateTime.from({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  });
  const moment = local.toZonedDateTime(timezone, { disambiguation: which === 'first' ? 'earlier' : 'later' });
  if (moment.toPlainDateTime().equals(local)) return moment.epochMilliseconds;
  const before = local.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? before).epochMilliseconds;
}

/** A moment (store ms) as the clock on the wall shows it, to the second, with its offset: `2026-10-25T02:00:00+02:00`. */
export function localIso(timezone: string, at: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return local.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** Stretches (store ms, without gaps) of [from, to) in which the clock on the wall is ahead of UTC by the same `offset`, ms. */
export function offsetsWithin(
  timezone: string,
  from: number,
  to: number,
): { from: number; to: number; offset: number }[] {
  const stretches = [];
  for (let at = from; at < to;) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
    const change = local.getTimeZoneTransition('next')?.epochMilliseconds ?? to;
    stretches.push({ from: at, to: Math.min(change, to), offset: local.offsetNanoseconds / 1e6 });
    at = change;
  }
  return stretches;
}
