import { WEEKDAYS, type DaySpan, type HoursConfig } from '../domain/configuration.js';
import { dayAt, dayOfDate, momentOf, weekdayOf, type DayNumber } from './local-time.js';

/** How the hours stand at a moment. Times are store ms; absent: not within the days that are looked ahead. */
export type Opening = { open: true; closesAt?: number } | { open: false; opensAt?: number };

/** How far openings and closings are looked for: a year and a month. */
export const LOOK_AHEAD_DAYS = 400;

interface Stretch {
  from: number;
  to: number;
}

/** Spans by weekday and by date, in minutes since local midnight: read once per version of the hours. */
interface Calendar {
  weekly: Stretch[][];
  exceptions: Map<DayNumber, Stretch[]>;
}

const calendars = new WeakMap<HoursConfig, Calendar>();

/**
 * Whether the hours are open at a moment, and until when they stay as they are. A span opens when the clock on the wall
 * first shows `from` and closes when it last shows `to`: where clocks are set back within a span it is an hour longer,
 * where they are set forward an hour shorter, and one that lies in the skipped hour alone does not open that day. Spans
 * that touch or overlap, also over midnight, are one opening.
 */
export function openingAt(hours: HoursConfig, at: number): Opening {
  const today = dayAt(hours.timezone, at);
  const lastDay = today + LOOK_AHEAD_DAYS;
  let closesAt: number | undefined;
  // A midnight that comes twice leaves yesterday's last span open on what is today already.
  for (let day = today - 1; day <= lastDay; day += 1) {
    for (const { from, to } of stretchesOf(hours, day)) {
      if (to <= at) continue;
      if (closesAt === undefined) {
        if (from > at) return { open: false, opensAt: from };
        closesAt = to;
      } else if (from > closesAt) return { open: true, closesAt };
      else closesAt = Math.max(closesAt, to);
    }
  }
  if (closesAt === undefined) return { open: false };
  return closesAt < momentOf(hours.timezone, lastDay + 1, 0, 'first') ? { open: true, closesAt } : { open: true };
}

/** The day's spans as moments, in order. */
function stretchesOf(hours: HoursConfig, day: DayNumber): Stretch[] {
  const { weekly, exceptions } = calendarOf(hours);
  return (exceptions.get(day) ?? weekly[weekdayOf(day)] ?? [])
    .map(({ from, to }) => ({
      from: momentOf(hours.timezone, day, from, 'first'),
      to: momentOf(hours.timezone, day, to, 'last'),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
}

function calendarOf(hours: HoursConfig): Calendar {
  let calendar = calendars.get(hours);
  if (calendar === undefined) {
    calendar = {
      weekly: WEEKDAYS.map((name) => hours.weekly.filter(({ days }) => days.includes(name)).map(inMinutes)),
      exceptions: new Map(hours.exceptions.map(({ date, open }) => [dayOfDate(date), open.map(inMinutes)])),
    };
    calendars.set(hours, calendar);
  }
  return calendar;
}

function inMinutes({ from, to }: DaySpan): Stretch {
  return { from: minutesOf(from), to: minutesOf(to) };
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

interface Held {
  from: number;
  until: number;
  opening: Opening;
}

/** How long an answer without an end is taken as it is, ms: far less than was looked ahead. */
const HELD_MS = 86_400_000;

const held = new WeakMap<HoursConfig, Held>();

/** The same as `openingAt`, which is not asked again before its answer ends: a comparison for each contact. */
export function currentOpening(hours: HoursConfig, at: number): Opening {
  const known = held.get(hours);
  if (known !== undefined && at >= known.from && at < known.until) return known.opening;
  const opening = openingAt(hours, at);
  const end = opening.open ? opening.closesAt : opening.opensAt;
  held.set(hours, { from: at, until: Math.min(end ?? Infinity, at + HELD_MS), opening });
  return opening;
}
