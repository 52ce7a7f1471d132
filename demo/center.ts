import type { AgentConfig } from '../src/domain/agent.js';
import type { ChannelConfig, ProfileCredits, QueueConfig } from '../src/domain/configuration.js';
import type { Requirement } from '../src/domain/contact.js';
import type { CallType } from './records.js';
import type { RosterAgent } from './roster.js';

/** The service level's target in the bank's own seconds. */
export const TARGET_SECONDS = 20;

/**
 * How long an offer stays open, in the bank's own seconds. Agents here answer at once; a machine that stands still for a
 * moment, of which `speed` divides what is left, must not make them miss one.
 */
const OFFER_SECONDS = 600;

/** An agent ends the pause after a talk; the server's wrap-up timer would, after this many such pauses. */
const LONGEST_PAUSE = 30;

/** The center that both columns and the reference configure, in the bank's own seconds divided by `speed`. */
export interface CenterIds {
  channel: string;
  queue: string;
  profile: string;
  /** Before every agent's id. */
  agentPrefix: string;
}

export function channelOf(ids: CenterIds, betweenCallsSeconds: number, speed: number): ChannelConfig {
  return {
    id: ids.channel,
    name: 'Calls of the bank',
    kind: 'synchronous',
    offerTimeoutSeconds: OFFER_SECONDS / speed,
    wrapUpSeconds: (LONGEST_PAUSE * betweenCallsSeconds) / speed,
    defaultTargetSeconds: TARGET_SECONDS / speed,
  };
}

/** Aging rate 1: a credit of n seconds is n seconds of waiting. */
export function queueOf(ids: CenterIds, speed: number): QueueConfig {
  return {
    id: ids.queue,
    name: `Calls (${ids.queue})`,
    routingProfileId: ids.profile,
    serviceLevel: { targetSeconds: TARGET_SECONDS / speed, percent: 80 },
    shortAbandonSeconds: 5 / speed,
    agingRate: 1,
    steps: [],
    open: true,
  };
}

export function agentOf(ids: CenterIds, agent: RosterAgent): AgentConfig {
  return {
    id: ids.agentPrefix + agent.id,
    name: agent.id,
    kind: 'human',
    queues: [ids.queue],
    skills: agent.skills.map((skill) => ({ id: skillId(skill.type), level: skill.level })),
    channels: [{ id: ids.channel, capacity: 1 }],
  };
}

export function requirementsOf(type: CallType): Requirement[] {
  return [{ skillId: skillId(type), minLevel: 1, mandatory: true, relaxable: false }];
}

/** The one thing that a type tells of the customer's journey: NW is somebody who is not yet a customer. */
export function journeyStageOf(type: CallType): string {
  return type === 'NW' ? 'research' : 'use';
}

export function skillId(type: CallType): string {
  return `bank-${type.toLowerCase()}`;
}

/** Every credit is in seconds of waiting, and waiting runs `speed` times as fast: the idle rate alone stays as it is. */
export function scaledCredits(credits: ProfileCredits, speed: number): ProfileCredits {
  const stages = Object.entries(credits.journeyStage.stages).map(([stage, value]) => [stage, value / speed] as const);
  return {
    priority: credits.priority / speed,
    customerValue: credits.customerValue / speed,
    journeyStage: { default: credits.journeyStage.default / speed, stages: Object.fromEntries(stages) },
    due: credits.due / speed,
    dueHorizonSeconds: credits.dueHorizonSeconds / speed,
    skill: credits.skill / speed,
    preference: credits.preference / speed,
    channel: credits.channel / speed,
    affinity: credits.affinity / speed,
    occupancy: credits.occupancy / speed,
    idlePerSecond: credits.idlePerSecond,
    bot: credits.bot / speed,
  };
}
