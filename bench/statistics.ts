/** The value below which the share `p` (0–1) of the sample lies; 0 for none. */
export function percentile(sample: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(sample).sort();
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? 0;
}

export function median(sample: ArrayLike<number>): number {
  return percentile(sample, 0.5);
}

export interface Spread {
  median: number;
  min: number;
  max: number;
  runs: number;
}

export function spread(sample: readonly number[]): Spread {
  return { median: median(sample), min: Math.min(...sample), max: Math.max(...sample), runs: sample.length };
}

export function round(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
