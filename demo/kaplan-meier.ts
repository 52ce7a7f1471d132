/** How long somebody waited; `left`: gave up then, else was answered, so that only "longer than this" is known. */
export interface Wait {
  seconds: number;
  left: boolean;
}

/** Share of callers whose patience is longer than `seconds`, for each time at which somebody left, ascending. */
export interface SurvivalCurve {
  seconds: readonly number[];
  survival: readonly number[];
}

/**
 * The product-limit estimate of patience. Who was answered at the very second in which another left counts as still
 * at risk then.
 */
export function kaplanMeier(waits: readonly Wait[]): SurvivalCurve {
  const sorted = [...waits].sort((a, b) => a.seconds - b.seconds);
  const seconds: number[] = [];
  const survival: number[] = [];
  let share = 1;
  for (let i = 0; i < sorted.length;) {
    const now = sorted[i]?.seconds ?? 0;
    const atRisk = sorted.length - i;
    let left = 0;
    for (; i < sorted.length && sorted[i]?.seconds === now; i++) if (sorted[i]?.left) left++;
    if (left === 0) continue;
    share *= 1 - left / atRisk;
    seconds.push(now);
    survival.push(share);
  }
  return { seconds, survival };
}

/** Share whose patience is longer than `waited` seconds. */
export function survivalAt(curve: SurvivalCurve, waited: number): number {
  let share = 1;
  for (let i = 0; i < curve.seconds.length && (curve.seconds[i] ?? Infinity) <= waited; i++)
    share = curve.survival[i] ?? share;
  return share;
}

/** First time at which at most `share` are still willing to wait; undefined where the curve does not come down to it. */
export function quantile(curve: SurvivalCurve, share: number): number | undefined {
  const index = curve.survival.findIndex((value) => value <= share);
  return index < 0 ? undefined : curve.seconds[index];
}

/**
 * Patience of somebody known to have waited `waited` seconds without leaving, for a draw `u` in [0, 1); undefined
 * where the draw lies beyond what the records tell.
 */
export function patienceBeyond(curve: SurvivalCurve, waited: number, u: number): number | undefined {
  const target = survivalAt(curve, waited) * (1 - u);
  const index = curve.seconds.findIndex((time, i) => time > waited && (curve.survival[i] ?? 0) <= target);
  return index < 0 ? undefined : curve.seconds[index];
}
