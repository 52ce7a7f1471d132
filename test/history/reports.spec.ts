import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import { asCsv } from '../../src/reports/report-text.js';
import { ReportsService } from '../../src/reports/reports.service.js';
import { becomes } from '../support/becomes.js';
import { startHistoryWorld, type HistoryWorld } from './history-world.js';

const WAITS = 120_000;
const FIRST = Date.parse('2025-11-01T00:00:00Z');
const STEP_MS = 60_000;

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
    await world.postgres.run(
      `INSERT INTO contact_segment (workspace, contact_id, id, queue_id, channel, entered_at, left_at, outcome)
       SELECT 'default', 'w' || n, '1.' || n, 'q' || n, 'voice', $2::bigint + n * ${STEP_MS}, $2 + n * ${STEP_MS} + 9000, 'answered'
       FROM generate_series(0::bigint, $1::bigint - 1) n`,
      [WAITS, FIRST],
    );
  }, 60_000);
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
    const report = await reports.open('queues', { ...span(50_000), interval: 'PT15M' }, new AbortController().signal);
    let lines = -1;
    for await (const text of asCsv(report)) lines += text.split('\r\n').length - 1;
    expect(lines).toBe(50_000);
    expect(await statements()).toBe(0);
  }, 60_000);

  it('of more than 100,000 rows are refused before the first is written', async () => {
    const opened = reports.open('queues', span(WAITS), new AbortController().signal);
    await expect(opened).rejects.toMatchObject({
      code: 'validationFailed',
      details: { errors: [{ path: 'interval' }] },
    });
    expect(await statements()).toBe(0);
  }, 60_000);

  it('hold nothing once the client has gone, also where it never took a row', async () => {
    for (const taken of [0, 1]) {
      const gone = new AbortController();
      const report = await reports.open('queues', span(50_000), gone.signal);
      if (taken > 0) await report.batches[Symbol.asyncIterator]().next();
      expect(await statements()).toBe(1);
      gone.abort();
      await becomes(async () => (await statements()) === 0, 'the cursor is gone');
    }
    // Both connections of the pool are there again.
    const both = new AbortController();
    for (let n = 0; n < 2; n += 1) await reports.open('queues', span(10), both.signal);
    both.abort();
    await becomes(async () => (await statements()) === 0, 'nothing is held');
  }, 60_000);

  it('end a statement that is under way when the client goes', async () => {
    const gone = new AbortController();
    const rows = pool.rows('SELECT pg_sleep(50)', [], { batch: 1, signal: gone.signal });
    const first = rows.next();
    first.catch(() => undefined);
    await becomes(async () => (await statements()) === 1, 'the statement runs');
    gone.abort();
    await expect(first).rejects.toMatchObject({ code: 'storeUnavailable' });
    await becomes(async () => (await statements()) === 0, 'the statement is gone');
  }, 60_000);
});
