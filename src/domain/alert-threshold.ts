/**
 * What a threshold watches, of one queue or of all together:
 * - `longestWait`: the longest wait of a contact that waits or is offered, since it came into its queue, s;
 * - `estimatedWait`: the middle of the estimated wait of one who came now and asked for no skill, s;
 * - `serviceLevel`: SL of the last 30 minutes, 0–1;
 * - `ronaRate`: missed ÷ (accepted + declined + missed) offers of the last 30 minutes, 0–1;
 * - `unroutable`, `declinedByAll`: contacts of which such an alert stands.
 */
export const THRESHOLD_KINDS = [
  'longestWait',
  'estimatedWait',
  'serviceLevel',
  'ronaRate',
  'unroutable',
  'declinedByAll',
] as const;
export type ThresholdKind = (typeof THRESHOLD_KINDS)[number];

/** In rising order. */
export const ALERT_LEVELS = ['warning', 'critical'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** An alert by a threshold, as configured. Between `raiseAt` and `clearAt` nothing changes. */
export interface AlertThreshold {
  id: string;
  name: string;
  kind: ThresholdKind;
  /** Undefined: all queues together; of waits the longest of any. */
  queueId?: string;
  /** Raised when the figure is here or worse. */
  raiseAt: number;
  /** Cleared when it is here or better; on the better side of `raiseAt`. */
  clearAt: number;
  /** How long it must be so before it is raised, s. */
  forSeconds: number;
  /** Of `serviceLevel` and `ronaRate` alone: contacts or offers below which the figure raises nothing. */
  minimum?: number;
  level: AlertLevel;
}

/** Whether less is worse. */
export function fallsWhenWorse(kind: ThresholdKind): boolean {
  return kind === 'serviceLevel';
}

/** Whether the figure is at `raiseAt` or worse. */
export function isBeyond({ kind, raiseAt }: Pick<AlertThreshold, 'kind' | 'raiseAt'>, value: number): boolean {
  return fallsWhenWorse(kind) ? value <= raiseAt : value >= raiseAt;
}

/** Whether the figure is at `clearAt` or better. */
export function isClear({ kind, clearAt }: Pick<AlertThreshold, 'kind' | 'clearAt'>, value: number): boolean {
  return fallsWhenWorse(kind) ? value >= clearAt : value <= clearAt;
}
