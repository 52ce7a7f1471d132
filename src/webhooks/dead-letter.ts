import type { ThresholdNotice } from '../alerts/threshold-event.js';
import type { FlatEvent } from '../feed/flat-event.js';

/** Dead letters that a webhook keeps; the oldest go. */
export const MOST_DEAD_LETTERS = 10_000;
/** All go when none has come for this long, ms. */
export const DEAD_LETTERS_KEPT_MS = 30 * 24 * 3_600_000;

/** `undeliverable`: every attempt failed for 24 h. `backlogFull`: too much was undelivered already. */
export type DeadReason = 'undeliverable' | 'backlogFull';

export interface DeadLetter {
  /** Ms. */
  deadAt: number;
  reason: DeadReason;
  /** How the last attempt failed: `status 500`, `noAnswer`, `addressRefused`. */
  failure?: string;
  /** The flat event as JSON, as it would have been sent. */
  body: string;
}

/** A dead letter as it is kept: a line, then the body. */
export function letterText({ deadAt, reason, failure = '', body }: DeadLetter): string {
  return `${deadAt}|${reason}|${failure}\n${body}`;
}

export function parseLetter(text: string): DeadLetter {
  const end = text.indexOf('\n');
  const [deadAt = '', reason = '', failure = ''] = text.slice(0, end).split('|');
  return {
    deadAt: Number(deadAt),
    reason: reason as DeadReason,
    ...(failure !== '' && { failure }),
    body: text.slice(end + 1),
  };
}

export function eventOf(letter: DeadLetter): FlatEvent | ThresholdNotice {
  return JSON.parse(letter.body) as FlatEvent | ThresholdNotice;
}
