import type { HoursConfig, Weekday } from './configuration.js';

/** The built-in channel of contacts whose customer is called back. */
export const CALLBACK_CHANNEL = 'callback';

/**
 * Who is called first. `agentFirst`: an agent accepts, then the customer is called. `customerFirst`: the customer is called
 * while an agent stands for it, and is offered once on the line.
 */
export const CALLBACK_MODES = ['agentFirst', 'customerFirst'] as const;
export type CallbackMode = (typeof CALLBACK_MODES)[number];

/** When the customer may be called, in the customer's own time; without `days` on every day. */
export interface CallbackWindow {
  timezone: string;
  /** `HH:MM`. */
  from: string;
  /** `HH:MM` or `24:00`, after `from`. */
  to: string;
  days?: Weekday[];
}

/** What was asked for when a contact became, or began as, a callback. */
export interface CallbackSpec {
  mode: CallbackMode;
  /** Of `customerFirst`: how long the customer is called, s. */
  dialSeconds?: number;
  /** After `max` attempts that failed it ends; after each but the last it waits again `spacingSeconds` later. */
  attempts: { max: number; spacingSeconds: number };
  window?: CallbackWindow;
  /** Where to call, where that is not for the telephone system to know. */
  identity?: { kind: string; value: string };
  /** Of a call whose customer hung up: its channel. The place is kept, so it goes on ageing as that. */
  fromChannel?: string;
}

/** Where `customerFirst` does not say. */
export const DEFAULT_DIAL_SECONDS = 45;

export const DEFAULT_CALLBACK: CallbackSpec = { mode: 'agentFirst', attempts: { max: 3, spacingSeconds: 900 } };

/** What may become of calling the customer. */
export const ATTEMPT_OUTCOMES = ['noAnswer', 'busy', 'failed', 'reached'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** How a callback went so far. */
export interface CallbackProgress {
  /** Attempts that failed. */
  attempts: number;
  /** How the last of them failed. */
  lastOutcome?: string;
  /** Whether the customer has been reached. */
  reached: boolean;
  /** While the customer is called first: until when, store ms. */
  dialUntil?: number;
}

/** A window as hours of every week. */
export function hoursOf({ timezone, from, to, days }: CallbackWindow): HoursConfig {
  return { id: 'window', timezone, weekly: [{ days: days ?? [...EVERY_DAY], from, to }], exceptions: [] };
}

const EVERY_DAY: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
