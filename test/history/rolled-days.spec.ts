import {
  INTERVAL_AGENT,
  INTERVAL_DISPOSITION,
  INTERVAL_TABLES,
  INTERVAL_WAIT,
  type IntervalTable,
  type MeasureKind,
} from '../../src/history/intervals/interval-tables.js';
import { RollUp } from '../../src/history/intervals/roll-up.js';
import { noteStale } from '../../src/history/intervals/stale-days.js';
import { INTERVALS, intervalEdges, type Interval } from '../../src/hours/local-intervals.js';
import type { Cell } from '../../src/reports/csv.js';
import { openRows } from '../../src/reports/report-rows.js';
import { columnsOf, REPORTS, ReportsService, type ReportName } from '../../src/reports/reports.service.js';
import type { ConfigCache } from '../../src/store/config-store.js';
import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import { actsOf, startHistoryWorld, type HistoryWorld } from './history-world.js';

const ZONE = 'Europe/Berlin';
/** Twelve days and a half: Berlin's clock is set forward in their fourth night, Lord Howe's back by half an hour in their eleventh. */
const FIRST = Date.parse('2026-03-26T00:00:00Z');
const QUARTERS = 12 * 96 + 48;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const LATER = FIRST + 20 * DAY_MS;
const PATIENT_SINCE = FIRST + 5 * DAY_MS + 40 * 60_000;
const ZONES = ['Asia/Kathmandu', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const SUMMED: readonly Interval[] = ['PT30M', 'PT1H', 'P1D'];
const ASKED: [ReportName, string][] = [
  ['queues', 'queueId'],
  ['queues', 'none'],
  ['queues', 'channel'],
  ['skills', 'skillId,channel'],
  ['skills', 'skillId'],
  ['skills', 'channel'],
  ['skills', 'none'],
  ['agents', 'agentId,kind'],
  ['agents', 'kind'],
  ['agents', 'none'],
  ['dispositions', 'disposition'],
  ['dispositions', 'channel'],
  ['dispositions', 'queueId'],
  ['dispositions', 'disposition,queueId'],
  ['dispositions', 'agentId'],
];

/** Those that a queue's target and short abandons have a say in. */
const OF_WAITS = ASKED.filter(([name]) => name === 'queues' || name === 'skills');
/** Reports whose rows are made as they are taken, with the table that each is read from. */
const COUNTED: [ReportName, string[], IntervalTable][] = [
  ['queues', ['queue_id'], INTERVAL_WAIT],
  ['agents', ['agent_id', 'kind'], INTERVAL_AGENT],
  ['dispositions', ['disposition', 'queue_id'], INTERVAL_DISPOSITION],
];

interface JudgedQueue {
  id: string;
  serviceLevel?: { targetSeconds: number };
  shortAbandonSeconds: number;
}

const judgedBy = (id: string, shortAbandonSeconds: number, targetSeconds?: number): JudgedQueue => ({
  id,
  shortAbandonSeconds,
  ...(targetSeconds !== undefined && { serviceLevel: { targetSeconds } }),
});
/** Of the rows' queues, q1 and q2: one is judged otherwise than most; most are, and one of them not; or is none any more. */
const JUDGED: readonly (readonly JudgedQueue[])[] = [
  [judgedBy('q1', 5, 60)],
  [judgedBy('q1', 10)],
  [judgedBy('q1', 10, 60), judgedBy('q3', 10, 60), judgedBy('q4', 10, 60), judgedBy('q2', 2, 30)],
  [judgedBy('q1', 10, 60), judgedBy('q3', 10, 60), judgedBy('q4', 10, 60)],
  [judgedBy('q1', 10, 60), judgedBy('q2', 10, 60), judgedBy('q4', 10, 60)],
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
    // Somebody who waits since one of these days is in no table yet.
    await actsOf(world.live).enqueue('patient', 'sales', { enqueuedAt: PATIENT_SINCE });
    await world.settle();
  }, 120_000);
  afterAll(async () => {
    await pool.close();
    await world.stop();
  });

  const told = async (
    timezone = ZONE,
    intervals: readonly Interval[] = SUMMED,
    queues: readonly JudgedQueue[] = [],
    asked: typeof ASKED = ASKED,
  ): Promise<Cell[][][]> => {
    const cache = withBot(world.node.cache, queues);
    const reports = new ReportsService(pool, cache, world.history, world.live, { timezone });
    const all: Cell[][][] = [];
    for (const [name, groupBy] of asked)
      for (const interval of intervals) {
        const span = { from: iso(FIRST + 3 * QUARTER_MS), to: iso(FIRST + (QUARTERS - 5) * QUARTER_MS) };
        const report = await reports.open(name, { ...span, interval, groupBy }, new AbortController().signal);
        const rows: Cell[][] = [];
        for await (const some of report.batches) rows.push(...some);
        all.push(rows);
      }
    return all;
  };
  /** Expects of the reports of queues what the quarters of each row's interval add up to, one by one. */
  const expectPlainSums = async (zone: string): Promise<void> => {
    const asked = ASKED.filter(([name]) => name === 'queues');
    const reports = await told(zone, INTERVALS, [], asked);
    const quarters = new Map<string, Record<string, number>[]>();
    for (const quarter of await world.postgres.query<Record<string, number>>(
      `SELECT at, queue_id, channel, answered, first_contacts, customers_known - settled AS pending, longest_ms FROM interval_wait`,
    )) {
      const keys = [quarter['queue_id'], quarter['channel'], ''].map((key) => `${quarter['at']} ${key}`);
      for (const key of keys) quarters.set(key, [...(quarters.get(key) ?? []), quarter]);
    }
    for (const [index, [, groupBy]] of asked.entries()) {
      const columns = columnsOf(REPORTS.queues, groupBy === 'none' ? [] : [groupBy]);
      const of = (row: Cell[], column: string): Cell => row[columns.indexOf(column)] ?? null;
      const figures = ['answered', 'firstContacts', 'fcrPending', 'longestWaitSeconds', 'open'];
      for (const rows of reports.slice(index * INTERVALS.length, (index + 1) * INTERVALS.length)) {
        const added = rows.map((row) => {
          const [from, to] = [Date.parse(String(of(row, 'from'))), Date.parse(String(of(row, 'to')))];
          const group = String(of(row, groupBy) ?? '');
          const own: Record<string, number>[] = [];
          for (let at = from; at < to; at += QUARTER_MS) own.push(...(quarters.get(`${at} ${group}`) ?? []));
          const sum = (measure: string): number => own.reduce((all, quarter) => all + Number(quarter[measure]), 0);
          const isPatient = from <= PATIENT_SINCE && to > PATIENT_SINCE && ['', 'sales', 'voice'].includes(group);
          const longest = Math.max(...own.map((quarter) => Number(quarter['longest_ms'])));
          return [
            sum('answered'),
            sum('first_contacts'),
            Math.max(0, sum('pending')),
            own.length === 0 ? null : longest / 1000,
            isPatient ? 1 : 0,
          ];
        });
        expect(rows.map((row) => figures.map((figure) => of(row, figure)))).toEqual(added);
      }
    }
  };
  const rollAll = async (zone: string, now: number): Promise<number> => {
    const rollUp = new RollUp(world.postgres, zone);
    let days = 0;
    while (await rollUp.step(now)) days += 1;
    return days;
  };
  const change = async (by: number): Promise<void> => {
    for (const [table, measure] of [
      ['interval_disposition', 'contacts'],
      ['interval_wait', 'answered'],
      ['interval_wait', 'first_contacts'],
      ['interval_skill', 'answered'],
    ])
      await world.postgres.run(`UPDATE ${table} SET ${measure} = ${measure} + $2 WHERE at = $1`, [
        FIRST + 150 * QUARTER_MS,
        by,
      ]);
  };
  const stale = (): Promise<unknown[]> => world.postgres.query('SELECT day FROM interval_stale');

  it('tell what the quarters tell', async () => {
    const fromQuarters = await told();
    const judged: Cell[][][][] = [];
    const toldOf = (queues: readonly JudgedQueue[]) => told(ZONE, ['PT15M', 'PT30M'], queues, OF_WAITS);
    for (const queues of JUDGED) judged.push(await toldOf(queues));
    expect(new Set(judged.map((reports) => JSON.stringify(reports))).size).toBe(JUDGED.length);
    expect(fromQuarters.every((rows) => rows.length > 5)).toBe(true);
    // Up to two days before `LATER`, empty ones among them.
    expect(await rollAll(ZONE, LATER)).toBe(18);
    expect(await told()).toEqual(fromQuarters);
    for (const [i, queues] of JUDGED.entries()) expect(await toldOf(queues)).toEqual(judged[i]);
    await expectPlainSums(ZONE);
    // By the sums indeed: what the quarters hold beyond is not told.
    const hours = await told(ZONE, ['PT1H', 'P1D']);
    const halves = await told(ZONE, ['PT30M']);
    const quarters = await told(ZONE, ['PT15M']);
    await change(5);
    expect(await told(ZONE, ['PT1H', 'P1D'])).toEqual(hours);
    const toldApart = async (interval: Interval, before: Cell[][][]): Promise<unknown> => {
      const changed = (await told(ZONE, [interval])).map(
        (rows, i) => JSON.stringify(rows) !== JSON.stringify(before[i]),
      );
      return ASKED.filter((_, i) => changed[i]);
    };
    // What is told apart by queues has no totals; half hours of waits by queue have sums.
    expect(await toldApart('PT30M', halves)).toEqual([['dispositions', 'disposition,queueId']]);
    expect(await toldApart('PT15M', quarters)).toEqual([
      ['queues', 'queueId'],
      ['dispositions', 'disposition,queueId'],
    ]);
    await change(-5);
  }, 120_000);

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
  }, 120_000);

  it.each(ZONES)(
    'are not taken for those of another time zone, and made anew for it: %s',
    async (zone) => {
      const elsewhere = await told(zone);
      await rollAll(zone, LATER);
      expect(await told(zone)).toEqual(elsewhere);
      await expectPlainSums(zone);
      const here = await told();
      await rollAll(ZONE, LATER);
      expect(await told()).toEqual(here);
    },
    120_000,
  );

  it('go on where a node was killed in the middle of them, late changes among them', async () => {
    const whole = await told();
    await rollAll('UTC', LATER);
    const first = new RollUp(world.postgres, ZONE);
    for (let day = 0; day < 5; day += 1) expect(await first.step(LATER)).toBe(true);
    expect(await told()).toEqual(whole);
    const killed: Pick<Postgres, 'transaction'> = {
      transaction: (work) =>
        world.postgres.transaction(async (run, script) => {
          await work(run, script);
          throw new Error('killed before its commit');
        }),
    };
    await expect(new RollUp(killed, ZONE).step(LATER)).rejects.toThrow('killed');
    expect(await told()).toEqual(whole);
    await world.postgres.transaction(async (run) => {
      await change(3);
      await noteStale(run, [FIRST + 150 * QUARTER_MS], LATER);
    });
    const changed = await told();
    expect(await rollAll(ZONE, LATER + 3_600_000)).toBeGreaterThan(10);
    expect(await stale()).toEqual([]);
    expect(await told()).toEqual(changed);
  }, 120_000);

  it.each(COUNTED)(
    'are counted by their keys, and one by one only where these are more than may be: %s',
    async (name, columns, table) => {
      const to = FIRST + DAY_MS;
      const span = { from: FIRST, to, edges: intervalEdges(ZONE, 'PT15M', FIRST, to), now: LATER };
      const rules = { queues: [], channels: [] };
      const scope = { workspace: 'default', ...span, timezone: ZONE, interval: 'PT15M' as const, rules, bots: [] };
      const counted = async (most: number): Promise<number[]> => {
        const open = await openRows(pool, REPORTS[name], scope, columns, most, new AbortController().signal);
        let told = 0;
        for await (const rows of open.rows) told += rows.length;
        return [open.total, told];
      };
      expect(await counted(192)).toEqual([192, 192]);
      // A row that has become nothing is none of the report's.
      const measures = Object.entries<MeasureKind>(table.measures).filter(
        ([, kind]) => kind === 'count' || kind === 'ms',
      );
      const zeros = measures.map(([measure]) => `${measure} = 0`).join(', ');
      const [dimension = ''] = table.dimensions;
      await world.postgres.run(`UPDATE ${table.name} SET ${zeros} WHERE at = $1 AND ${dimension} = $2`, [
        FIRST,
        `${dimension[0]}1`,
      ]);
      expect([await counted(192), await counted(191), await counted(100)]).toEqual([
        [192, 191],
        [191, 191],
        [191, 191],
      ]);
    },
  );
});

