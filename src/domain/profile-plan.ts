/** What is planned for routing profiles. Times are ISO 8601. */

/** A version that comes into force at a time, as a new version that says the same. */
export interface ProfileSchedule {
  id: string;
  profileId: string;
  version: number;
  at: string;
  note?: string;
  /** Id of the API key that scheduled it. */
  by: string;
}

/** How a switchback ended: at its `until`, or before. */
export type SwitchbackEnd = 'completed' | 'endedEarly';

/**
 * An experiment in which all queues of a profile alternate between two of its versions, block by block. There is one of
 * a profile at a time; the last one stands until the next begins.
 */
export interface Switchback {
  /** Of the profile. */
  id: string;
  experimentId: string;
  versions: readonly [a: number, b: number];
  blockMinutes: number;
  beginsAt: string;
  until: string;
  /** From which the order of the blocks is drawn: a whole number from 0 to 2³² − 1. */
  seed: number;
  /** The version that was in force before it began, and is again after it. */
  before: number;
  /** The block that began last, counted from 0. */
  block: number;
  /** Id of the API key that began it. */
  by: string;
  endedAt?: string;
  ended?: SwitchbackEnd;
}
