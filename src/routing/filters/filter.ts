import type { ExclusionReason } from '../../domain/decision.js';
import type { AgentAbilities, Demand, LiveView } from '../views.js';

/** What happens in the world. Each filter names those that could change its verdict; on the others it is not asked. */
export type WorldEvent =
  | 'agentConfigured'
  | 'queueConfigured'
  | 'stepReached'
  | 'contactChanged'
  | 'presenceChanged'
  | 'loadChanged'
  | 'respondingChanged'
  | 'dialChanged'
  | 'coolDownEnded'
  | 'reservationEnded'
  | 'otherAgentChanged'
  | 'rested'
  | 'woken';

interface FilterBase {
  /** What the decision record says of those it refused. */
  reason: ExclusionReason;
  wakes: readonly WorldEvent[];
}

/** Compares what a class asks with an agent's configuration: the verdict holds for the whole class. */
export interface DemandFilter extends FilterBase {
  scope: 'demand';
  passes(demand: Demand, agent: AgentAbilities): boolean;
  /** The one agent that it lets pass, where it refuses all others: they are then counted without a look at each. */
  only?(demand: Demand): string | undefined;
}

/** Looks at an agent's live side: the verdict holds for every contact of a channel whose customer is, or is not, yet to be called. */
export interface LiveFilter extends FilterBase {
  scope: 'live';
  passes(agent: LiveView, channel: string, dialFirst: boolean): boolean;
}

/** Looks at one contact's history with one agent. */
export interface DeclineFilter extends FilterBase {
  scope: 'decline';
  /**
   * @param declinedMsAgo ms since the agent last declined or missed this contact
   * @param freshAgent whether an agent passes all other filters that did not decline it within `softMs`
   */
  passes(declinedMsAgo: number, freshAgent: () => boolean, coolDown: CoolDown): boolean;
}

/** Keeps one side out for a moment, whatever the other side is. */
export interface RestFilter extends FilterBase {
  scope: 'rest';
  passes(resting: boolean): boolean;
}

export type Filter = DemandFilter | LiveFilter | DeclineFilter | RestFilter;

export interface CoolDown {
  /** Not before this, whoever else there is. */
  hardMs: number;
  /** Not before this while another agent passes. */
  softMs: number;
}
