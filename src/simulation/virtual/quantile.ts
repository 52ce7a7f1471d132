import type { Distribution } from './scenario.js';

/** Seconds below which the share `u` of a distribution lies, 0 < u < 1. One number drawn gives one duration. */
export type Quantile = (u: number) => number;

export function quantileOf(distribution: Distribution): Quantile {
  switch (distribution.kind) {
    case 'exponential': {
      const mean = distribution.meanSeconds;
      return (u) => -mean * Math.log(u);
    }
    case 'deterministic': {
      const mean = distribution.meanSeconds;
      return () => mean;
    }
    case 'lognormal': {
      const variance = Math.log(1 + distribution.cv ** 2);
      const sigma = Math.sqrt(variance);
      const mu = Math.log(distribution.meanSeconds) - variance / 2;
      return (u) => Math.exp(mu + sigma * normalQuantile(u));
    }
    case 'empirical': {
      const sorted = Float64Array.from(distribution.seconds).sort();
      return (u) => sorted[Math.floor(u * sorted.length)] as number;
    }
  }
}

/** Of the standard normal distribution; Acklam's rational approximation, relative error below 1.2e-9. */
export function normalQuantile(u: number): number {
  if (u < LOW) return tail(Math.sqrt(-2 * Math.log(u)));
  if (u > 1 - LOW) return -tail(Math.sqrt(-2 * Math.log(1 - u)));
  const q = u - 0.5;
  const r = q * q;
  return (q * polynomial(A, r)) / (polynomial(B, r) * r + 1);
}

const LOW = 0.02425;
const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

function tail(q: number): number {
  return polynomial(C, q) / (polynomial(D, q) * q + 1);
}

/** Horner's scheme, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}
