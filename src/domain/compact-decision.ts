import type { ProfileCredits } from './configuration.js';
import {
  CREDIT_NAMES,
  EXCLUSION_REASONS,
  INPUT_NAMES,
  type ByHand,
  type CandidateInputs,
  type Credits,
  type DecisionCandidate,
  type DecisionRecord,
  type DecisionTrigger,
  type ExclusionExample,
  type ExclusionReason,
  type TieBreak,
} from './decision.js';

/** Raised whenever the text of an encoded decision changes its meaning. */
export const DECISION_FORMAT = 4;

/** What a candidate's figures are, by place: its total, its credits (whole ms each), the raw inputs. */
export const CANDIDATE_FIGURES = ['totalMs', ...CREDIT_NAMES, ...INPUT_NAMES] as const;
export const FIGURES = CANDIDATE_FIGURES.length;
const FIRST_INPUT = 1 + CREDIT_NAMES.length;

/** The weights in the order in which an encoded decision lists them; `journeyStage` as `[default, stages]`. */
export const WEIGHT_NAMES = [
  'priority',
  'customerValue',
  'journeyStage',
  'due',
  'dueHorizonSeconds',
  'skill',
  'preference',
  'channel',
  'affinity',
  'occupancy',
  'idlePerSecond',
  'bot',
] as const satisfies readonly (keyof ProfileCredits)[];

/** What a format lists that those before it do not know; the order of the others is the same in all. */
const ADDED: Readonly<Record<number, readonly string[]>> = {
  1: [],
  2: ['reservedForOther', 'botNotWanted', 'bot', 'botAcceptance'],
  3: ['standsForDial', 'translation', 'translationSeconds'],
  4: ['front', 'pulledToFront'],
};

/** How the decisions of a format list what they hold, by place. */
interface Layout {
  credits: readonly string[];
  inputs: readonly string[];
  weights: readonly (typeof WEIGHT_NAMES)[number][];
  reasons: readonly ExclusionReason[];
}

/** Undefined: there is no such format. */
function layoutOf(format: number): Layout | undefined {
  if (ADDED[format] === undefined) return undefined;
  const later = new Set(Object.entries(ADDED).flatMap(([since, names]) => (Number(since) > format ? names : [])));
  const known = <T extends string>(names: readonly T[]): T[] => names.filter((name) => !later.has(name));
  return {
    credits: known(CREDIT_NAMES),
    inputs: known(INPUT_NAMES),
    weights: known(WEIGHT_NAMES),
    reasons: known(EXCLUSION_REASONS),
  };
}

/** The part of a routing profile that a decision stands on. */
export interface ProfileInForce {
  readonly id: string;
  readonly version: number;
  readonly credits: ProfileCredits;
}

/** A decision as it is made and stored: figures by place instead of by name, so that building one costs little. */
export class CompactDecision {
  constructor(
    readonly contactId: string,
    readonly agentId: string,
    /** Store milliseconds. */
    readonly at: number,
    readonly profile: ProfileInForce,
    readonly trigger: DecisionTrigger,
    readonly step: number,
    /** Of each candidate, the winner first, the id of the side that did not look: agents of a contact, contacts of an agent. */
    readonly others: readonly string[],
    /** `CANDIDATE_FIGURES` of the first candidate, then of the next. */
    readonly figures: readonly number[],
    /** Of each candidate's contact. */
    readonly stages: readonly (string | undefined)[],
    /** How many were excluded, by `EXCLUSION_REASONS`. */
    readonly counts: readonly number[],
    readonly tieBreak: TieBreak | undefined,
    /** Some of those; named after the decision. */
    public examples: readonly ExclusionExample[] = [],
    /** Where a supervisor looked. */
    readonly byHand?: ByHand,
  ) {}

  /** The named form. */
  expand(): DecisionRecord {
    const { contactId, agentId, at, profile, trigger, byHand, step, tieBreak } = this;
    const counts: DecisionRecord['excluded']['counts'] = {};
    EXCLUSION_REASONS.forEach((reason, i) => {
      const n = this.counts[i] ?? 0;
      if (n > 0) counts[reason] = n;
    });
    return {
      contactId,
      agentId,
      at,
      profile: { id: profile.id, version: profile.version },
      credits: profile.credits,
      trigger,
      ...(byHand !== undefined && { byHand }),
      step,
      candidates: this.others.map((id, i) => this.candidate(id, i)),
      excluded: { counts, examples: [...this.examples] },
      ...(tieBreak !== undefined && { tieBreak }),
    };
  }

  private candidate(other: string, place: number): DecisionCandidate {
    const figure = (i: number): number => this.figures[place * FIGURES + i] ?? 0;
    const stage = this.stages[place];
    const credits = Object.fromEntries(CREDIT_NAMES.map((name, i) => [name, figure(1 + i)])) as Credits;
    const inputs = Object.fromEntries(INPUT_NAMES.map((name, i) => [name, figure(FIRST_INPUT + i)]));
    const ofContact = this.trigger !== 'agent';
    return {
      contactId: ofContact ? this.contactId : other,
      agentId: ofContact ? other : this.agentId,
      totalMs: figure(0),
      credits,
      inputs: { ...inputs, ...(stage !== undefined && { journeyStage: stage }) } as unknown as CandidateInputs,
    };
  }
}

