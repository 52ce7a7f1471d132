import type { ProfileCredits } from './configuration.js';

/** The terms of the total, in the contract's order. Every value is whole milliseconds of waiting; `translation` is never above 0. */
export const CREDIT_NAMES = [
  'age',
  'priority',
  'customerValue',
  'journeyStage',
  'due',
  'skill',
  'preference',
  'channel',
  'affinity',
  'occupancy',
  'idle',
  'bot',
  'translation',
  'front',
] as const;
export type CreditName = (typeof CREDIT_NAMES)[number];
export type Credits = Record<CreditName, number>;

/** Why a pair was not considered: the first filter, in this order, that refused it. */
export const EXCLUSION_REASONS = [
  'reservedForOther',
  'notInQueue',
  'channelNotConfigured',
  'missingSkill',
  'skillLevelTooLow',
  'botNotWanted',
  'notAvailable',
  'channelNotToday',
  'notResponding',
  'capacityFull',
  'blockedByChannel',
  'standsForDial',
  'coolDown',
  'resting',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** The raw fields a credit is computed from: with them, totals can be recomputed without the server. */
export interface CandidateInputs {
  agingRate: number;
  ageMs: number;
  priority: number;
  customerValue: number;
  journeyStage?: string;
  due: number;
  fit: number;
  preference: number;
  proficiency: number;
  affinity: 0 | 1;
  load: number;
  idleMs: number;
  idleSince: number;
  enqueuedAt: number;
  enqueueSeq: number;
  /** Of a bot, the contact's acceptance of bots, 0–1; of a human 0. */
  botAcceptance: number;
  /** Of a contact that is served without its language, the queue's penalty in s; else 0. */
  translationSeconds: number;
  /** 1: a supervisor pulled the contact to the front. */
  pulledToFront: 0 | 1;
}

/** The figures among them, in the order in which a compact record lists them; the journey stage is a text. */
export const INPUT_NAMES = [
  'agingRate',
  'ageMs',
  'priority',
  'customerValue',
  'due',
  'fit',
  'preference',
  'proficiency',
  'affinity',
  'load',
  'idleMs',
  'idleSince',
  'enqueuedAt',
  'enqueueSeq',
  'botAcceptance',
  'translationSeconds',
  'pulledToFront',
] as const satisfies readonly (keyof CandidateInputs)[];

export interface DecisionCandidate {
  contactId: string;
  agentId: string;
  totalMs: number;
  credits: Credits;
  inputs: CandidateInputs;
}

export const TIE_BREAKS = ['idleSince', 'enqueuedAt', 'enqueueSeq', 'agentId'] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

/** One of those that were excluded: the side that did not look. */
export interface ExclusionExample {
  agentId?: string;
  contactId?: string;
  because: ExclusionReason;
}

/**
 * What looked: a contact that became possible, an agent that did, or a supervisor who assigned by hand: then there is
 * one candidate, and nothing was compared.
 */
export type DecisionTrigger = 'contact' | 'agent' | 'supervisor';

/** Of an offer by hand. */
export interface ByHand {
  /** Id of the API key whose word it was. */
  keyId: string;
  /** What would have excluded the pair, in the order of the reasons: all that the supervisor passed over. */
  despite: ExclusionReason[];
}

/** The record in its named form, as people and tools read it; stored in the form of `compact-decision.ts`. */
export interface DecisionRecord {
  contactId: string;
  agentId: string;
  /** Store milliseconds: the one `now` at which every credit was computed. */
  at: number;
  profile: { id: string; version: number };
  /** The weights in force, so that the record stands on its own. */
  credits: ProfileCredits;
  trigger: DecisionTrigger;
  /** Present when the trigger is `supervisor`. */
  byHand?: ByHand;
  /** Relaxation steps in force for the winner (0: none). */
  step: number;
  /** Winner first, then the next three where there are. */
  candidates: DecisionCandidate[];
  excluded: {
    counts: Partial<Record<ExclusionReason, number>>;
    examples: ExclusionExample[];
  };
  /** Present when totals were equal: the rule that decided. */
  tieBreak?: TieBreak;
}
