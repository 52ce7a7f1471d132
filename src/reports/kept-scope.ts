import type { FigureRules } from '../history/figures.js';
import { QUARTER_MS, SHORTS_MS, TARGETS_MS } from '../history/intervals/ladders.js';
import type { ReportScope } from './report.js';

/**
 * Whether the interval tables can tell of this: cut at quarters of an hour (the end may be now or later), and judged by
 * targets that they count for.
 */
export function isKept({ edges, rules, now, from, to }: ReportScope): boolean {
  const isWhole = (at: number): boolean => at % QUARTER_MS === 0;
  return isWhole(from) && (isWhole(to) || to >= now) && edges.slice(1, -1).every(isWhole) && areKept(rules);
}

/** Whether every target and short abandon is among those that the tables count for. */
export function areKept({ queues, channels }: FigureRules): boolean {
  const isTarget = (ms: number | null): boolean => ms === null || TARGETS_MS.includes(ms);
  return (
    channels.every(({ target }) => isTarget(target)) &&
    queues.every(({ target, short }) => isTarget(target) && SHORTS_MS.includes(short))
  );
}
