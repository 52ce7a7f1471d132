import { iso } from '../domain/iso.js';
import type { LogEvent } from '../domain/events.js';
import { parseStanding, type StandingText } from '../live/alert-transitions.js';
import type { ThresholdFrame, ThresholdTold } from './alert.js';

export const THRESHOLD_EVENTS = ['alert.raised', 'alert.cleared'] as const;
export type ThresholdEventType = (typeof THRESHOLD_EVENTS)[number];

/** What webhooks get of it. */
export type ThresholdNotice = { type: ThresholdEventType; cursor: string; at: string } & ThresholdTold;

export function isThresholdEvent(event: LogEvent): event is LogEvent & { type: ThresholdEventType } {
  return event.type === 'alert.raised' || event.type === 'alert.cleared';
}

/** The alert that the event raised or cleared, as its write set says; undefined for one that says nothing of it. */
export function standingOf(event: LogEvent): { alertId: string; standing: StandingText } | undefined {
  for (const [command, key, alertId, value] of event.ops)
    if (command === 'HSET' && key === 'alerts' && alertId !== undefined && value !== undefined)
      return { alertId, standing: parseStanding(value) };
  return undefined;
}

export function noticeOf(event: LogEvent & { type: ThresholdEventType }): ThresholdNotice | undefined {
  const found = standingOf(event);
  if (found === undefined) return undefined;
  return { type: event.type, cursor: event.id, at: iso(event.at), ...toldOf(found.standing) };
}

export function toldOf({ text }: StandingText): ThresholdTold {
  return JSON.parse(text) as ThresholdTold;
}

/** As supervisors get it; `resolved` where it does not stand any more. */
export function frameOf(standing: StandingText, resolved = false): ThresholdFrame {
  const told = toldOf(standing);
  return {
    type: 'alert',
    cursor: standing.eventId,
    at: iso(standing.at),
    id: `threshold:${told.alertId}`,
    alert: 'threshold',
    ...told,
    ...(resolved && { resolved }),
  };
}
