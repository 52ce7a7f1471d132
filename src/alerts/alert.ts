/**
 * What supervisors are warned of:
 * - `unroutable`: no configured agent could ever take this contact;
 * - `nobodyLeft`: nobody is signed on who could take waiting contacts that ask the same;
 * - `declinedByAll`: every available agent that this contact may go to has declined or missed it;
 * - `tooMany`: so many alerts stand that further ones are only counted.
 */
export const ALERT_KINDS = ['unroutable', 'nobodyLeft', 'declinedByAll', 'tooMany'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** In rising order. */
export const ALERT_LEVELS = ['warning', 'critical'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** Something that stands until it is resolved. */
export interface Alert {
  /** The same on every node, and when it stands again. */
  id: string;
  alert: AlertKind;
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

/** Whether a level is above another. */
export function isAbove(level: AlertLevel, other: AlertLevel): boolean {
  return ALERT_LEVELS.indexOf(level) > ALERT_LEVELS.indexOf(other);
}
