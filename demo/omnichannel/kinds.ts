/** What can become of a contact beyond being answered and completed: each is counted, and must occur often enough. */
export const KINDS = [
  'blindTransfer',
  'consultCompleted',
  'consultCancelled',
  'targetDeclines',
  'targetMisses',
  'targetDies',
  'resumedBySame',
  'resumedByAnother',
  'callback',
  'handoverByWish',
  'handoverByFailure',
  'interruption',
  'mergedThread',
  'droppedSocket',
  'connectFailed',
] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_WORDS: Record<Kind, string> = {
  blindTransfer: 'blind transfer',
  consultCompleted: 'consult completed',
  consultCancelled: 'consult cancelled',
  targetDeclines: 'target declines',
  targetMisses: 'target misses',
  targetDies: 'target dies',
  resumedBySame: 'resumed by the same agent',
  resumedByAnother: 'resumed by another',
  callback: 'callback',
  handoverByWish: 'bot handover by wish',
  handoverByFailure: 'bot handover by failure',
  interruption: 'interruption',
  mergedThread: 'merged thread',
  droppedSocket: 'dropped socket',
  connectFailed: 'connect failed',
};

/** Ids of the contacts to which it happened, by kind. */
export type Sightings = Record<Kind, Set<string>>;

export function noSightings(): Sightings {
  return Object.fromEntries(KINDS.map((kind) => [kind, new Set<string>()])) as Sightings;
}

/** A whole run, in contacts, and how many of them each kind must have met then. */
export const WHOLE_RUN = 20_000;
const LEAST_OF_WHOLE_RUN = 300;

/** How many contacts each kind must have met in a run of so many: in proportion, and never more than in a whole one. */
export function leastOf(contacts: number): number {
  return Math.min(LEAST_OF_WHOLE_RUN, Math.ceil((LEAST_OF_WHOLE_RUN * contacts) / WHOLE_RUN));
}
