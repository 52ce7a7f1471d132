import type { AgentFigures, LiveCallbacks, QueueFigures } from '../contacts/history.port.js';
import type { AgentConfig, Presence, RoutingStatus } from '../domain/agent.js';
import { iso } from '../domain/iso.js';
import type { AgentCounts, AgentNow } from './agent-board.js';
import type { EstimateAccuracy } from './wait-estimates.service.js';

/** What figures of now are told by. */
export const ROW_GROUPS = ['queue', 'channel', 'skill', 'agent'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

/** How a queue, a channel or a skill stands. */
export interface WaitRow {
  waiting: number;
  oldestSeconds: number | null;
  /** Of who waits or is offered: since it came into its queue; null when nobody does. */
  longestWaitSeconds: number | null;
  offered: number;
  active: number;
  callbacks: LiveCallbacks;
  /** Who belongs to the queue, is configured for the channel, has the skill. */
  agents: AgentCounts;
  last30Minutes: QueueFigures;
  today: QueueFigures;
}

/** How an agent stands. Nothing is left out: what there is none of is null. */
export interface AgentRow {
  agentId: string;
  name: string;
  presence: Presence;
  reasonCode: string | null;
  routingStatus: RoutingStatus;
  /** Since when the presence stands. */
  since: string | null;
  load: Record<string, number>;
  /** That it has now: offered, active, in wrap-up. */
  contacts: { offered: number; active: number; wrapUp: number };
  last30Minutes: AgentFigures;
  today: AgentFigures;
}

export type LiveRow =
  | (WaitRow & { queueId: string; estimate: EstimateAccuracy })
  | (WaitRow & { channel: string })
  | (WaitRow & { skillId: string })
  | AgentRow;

/** Rows by id. */
export type LiveRows = Record<RowGroup, Map<string, LiveRow>>;

/** The field of a row that names what it is about. */
export const ID_FIELD: Record<RowGroup, string> = {
  queue: 'queueId',
  channel: 'channel',
  skill: 'skillId',
  agent: 'agentId',
};

export const NO_AGENT_FIGURES: AgentFigures = {
  offers: 0,
  answered: 0,
  declined: 0,
  rona: 0,
  handled: 0,
  ahtSeconds: null,
  occupancy: null,
};

/** @param now undefined: live state has not heard of it yet */
export function agentRow(
  { id, name }: Pick<AgentConfig, 'id' | 'name'>,
  now: AgentNow | undefined,
): Omit<AgentRow, 'last30Minutes' | 'today'> {
  return {
    agentId: id,
    name,
    presence: now?.presence ?? 'offline',
    reasonCode: now?.reasonCode ?? null,
    routingStatus: now?.routingStatus ?? 'idle',
    since: now === undefined || now.since === 0 ? null : iso(now.since),
    load: now?.load ?? {},
    contacts: { offered: now?.offers ?? 0, active: now?.active ?? 0, wrapUp: now?.wrapUp ?? 0 },
  };
}
