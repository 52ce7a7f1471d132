import { iso } from '../domain/iso.js';
import { Inject, Injectable } from '@nestjs/common';
import {
  HISTORY_QUERIES,
  type HistoryQueries,
  type LiveCallbacks,
  type QueueFigures,
} from '../contacts/history.port.js';
import { routingStatus, type AgentWithLegs } from '../domain/agent.js';
import { DomainError } from '../domain/errors.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { type EstimateAccuracy, WaitEstimatesService } from './wait-estimates.service.js';

export interface AgentCounts {
  idle: number;
  busy: number;
  wrapUp: number;
  unavailable: number;
  notResponding: number;
}

/** How a queue, or the whole workspace, stands. */
export interface StatsView {
  queueId?: string;
  at: string;
  waiting: number;
  /** Age of the contact that came first; null when nobody waits. */
  oldestSeconds: number | null;
  offered: number;
  active: number;
  /** Those that are callbacks, and the scheduled ones. */
  callbacks: LiveCallbacks;
  agents: AgentCounts;
  last30Minutes: QueueFigures;
  today: QueueFigures;
  estimate: EstimateAccuracy;
}

/** A reading of all agents that took this long counts as costly, and serves for a second. */
const COSTLY_MS = 50;
const MAX_AGE_MS = 1_000;
const READ_AT_ONCE = 200;
const HALF_AN_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;

/**
 * Figures of queues. Agents are read from live state; where there are so many that this takes long, at most once a second.
 */
@Injectable()
export class QueueStatsService {
  private agents: { at: number; reading: Promise<AgentWithLegs[]>; costly: boolean } | undefined;

  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(HISTORY_QUERIES) private readonly history: HistoryQueries,
    @Inject(WaitEstimatesService) private readonly waits: WaitEstimatesService,
  ) {}

  /** @throws DomainError `notFound` */
  async ofQueue(queueId: string): Promise<StatsView> {
    if ((await this.config.find('queue', queueId)) === undefined) {
      throw new DomainError('notFound', `There is no queue with the id ${queueId}.`);
    }
    return this.stats([queueId], queueId);
  }

  async ofAll(): Promise<StatsView> {
    return this.stats([...this.config.current().queue.keys()], undefined);
  }

  private async stats(queueIds: string[], queueId: string | undefined): Promise<StatsView> {
    const end = await this.live.logEnd();
    await this.history.waitFor(end, 1_000);
    const now = this.live.now();
    const [lengths, agents, counts, callbacks, oldest, last30Minutes, today] = await Promise.all([
      this.live.queueLengths(queueIds),
      this.countAgents(queueId),
      this.history.liveCounts(queueId),
      this.history.liveCallbacks(queueId),
      this.history.oldestWaiting(queueId),
      this.history.figures(queueId, now - HALF_AN_HOUR_MS, now),
      this.history.figures(queueId, now - (now % DAY_MS), now),
    ]);
    return {
      queueId,
      at: iso(now),
      waiting: [...lengths.values()].reduce((sum, { waiting }) => sum + waiting, 0),
      oldestSeconds: oldest === undefined ? null : Math.max(0, now - oldest) / 1000,
      ...counts,
      callbacks,
      agents,
      last30Minutes,
      today,
      estimate: this.waits.accuracy(queueId),
    };
  }

  private async countAgents(queueId: string | undefined): Promise<AgentCounts> {
    const configured = this.config.current().agent;
    const counts: AgentCounts = { idle: 0, busy: 0, wrapUp: 0, unavailable: 0, notResponding: 0 };
    for (const agent of await this.allAgents()) {
      const queues = configured.get(agent.id)?.value.queues;
      if (queues === undefined || (queueId !== undefined && !queues.includes(queueId))) continue;
      const group = groupOf(agent);
      if (group !== undefined) counts[group] += 1;
    }
    return counts;
  }

  /** All configured agents as they stand; where reading them takes long, as they stood within the last second. */
  allAgents(): Promise<AgentWithLegs[]> {
    const at = performance.now();
    if (this.agents?.costly && at - this.agents.at < MAX_AGE_MS) return this.agents.reading;
    const agents = { at, reading: this.readAll(), costly: false };
    this.agents = agents;
    const settled = (): void => void (agents.costly = performance.now() - at > COSTLY_MS);
    agents.reading.then(settled, () => (this.agents = undefined));
    return agents.reading;
  }

  private async readAll(): Promise<AgentWithLegs[]> {
    const ids = [...this.config.current().agent.keys()];
    const found: AgentWithLegs[] = [];
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const group = await Promise.all(ids.slice(start, start + READ_AT_ONCE).map((id) => this.live.agent(id)));
      for (const agent of group) if (agent) found.push(agent);
    }
    return found;
  }
}

/** Who works counts as working whatever the presence; offers count as busy; offline agents count nowhere. */
function groupOf(agent: AgentWithLegs): keyof AgentCounts | undefined {
  const status = routingStatus(agent);
  switch (status) {
    case 'notResponding':
      return agent.presence === 'offline' ? undefined : 'notResponding';
    case 'offered':
    case 'busy':
      return 'busy';
    case 'wrapUp':
      return 'wrapUp';
    case 'idle':
      if (agent.presence === 'available') return 'idle';
      return agent.presence === 'unavailable' ? 'unavailable' : undefined;
  }
}
