import type { IdleScorer } from './scorer.js';

const MAX_IDLE_MS = 3_600_000;

/** Time without any work, at most an hour of it. */
export const idle: IdleScorer = {
  scope: 'idle',
  name: 'idle',
  idleMs: (used, idleSince, now) => (used > 0 ? 0 : Math.min(MAX_IDLE_MS, Math.max(0, now - idleSince))),
  ratePerMs: (weights) => weights.idlePerSecond,
};
