import { fallsWhenWorse, type AlertThreshold, type ThresholdKind } from '../domain/alert-threshold.js';

const FIGURES: Record<ThresholdKind, string> = {
  longestWait: 'the longest wait',
  estimatedWait: 'the estimated wait',
  serviceLevel: 'the service level of the last 30 minutes',
  ronaRate: 'the share of missed offers in the last 30 minutes',
  unroutable: 'the number of contacts that no agent could ever take',
  declinedByAll: 'the number of contacts that everyone has declined',
};

type Watched = Pick<AlertThreshold, 'kind' | 'queueId' | 'raiseAt' | 'clearAt'>;

export function raisedBecause(threshold: Watched, value: number): string {
  const worse = fallsWhenWorse(threshold.kind) ? 'or less' : 'or more';
  return `${figureIn(threshold)} is ${told(threshold.kind, value)}: raised at ${told(threshold.kind, threshold.raiseAt)} ${worse}`;
}

export function clearedBecause(threshold: Watched, value: number | null): string {
  if (value === null) return `${figureIn(threshold)} is not known any more: there was nothing to measure`;
  const better = fallsWhenWorse(threshold.kind) ? 'or more' : 'or less';
  return `${figureIn(threshold)} is ${told(threshold.kind, value)}: cleared at ${told(threshold.kind, threshold.clearAt)} ${better}`;
}

function figureIn({ kind, queueId }: Watched): string {
  return queueId === undefined ? FIGURES[kind] : `${FIGURES[kind]} in ${queueId}`;
}

function told(kind: ThresholdKind, value: number): string {
  if (kind === 'longestWait' || kind === 'estimatedWait') return `${Math.round(value)} s`;
  if (kind === 'serviceLevel' || kind === 'ronaRate') return `${Math.round(1000 * value) / 10} %`;
  return String(value);
}
