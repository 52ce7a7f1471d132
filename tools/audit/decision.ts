/** A decision record in its named form, read without trusting it. */
export interface DecisionLike {
  contactId: string;
  agentId: string;
  at: number;
  trigger: string;
  /** Of an offer by hand: whose word it was. */
  byHand?: { keyId: string; despite: string[] };
  credits: WeightsLike;
  candidates: CandidateLike[];
}

interface WeightsLike {
  priority: number;
  customerValue: number;
  journeyStage: { default: number; stages?: Record<string, number> };
  due: number;
  skill: number;
  preference: number;
  channel: number;
  affinity: number;
  occupancy: number;
  idlePerSecond: number;
  bot: number;
}

interface CandidateLike {
  contactId: string;
  agentId: string;
  totalMs: number;
  credits: Record<string, number>;
  inputs: InputsLike;
}

interface InputsLike {
  agingRate: number;
  ageMs: number;
  priority: number;
  customerValue: number;
  journeyStage?: string;
  due: number;
  fit: number;
  preference: number;
  proficiency: number;
  affinity: number;
  load: number;
  idleMs: number;
  idleSince: number;
  enqueuedAt: number;
  enqueueSeq: number;
  /** 0 for a human. */
  botAcceptance: number;
  /** 0 where the contact is served in its language, or has none. */
  translationSeconds: number;
  /** 1: a supervisor pulled the contact to the front. */
  pulledToFront: number;
}

const LONGEST_IDLE_MS = 3_600_000;

/** The contract's formula, term by term, each in whole milliseconds. */
export function recompute(weights: WeightsLike, inputs: InputsLike): Record<string, number> {
  const seconds = (value: number): number => Math.round(value * 1000);
  const stages = weights.journeyStage.stages ?? {};
  const stage = inputs.journeyStage;
  const known = stage !== undefined && Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  return {
    age: Math.round(inputs.agingRate * inputs.ageMs),
    priority: seconds(weights.priority * inputs.priority),
    customerValue: seconds(weights.customerValue * inputs.customerValue),
    journeyStage: seconds(known ?? weights.journeyStage.default),
    due: seconds(weights.due * inputs.due),
    skill: seconds(weights.skill * inputs.fit),
    preference: seconds(weights.preference * inputs.preference),
    channel: seconds(weights.channel * (inputs.proficiency / 10)),
    affinity: seconds(weights.affinity * inputs.affinity),
    occupancy: seconds(weights.occupancy * (1 - inputs.load)),
    idle: Math.round(weights.idlePerSecond * Math.min(LONGEST_IDLE_MS, inputs.idleMs)),
    bot: seconds(weights.bot * inputs.botAcceptance),
    translation: 0 - seconds(inputs.translationSeconds),
    front: seconds(10_000_000_000 * inputs.pulledToFront),
  };
}

/** Says what is wrong with a record; undefined when totals and winner follow from its inputs and weights. */
export function decisionFault(record: DecisionLike, contactId: string, agentId: string): string | undefined {
  const [winner, ...rest] = record.candidates ?? [];
  const byHand = record.trigger === 'supervisor';
  if (byHand !== (record.byHand !== undefined))
    return 'its decision record does not say by whom, or says it of the engine';
  if (byHand && rest.length > 0) return 'its decision record is of an offer by hand and compares';
  if (!winner) return 'its decision record has no candidates';
  if (record.contactId !== contactId || record.agentId !== agentId) return 'its decision record is about another pair';
  if (winner.contactId !== contactId || winner.agentId !== agentId) {
    return `its decision record's winner is contact ${winner.contactId} with agent ${winner.agentId}`;
  }
  for (const candidate of record.candidates) {
    const fault = candidateFault(record.credits, candidate);
    if (fault !== undefined) return `${fault} (contact ${candidate.contactId}, agent ${candidate.agentId})`;
  }
  let before = winner;
  for (const candidate of rest) {
    if (comesFirst(candidate, before))
      return `contact ${candidate.contactId} with agent ${candidate.agentId} should come first`;
    before = candidate;
  }
  return undefined;
}

function candidateFault(weights: WeightsLike, candidate: CandidateLike): string | undefined {
  const terms = recompute(weights, candidate.inputs);
  let total = 0;
  for (const [name, value] of Object.entries(terms)) {
    total += value;
    if (candidate.credits[name] !== value)
      return `credit ${name} is recorded as ${candidate.credits[name]} ms, recomputed ${value} ms`;
  }
  return candidate.totalMs === total
    ? undefined
    : `total is recorded as ${candidate.totalMs} ms, recomputed ${total} ms`;
}

/** Best total, then earlier idle since, earlier enqueued, lower enqueue sequence, agent id bytewise. */
function comesFirst(a: CandidateLike, b: CandidateLike): boolean {
  const order =
    b.totalMs - a.totalMs ||
    a.inputs.idleSince - b.inputs.idleSince ||
    a.inputs.enqueuedAt - b.inputs.enqueuedAt ||
    a.inputs.enqueueSeq - b.inputs.enqueueSeq ||
    Buffer.compare(Buffer.from(a.agentId), Buffer.from(b.agentId));
  return order < 0;
}
