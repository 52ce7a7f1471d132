import { type AnswerOf, type Lotse, ProblemError } from '@lotse/client';
import type { LiveColumn } from './live-column.js';
import type { World } from './world.js';

type Decision = AnswerOf<'get', '/v1/decisions/{id}'>;

interface Candidate {
  contactId: string;
  totalSeconds: number;
  /** Name of the credit → the bank's seconds, those above 0. */
  credits: [string, number][];
}

const MOST_READ = 150;
const CREDIT_WORDS: Record<string, string> = {
  age: 'of waiting',
  priority: 'for its priority',
  customerValue: "for the customer's value",
  journeyStage: 'for where the customer stands',
  due: 'for its due time',
  skill: "for the agent's skill",
  preference: "for the agent's preference",
  channel: "for the agent's channel",
  affinity: 'for knowing the agent',
  occupancy: "for the agent's load",
  idle: "for the agent's idle time",
  bot: 'for being a bot that it accepts',
};

/**
 * One decision of a column in words, as the server recorded it: one where waiting alone would have chosen another, if
 * there is one among the first.
 */
export async function decisionInWords(lotse: Lotse, column: LiveColumn, world: World, speed: number): Promise<string> {
  const offers = [...column.ledger.callers.values()].filter((notes) => notes.offerId !== undefined).slice(0, MOST_READ);
  let fallback: string | undefined;
  for (const notes of offers) {
    const decision = await decisionOf(lotse, notes.offerId ?? '');
    if (decision === undefined) continue;
    const candidates = decision.candidates.map((candidate) => candidateOf(candidate, speed));
    const [winner, next] = candidates;
    if (!winner || !next || winner.contactId === next.contactId) continue;
    const words = describe(decision, winner, next, candidates.length, column, world);
    if (ageOf(winner) < ageOf(next)) return words;
    fallback ??= words;
  }
  return fallback ?? 'no decision of this run had a choice between callers';
}

/** Undefined where the server says that it has none. */
async function decisionOf(lotse: Lotse, offerId: string): Promise<Decision | undefined> {
  try {
    return await lotse.get('/v1/decisions/{id}', { path: { id: offerId } });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function candidateOf({ contactId, totalMs, credits }: Decision['candidates'][number], speed: number): Candidate {
  return {
    contactId,
    totalSeconds: (totalMs / 1000) * speed,
    credits: Object.entries(credits)
      .map(([name, ms]): [string, number] => [name, (ms / 1000) * speed])
      .filter(([, seconds]) => seconds > 0),
  };
}

function ageOf(candidate: Candidate): number {
  return candidate.credits.find(([name]) => name === 'age')?.[1] ?? 0;
}

function describe(
  decision: Decision,
  winner: Candidate,
  next: Candidate,
  known: number,
  column: LiveColumn,
  world: World,
): string {
  const who = (candidate: Candidate): string => {
    const caller = world.callers.find((one) => column.contactId(one) === candidate.contactId);
    return `${caller?.key ?? candidate.contactId} (type ${caller?.type ?? '?'})`;
  };
  const sum = (candidate: Candidate): string =>
    `${candidate.totalSeconds.toFixed(1)} s = ${candidate.credits.map(([name, seconds]) => `${seconds.toFixed(1)} s ${CREDIT_WORDS[name] ?? name}`).join(' + ')}`;
  const agent = decision.agentId.slice(column.ids.agentPrefix.length);
  const excluded = Object.entries(decision.excluded.counts)
    .map(([reason, count]) => `${String(count)} ${reason}`)
    .join(', ');
  return [
    `${agent} came free and, of the ${known} best of who waited, got ${who(winner)}: ${sum(winner)};`,
    `next was ${who(next)}: ${sum(next)}.`,
    excluded === '' ? 'Nobody was excluded.' : `Excluded: ${excluded}.`,
  ].join(' ');
}
