/** A quantity that was seen in full, or of which only is known that it is larger: its contact left before the answer. */
export interface Censored {
  value: number;
  complete: boolean;
}

/** The distribution's steps: `shares[i]` of all are at most `values[i]`; both ascend. */
export interface Distribution {
  values: number[];
  shares: number[];
}

/** The product-limit estimate (Kaplan and Meier 1958). At equal values the complete one comes first. */
export function productLimit(seen: readonly Censored[]): Distribution {
  const sorted = [...seen].sort((a, b) => a.value - b.value || Number(b.complete) - Number(a.complete));
  const values: number[] = [];
  const shares: number[] = [];
  let beyond = 1;
  sorted.forEach(({ value, complete }, index) => {
    if (!complete) return;
    beyond *= 1 - 1 / (sorted.length - index);
    if (values[values.length - 1] === value) shares[shares.length - 1] = 1 - beyond;
    else {
      values.push(value);
      shares.push(1 - beyond);
    }
  });
  return { values, shares };
}

/** The share of what is at most `value`. */
export function shareUpTo({ values, shares }: Distribution, value: number): number {
  const at = firstAt(values, (each) => each > value) - 1;
  return at < 0 ? 0 : (shares[at] as number);
}

/** The least value that at least `share` of all do not exceed; undefined where the steps end below it. */
export function quantile({ values, shares }: Distribution, share: number): number | undefined {
  return values[firstAt(shares, (each) => each >= share)];
}

/** Beyond the last step nothing is known of the distribution: an interval then ends this much above it. */
const BEYOND_LAST = 1.2;
const SHARE_STEP = 0.02;

/** The shortest of the intervals that hold `level` of all, looked for in steps of 2 %; undefined for no steps at all. */
export function shortestInterval(distribution: Distribution, level: number): { low: number; high: number } | undefined {
  const last = distribution.values[distribution.values.length - 1];
  if (last === undefined) return undefined;
  let best: { low: number; high: number } | undefined;
  for (let below = 0; below <= 1 - level + 1e-9; below += SHARE_STEP) {
    const low = below === 0 ? 0 : (quantile(distribution, below) ?? last);
    const high = quantile(distribution, below + level) ?? last * BEYOND_LAST;
    if (best === undefined || high - low < best.high - best.low) best = { low, high };
  }
  return best;
}

function firstAt(sorted: readonly number[], holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
