import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../../config/logger.js';
import { positionId } from '../../feed/event-position.js';
import { RecentEvents } from '../../feed/recent-events.js';
import { ROW_GROUPS, type LiveRows, type RowGroup } from '../../queues/live-row.js';
import { emptyRows, rowTexts, type RowText, type RowTexts, type Wanted } from './row-deltas.js';

/** Who knows the figures of now. */
export interface StatsSource {
  /** The answer of `GET /v1/stats`. */
  stats(): Promise<object>;
  rows(wanted: Wanted): Promise<LiveRows>;
  /** The first of a group by id, at most `most`. */
  firstIds(group: RowGroup, most: number): readonly string[];
}

export const STATS_SOURCE = Symbol('StatsSource');

/** The figures as they were read together. */
export interface Reading {
  cursor: string;
  at: string;
  /** The workspace's, as JSON text. */
  stats: string;
  rows: RowTexts;
}

/** A client that wants figures. */
export interface Watcher {
  wanted(): Wanted;
  take(reading: Reading): void;
  /** They could not be read; the next second may. */
  failed(): void;
}

const EVERY_MS = 1_000;
/** Between two readings that clients ask for, ms: many that come at once share one. */
const LEAST_GAP_MS = 100;
/** What takes the database longest: what agents have done, and what was asked of skills. */
const SLOW_GROUPS = ['skill', 'agent'] as const;
type SlowGroup = (typeof SLOW_GROUPS)[number];
/** Longest that a reading waits for these, ms. */
const SLOW_PATIENCE_MS = 700;

/** Reads the figures once a second for all supervisors together, and only while there are any. */
@Injectable()
export class StatsTicker implements OnModuleDestroy {
  private readonly watchers = new Set<Watcher>();
  private timer?: NodeJS.Timeout;
  private running?: Promise<Reading>;
  private queued?: Promise<Reading>;
  private endedAt = -Infinity;
  private slow: Pick<LiveRows, SlowGroup> = { skill: new Map(), agent: new Map() };
  private readonly readingSlow = new Map<SlowGroup, Promise<void>>();
  private texts: RowTexts = emptyRows<RowText>();

  constructor(
    @Inject(RecentEvents) private readonly recent: RecentEvents,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(STATS_SOURCE) private readonly source: StatsSource,
  ) {}

  /** It gets a reading soon, and then one each second. Returns the function that ends it. */
  join(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    if (this.timer === undefined) {
      // A slow store makes the figures rarer, not the questions more.
      this.timer = setInterval(
        () => void (this.running ?? this.queued ?? this.start()).catch(() => undefined),
        EVERY_MS,
      );
      this.timer.unref();
    }
    this.refresh().catch(() => undefined);
    return () => {
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.stop();
    };
  }

  /** A reading that begins from now on; every watcher gets it. Rejects where the stores do not answer. */
  refresh(): Promise<Reading> {
    return (this.queued ??= this.afterwards());
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.texts = emptyRows();
    this.slow = { skill: new Map(), agent: new Map() };
  }

  private async afterwards(): Promise<Reading> {
    await this.running?.catch(() => undefined);
    const rest = this.endedAt + LEAST_GAP_MS - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest).unref());
    this.queued = undefined;
    return this.start();
  }

  private start(): Promise<Reading> {
    const running = this.read().finally(() => {
      this.endedAt = performance.now();
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }

  private async read(): Promise<Reading> {
    try {
      const [stats, rows] = await Promise.all([this.source.stats(), this.rows()]);
      this.texts = rowTexts(rows, this.texts);
      const cursor = positionId(this.recent.position());
      const reading = { cursor, at: new Date().toISOString(), stats: JSON.stringify(stats), rows: this.texts };
      for (const watcher of this.watchers) watcher.take(reading);
      return reading;
    } catch (error) {
      this.logger.warn({ err: error }, 'the figures for supervisors could not be read');
      for (const watcher of this.watchers) watcher.failed();
      throw error;
    }
  }

  /** The others do not wait for what takes long, nor fail with it: it comes when it is there. */
  private async rows(): Promise<LiveRows> {
    const { skill, agent, ...others } = this.union();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, SLOW_PATIENCE_MS)));
    const slow = Promise.all([this.readSlow('skill', skill), this.readSlow('agent', agent)]);
    try {
      const [rows] = await Promise.all([this.source.rows(others), Promise.race([slow, patience])]);
      return { ...rows, ...this.slow };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Joins the reading that is under way. Never rejects: those of before stand. */
  private readSlow(group: SlowGroup, ids: readonly string[] | undefined): Promise<void> {
    const reading =
      this.readingSlow.get(group) ??
      this.source
        .rows({ [group]: ids })
        .then((rows) => void (this.slow = { ...this.slow, [group]: rows[group] }))
        .catch((error: unknown) =>
          this.logger.warn({ err: error, group }, 'figures could not be read: those of before stand'),
        )
        .finally(() => this.readingSlow.delete(group));
    this.readingSlow.set(group, reading);
    return reading;
  }

  private union(): Wanted {
    const union: Record<RowGroup, Set<string>> = {
      queue: new Set(),
      channel: new Set(),
      skill: new Set(),
      agent: new Set(),
    };
    for (const watcher of this.watchers) {
      const wanted = watcher.wanted();
      for (const group of ROW_GROUPS) for (const id of wanted[group] ?? []) union[group].add(id);
    }
    return Object.fromEntries(ROW_GROUPS.map((group) => [group, [...union[group]]]));
  }
}
