import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import { asCsv } from '../../src/reports/report-text.js';
import { INTERVAL_WAIT } from '../../src/history/intervals/interval-tables.js';
import {
  bucketOf,
  packHistogram,
  quantileOf,
  sentHistogram,
  SHORTS_MS,
  TARGETS_MS,
} from '../../src/history/intervals/ladders.js';
import { ReportsService } from '../../src/reports/reports.service.js';
import { becomes } from '../support/becomes.js';
import { startHistoryWorld, type HistoryWorld } from './history-world.js';

const WAITS = 101_000;
const FIRST = Date.parse('2025-11-01T00:00:00Z');
const STEP_MS = 60_000;
/** Whole quarters of an hour. */
const SOME = 19_995;
/** Measures of one answered wait of 9 s; the others are 0. */
const GIVEN: Record<string, string> = {
  answered: '1',
  wait_ms: '9000',
  longest_ms: '9000',
  answered_within: `array_fill(1, ARRAY[${TARGETS_MS.length}])`,
  abandoned_before: `array_fill(0, ARRAY[${SHORTS_MS.length}])`,
  waits: '1',
};

describe('reports of a long history', () => {
  let world: HistoryWorld;
  let pool: Postgres;
  let reports: ReportsService;
  beforeAll(async () => {
    world = await startHistoryWorld();
    pool = new Postgres(world.url, POOLS.reports);
    const environment = { timezone: 'UTC' };
    world.projector.start();
    reports = new ReportsService(pool, world.node.cache, world.history, world.live, environment);
    // One wait a minute, each of a queue of its own: as many rows as waits.
    const counts = Object.keys(INTERVAL_WAIT.measures).filter((name) => !(name in GIVEN));
    await world.postgres.run(
      `INSERT INTO interval_wait (workspace, at, queue_id, channel, ${[...Object.keys(GIVEN), ...counts].join(', ')})
       SELECT 'default', $2::bigint + n * ${STEP_MS} - n * ${STEP_MS} % 900000, 'q' || n, 'voice',
              ${[...Object.values(GIVEN), ...counts.map(() => '0')].join(', ')}
       FROM generate_series(0::bigint, $1::bigint - 1) n`,
      [WAITS, FIRST],
    );
  });
  afterAll(async () => {
    await pool.close();
    await world.stop();
  });

  const span = (waits: number) => ({
    from: new Date(FIRST).toISOString(),
    to: new Date(FIRST + waits * STEP_MS).toISOString(),
  });
  const statements = async (): Promise<number> => {
    const [row] = await world.postgres.query<{ n: number }>(
      `SELECT count(*) AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'lotse-reports' AND state <> 'idle'`,
    );
    return row?.n ?? -1;
  };

  it('come whole, row by row', async () => {
    const report = await reports.open('queues', { ...span(SOME), interval: 'PT15M' }, new AbortController().signal);
    let lines = -1;
    for await (const text of asCsv(report)) lines += text.split('\r\n').length - 1;
    expect(lines).toBe(SOME);
    expect(await statements()).toBe(0);
  });

  it('of more than 100,000 rows are refused before the first is written', async () => {
    const opened = reports.open('queues', span(WAITS), new AbortController().signal);
    await expect(opened).rejects.toMatchObject({
      code: 'validationFailed',
      details: { errors: [{ path: 'interval' }] },
    });
    expect(await statements()).toBe(0);
  });

  it('hold nothing once the client has gone, also where it never took a row', async () => {
    for (const taken of [0, 1]) {
      const gone = new AbortController();
      const report = await reports.open('queues', span(SOME), gone.signal);
      if (taken > 0) await report.batches[Symbol.asyncIterator]().next();
      expect(await statements()).toBe(1);
      gone.abort();
      await becomes(async () => (await statements()) === 0, 'the cursor is gone');
    }
    // Both connections of the pool are there again.
    const both = new AbortController();
    for (let n = 0; n < 2; n += 1) await reports.open('queues', span(15), both.signal);
    both.abort();
    await becomes(async () => (await statements()) === 0, 'nothing is held');
  });

  it('read one state of the store, whatever is written meanwhile', async () => {
    const count = 'SELECT count(*)::int AS n FROM told_meanwhile';
    await world.postgres.run('CREATE TABLE told_meanwhile (n integer)');
    const store = await pool.snapshot(new AbortController().signal);
    expect(await store.query(count)).toEqual([{ n: 0 }]);
    await world.postgres.run('INSERT INTO told_meanwhile VALUES (1)');
    expect(await store.query(count)).toEqual([{ n: 0 }]);
    for await (const rows of store.rows(count, [], { batch: 1 })) expect(rows).toEqual([{ n: 0 }]);
    await store.close();
    expect(await pool.query(count)).toEqual([{ n: 1 }]);
    await world.postgres.run('DROP TABLE told_meanwhile');
  });

  it('read histograms as Postgres sends them', async () => {
    for (const longest of [50, 9_000, 130_000, 4_000_000, 30_000_000_000]) {
      const waits = Array.from({ length: 400 }, (_, i) =>
        Math.round(longest * ((i * 7_919) % 401 || 401) ** 3 * 401 ** -3),
      );
      const counts = new Map<number, number>();
      for (const wait of waits) counts.set(bucketOf(wait), (counts.get(bucketOf(wait)) ?? 0) + 1);
      const [row] = await pool.query<{ sent: string }>(`SELECT ${sentHistogram('$1::numeric')} AS sent`, [
        packHistogram(counts),
      ]);
      const sorted = [...waits].sort((a, b) => a - b);
      for (const share of [0.05, 0.5, 0.95, 0.99]) {
        const exact = sorted[Math.ceil(share * 400) - 1] as number;
        const told = quantileOf(row?.sent ?? '', share, 400, sorted[399] as number) as number;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(0.05 * exact, 50));
      }
    }
  });

  it('of a client that has gone before are none', async () => {
    const gone = AbortSignal.abort();
    await expect(reports.open('queues', span(15), gone)).rejects.toMatchObject({ code: 'storeUnavailable' });
    expect(await statements()).toBe(0);
  });

  it('end a statement that is under way when the client goes', async () => {
    const gone = new AbortController();
    const store = await pool.snapshot(gone.signal);
    const first = store.query('SELECT pg_sleep(50)');
    first.catch(() => undefined);
    await becomes(async () => (await statements()) === 1, 'the statement runs');
    gone.abort();
    await expect(first).rejects.toMatchObject({ code: 'storeUnavailable' });
    await becomes(async () => (await statements()) === 0, 'the statement is gone');
    await store.close();
  });
});
