import { CompactDecision } from '../domain/compact-decision.js';
import { UNKNOWN_ACCEPTANCE } from '../domain/contact.js';
import { CREDIT_NAMES, INPUT_NAMES, type ByHand, type CandidateInputs, type Credits } from '../domain/decision.js';
import { ScoreBook } from './score-book.js';
import { SCORERS } from './scorers/index.js';
import { grownMs, loadOf, type Scorer } from './scorers/scorer.js';
import type { AgentView, Demand } from './views.js';
import type { WaitingContact } from './world.js';

/** One pair that somebody named, at one moment. */
export interface NamedPair {
  contact: WaitingContact;
  agent: AgentView;
  /** Under the steps in force; the one in translation where the agent is to translate. */
  demand: Demand;
  /** Store ms. */
  now: number;
}

/** The record of an offer by hand: what the engine would have counted for the pair, and despite what it was made. */
export function recordByHand(pair: NamedPair, byHand: ByHand, scorers: readonly Scorer[] = SCORERS): CompactDecision {
  const { contact, agent, demand, now } = pair;
  const { id } = agent.abilities;
  const book = new ScoreBook(scorers);
  const inputs = inputsOf(pair, book);
  const credits = creditsOf(pair, book, inputs);
  const totalMs = CREDIT_NAMES.reduce((sum, name) => sum + credits[name], 0);
  const figures = [totalMs, ...CREDIT_NAMES.map((name) => credits[name]), ...INPUT_NAMES.map((name) => inputs[name])];
  const [stages, { profile, step }] = [[contact.journeyStage], demand];
  return new CompactDecision(
    contact.id,
    id,
    now,
    profile,
    'supervisor',
    step,
    [id],
    figures,
    stages,
    [],
    undefined,
    [],
    byHand,
  );
}

function inputsOf({ contact, agent, demand, now }: NamedPair, book: ScoreBook): CandidateInputs {
  const { abilities, state, used } = agent;
  const { skill, preference, channel, translation } = book.fit(demand, abilities);
  const acceptance = typeof contact.botAcceptance === 'number' ? contact.botAcceptance : UNKNOWN_ACCEPTANCE;
  return {
    agingRate: demand.agingRate,
    ageMs: now - contact.virtualEnqueuedAt,
    priority: contact.priority,
    customerValue: contact.customerValue,
    due: contact.due,
    fit: skill,
    preference,
    proficiency: channel,
    affinity: book.wishedAgent(contact) === abilities.id ? 1 : 0,
    load: loadOf(agent),
    idleMs: book.idleMs(used, state.idleSince, now),
    idleSince: state.idleSince,
    enqueuedAt: contact.enqueuedAt,
    enqueueSeq: contact.enqueueSeq,
    botAcceptance: abilities.isBot && contact.botAcceptance !== 'never' ? acceptance : 0,
    translationSeconds: translation,
    pulledToFront: contact.pulledToFront === true ? 1 : 0,
  };
}

function creditsOf({ contact, agent, demand }: NamedPair, book: ScoreBook, inputs: CandidateInputs): Credits {
  const weights = demand.profile.credits;
  const own = new Float64Array(4);
  book.writeContactMs(own, 0, contact, weights);
  const [priority = 0, customerValue = 0, journeyStage = 0, due = 0] = own;
  const fit = book.fit(demand, agent.abilities);
  return {
    age: grownMs(book.ageRate(demand), inputs.ageMs),
    priority,
    customerValue,
    journeyStage,
    due,
    skill: fit.skillMs,
    preference: fit.preferenceMs,
    channel: fit.channelMs,
    affinity: inputs.affinity === 1 ? book.affinityMs(weights) : 0,
    occupancy: book.loadMs(inputs.load, weights),
    idle: grownMs(book.idleRate(weights), inputs.idleMs),
    bot: agent.abilities.isBot ? book.botMs(inputs.botAcceptance, weights) : 0,
    translation: fit.translationMs,
    front: inputs.pulledToFront === 1 ? book.frontMs() : 0,
  };
}
