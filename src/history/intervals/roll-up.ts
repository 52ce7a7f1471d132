import { dayBegin, intervalEdges, nextDayBegin } from '../../hours/local-intervals.js';
import type { Postgres, Run } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import {
  INTERVAL_TABLES,
  lengthsKept,
  lengthsOfTotals,
  rolledTable,
  TOTAL_TABLES,
  type IntervalTable,
  type MeasureKind,
} from './interval-tables.js';
import { DAY_MS } from './stale-days.js';

/** How long after its end a day is rolled up: longer than a writer may believe a day to be no older than. */
const SETTLES_MS = 2 * DAY_MS;
/** A day that changes after it was rolled up is rolled up again at most this often. */
const AGAIN_MS = 3_600_000;

/** The tables that are made here. */
const SUMS = [
  ...INTERVAL_TABLES.flatMap((table) => lengthsKept(table).map((length) => rolledTable(table, length))),
  ...TOTAL_TABLES.flatMap((table) => [
    table.name,
    ...lengthsOfTotals(table).map((length) => rolledTable(table, length)),
  ]),
];

/**
 * Sums the rows of quarters up to rows of half hours, hours and days, by the clock of the workspace's time zone, and to
 * totals of each quarter and half hour, a day in each transaction. What changes a day later notes it as stale (`noteStale`)
 * and writes only the quarters: reports take these until the day is rolled up again. The transaction holds the projector's
 * position, so that nothing is written to the quarters meanwhile but what waits for `interval_fill` too.
 */
export class RollUp {
  private lookAt = -Infinity;

  constructor(
    private readonly postgres: Pick<Postgres, 'transaction'>,
    private readonly timezone: string,
  ) {}

  /** Rolls up one day, if one is due at `now`, the time of the last event that is archived. True: it did, look again. */
  async step(now: number): Promise<boolean> {
    if (now < this.lookAt) return false;
    const next = await this.postgres.transaction((run) => this.rollNext(run, now));
    if (next !== undefined) this.lookAt = Math.min(next, now + AGAIN_MS);
    return next === undefined;
  }

  /** When there may be something to do next; undefined: now. */
  private async rollNext(run: Run, now: number): Promise<number | undefined> {
    await run('SELECT 1 FROM projector_position WHERE workspace = $1 FOR UPDATE', [WORKSPACE]);
    const { rows } = await run<{ next: number | null; rolled: number | null; zone: string | null }>(
      `SELECT next_at AS next, rolled_at AS rolled, rolled_zone AS zone FROM interval_fill WHERE workspace = $1 FOR UPDATE`,
      [WORKSPACE],
    );
    const state = rows[0];
    if (state === undefined || state.next !== null) return now;
    const isAnew = state.zone !== this.timezone;
    if (isAnew) await forget(run);
    const rolled = isAnew ? null : state.rolled;
    if (rolled !== null && (await this.rollStale(run, rolled, now))) return undefined;
    const from = rolled ?? (await this.firstDay(run));
    if (from === undefined) return now + AGAIN_MS;
    const to = nextDayBegin(this.timezone, from);
    if (to + SETTLES_MS > now) return to + SETTLES_MS;
    await this.roll(run, from, to);
    await run('UPDATE interval_fill SET rolled_at = $2, rolled_zone = $3 WHERE workspace = $1', [
      WORKSPACE,
      to,
      this.timezone,
    ]);
    return undefined;
  }

  /** All days that touch the stale one, a day of UTC. */
  private async rollStale(run: Run, rolled: number, now: number): Promise<boolean> {
    const { rows } = await run<{ day: number }>(
      'SELECT day FROM interval_stale WHERE workspace = $1 AND noted_at <= $2 ORDER BY day LIMIT 1',
      [WORKSPACE, now - AGAIN_MS],
    );
    const day = rows[0]?.day;
    if (day === undefined) return false;
    let from = dayBegin(this.timezone, day);
    for (; from < day + DAY_MS && from < rolled; from = nextDayBegin(this.timezone, from))
      await this.roll(run, from, nextDayBegin(this.timezone, from));
    await run('DELETE FROM interval_stale WHERE workspace = $1 AND day = $2', [WORKSPACE, day]);
    return true;
  }

  private async firstDay(run: Run): Promise<number | undefined> {
    const firsts = INTERVAL_TABLES.map(({ name }) => `(SELECT min(at) FROM ${name} WHERE workspace = $1)`);
    const { rows } = await run<{ at: number | null }>(`SELECT least(${firsts.join(', ')}) AS at`, [WORKSPACE]);
    const at = rows[0]?.at ?? null;
    return at === null ? undefined : dayBegin(this.timezone, at);
  }

  private async roll(run: Run, from: number, to: number): Promise<void> {
    const edges = {
      half: intervalEdges(this.timezone, 'PT30M', from, to),
      hour: intervalEdges(this.timezone, 'PT1H', from, to),
      day: [from, to],
    };
    for (const name of SUMS)
      await run(`DELETE FROM ${name} WHERE workspace = $1 AND at >= $2 AND at < $3`, [WORKSPACE, from, to]);
    for (const table of INTERVAL_TABLES) {
      let source: string = table.name;
      for (const length of lengthsKept(table)) {
        const into = rolledTable(table, length);
        await run(summed(table, source, into), [WORKSPACE, from, to, edges[length]]);
        source = into;
      }
    }
    const quarters = intervalEdges(this.timezone, 'PT15M', from, to);
    for (const total of TOTAL_TABLES) {
      await run(summed(total, total.of.name, total.name), [WORKSPACE, from, to, quarters]);
      for (const length of lengthsOfTotals(total))
        await run(summed(total, rolledTable(total.of, length), rolledTable(total, length)), [
          WORKSPACE,
          from,
          to,
          edges[length],
        ]);
    }
  }
}

async function forget(run: Run): Promise<void> {
  for (const name of SUMS) await run(`DELETE FROM ${name} WHERE workspace = $1`, [WORKSPACE]);
  await run('DELETE FROM interval_stale WHERE workspace = $1', [WORKSPACE]);
  await run('UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL WHERE workspace = $1', [WORKSPACE]);
}

/** $1 workspace, [$2, $3) the day, $4 edges. */
function summed(table: IntervalTable, from: string, into: string): string {
  const measures = Object.entries(table.measures) as [string, MeasureKind][];
  const names = [...table.dimensions, ...measures.map(([name]) => name)].join(', ');
  const sums = [...table.dimensions, ...measures.map(([name, kind]) => sumOf(name, kind, table))].join(', ');
  return `INSERT INTO ${into} (workspace, at, ${names}) SELECT $1, ($4::bigint[])[n], ${sums}
    FROM (SELECT *, width_bucket(at, $4::bigint[]) AS n FROM ${from} WHERE workspace = $1 AND at >= $2 AND at < $3) AS placed
    GROUP BY ${['n', ...table.dimensions].join(', ')}`;
}

function sumOf(measure: string, kind: MeasureKind, table: IntervalTable): string {
  if (kind === 'longest') return `max(${measure})`;
  if (kind !== 'steps') return `sum(${measure})`;
  const length = table.lengths?.[measure] ?? 0;
  return `ARRAY[${Array.from({ length }, (_, i) => `sum(${measure}[${i + 1}])`).join(', ')}]::integer[]`;
}
