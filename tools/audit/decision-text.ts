import type { DecisionLike } from './decision.js';

const FORMAT = 4;

/** What a format lists, by place. After a candidate's id come its total, its credits, its inputs. */
interface Layout {
  credits: readonly string[];
  inputs: readonly string[];
  weights: readonly string[];
}

const CREDITS = [
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
];
const INPUTS = [
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
];
const WEIGHTS = [
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
];
const WITH_BOTS: Layout = {
  credits: [...CREDITS, 'bot'],
  inputs: [...INPUTS, 'botAcceptance'],
  weights: [...WEIGHTS, 'bot'],
};
const WITH_TRANSLATION: Layout = {
  credits: [...WITH_BOTS.credits, 'translation'],
  inputs: [...WITH_BOTS.inputs, 'translationSeconds'],
  weights: WITH_BOTS.weights,
};
const LAYOUTS: Readonly<Record<number, Layout>> = {
  1: { credits: CREDITS, inputs: INPUTS, weights: WEIGHTS },
  2: WITH_BOTS,
  // Another reason among the excluded as well.
  3: WITH_TRANSLATION,
  [FORMAT]: {
    credits: [...WITH_TRANSLATION.credits, 'front'],
    inputs: [...WITH_TRANSLATION.inputs, 'pulledToFront'],
    weights: WITH_TRANSLATION.weights,
  },
};
/** What a decision of a former format does not hold was worth nothing then. */
const ABSENT = { bot: 0, botAcceptance: 0, translationSeconds: 0, pulledToFront: 0 };
const NO_CREDIT = { bot: 0, translation: 0, front: 0 };

type Candidate = (string | number)[];

/** What is stored of a decision, as far as it is looked at here. */
export interface StoredDecision {
  v: number;
  contactId: string;
  agentId: string;
  at: number;
  trigger: string;
  byHand?: DecisionLike['byHand'];
  weights: unknown[];
  candidates: Candidate[];
}

/** Position of a credit among a stored candidate's values. */
export function creditPlace(name: string): number {
  return 2 + CREDITS.indexOf(name);
}

/** Position of the total. */
export const TOTAL_PLACE = 1;

/** Reads the stored text without any of the server's own code; undefined when it is not of the known form. */
export function readDecision(text: string): DecisionLike | undefined {
  let stored: StoredDecision;
  try {
    stored = JSON.parse(text) as StoredDecision;
  } catch {
    return undefined;
  }
  const layout = LAYOUTS[stored.v];
  if (layout === undefined || !Array.isArray(stored.candidates) || !Array.isArray(stored.weights)) return undefined;
  const { contactId, agentId, at, trigger, byHand } = stored;
  const weights = { ...ABSENT, ...byName(layout.weights, stored.weights) } as Record<string, unknown>;
  const [other, stages] = weights['journeyStage'] as [number, Record<string, number>];
  return {
    contactId,
    agentId,
    at,
    trigger,
    ...(byHand !== undefined && { byHand }),
    credits: { ...weights, journeyStage: { default: other, stages } } as unknown as DecisionLike['credits'],
    candidates: stored.candidates.map((candidate) => candidateOf(stored, layout, candidate)),
  };
}

/** The side that looked is the same in all candidates. */
function candidateOf(
  { contactId, agentId, trigger }: StoredDecision,
  { credits, inputs: names }: Layout,
  values: Candidate,
): DecisionLike['candidates'][0] {
  const other = String(values[0]);
  const firstInput = 2 + credits.length;
  const stage = values[firstInput + names.length];
  const inputs = {
    ...ABSENT,
    ...byName(names, values.slice(firstInput)),
    ...(stage !== undefined && { journeyStage: stage }),
  };
  return {
    contactId: trigger === 'agent' ? other : contactId,
    agentId: trigger === 'agent' ? agentId : other,
    totalMs: Number(values[TOTAL_PLACE]),
    credits: { ...NO_CREDIT, ...byName(credits, values.slice(2)) } as Record<string, number>,
    inputs: inputs as unknown as DecisionLike['candidates'][0]['inputs'],
  };
}

/** The text that would be stored. */
export function writeDecision(record: DecisionLike): string {
  const { contactId, agentId, at, trigger, byHand, credits, candidates } = record;
  const layout = LAYOUTS[FORMAT]!;
  const weights = layout.weights.map((name) =>
    name === 'journeyStage'
      ? [credits.journeyStage.default, credits.journeyStage.stages ?? {}]
      : (credits as unknown as Record<string, unknown>)[name],
  );
  const stored: StoredDecision = {
    v: FORMAT,
    contactId,
    agentId,
    at,
    trigger,
    ...(byHand !== undefined && { byHand }),
    weights,
    candidates: candidates.map((each) => [
      trigger === 'agent' ? each.contactId : each.agentId,
      each.totalMs,
      ...layout.credits.map((name) => each.credits[name] ?? 0),
      ...layout.inputs.map((name) => (each.inputs as unknown as Record<string, number>)[name] ?? 0),
      ...(each.inputs.journeyStage === undefined ? [] : [each.inputs.journeyStage]),
    ]),
  };
  return JSON.stringify(stored);
}

function byName(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}