/** One of the two agents is a bot, and queues are judged like these. */
function withBot(cache: ConfigCache, queues: readonly JudgedQueue[]): ConfigCache {
  const agent = new Map([['a1', { revision: 1, value: { id: 'a1', kind: 'bot' } }]]);
  const own = queues.map((value) => [value.id, { revision: 1, value }] as const);
  return {
    current: () => ({ ...cache.current(), agent, queue: new Map<string, unknown>([...cache.current().queue, ...own]) }),
  } as unknown as ConfigCache;
}

const iso = (at: number): string => new Date(at).toISOString();

/** A row for each quarter and two of each dimension, with numbers that differ. */
function fill(table: IntervalTable): string {
  const value = (kind: MeasureKind, i: number, length = 0): string => {
    const number = `(1 + (q * ${i + 3} + x * 5) % 7)::int`;
    if (kind === 'steps') return `ARRAY(SELECT ${number} + step FROM generate_series(1, ${length}) step)`;
    return kind === 'histogram' ? `1000000000::numeric * ${number}` : number;
  };
  const measures = Object.entries(table.measures) as [string, MeasureKind][];
  const values = measures.map(([name, kind], i) => value(kind, i, table.lengths?.[name]));
  return `INSERT INTO ${table.name} (workspace, at, ${table.dimensions.join(', ')}, ${measures.map(([name]) => name).join(', ')})
    SELECT 'default', ${FIRST} + q * ${QUARTER_MS}::bigint, ${table.dimensions.map((name) => `'${name[0]}' || x`).join(', ')},
           ${values.join(', ')}
    FROM generate_series(0, ${QUARTERS - 1}) q, generate_series(1, 2) x`;
}