const weightTexts = new WeakMap<ProfileInForce, string>();

/** The text that is stored: JSON in ASCII. Ids and reasons hold nothing that JSON would escape. */
export function encodeDecision(decision: CompactDecision): string {
  const { contactId, agentId, at, profile, trigger, step, counts, tieBreak } = decision;
  let text = `{"v":${DECISION_FORMAT},"contactId":"${contactId}","agentId":"${agentId}","at":${at}`;
  text += `,"profile":["${profile.id}",${profile.version}],"weights":${weightsText(profile)}`;
  text += `,"trigger":"${trigger}","step":${step},"candidates":[${candidatesText(decision)}]`;
  text += `,"excluded":[${counts.join()}],"examples":[${examplesText(decision)}]`;
  if (decision.byHand !== undefined) text += `,"byHand":${asciiJson(decision.byHand)}`;
  return tieBreak === undefined ? `${text}}` : `${text},"tieBreak":"${tieBreak}"}`;
}

/** Per candidate `[other id, ...figures]`, and the journey stage where there is one. */
function candidatesText({ others, figures, stages }: CompactDecision): string {
  let text = '';
  for (let place = 0; place < others.length; place += 1) {
    const own = figures.slice(place * FIGURES, (place + 1) * FIGURES);
    const stage = stages[place];
    text += `${place === 0 ? '' : ','}["${others[place]}",${own.join()}`;
    text += stage === undefined ? ']' : `,${asciiJson(stage)}]`;
  }
  return text;
}

/** `"id",place of its reason` for each. */
function examplesText({ examples }: CompactDecision): string {
  let text = '';
  for (const { agentId, contactId, because } of examples) {
    text += `${text === '' ? '' : ','}"${agentId ?? contactId ?? ''}",${EXCLUSION_REASONS.indexOf(because)}`;
  }
  return text;
}

/** The same for every decision under one version of a profile. */
function weightsText(profile: ProfileInForce): string {
  const known = weightTexts.get(profile);
  if (known !== undefined) return known;
  const { journeyStage } = profile.credits;
  const stages = [journeyStage.default, journeyStage.stages];
  const text = asciiJson(WEIGHT_NAMES.map((name) => (name === 'journeyStage' ? stages : profile.credits[name])));
  weightTexts.set(profile, text);
  return text;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

interface EncodedDecision {
  v: number;
  contactId: string;
  agentId: string;
  at: number;
  profile: [id: string, version: number];
  weights: unknown[];
  trigger: DecisionTrigger;
  byHand?: ByHand;
  step: number;
  candidates: [other: string, ...figures: (number | string)[]][];
  excluded: number[];
  examples: (string | number)[];
  tieBreak?: TieBreak;
}

/**
 * The named form of an encoded decision, of this format or a former one: what that did not know yet is 0.
 * @throws Error when the text is of no known format
 */
export function decodeDecision(text: string): DecisionRecord {
  const encoded = JSON.parse(text) as EncodedDecision;
  const layout = layoutOf(encoded.v);
  if (layout === undefined) throw new Error(`a decision of format ${encoded.v} cannot be read`);
  const { contactId, agentId, at, profile, trigger, step, candidates, excluded, examples, tieBreak, byHand } = encoded;
  return new CompactDecision(
    contactId,
    agentId,
    at,
    { id: profile[0], version: profile[1], credits: weightsOf(layout, encoded.weights) },
    trigger,
    step,
    candidates.map(([other]) => other),
    candidates.flatMap((candidate) => figuresOf(layout, candidate)),
    candidates.map((candidate) => candidate[2 + layout.credits.length + layout.inputs.length] as string | undefined),
    EXCLUSION_REASONS.map((reason) => excluded[layout.reasons.indexOf(reason)] ?? 0),
    tieBreak,
    examplesOf(layout, examples, trigger),
    byHand,
  ).expand();
}

/** `CANDIDATE_FIGURES` of one candidate. */
function figuresOf({ credits, inputs }: Layout, [, total, ...values]: readonly (number | string)[]): number[] {
  const at = (place: number): number => (place < 0 ? 0 : Number(values[place]));
  const ofInput = (place: number): number => (place < 0 ? 0 : at(credits.length + place));
  return [
    Number(total),
    ...CREDIT_NAMES.map((name) => at(credits.indexOf(name))),
    ...INPUT_NAMES.map((name) => ofInput(inputs.indexOf(name))),
  ];
}

function weightsOf({ weights }: Layout, listed: readonly unknown[]): ProfileCredits {
  const named = Object.fromEntries(WEIGHT_NAMES.map((name) => [name, listed[weights.indexOf(name)] ?? 0]));
  const [other, stages] = named['journeyStage'] as [number, Record<string, number>];
  return { ...named, journeyStage: { default: other, stages } } as unknown as ProfileCredits;
}

function examplesOf(
  { reasons }: Layout,
  listed: readonly (string | number)[],
  trigger: DecisionTrigger,
): ExclusionExample[] {
  const examples: ExclusionExample[] = [];
  for (let i = 0; i + 1 < listed.length; i += 2) {
    const id = String(listed[i]);
    const because = reasons[Number(listed[i + 1])]!;
    examples.push(trigger !== 'agent' ? { agentId: id, because } : { contactId: id, because });
  }
  return examples;
}
