import { INTERVAL_TABLES, type IntervalTable, type MeasureKind } from '../../src/history/intervals/interval-tables.js';
import { RollUp } from '../../src/history/intervals/roll-up.js';
import { noteStale } from '../../src/history/intervals/stale-days.js';
import type { Cell } from '../../src/reports/csv.js';
import { ReportsService, type ReportName } from '../../src/reports/reports.service.js';
import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import { startHistoryWorld, type HistoryWorld } from './history-world.js';

const ZONE = 'Europe/Berlin';
/** Six days around the night in which the clock is set forward, and half a day more. */
const FIRST = Date.parse('2026-03-26T00:00:00Z');
const QUARTERS = 6 * 96 + 48;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const LATER = FIRST + 20 * DAY_MS;
const ASKED: [ReportName, string][] = [
  ['queues', 'queueId'],
  ['queues', 'none'],
  ['skills', 'skillId,channel'],
  ['agents', 'agentId,kind'],
  ['dispositions', 'disposition'],
  ['dispositions', 'agentId'],
];

describe('days that are summed up', () => {
  let world: HistoryWorld;
  let pool: Postgres;
  beforeAll(async () => {
    world = await startHistoryWorld();
    world.projector.start();
    await world.settle();
    pool = new Postgres(world.url, POOLS.reports);
    for (const table of INTERVAL_TABLES) await world.postgres.run(fill(table));
    await world.postgres.run(`INSERT INTO interval_fill VALUES ('default', NULL, 0, 0, 0) ON CONFLICT DO NOTHING`);
  }, 60_000);
  afterAll(async () => {
    await pool.close();
    await world.stop();
  });

  const told = async (timezone = ZONE): Promise<Cell[][][]> => {
    const reports = new ReportsService(pool, world.node.cache, world.history, world.live, { timezone });
    const all: Cell[][][] = [];
    for (const [name, groupBy] of ASKED)
      for (const interval of ['PT1H', 'P1D'] as const) {
        const span = { from: iso(FIRST + 3 * QUARTER_MS), to: iso(FIRST + (QUARTERS - 5) * QUARTER_MS) };
        const report = await reports.open(name, { ...span, interval, groupBy }, new AbortController().signal);
        const rows: Cell[][] = [];
        for await (const some of report.batches) rows.push(...some);
        all.push(rows);
      }
    return all;
  };
  const rollAll = async (zone: string, now: number): Promise<number> => {
    const rollUp = new RollUp(world.postgres, zone);
    let days = 0;
    while (await rollUp.step(now)) days += 1;
    return days;
  };
  const change = (by: number): Promise<unknown> =>
    world.postgres.run(
      `UPDATE interval_disposition SET contacts = contacts + $2 WHERE at = $1 AND disposition = 'd1'`,
      [FIRST + 150 * QUARTER_MS, by],
    );
  const stale = (): Promise<unknown[]> => world.postgres.query('SELECT day FROM interval_stale');

  it('tell what the quarters tell', async () => {
    const fromQuarters = await told();
    expect(fromQuarters.every((rows) => rows.length > 5)).toBe(true);
    // Up to two days before `LATER`, empty ones among them.
    expect(await rollAll(ZONE, LATER)).toBe(18);
    expect(await told()).toEqual(fromQuarters);
    // By the sums indeed: what the quarters hold beyond is not told.
    await change(5);
    expect(await told()).toEqual(fromQuarters);
    await change(-5);
  }, 60_000);

  it('are told from the quarters once something changed, and summed up again an hour later', async () => {
    const before = await told();
    await world.postgres.transaction(async (run) => {
      await change(5);
      await noteStale(run, [FIRST + 150 * QUARTER_MS], LATER);
    });
    const changed = await told();
    expect(changed).not.toEqual(before);
    expect(await stale()).toHaveLength(1);
    expect(await rollAll(ZONE, LATER + 3_599_000)).toBeLessThan(1);
    expect(await stale()).toHaveLength(1);
    expect(await rollAll(ZONE, LATER + 3_600_000)).toBe(1);
    expect(await stale()).toEqual([]);
    expect(await told()).toEqual(changed);
  }, 60_000);

  it('are not taken for those of another time zone, and made anew for it', async () => {
    const elsewhere = await told('Asia/Kathmandu');
    await rollAll('Asia/Kathmandu', LATER);
    expect(await told('Asia/Kathmandu')).toEqual(elsewhere);
    const here = await told();
    await rollAll(ZONE, LATER);
    expect(await told()).toEqual(here);
  }, 60_000);
});

const iso = (at: number): string => new Date(at).toISOString();

/** A row for each quarter and two of each dimension, with numbers that differ. */
function fill(table: IntervalTable): string {
  const value = (kind: MeasureKind, i: number, length = 0): string => {
    const number = `(1 + (q * ${i + 3} + x * 5) % 7)::int`;
    if (kind === 'steps') return `array_fill(${number}, ARRAY[${length}])`;
    return kind === 'histogram' ? `1000000000::numeric * ${number}` : number;
  };
  const measures = Object.entries(table.measures) as [string, MeasureKind][];
  const values = measures.map(([name, kind], i) => value(kind, i, table.lengths?.[name]));
  return `INSERT INTO ${table.name} (workspace, at, ${table.dimensions.join(', ')}, ${measures.map(([name]) => name).join(', ')})
    SELECT 'default', ${FIRST} + q * ${QUARTER_MS}::bigint, ${table.dimensions.map((name) => `'${name[0]}' || x`).join(', ')},
           ${values.join(', ')}
    FROM generate_series(0, ${QUARTERS - 1}) q, generate_series(1, 2) x`;
}
