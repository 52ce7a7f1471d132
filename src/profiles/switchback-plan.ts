import type { Switchback } from '../domain/profile-plan.js';
import { Random } from '../simulation/virtual/random.js';

/** The first minutes of a block, which still show what the one before it left. */
export const SETTLING_MINUTES = 5;
const MINUTE_MS = 60_000;
export const SETTLING_MS = SETTLING_MINUTES * MINUTE_MS;

type Plan = Pick<Switchback, 'versions' | 'blockMinutes' | 'beginsAt' | 'until' | 'seed'>;

/** When a block begins and ends by the plan, store ms; `whole`: `until` does not cut it. */
export interface PlannedBlock {
  from: number;
  to: number;
  whole: boolean;
}

export function plannedBlock({ blockMinutes, beginsAt, until }: Plan, block: number): PlannedBlock {
  const length = blockMinutes * MINUTE_MS;
  const from = Date.parse(beginsAt) + block * length;
  const last = Date.parse(until);
  return { from, to: Math.min(from + length, last), whole: from + length <= last };
}

/** How many blocks there are, one that `until` cuts included. */
export function blocksPlanned({ blockMinutes, beginsAt, until }: Plan): number {
  return Math.ceil((Date.parse(until) - Date.parse(beginsAt)) / (blockMinutes * MINUTE_MS));
}

/** The block of a moment between the beginning and `until`, from 0. */
export function blockAt({ blockMinutes, beginsAt }: Plan, at: number): number {
  return Math.floor((at - Date.parse(beginsAt)) / (blockMinutes * MINUTE_MS));
}

/**
 * The version of a block. Of each two that follow one another, blocks 0 and 1, 2 and 3, …, one has each version, in an
 * order that is drawn: what changes slowly, as demand over a day, meets both alike. The order comes from the seed alone
 * and never changes, since switchbacks outlive the program that began them.
 */
export function versionOf({ versions, seed }: Plan, block: number): number {
  const pair = Math.floor(block / 2);
  const firstIsA = new Random(seed, `pair ${pair}`).uniform() < 0.5;
  return versions[(block % 2 === 0) === firstIsA ? 0 : 1];
}

/** When the next thing is to be done for one that runs, store ms: a block begins, or it ends. */
export function nextStep(running: Switchback): number {
  return plannedBlock(running, running.block).to;
}
