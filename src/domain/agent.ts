import type { Leg } from './leg.js';
import type { Receiver } from './webhook.js';

export const PRESENCES = ['available', 'unavailable', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Who may set a presence; `server`: a lost connection. */
export const PRESENCE_SETTERS = ['agent', 'system', 'supervisor', 'server'] as const;
export type PresenceSetter = (typeof PRESENCE_SETTERS)[number];

export const ROUTING_STATUSES = ['notResponding', 'offered', 'busy', 'wrapUp', 'idle'] as const;
export type RoutingStatus = (typeof ROUTING_STATUSES)[number];

export interface AgentSkill {
  id: string;
  /** Proficiency 1–10. */
  level: number;
  /** 0–1; unset counts as 0.5. */
  preference?: number;
}

export interface AgentChannel {
  id: string;
  /** How many contacts of this channel at once. */
  capacity: number;
  /** 1–10; unset counts as 5. */
  proficiency?: number;
  /** While a contact of this channel is held, nothing of these channels is offered … */
  blocks?: string[];
  /** … unless the channel stands here too. */
  interruptedBy?: string[];
  /** Opaque: a SIP URI, a JID. */
  address?: string;
}

/** Where a bot is reached, and what signs what is sent there. The secrets never leave the server. */
export type BotWebhook = Omit<Receiver, 'id'>;

/** An agent as configured (Postgres, mirrored where scripts need it). */
export interface AgentConfig {
  id: string;
  name: string;
  kind: 'human' | 'bot';
  queues: string[];
  skills: AgentSkill[];
  channels: AgentChannel[];
  attributes?: Record<string, unknown>;
  /** Of a bot that is reached by POST. */
  webhook?: BotWebhook;
}

/** An agent as it lives in Redis (hash `agent:<id>`), parsed. Times are store milliseconds. */
export interface AgentRecord {
  id: string;
  presence: Presence;
  presenceSince: number;
  /** Who set it: a supervisor's stands until the agent acts. */
  presenceBy?: PresenceSetter;
  reasonCode?: string;
  /** What the agent becomes once its work is done; until then nothing is offered to it. */
  next?: { presence: Presence; reasonCode?: string };
  /** Channels of the day; undefined: all that are configured. */
  channels?: string[];
  /** Since when offers are withheld because the agent did not answer; undefined: responding. */
  notRespondingSince?: number;
  /** The callback that it stands for: its customer is called, or reached and not offered yet. */
  standsFor?: string;
  /** Open offers, active contacts, contacts in wrap-up, external loads: counted over all channels. */
  offers: number;
  active: number;
  wrapUp: number;
  external: number;
  /** Used capacity per channel: offers + active + wrap-up + external. */
  used: Record<string, number>;
  /** Later of: last work or offer ended, last became available. Ms. */
  idleSince: number;
  /** `generation.seq` of the last event that changed this record. */
  eventId: string;
}

export interface AgentWithLegs extends AgentRecord {
  legs: Leg[];
}

/** The first that holds, in the contract's order. */
export function routingStatus(
  agent: Pick<AgentRecord, 'notRespondingSince' | 'offers' | 'active' | 'external' | 'wrapUp'>,
): RoutingStatus {
  if (agent.notRespondingSince !== undefined) return 'notResponding';
  if (agent.offers > 0) return 'offered';
  if (agent.active > 0 || agent.external > 0) return 'busy';
  if (agent.wrapUp > 0) return 'wrapUp';
  return 'idle';
}

export function usedTotal(used: Record<string, number>): number {
  let total = 0;
  for (const n of Object.values(used)) total += n;
  return total;
}
