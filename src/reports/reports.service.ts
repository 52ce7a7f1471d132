import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { HISTORY_QUERIES, type HistoryQueries } from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { figureRules } from '../history/figures.js';
import { localIso } from '../hours/local-time.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import type { Postgres } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';
import { AGENTS } from './agent-report.js';
import type { Cell } from './csv.js';
import { DISPOSITIONS } from './disposition-report.js';
import { dayBegin, intervalEdges, type Interval } from '../hours/local-intervals.js';
import type { KeptScope, Report, StoredRow } from './report.js';
import { openRows } from './report-rows.js';
import { QUEUES, SKILLS } from './wait-report.js';

/** Token of the pool that reports read with. */
export const REPORTS_POSTGRES = Symbol('ReportsPostgres');

export const REPORTS = { queues: QUEUES, agents: AGENTS, skills: SKILLS, dispositions: DISPOSITIONS } as const;
export type ReportName = keyof typeof REPORTS;

export const LONGEST_DAYS = 366;
export const MOST_ROWS = 100_000;
const DAY_MS = 86_400_000;
/** Longest that a report waits for the archive to hold what the log holds, ms. */
const PATIENCE_MS = 1_000;
/** Rows are not grouped but by interval. */
export const UNGROUPED = 'none';

export interface ReportRequest {
  /** ISO 8601. Left out: the beginning of the local day of `to`; now. */
  from?: string;
  to?: string;
  interval?: Interval;
  /** Names of groups, divided by commas, or `none`. */
  groupBy?: string;
}

/** A report whose first rows are there; the others are read as they are taken. */
export interface OpenReport {
  timezone: string;
  interval: Interval;
  from: string;
  to: string;
  columns: readonly string[];
  /** Rows, each a cell for each column. */
  batches: AsyncIterable<Cell[][]>;
}

/** Figures of the past, cut into intervals of the workspace's time zone. Rows in which nothing happened are left out. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(REPORTS_POSTGRES) private readonly postgres: Postgres,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'waitFor'>,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'logEnd' | 'now'>,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'timezone'>,
  ) {}

  /**
   * Runs a report. Until its rows are all taken it holds a connection: who stops before aborts the signal.
   * @throws DomainError `validationFailed`, also where there would be more than `MOST_ROWS` rows; `storeUnavailable`
   */
  async open(name: ReportName, request: ReportRequest, signal: AbortSignal): Promise<OpenReport> {
    const report: Report = REPORTS[name];
    const { timezone } = this.environment;
    const { interval = 'P1D' } = request;
    await this.history.waitFor(await this.live.logEnd(), PATIENCE_MS);
    const now = this.live.now();
    const { from, to } = spanOf(request, timezone, now);
    const groups = groupsOf(report, request.groupBy);
    const config = this.config.current();
    const edges = intervalEdges(timezone, interval, from, to);
    const scope: KeptScope = {
      workspace: WORKSPACE,
      from,
      to,
      timezone,
      interval,
      edges,
      now,
      rules: figureRules(config),
      bots: [...config.agent.values()].filter(({ value }) => value.kind === 'bot').map(({ value }) => value.id),
    };
    const columns = groups.map((group) => report.groups[group] as string);
    const { rows, total, close } = await openRows(this.postgres, report, scope, columns, MOST_ROWS, signal);
    if (total > MOST_ROWS) {
      await close();
      throw invalid('interval', `would give ${total} rows, more than ${MOST_ROWS}: ask for longer ones, or less time`);
    }
    // Rows come by interval: what is told of it is made once.
    let told: { n: number; interval: Cell[] } | undefined;
    const tell = (row: StoredRow): Cell[] => {
      if (told?.n !== row.n) told = { n: row.n, interval: intervalOf(row.n, edges, timezone) };
      const groupCells = columns.map((column) => row[column] ?? null);
      return told.interval.concat(groupCells, Object.values(report.figures(row)));
    };
    return {
      timezone,
      interval,
      from: iso(from),
      to: iso(to),
      columns: columnsOf(report, groups),
      batches: batches(rows, tell),
    };
  }
}

async function* batches(rows: AsyncIterable<StoredRow[]>, told: (row: StoredRow) => Cell[]): AsyncGenerator<Cell[][]> {
  for await (const some of rows) yield some.map(told);
}

const INTERVAL_COLUMNS = ['from', 'to', 'localTime'] as const;

/** Columns of a report's rows when it is grouped like this; how it is when nothing is said by default. */
export function columnsOf(report: Report, groups: readonly string[] = report.groupedBy): string[] {
  return [...INTERVAL_COLUMNS, ...groups, ...Object.keys(report.figures({ n: 0, total: 0 }))];
}

/** Cells of `INTERVAL_COLUMNS`. */
function intervalOf(n: number, edges: readonly number[], timezone: string): Cell[] {
  const [from, to] = [edges[n - 1] as number, edges[n] as number];
  return [iso(from), iso(to), localIso(timezone, from)];
}

function spanOf(request: ReportRequest, timezone: string, now: number): { from: number; to: number } {
  const to = request.to === undefined ? now : Date.parse(request.to);
  const from = request.from === undefined ? dayBegin(timezone, to - 1) : Date.parse(request.from);
  if (from >= to) throw invalid('from', 'must be before `to`');
  if (to - from > LONGEST_DAYS * DAY_MS) throw invalid('from', `must be at most ${LONGEST_DAYS} days before \`to\``);
  return { from, to };
}

function groupsOf(report: Report, groupBy: string | undefined): readonly string[] {
  if (groupBy === undefined) return report.groupedBy;
  if (groupBy === UNGROUPED) return [];
  const groups = groupBy.split(',');
  const known = Object.keys(report.groups);
  if (groups.some((group) => !known.includes(group)) || new Set(groups).size < groups.length)
    throw invalid('groupBy', `must be ${UNGROUPED}, or some of ${known.join(', ')}, each once, divided by commas`);
  return groups;
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('validationFailed', 'The report cannot be made like this.', { errors: [{ path, message }] });
}
