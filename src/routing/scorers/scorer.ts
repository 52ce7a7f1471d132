import type { ProfileCredits } from '../../domain/configuration.js';
import type { CreditName } from '../../domain/decision.js';
import type { AgentAbilities, Demand, LiveView } from '../views.js';

interface ScorerBase {
  name: CreditName;
}

/** Grows with the contact's age. */
export interface AgeScorer extends ScorerBase {
  scope: 'age';
  /** Ms of credit per ms of age. */
  ratePerMs(demand: Demand): number;
}

/** What belongs to a contact whoever serves it. */
export interface ContactFigures {
  priority: number;
  /** 0–1; unknown is 0. */
  customerValue: number;
  journeyStage?: string;
  /** Due fraction, 0–1. */
  due: number;
}

export type ContactCredit = 'priority' | 'customerValue' | 'journeyStage' | 'due';

/** Belongs to the contact, whoever serves it. */
export interface ContactScorer extends ScorerBase {
  name: ContactCredit;
  scope: 'contact';
  /** Whole ms. */
  creditMs(contact: ContactFigures, weights: ProfileCredits): number;
}

/** Measures an agent's configuration against what a class asks. */
export interface FitScorer extends ScorerBase {
  name: 'skill' | 'preference' | 'channel' | 'translation';
  scope: 'fit';
  /** The raw figure that the record shows. */
  measure(demand: Demand, agent: AgentAbilities): number;
  /** Whole ms for a measured figure. */
  creditMs(measured: number, weights: ProfileCredits): number;
}

/** Belongs to the pair of one contact and the agent it wishes. */
export interface AffinityScorer extends ScorerBase {
  scope: 'affinity';
  /** The agent that this contact wishes, if any. */
  wishedAgent(contact: { preferredAgentId?: string; lastAgentId?: string }): string | undefined;
  /** Whole ms for that agent; any other gets nothing. */
  creditMs(weights: ProfileCredits): number;
}

/** Falls with the work that the agent holds. */
export interface LoadScorer extends ScorerBase {
  scope: 'load';
  /** Whole ms. `load` is 0–1: used ÷ capacity over all channels. */
  creditMs(load: number, weights: ProfileCredits): number;
}

/** Grows while the agent has nothing to do, up to a limit. */
export interface IdleScorer extends ScorerBase {
  scope: 'idle';
  /** Idle ms that count at `now` of an agent with so much used capacity. */
  idleMs(used: number, idleSince: number, now: number): number;
  /** Ms of credit per ms of idling. */
  ratePerMs(weights: ProfileCredits): number;
}

/** Belongs to the pair of a contact and any bot. */
export interface BotScorer extends ScorerBase {
  scope: 'bot';
  /** Whole ms for a bot; a human gets nothing. `acceptance` is 0–1. */
  creditMs(acceptance: number, weights: ProfileCredits): number;
}

/** Belongs to a contact that a supervisor pulled to the front, whoever serves it. */
export interface FrontScorer extends ScorerBase {
  scope: 'front';
  /** Whole ms. */
  creditMs(): number;
}

export type Scorer =
  AgeScorer | ContactScorer | FitScorer | AffinityScorer | LoadScorer | IdleScorer | BotScorer | FrontScorer;

/** Seconds of credit to whole ms: the rounding that all totals share. */
export function wholeMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Credit that grew at a rate, in whole ms. */
export function grownMs(ratePerMs: number, elapsedMs: number): number {
  return Math.round(ratePerMs * elapsedMs);
}

/** Used ÷ total of all channel capacities; 0 where nothing is configured. */
export function loadOf(agent: LiveView): number {
  return agent.abilities.capacity > 0 ? agent.used / agent.abilities.capacity : 0;
}
