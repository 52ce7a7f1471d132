import { productLimit, quantile, shareUpTo } from './product-limit.js';

/** An interval that was announced, and what became of it. All in one unit. */
export interface Kept {
  low: number;
  high: number;
  /** Until the answer, or until the contact left. */
  wait: number;
  answered: boolean;
}

export interface Accuracy {
  /** 0–1: the share of waits that ended with an answer within their interval. */
  coverage: number;
  medianWidth: number;
  /** By the product-limit estimate; undefined where fewer than half can be said to have ended. */
  medianWait: number | undefined;
  /** Mean interval score (Gneiting and Raftery 2007): the width, and ten times what a wait lay outside. */
  intervalScore: number;
}

/** Of an 80 % interval: 2 ÷ 0.2. */
const PENALTY = 10;
/** A wait counts for at most so many: beyond, the weights would rest on very few. */
const MOST_WEIGHT = 20;

/**
 * How good intervals were. Who left before the answer is censored: whether the interval would have held is not known, so
 * the answered stand for them, each weighted by 1 ÷ the share that had not left before such a wait (inverse probability
 * of censoring; Robins and Rotnitzky 1992, Graf et al. 1999). That is right where patience does not depend on the wait.
 * @returns undefined where nobody was answered
 */
export function accuracyOf(kept: readonly Kept[]): Accuracy | undefined {
  const leaving = productLimit(kept.map(({ wait, answered }) => ({ value: wait, complete: !answered })));
  let weights = 0;
  let within = 0;
  let score = 0;
  for (const { low, high, wait, answered } of kept) {
    if (!answered) continue;
    // Who leaves at the very moment of an answer leaves after it.
    const weight = Math.min(MOST_WEIGHT, 1 / (1 - shareUpTo(leaving, wait - 1e-6)));
    weights += weight;
    if (wait >= low && wait <= high) within += weight;
    score += weight * (high - low + PENALTY * Math.max(0, low - wait, wait - high));
  }
  if (weights === 0) return undefined;
  const widths = kept.map(({ low, high }) => high - low).sort((a, b) => a - b);
  return {
    coverage: within / weights,
    medianWidth: widths[widths.length >> 1] as number,
    medianWait: quantile(productLimit(kept.map(({ wait, answered }) => ({ value: wait, complete: answered }))), 0.5),
    intervalScore: score / weights,
  };
}
