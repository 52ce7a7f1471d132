/** What supervisors do to single contacts and agents; each that changes something stands in the audit. */
export const ACTS = [
  'patch',
  'pullToFront',
  'assign',
  'cancel',
  'complete',
  'hold',
  'unhold',
  'park',
  'resume',
  'extendWrapUp',
  'transfer',
  'consult',
  'handOver',
  'completeTransfer',
  'merge',
  'callback',
  'attempt',
  'presence',
] as const;
export type Act = (typeof ACTS)[number];

/** Whose act a command is. */
export interface ActBy {
  /** Id of the API key. */
  keyId: string;
  /** Why, in the supervisor's words. */
  note?: string;
}

/** An act as the log's event has it, written by the transition that did it. */
export interface LoggedAct extends ActBy {
  act: Act;
  /** Of an assignment: over capacity or past a block was allowed. */
  override?: boolean;
  /** Fields of the subject's live hash that the act changed, as text: what they were, and what they are. */
  before: Record<string, string>;
  after: Record<string, string>;
}
