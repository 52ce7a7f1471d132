import type { LogEvent } from '../../src/domain/events.js';
import { INTERVAL_TABLES } from '../../src/history/intervals/interval-tables.js';
import { recount } from '../../src/history/intervals/recount.js';
import { Projection } from '../../src/history/projection/projection.js';
import type { Postgres } from '../../src/store/postgres.js';
import type { LogLine } from './recount-log.js';

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

function toLogEvent({
  generation,
  seq,
  type,
  at,
  contact_id,
  agent_id,
  offer_id,
  cause,
  ops,
}: LogLine & { generation: number; seq: number }): LogEvent {
  return {
    id: `${generation}.${seq}`,
    generation,
    seq,
    type: type as LogEvent['type'],
    at,
    contactId: contact_id ?? undefined,
    agentId: agent_id ?? undefined,
    offerId: offer_id ?? undefined,
    cause: cause ?? undefined,
    ops: JSON.parse(ops) as LogEvent['ops'],
  };
}

/** Nothing of it stays. */
class Undone extends Error {}

/**
 * Makes the interval tables twice more, from the rows of the history and from the verbatim log alone, and expects what
 * is kept. What is settled of first contacts is no matter of the log.
 */
export async function expectKeptAgrees(postgres: Postgres, bots: string[]): Promise<void> {
  const kept = await keptRows(postgres);
  const log = await postgres.query<LogLine & { generation: number; seq: number }>(
    'SELECT * FROM event_log ORDER BY generation, seq',
  );
  const projection = new Projection((agentId) => bots.includes(agentId));
  for (const line of log) projection.add(toLogEvent(line));
  const end = 2 * Math.max(...log.map(({ at }) => at));
  const work = postgres.transaction(async (run) => {
    const rows = (): ReturnType<typeof keptRows> =>
      keptRows({ query: async <T>(sql: string): Promise<T[]> => (await run<T>(sql)).rows });
    await recount(run, 0, end - (end % QUARTER_MS), bots);
    expect(await rows()).toEqual(kept);
    const unsettled = 'settled = 0, first_contacts = 0, resolved_at_first = 0';
    for (const name of ['interval_disposition', 'interval_agent_disposition'])
      await run(`UPDATE ${name} SET ${unsettled}`);
    const fromHistory = await rows();
    for (const { name } of INTERVAL_TABLES) await run(`DELETE FROM ${name}`);
    for (const statement of projection.facts.statements()) await run(statement);
    expect(await rows()).toEqual(fromHistory);
    throw new Undone();
  });
  await expect(work).rejects.toBeInstanceOf(Undone);
}
