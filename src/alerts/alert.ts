import { ALERT_LEVELS, type AlertLevel, type ThresholdKind } from '../domain/alert-threshold.js';

/**
 * What supervisors are warned of:
 * - `unroutable`: no configured agent could ever take this contact;
 * - `nobodyLeft`: nobody is signed on who could take waiting contacts that ask the same;
 * - `declinedByAll`: every available agent that this contact may go to has declined or missed it;
 * - `tooMany`: so many alerts stand that further ones are only counted;
 * - `threshold`: a figure has crossed a threshold that is configured.
 */
export const ALERT_KINDS = ['unroutable', 'nobodyLeft', 'declinedByAll', 'tooMany', 'threshold'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Something that stands until it is resolved. */
export interface Alert {
  /** The same on every node, and when it stands again. */
  id: string;
  alert: Exclude<AlertKind, 'threshold'>;
  level: AlertLevel;
  queueId?: string;
  channel?: string;
  contactId?: string;
  /** Of `nobodyLeft`: whose leaving left nobody, where it was one's leaving. */
  agentId?: string;
  /** In words, for people. */
  detail: string;
  /** Contacts that it is about; of `declinedByAll` the rounds in which everyone has declined; of `tooMany` the alerts that were not told. */
  count?: number;
}

/** What is told of an alert by a threshold, raised or cleared. */
export interface ThresholdTold {
  alertId: string;
  name: string;
  kind: ThresholdKind;
  level: AlertLevel;
  queueId?: string;
  raiseAt: number;
  clearAt: number;
  /** The figure that crossed it; null where there is none any more. */
  value: number | null;
  /** In words, for people. */
  detail: string;
}

/** An alert as supervisors get it. */
export interface AlertFrame extends Alert {
  type: 'alert';
  /** Where the log stood. No two frames of a node share one. */
  cursor: string;
  /** Of the event that it came from: ISO 8601. */
  at: string;
  /** It does not stand any more. */
  resolved?: true;
}

/** An alert by a threshold as supervisors get it. */
export interface ThresholdFrame extends ThresholdTold {
  type: 'alert';
  /** Of the event that raised or cleared it. */
  cursor: string;
  at: string;
  id: string;
  alert: 'threshold';
  resolved?: true;
}

/** Whether a level is above another. */
export function isAbove(level: AlertLevel, other: AlertLevel): boolean {
  return ALERT_LEVELS.indexOf(level) > ALERT_LEVELS.indexOf(other);
}
