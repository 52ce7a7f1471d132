import pg from 'pg';
import { RollUp } from '../src/history/intervals/roll-up.js';
import { POOLS } from '../src/store/data-source.js';
import { Postgres } from '../src/store/postgres.js';
import type { Figure } from './figure.js';
import { ADMIN_KEY, ServerNode } from './nodes.js';
import { startScratchStores } from './scratch-stores.js';
import { round, spread } from './statistics.js';
import { fillYear, YEAR } from './year-of-intervals.js';

const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const MOST_SECONDS = 2;

/** What is asked of the year: report, query, and how much of it. */
const ASKED: readonly [name: string, query: string, days: number][] = [
  ['queues', 'interval=P1D', YEAR.days],
  ['queues', 'interval=PT15M&groupBy=none', YEAR.days],
  ['queues', 'interval=PT15M&groupBy=channel', YEAR.days],
  ['queues', 'interval=PT15M', 74],
  ['queues', 'interval=PT30M', 145],
  ['queues', 'interval=PT1H', 290],
  ['queues', 'interval=PT1H&groupBy=none', YEAR.days],
  ['skills', 'interval=P1D', YEAR.days],
  ['skills', 'interval=PT1H', YEAR.days],
  ['skills', 'interval=PT15M', 147],
  ['skills', 'interval=PT30M', 294],
  ['skills', 'interval=PT15M&groupBy=none', YEAR.days],
  ['agents', 'interval=P1D', 330],
  ['agents', 'interval=PT1H&groupBy=kind', YEAR.days],
  ['agents', 'interval=PT15M&groupBy=kind', YEAR.days],
  ['dispositions', 'interval=P1D', YEAR.days],
  ['dispositions', 'interval=PT1H', YEAR.days],
  ['dispositions', 'interval=PT30M', YEAR.days],
  ['dispositions', 'interval=PT15M', 220],
  ['dispositions', 'interval=PT30M&groupBy=queueId', 147],
  ['dispositions', 'interval=P1D&groupBy=agentId', 330],
];

/** Of these, what is read from sums over queues: asked again where these are not judged alike. */
const OVER_QUEUES: typeof ASKED = [
  ['queues', 'interval=PT15M&groupBy=none', YEAR.days],
  ['queues', 'interval=PT15M&groupBy=channel', YEAR.days],
  ['skills', 'interval=PT15M', 147],
  ['skills', 'interval=PT30M', 294],
  ['skills', 'interval=PT15M&groupBy=none', YEAR.days],
];

/** One queue in so many has a target of its own then. */
const OWN_TARGETS = [6, 2];

/** How long a report of a year takes, from the request to its last byte, over generated interval tables. */
export async function benchReports(runs: number): Promise<Figure[]> {
  const stores = await startScratchStores('bench-reports');
  let server: ServerNode | undefined;
  const pool = new pg.Pool({ connectionString: stores.databaseUrl, max: 1 });
  try {
    const { redisUrl, databaseUrl } = stores;
    server = await ServerNode.start({
      redisUrl,
      databaseUrl,
      nodeId: 'reports',
      env: { LOTSE_TIMEZONE: ZONE },
    });
    const { url } = server;
    const end = Date.now() - (Date.now() % DAY_MS) - DAY_MS;
    const begin = end - YEAR.days * DAY_MS;
    const filledAt = performance.now();
    await fillYear(pool, begin);
    await rollUpYear(pool, databaseUrl);
    const filledSeconds = round((performance.now() - filledAt) / 1000, 1);
    const measured = async ([name, query, days]: (typeof ASKED)[number]): Promise<Figure> => {
      const path = `/v1/reports/${name}?from=${iso(begin)}&to=${iso(begin + days * DAY_MS)}&${query}&format=csv`;
      const answers: Answer[] = [];
      for (let run = 0; run < runs; run += 1) answers.push(await ask(url + path));
      const firstByte = answers.map(({ firstByteSeconds }) => firstByteSeconds);
      const detail = { query, days, rows: answers[0]?.rows, firstByteSeconds: spread(firstByte).median, filledSeconds };
      const value = spread(answers.map(({ seconds }) => seconds));
      const must = { text: `< ${MOST_SECONDS} s`, holds: value.max < MOST_SECONDS };
      return { name: `reports.${name}`, unit: 's', value, detail, must };
    };
    const figures: Figure[] = [];
    for (const asked of ASKED) figures.push(await measured(asked));
    for (const each of OWN_TARGETS) {
      await giveOwnTargets(url, each);
      for (const asked of OVER_QUEUES) {
        const figure = await measured(asked);
        figures.push({ ...figure, name: `${figure.name}.ownTargets`, detail: { oneQueueIn: each, ...figure.detail } });
      }
    }
    return figures;
  } finally {
    await pool.end().catch(() => undefined);
    await server?.stop();
    await stores.stop();
  }
}

/** All queues are configured, and one in `each` judged by itself: its part of what is summed up over queues is read apart. */
async function giveOwnTargets(url: string, each: number): Promise<void> {
  for (let q = 1; q <= YEAR.queues; q += 1) {
    const own = q % each === 0 && { serviceLevel: { targetSeconds: 60, percent: 80 } };
    const response = await fetch(`${url}/v1/queues/queue-${q}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Queue ${q}`, ...own }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

/** As the projector does, day by day. */
async function rollUpYear(pool: pg.Pool, databaseUrl: string): Promise<void> {
  await pool.query(`INSERT INTO interval_fill (workspace, last_at, log_begins_at, settled_at) VALUES ('default', 0, 0, 0)
    ON CONFLICT DO NOTHING`);
  const postgres = new Postgres(databaseUrl, POOLS.projector);
  const rollUp = new RollUp(postgres, ZONE);
  try {
    while (await rollUp.step(Date.now()));
  } finally {
    await postgres.close();
  }
  await pool.query('VACUUM ANALYZE');
}

const iso = (at: number): string => new Date(at).toISOString();

interface Answer {
  seconds: number;
  firstByteSeconds: number;
  rows: number;
}

async function ask(url: string): Promise<Answer> {
  const startedAt = performance.now();
  const since = (): number => round((performance.now() - startedAt) / 1000, 3);
  const response = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
  if (!response.ok || response.body === null) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  let [firstByteSeconds, lines] = [0, 0];
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    firstByteSeconds ||= since();
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return { seconds: since(), firstByteSeconds, rows: lines - 1 };
}
