import type { LogEvent } from '../../src/domain/events.js';
import { INTERVAL_TABLES } from '../../src/history/intervals/interval-tables.js';
import { recount } from '../../src/history/intervals/recount.js';
import { Projection } from '../../src/history/projection/projection.js';
import { writesOf } from '../../src/live/write-set.js';
import type { Postgres, Run } from '../../src/store/postgres.js';
import type { LogLine } from '../contract/recount-log.js';

const QUARTER_MS = 900_000;

/** The rows of every interval table, as text; those that hold nothing any more are as good as none. */
export async function keptRows(from: Pick<Postgres, 'query'>): Promise<{ name: string; rows: string[] }[]> {
  const found = [];
  for (const { name, measures } of INTERVAL_TABLES) {
    const counts = Object.entries(measures).filter(([, kind]) => kind === 'count' || kind === 'ms');
    const rows = await from.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE ${counts.map(([column]) => `${column} <> 0`).join(' OR ')} ORDER BY 1`,
    );
    found.push({ name, rows: rows.map(({ row }) => row) });
  }
  return found;
}

function toLogEvent(line: LogLine & { generation: number; seq: number }): LogEvent {
  const { generation, seq, at } = line;
  const told = {
    generation,
    seq,
    at,
    contactId: line.contact_id ?? undefined,
    agentId: line.agent_id ?? undefined,
    offerId: line.offer_id ?? undefined,
    queueId: line.queue_id ?? undefined,
  };
  return {
    id: `${generation}.${seq}`,
    type: line.type as LogEvent['type'],
    cause: line.cause ?? undefined,
    ...told,
    ops: writesOf(line.ops, told),
  };
}

/** Makes the interval tables again from the rows of the history, and expects what is kept. */
export async function expectKeptAgrees(postgres: Postgres, bots: string[]): Promise<void> {
  const kept = await keptRows(postgres);
  await undone(postgres, async (run, rows) => {
    await recount(run, 0, QUARTER_MS * 10 ** 7, bots);
    expect(await rows()).toEqual(kept);
  });
}

/** Makes them from the verbatim log alone, one without void events; what is settled of first contacts is not of the log. */
export async function expectLogAgrees(postgres: Postgres, bots: string[]): Promise<void> {
  const log = await postgres.query<LogLine & { generation: number; seq: number }>(
    'SELECT * FROM event_log ORDER BY generation, seq',
  );
  const projection = new Projection((agentId) => bots.includes(agentId));
  for (const line of log) projection.add(toLogEvent(line));
  await undone(postgres, async (run, rows) => {
    for (const name of ['interval_wait', 'interval_disposition', 'interval_agent_disposition'])
      await run(`UPDATE ${name} SET settled = 0, first_contacts = 0, resolved_at_first = 0`);
    const kept = await rows();
    for (const { name } of INTERVAL_TABLES) await run(`DELETE FROM ${name}`);
    for (const statement of projection.facts.statements()) await run(statement);
    expect(await rows()).toEqual(kept);
  });
}

class Undone extends Error {}

/** Nothing of it stays. */
async function undone(
  postgres: Postgres,
  work: (run: Run, rows: () => ReturnType<typeof keptRows>) => Promise<void>,
): Promise<void> {
  const transaction = postgres.transaction(async (run) => {
    await work(run, () => keptRows({ query: async <T>(sql: string): Promise<T[]> => (await run<T>(sql)).rows }));
    throw new Undone();
  });
  await expect(transaction).rejects.toBeInstanceOf(Undone);
}
