import { estimate } from '../simulation/virtual/summary.js';

export const COMPARED = ['sl', 'asaSeconds', 'abandonment'] as const;
export type ComparedFigure = (typeof COMPARED)[number];
export type BlockFigures = Record<ComparedFigure, number | null>;

/**
 * Fewer pairs of blocks can show nothing, whatever their figures: of the 2ⁿ orders in which n pairs may be drawn, the two
 * that are the most extreme are 5 % and less of all only from n = 6 on.
 */
export const PAIRS_NEEDED = 6;
export const BLOCKS_NEEDED = 2 * PAIRS_NEEDED;

export const NOT_ENOUGH = 'not enough yet';
export const NO_DIFFERENCE = 'no difference shown';
export const DIFFERENCE = 'difference shown';

/** What one figure says: the means over blocks, each block counting alike, and how much a has more than b. */
export type Comparison =
  | { verdict: typeof NOT_ENOUGH; blocks: number; blocksNeeded: number }
  | {
      verdict: typeof NO_DIFFERENCE | typeof DIFFERENCE;
      blocks: number;
      a: number;
      b: number;
      difference: number;
      ci95: [low: number, high: number];
    };

/**
 * Compares figure by figure over pairs of neighbouring blocks, one of each version, in which it is known of both: the mean
 * of the differences a − b, ± t(0.975; n − 1) × s ÷ √n with s their standard deviation: the interval of the paired t-test
 * (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2 and 7.3.1.3). Blocks are the units, not contacts: those of one
 * block share agents and the queue before them, and are not independent of each other. An interval that holds 0 shows
 * no difference.
 */
export function compare(pairs: readonly { a: BlockFigures; b: BlockFigures }[]): Record<ComparedFigure, Comparison> {
  return Object.fromEntries(COMPARED.map((figure) => [figure, compared(pairs, figure)])) as Record<
    ComparedFigure,
    Comparison
  >;
}

function compared(pairs: readonly { a: BlockFigures; b: BlockFigures }[], figure: ComparedFigure): Comparison {
  const known = pairs.flatMap((pair): [number, number][] => {
    const [a, b] = [pair.a[figure], pair.b[figure]];
    return a === null || b === null ? [] : [[a, b]];
  });
  const blocks = 2 * known.length;
  const { mean: difference, ci95 } = estimate(known.map(([a, b]) => a - b));
  if (known.length < PAIRS_NEEDED || difference === null || ci95 === null)
    return { verdict: NOT_ENOUGH, blocks, blocksNeeded: BLOCKS_NEEDED };
  const meanOf = (side: 0 | 1): number => known.reduce((sum, pair) => sum + pair[side], 0) / known.length;
  const holdsZero = ci95[0] <= 0 && ci95[1] >= 0;
  return { verdict: holdsZero ? NO_DIFFERENCE : DIFFERENCE, blocks, a: meanOf(0), b: meanOf(1), difference, ci95 };
}
