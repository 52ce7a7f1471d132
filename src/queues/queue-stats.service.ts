import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { pageOf, type ConfigPage } from '../configuration/page.js';
import {
  HISTORY_QUERIES,
  type HistoryQueries,
  type LiveCallbacks,
  type QueueFigures,
} from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { EMPTY_FIGURES } from '../history/figures.js';
import { dayBegin } from '../hours/local-intervals.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache, type Versioned } from '../store/config-store.js';
import type { AgentCounts } from './agent-board.js';
import { agentRow, NO_AGENT_FIGURES, type LiveRow, type LiveRows, type RowGroup, type WaitRow } from './live-row.js';
import { LiveFloor } from './live-floor.service.js';
import type { ContactCounts } from './live-counts.js';
import { IdOrder, Members } from './members.js';
import { type EstimateAccuracy, WaitEstimatesService } from './wait-estimates.service.js';

/** How a queue, or the whole workspace, stands. */
export interface StatsView {
  queueId?: string;
  at: string;
  waiting: number;
  /** Age of the contact that has waited longest by its age; null when nobody waits. */
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

const HALF_AN_HOUR_MS = 1_800_000;
/** Longest that an answer waits for the log's end, ms. */
const PATIENCE_MS = 1_000;

/** Figures of now: counts as this node follows them in the log, windows as the archive has them. */
@Injectable()
export class QueueStatsService {
  private readonly members = new Members();
  private readonly order = new IdOrder();

  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'logEnd' | 'now'>,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(HISTORY_QUERIES) private readonly history: HistoryQueries,
    @Inject(WaitEstimatesService) private readonly waits: WaitEstimatesService,
    @Inject(LiveFloor) private readonly floor: LiveFloor,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'timezone'>,
  ) {}

  /** @throws DomainError `notFound` */
  async ofQueue(queueId: string): Promise<StatsView> {
    if ((await this.config.find('queue', queueId)) === undefined) {
      throw new DomainError('notFound', `There is no queue with the id ${queueId}.`);
    }
    return this.stats(queueId);
  }

  ofAll(): Promise<StatsView> {
    return this.stats(undefined);
  }

  /** A page of a group, by id. @throws DomainError `validationFailed` for a cursor that was not made here */
  async page(group: RowGroup, limit: number, cursor: string | undefined): Promise<ConfigPage<LiveRow>> {
    const all = this.config.current()[group] as ReadonlyMap<string, Versioned<{ id: string }>>;
    const { items, nextCursor } = pageOf(all, limit, cursor);
    const ids = items.map(({ id }) => id);
    const rows = (await this.rows({ [group]: ids }))[group];
    return { items: ids.flatMap((id) => rows.get(id) ?? []), nextCursor };
  }

  /** The first of a group by id, at most `most`. */
  firstIds(group: RowGroup, most: number): readonly string[] {
    return this.order.first(this.config.current()[group], most);
  }

  /** Rows of those that are asked for; of ids that are not configured there are none. */
  async rows(wanted: Partial<Record<RowGroup, readonly string[]>>): Promise<LiveRows> {
    const { now, dayFrom } = await this.moment();
    const rows: LiveRows = { queue: new Map(), channel: new Map(), skill: new Map(), agent: new Map() };
    await Promise.all(
      (['queue', 'channel', 'skill'] as const).map(async (group) => {
        if ((wanted[group] ?? []).length === 0) return;
        const [last30Minutes, today] = await Promise.all([
          this.history.figuresBy(group, now - HALF_AN_HOUR_MS, now),
          this.history.figuresBy(group, dayFrom, now),
        ]);
        for (const id of wanted[group] ?? []) {
          if (!this.config.current()[group].has(id)) continue;
          const figures = { last30Minutes: last30Minutes.get(id), today: today.get(id) };
          rows[group].set(id, this.rowOf(group, id, now, figures));
        }
      }),
    );
    await this.agentRows(wanted.agent ?? [], now, dayFrom, rows.agent);
    return rows;
  }

  /** When the local day began, ms. */
  private dayFrom(now: number): number {
    return dayBegin(this.environment.timezone, now);
  }

  /** Now, once everything that was answered before is counted. */
  private async moment(): Promise<{ now: number; dayFrom: number }> {
    const end = await this.live.logEnd();
    await Promise.all([this.history.waitFor(end, PATIENCE_MS), this.floor.reach(end, PATIENCE_MS)]);
    const now = this.live.now();
    return { now, dayFrom: this.dayFrom(now) };
  }

  private async agentRows(
    ids: readonly string[],
    now: number,
    dayFrom: number,
    to: Map<string, LiveRow>,
  ): Promise<void> {
    if (ids.length === 0) return;
    const [last30Minutes, today] = await Promise.all([
      this.history.agentFigures(now - HALF_AN_HOUR_MS, now),
      this.history.agentFigures(dayFrom, now),
    ]);
    const { agent } = this.config.current();
    for (const id of ids) {
      const configured = agent.get(id)?.value;
      if (configured === undefined) continue;
      const windows = {
        last30Minutes: last30Minutes.get(id) ?? NO_AGENT_FIGURES,
        today: today.get(id) ?? NO_AGENT_FIGURES,
      };
      to.set(id, { ...agentRow(configured, this.floor.agents.of(id)), ...windows });
    }
  }

  private rowOf(
    group: 'queue' | 'channel' | 'skill',
    id: string,
    now: number,
    { last30Minutes = EMPTY_FIGURES, today = EMPTY_FIGURES }: { last30Minutes?: QueueFigures; today?: QueueFigures },
  ): LiveRow {
    const { counts, agents } = this.floor;
    const of =
      group === 'queue'
        ? counts.of({ queueId: id })
        : group === 'channel'
          ? counts.of({ channel: id })
          : counts.ofSkill(id);
    const row: WaitRow = {
      ...standing(of, now),
      longestWaitSeconds: secondsSince(of.longestSince, now),
      agents: agents.count(this.members.ids(this.config.current(), group, id)),
      last30Minutes,
      today,
    };
    if (group === 'queue') return { queueId: id, ...row, estimate: this.waits.accuracy(id) };
    return group === 'channel' ? { channel: id, ...row } : { skillId: id, ...row };
  }

  private async stats(queueId: string | undefined): Promise<StatsView> {
    const { now, dayFrom } = await this.moment();
    const [last30Minutes, today] = await Promise.all([
      this.history.figures(queueId, now - HALF_AN_HOUR_MS, now),
      this.history.figures(queueId, dayFrom, now),
    ]);
    const config = this.config.current();
    const agents = queueId === undefined ? config.agent.keys() : this.members.ids(config, 'queue', queueId);
    return {
      queueId,
      at: iso(now),
      ...standing(this.floor.counts.of({ queueId }), now),
      agents: this.floor.agents.count(agents),
      last30Minutes,
      today,
      estimate: this.waits.accuracy(queueId),
    };
  }
}

function standing(
  { waiting, offered, active, callbacks, oldestSince }: ContactCounts,
  now: number,
): Pick<StatsView, 'waiting' | 'oldestSeconds' | 'offered' | 'active' | 'callbacks'> {
  return { waiting, oldestSeconds: secondsSince(oldestSince, now), offered, active, callbacks };
}

function secondsSince(since: number | undefined, now: number): number | null {
  return since === undefined ? null : Math.max(0, now - since) / 1000;
}
