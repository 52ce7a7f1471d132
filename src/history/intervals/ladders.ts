/** Length of the intervals that figures are kept for, ms. They begin at whole quarters of an hour of UTC. */
export const QUARTER_MS = 900_000;

/** The beginning of the interval that a moment lies in (store ms). */
export function quarterOf(at: number): number {
  return at - (at % QUARTER_MS);
}

/** Targets (ms, rising) for which the answered are counted one by one; for others a report counts the history. */
export const TARGETS_MS: readonly number[] = [
  5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 75, 80, 90, 100, 120, 150, 180, 240, 300, 360, 420, 480, 600, 720, 900,
  1_200, 1_500, 1_800, 2_400, 2_700, 3_600, 5_400, 7_200, 10_800, 14_400, 21_600, 28_800, 43_200, 57_600, 86_400,
  172_800, 259_200, 604_800,
].map((seconds) => seconds * 1_000);

/** The same for what makes an abandoned wait a short one. */
export const SHORTS_MS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60].map(
  (seconds) => seconds * 1_000,
);

const FIRST_BOUND_MS = 100;
const GROWTH = 1.1;
const LAST_BOUND_MS = 366 * 86_400_000;

/**
 * Upper bounds (ms, each in its bucket) of a histogram of waits: each is a tenth more than the one before, so that the
 * middle of a bucket is at most 5 % from any wait in it, or 50 ms. The same for every row and for ever, so that
 * histograms add up bucket by bucket and lose nothing. The idea of buckets that grow by a constant factor, whose
 * quantiles have a relative error, is that of DDSketch: Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile
 * Sketch with Relative-Error Guarantees", PVLDB 12(12), 2019.
 */
export const WAIT_BOUNDS_MS: readonly number[] = waitBounds();

function waitBounds(): number[] {
  const bounds = [FIRST_BOUND_MS];
  while ((bounds.at(-1) as number) < LAST_BOUND_MS) bounds.push(Math.floor((bounds.at(-1) as number) * GROWTH));
  return bounds;
}

/** The bucket (from 0) of a wait; what is beyond the last bound falls into the last bucket. */
export function bucketOf(waitMs: number): number {
  let [low, high] = [0, WAIT_BOUNDS_MS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((WAIT_BOUNDS_MS[middle] as number) < waitMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Decimal digits that each bucket has in a packed histogram: counts below 10^9. */
const DIGITS = 9;

/**
 * A histogram as one decimal number: the count of bucket n stands at the digits from 9 n on. The sum of two such numbers
 * is the histogram of both, which is how Postgres merges them, with its own `sum`.
 */
export function packHistogram(counts: ReadonlyMap<number, number>): string {
  if (counts.size === 0) return '0';
  let text = '';
  for (let bucket = Math.max(...counts.keys()); bucket >= 0; bucket -= 1)
    text += String(counts.get(bucket) ?? 0).padStart(DIGITS, '0');
  return text;
}

/**
 * Of how many the wait that a share of all do not exceed may be another one than the longest: of fewer it is the longest
 * itself, and no histogram is needed.
 */
export const leastForHistogram = (share: number): number => Math.round(1 / (1 - share));

/**
 * A histogram as it is sent, in SQL: Postgres's own bytes of the number, in base64. Its digits as text cost three times as
 * much to make, and half as many bytes again on their way.
 */
export const sentHistogram = (packed: string): string => `encode(numeric_send(${packed}), 'base64')`;

/** A word of Postgres's numbers is four decimal digits (its source: `numeric_send` in utils/adt/numeric.c). */
const DIGITS_OF_WORD = 4;
const HEAD_BYTES = 8;
const POWERS = [1, 10, 100, 1_000, 10_000];
/** More than the longest histogram has: nine digits for each bucket. */
const bytes = Buffer.alloc(HEAD_BYTES + 2 * Math.ceil(((WAIT_BOUNDS_MS.length + 1) * DIGITS) / DIGITS_OF_WORD));

/**
 * The wait (ms) that a share of all do not exceed, by nearest rank: the middle of the bucket that holds it, so at most
 * 5 % or 50 ms off; the longest itself where it is that one, and never above it. Null where there are none.
 * @param sent the histogram as `sentHistogram` gives it; not looked at where the longest is the answer
 */
export function quantileOf(sent: string, share: number, count: number, longestMs: number): number | null {
  if (count === 0) return null;
  // Counted from the top: how many are longer.
  let longer = count - Math.max(1, Math.ceil(share * count));
  if (longer === 0) return longestMs;
  const end = bytes.write(sent, 'base64');
  let digits = (bytes.readInt16BE(2) + 1) * DIGITS_OF_WORD;
  let bucket = Math.ceil(digits / DIGITS) - 1;
  let inBucket = 0;
  for (let at = HEAD_BYTES; at < end; at += 2) {
    const word = bytes.readUInt16BE(at);
    digits -= DIGITS_OF_WORD;
    // Digits of this word that are the next bucket's; fewer than none: all are this one's, and others follow.
    const next = bucket * DIGITS - digits;
    if (next < 0) {
      inBucket = inBucket * 10_000 + word;
      continue;
    }
    const power = POWERS[next] as number;
    const own = Math.floor(word / power);
    longer -= inBucket * (10_000 / power) + own;
    if (longer < 0) return Math.min(longestMs, middleOf(bucket));
    inBucket = word - own * power;
    bucket -= 1;
  }
  return longestMs;
}

function middleOf(bucket: number): number {
  const above = WAIT_BOUNDS_MS[bucket] as number;
  // What is in it is more than the bound below by a millisecond at least.
  const least = bucket === 0 ? 0 : (WAIT_BOUNDS_MS[bucket - 1] as number) + 1;
  return Math.round((least + above) / 2);
}
