import type { AgentConfig, AgentChannel, AgentSkill } from '../domain/agent.js';
import type { RoutingProfile } from '../domain/configuration.js';
import type { Requirement } from '../domain/contact.js';
import type { AgentState } from './world.js';

/** A mandatory requirement as the relaxation steps in force have left it. */
export interface EffectiveRequirement {
  skillId: string;
  /** 1–10. */
  minLevel: number;
}

/** What all contacts of one class ask, and how their queue weighs it. */
export interface Demand {
  queueId: string;
  channel: string;
  /** As asked at enqueue, wished ones included: fit and preference are measured on these, not on the language. */
  requirements: readonly Requirement[];
  /** What still excludes under the steps in force, the language included unless it is translated. */
  effective: readonly EffectiveRequirement[];
  /** Queues whose members may serve; undefined: everybody. */
  queues: ReadonlySet<string> | undefined;
  /** The only agent that may serve, whatever its queues and skills. */
  reservedFor: string | undefined;
  /** Their customers are yet to be called. */
  dialFirst: boolean;
  /** Whether a bot may serve. */
  bots: boolean;
  /** What it costs to be served without the language, s; undefined: the language is asked for. */
  translationSeconds: number | undefined;
  profile: RoutingProfile;
  /** Ms of credit per ms of age. */
  agingRate: number;
  /** Relaxation steps in force. */
  step: number;
}

/** An agent's configuration, indexed for lookups. */
export interface AgentAbilities {
  id: string;
  isBot: boolean;
  queues: ReadonlySet<string>;
  skills: ReadonlyMap<string, AgentSkill>;
  channels: ReadonlyMap<string, AgentChannel>;
  /** Sum of all channel capacities. */
  capacity: number;
}

/** An agent's live side, as an agent reports it, without who it is and since when. */
export type LiveSide = Pick<AgentState, 'presence' | 'channels' | 'notResponding' | 'standsForDial' | 'used'>;

/** What live filters see of an agent: all that their verdicts may depend on. */
export interface LiveView {
  abilities: Pick<AgentAbilities, 'channels' | 'capacity'>;
  state: LiveSide;
  /** Sum of used capacity over all channels. */
  used: number;
  resting: boolean;
}

/** An agent as filters and scorers see it. */
export interface AgentView extends LiveView {
  abilities: AgentAbilities;
  state: AgentState;
}

export function abilitiesOf(config: AgentConfig): AgentAbilities {
  return {
    id: config.id,
    isBot: config.kind === 'bot',
    queues: new Set(config.queues),
    skills: new Map(config.skills.map((skill) => [skill.id, skill])),
    channels: new Map(config.channels.map((channel) => [channel.id, channel])),
    capacity: config.channels.reduce((sum, channel) => sum + channel.capacity, 0),
  };
}

/** A configured agent that has not reported yet is offline. */
export function offlineState(id: string): AgentState {
  return { id, presence: 'offline', notResponding: false, used: {}, idleSince: 0 };
}
