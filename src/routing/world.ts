import type { AgentConfig, Presence } from '../domain/agent.js';
import type { ChannelConfig, QueueConfig, RoutingProfile } from '../domain/configuration.js';
import type { BotAcceptance, Requirement, Reservation } from '../domain/contact.js';
import type { CompactDecision } from '../domain/compact-decision.js';

/** A waiting contact as the engine needs it. Times are ms on the caller's clock. */
export interface WaitingContact {
  id: string;
  queueId: string;
  channel: string;
  /** The channel whose target it ages by, where that is not its own. */
  agingChannel?: string;
  requirements: readonly Requirement[];
  /** Id of a skill that is mandatory under all steps; fit is not measured on it. */
  language?: string;
  priority: number;
  /** 0–1; unknown is 0. */
  customerValue: number;
  journeyStage?: string;
  preferredAgentId?: string;
  /** Who served this customer last, as known at enqueue; ignored when `preferredAgentId` is set. */
  lastAgentId?: string;
  /** Unknown is 0.5. */
  botAcceptance?: BotAcceptance;
  /** While it holds, no other agent gets the contact, and this one needs neither its queue nor its skills. */
  reserved?: Reservation;
  /** Its customer is yet to be called: a match is no offer, but has the agent stand for the dialling. */
  dialFirst?: boolean;
  /** Due fraction d, 0–1. */
  due: number;
  /** A supervisor pulled it to the front: it comes before all that are not. */
  pulledToFront?: boolean;
  /** age = now − virtualEnqueuedAt. */
  virtualEnqueuedAt: number;
  enqueuedAt: number;
  enqueueSeq: number;
  /** Agent id → when it last declined or missed this contact. */
  declines: Readonly<Record<string, number>>;
}

/** An agent's live side as the engine needs it. */
export interface AgentState {
  id: string;
  presence: Presence;
  /** Channels of the day; undefined: all configured. */
  channels?: readonly string[];
  notResponding: boolean;
  /** A customer is being called for it, or has been reached and not been offered since. */
  standsForDial?: boolean;
  /** Used capacity per channel. */
  used: Readonly<Record<string, number>>;
  idleSince: number;
}

/**
 * One match. The engine has already taken the contact out and raised the agent's use, or has it stand for the dialling: the
 * caller's overlay.
 */
export interface Decision {
  contactId: string;
  agentId: string;
  channel: string;
  queueId: string;
  /** The customer is to be called first. */
  dial: boolean;
  /** The contact's. */
  language?: string;
  /** Undefined when the engine was built with `records: false`. */
  record?: CompactDecision;
}

export interface EngineOptions {
  /** Build decision records (default true). */
  records?: boolean;
  /** Cool-down after a decline or miss, ms: never before `hardMs` (5,000); before `softMs` (60,000) only while no other agent passes. */
  coolDown?: { hardMs: number; softMs: number };
}

/**
 * Finds for waiting contacts the best free agents and the other way round. Pure and synchronous: no I/O, no clock of
 * its own, the same inputs give the same outputs.
 */
export interface RoutingEngine {
  setChannel(channel: ChannelConfig): void;
  removeChannel(id: string): void;
  setProfile(profile: RoutingProfile): void;
  removeProfile(id: string): void;
  setQueue(queue: QueueConfig): void;
  removeQueue(id: string): void;
  setAgentConfig(agent: AgentConfig): void;
  removeAgent(id: string): void;
  /** Live side of a configured agent; kept also when it comes before the configuration. */
  setAgentState(state: AgentState): void;
  /** Adds a waiting contact or replaces what is known of it. */
  setContact(contact: WaitingContact): void;
  removeContact(id: string): void;
  /** Keeps a contact or an agent out of every decision until `wake…`: the matcher rests them after a refusal. */
  restContact(id: string): void;
  wakeContact(id: string): void;
  restAgent(id: string): void;
  wakeAgent(id: string): void;
  /**
   * Matches what has become possible since the last call, best pair first, until nothing is left or `limit` is
   * reached (then call again). Relaxation steps and cool-downs that ended by `now` are taken into account.
   * `now` never goes back.
   */
  decide(now: number, limit?: number): Decision[];
  /** When the next relaxation step or cool-down falls due, ms; undefined: none. */
  nextWakeAt(): number | undefined;
  waitingCount(): number;
  /** Relaxation steps in force for a waiting contact at `now`. */
  stepOf(contactId: string, now: number): number;
}
