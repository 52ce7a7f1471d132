import type { AgentConfig } from '../../domain/agent.js';
import type { ChannelConfig, HoursConfig, QueueConfig, RoutingProfile } from '../../domain/configuration.js';
import type { BotAcceptance, Requirement } from '../../domain/contact.js';

/** A duration that is drawn anew each time; all in seconds. */
export type Distribution =
  | { kind: 'exponential' | 'deterministic'; meanSeconds: number }
  | { kind: 'lognormal'; meanSeconds: number; /** Standard deviation ÷ mean. */ cv: number }
  | { kind: 'empirical'; seconds: readonly number[] };

/** When contacts of a stream come. */
export type Arrivals =
  | { kind: 'poisson'; perHour: number }
  /** Poisson at a rate that changes every `intervalSeconds`; after the last it begins again. */
  | { kind: 'piecewise'; perHour: readonly number[]; intervalSeconds: number }
  | { kind: 'times'; seconds: readonly number[] };

/** Contacts of one kind. */
export interface Stream {
  id: string;
  queueId: string;
  channel: string;
  requirements: readonly Requirement[];
  /** Id of the skill that is its language. */
  language?: string;
  /** Left out: as of one who was not asked. */
  botAcceptance?: BotAcceptance;
  priority: number;
  /** 0–1. */
  customerValue: number;
  journeyStage?: string;
  arrivals: Arrivals;
  service: Distribution;
  /** How long they wait before they give up; left out: for ever. */
  patience?: Distribution;
}

/** Seconds since the beginning; from `from` on, before `to`. */
export interface Shift {
  from: number;
  to: number;
}

/** `count` agents alike, who count as one in the figures. */
export interface AgentGroup {
  agent: AgentConfig;
  count: number;
  /** When they are available; left out: always. A contact begun is finished. */
  shifts?: readonly Shift[];
  /** In place of the streams' own. */
  service?: Distribution;
}

/** A center and its contacts, complete: every default is filled in. */
export interface Scenario {
  /** The same seed gives the same result, to the last bit. */
  seed: number;
  replications: number;
  /** Who comes before is served, but not counted. */
  warmupSeconds: number;
  /** Who comes from here on is not counted; the run ends when all who count have gone. */
  horizonSeconds: number;
  /** Where on the calendar the beginning lies, ms; hours are read by it. */
  startsAt: number;
  hours: readonly HoursConfig[];
  channels: readonly ChannelConfig[];
  profiles: readonly RoutingProfile[];
  queues: readonly QueueConfig[];
  groups: readonly AgentGroup[];
  streams: readonly Stream[];
}
