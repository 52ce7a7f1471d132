import { parseEventId, type LogEvent } from '../../domain/events.js';
import { writesOf } from '../../live/write-set.js';
import type { Run, RunScript } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import { botsOf } from '../intervals/interval-fill.js';
import { QUARTER_MS } from '../intervals/ladders.js';
import { recount } from '../intervals/recount.js';
import { noteStale } from '../intervals/stale-days.js';
import { outcomeScript } from './outcome-script.js';
import { Projection, type Subjects } from './projection.js';

const PAGE = 2_000;

interface Place {
  generation: number;
  seq: number;
}

/**
 * Undoes in the history what the events after `cut` up to `position` had done: the contacts and agents that they
 * concern are made again from all earlier events. The copies of the void events stay in the log's archive; the
 * generation cut that follows tells that they do not count.
 */
export async function dropVoid(run: Run, script: RunScript, cut: string, position: string): Promise<void> {
  const from = parseEventId(cut) ?? { generation: 0, seq: 0 };
  const to = parseEventId(position) ?? from;
  const { rows } = await run<{ contacts: string[] | null; agents: string[] | null }>(
    `SELECT array_agg(DISTINCT contact_id) FILTER (WHERE contact_id IS NOT NULL) AS contacts,
            array_agg(DISTINCT agent_id) FILTER (WHERE agent_id IS NOT NULL) AS agents
     FROM event_log WHERE workspace = $1 AND generation = $2 AND seq > $3 AND seq <= $4`,
    [WORKSPACE, to.generation, from.seq, to.seq],
  );
  const contacts = rows[0]?.contacts ?? [];
  const agents = rows[0]?.agents ?? [];
  await forget(run, contacts, agents);
  const bots = await botsOf(run);
  const isBot = (agentId: string): boolean => bots.includes(agentId);
  const subjects = { contacts: new Set(contacts), agents: new Set(agents) };
  const projection = new Projection(isBot, subjects);
  const end = await replay(run, projection, subjects, { generation: 0, seq: 0 }, from);
  await script(await outcomeScript(projection));
  // What the void events went on to tell of intervals: these are counted again.
  projection.facts.clear();
  await replay(run, projection, subjects, end, to);
  const quarters = projection.facts.quarters();
  for (const at of quarters) await recount(run, at, at + QUARTER_MS, bots);
  await noteStale(run, quarters, 0);
}

async function forget(run: Run, contacts: string[], agents: string[]): Promise<void> {
  for (const table of ['offer', 'leg', 'contact_segment']) {
    await run(`DELETE FROM ${table} WHERE workspace = $1 AND contact_id = ANY($2)`, [WORKSPACE, contacts]);
  }
  for (const table of ['live_contact', 'contact']) {
    await run(`DELETE FROM ${table} WHERE workspace = $1 AND id = ANY($2)`, [WORKSPACE, contacts]);
  }
  for (const table of ['agent_state_interval', 'agent_state']) {
    await run(`DELETE FROM ${table} WHERE workspace = $1 AND agent_id = ANY($2)`, [WORKSPACE, agents]);
  }
}

interface LogRow {
  generation: number;
  seq: number;
  type: LogEvent['type'];
  at: number;
  contactId: string | null;
  agentId: string | null;
  offerId: string | null;
  queueId: string | null;
  cause: string | null;
  ops: string;
}

/**
 * Adds the events beyond `after` up to `until` that concern these contacts or agents, leaving out what earlier cuts made
 * void. Returns where it ended.
 */
async function replay(
  run: Run,
  projection: Projection,
  { contacts, agents }: Subjects,
  begin: Place,
  until: Place,
): Promise<Place> {
  let after = begin;
  for (;;) {
    const { rows } = await run<LogRow>(
      `SELECT generation, seq, type, at, contact_id AS "contactId", agent_id AS "agentId", offer_id AS "offerId",
              queue_id AS "queueId", cause, ops
       FROM event_log e
       WHERE workspace = $1 AND (generation, seq) > ($2, $3) AND (generation, seq) <= ($4, $5)
         AND (contact_id = ANY($6) OR agent_id = ANY($7))
         AND NOT EXISTS (SELECT 1 FROM generation_cut c
                         WHERE c.workspace = $1 AND c.previous_generation = e.generation AND e.seq > c.previous_seq)
       ORDER BY generation, seq LIMIT ${PAGE}`,
      [WORKSPACE, after.generation, after.seq, until.generation, until.seq, [...contacts], [...agents]],
    );
    for (const row of rows) projection.add(toEvent(row));
    const last = rows[rows.length - 1];
    if (last === undefined || rows.length < PAGE) return until;
    after = last;
  }
}

function toEvent(row: LogRow): LogEvent {
  const told = {
    generation: row.generation,
    seq: row.seq,
    at: row.at,
    contactId: row.contactId ?? undefined,
    agentId: row.agentId ?? undefined,
    offerId: row.offerId ?? undefined,
    queueId: row.queueId ?? undefined,
  };
  const ops = writesOf(row.ops, told);
  return { id: `${row.generation}.${row.seq}`, type: row.type, cause: row.cause ?? undefined, ...told, ops };
}
