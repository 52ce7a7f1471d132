import type { Run } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import { CALLBACK_COUNTS, noConsult } from '../figures.js';
import { fieldOf } from '../readable-json.js';
import { ATTEMPTS_OF_CALLBACKS, eachSkill, LEGS_OF_WAITS, MISSED_IN_WAITS } from '../waits-sql.js';
import { firstContacts } from './first-contact.js';
import { recountAgents } from './recount-agents.js';
import {
  INTERVAL_AGENT,
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  INTERVAL_SKILL,
  INTERVAL_TABLES,
  INTERVAL_WAIT,
  nothing,
  type IntervalTable,
} from './interval-tables.js';
import { QUARTER_MS, SHORTS_MS, TARGETS_MS, WAIT_BOUNDS_MS } from './ladders.js';

const quarter = (column: string): string => `${column} - ${column} % ${QUARTER_MS}`;

/** The bucket of a wait at the same place in a number as `packHistogram` puts it. */
export const packedWait = (wait: string): string =>
  `('1' || repeat('0', 9 * width_bucket(${wait} - 1, '{${WAIT_BOUNDS_MS.slice(0, -1).join(',')}}'::bigint[])))::numeric`;

const steps = (values: readonly number[], condition: (value: number) => string): string =>
  `ARRAY[${values.map((value) => `count(*) FILTER (WHERE ${condition(value)})`).join(', ')}]::integer[]`;

/** $1 workspace, [$2, $3) quarters, $4 bots. */
function waits(table: IntervalTable, bySkill: boolean): string {
  const keys = ['at', ...table.dimensions].join(', ');
  const measures = Object.keys(table.measures);
  const ended = (outcome: string): string => `count(*) FILTER (WHERE told AND outcome = '${outcome}')`;
  const answered = `WHERE told AND outcome = 'answered'`;
  return `
WITH live AS (
  SELECT l.id, s.* FROM live_contact l, json_to_record(l.pending::json->'segment')
    AS s(id text, queue_id text, channel text, entered_at bigint, left_at bigint)
  WHERE l.workspace = $1
), specs AS (
  SELECT id AS contact_id, spec FROM contact WHERE workspace = $1
  UNION ALL SELECT id, spec FROM live_contact WHERE workspace = $1
), begun AS (
  SELECT w.contact_id, w.queue_id, w.channel, w.entered_at, w.left_at, w.outcome, w.agent_id,
         NOT EXISTS (SELECT 1 FROM live_contact l WHERE l.workspace = $1 AND l.id = w.contact_id
           AND l.pending::json->'segment'->>'id' = w.id) AS told
  FROM contact_segment w WHERE w.workspace = $1 AND w.entered_at >= $2 AND w.entered_at < $3 AND w.left_at >= $2
  UNION ALL
  SELECT l.id, s.queue_id, s.channel, s.entered_at, NULL, 'open', NULL, false
  FROM live_contact l, json_to_record(l.pending::json->'segment')
    AS s(queue_id text, channel text, entered_at bigint, left_at bigint)
  WHERE l.workspace = $1 AND s.entered_at >= $2 AND s.entered_at < $3 AND s.left_at IS NULL
), waits AS (
  SELECT w.*, w.left_at - w.entered_at AS wait, ${quarter('w.entered_at')} AS at${bySkill ? ', skill.skill_id' : ''}
  FROM begun w ${bySkill ? `JOIN specs c USING (contact_id) ${eachSkill('c.spec')}` : ''} WHERE w.channel <> 'callback'
), counted AS (
  SELECT ${keys}, ${ended('answered')} AS answered, ${ended('abandoned')} AS abandoned, ${ended('movedOn')} AS moved_on,
         ${ended('callback')} AS requested,
         count(*) FILTER (WHERE told AND outcome NOT IN ('answered', 'abandoned', 'movedOn', 'callback')) AS withdrawn,
         sum(wait) FILTER (${answered}) AS wait_ms, max(wait) FILTER (${answered}) AS longest_ms,
         ${steps(TARGETS_MS, (target) => `told AND outcome = 'answered' AND wait <= ${target}`)} AS answered_within,
         ${steps(SHORTS_MS, (short) => `told AND outcome = 'abandoned' AND wait < ${short}`)} AS abandoned_before,
         sum(${packedWait('wait')}) FILTER (${answered}) AS waits,
         count(*) FILTER (${answered} AND agent_id = ANY($4)) AS bot_answered
  FROM waits GROUP BY ${keys} HAVING bool_or(told)
), handled AS (
  SELECT ${keys}, count(*) AS parts, sum(l.ended_at - l.active_at) AS part_ms,
         sum(coalesce(l.ended_at - l.wrap_up_at, 0)) AS wrap_up_ms,
         count(*) FILTER (WHERE l.end_cause = 'transferred' AND l.agent_id <> ALL($4)) AS transferred,
         count(*) FILTER (WHERE l.end_cause = 'transferred' AND l.agent_id = ANY($4)) AS bot_handed_over,
         count(*) FILTER (WHERE l.end_cause = 'completed' AND l.agent_id = ANY($4)) AS bot_solved
  FROM ${LEGS_OF_WAITS}
  GROUP BY ${keys}
), missed AS (
  SELECT ${keys}, count(*) AS rona
  FROM ${MISSED_IN_WAITS} GROUP BY ${keys}
), back AS (
  SELECT c.id, c.queue_id, c.channel, c.enqueued_at, c.ended_at, c.outcome, c.fields,
         ${quarter('c.enqueued_at')} AS at${bySkill ? ', skill.skill_id' : ''}
  FROM contact c ${bySkill ? eachSkill('c.spec') : ''}
  WHERE c.workspace = $1 AND c.channel = 'callback' AND c.enqueued_at >= $2 AND c.enqueued_at < $3
), called AS (
  SELECT ${keys}, ${CALLBACK_COUNTS} FROM back GROUP BY ${keys}
), attempts AS (
  SELECT ${keys}, count(*) FILTER (WHERE failed) AS failed_attempts, count(*) FILTER (WHERE NOT failed) AS callback_parts,
         sum(took) FILTER (WHERE NOT failed) AS callback_ms
  FROM ${ATTEMPTS_OF_CALLBACKS} GROUP BY ${keys}
), named AS (
  SELECT *, "notReached" AS not_reached, "hungUp" AS hung_up FROM called
)${bySkill ? '' : `, ${judged(keys)}`}
INSERT INTO ${table.name} (workspace, ${keys}, ${measures.join(', ')})
SELECT $1, ${keys}, ${measures.map((measure) => filled(table, measure)).join(', ')}
FROM counted ${['handled', 'missed', 'named', 'attempts', ...(bySkill ? [] : ['judged'])].map((part) => `FULL JOIN ${part} USING (${keys})`).join(' ')}`;
}

const filled = (table: IntervalTable, measure: string): string => `coalesce(${measure}, ${nothing(table, measure)})`;

/** Until when contacts are settled as to their first contact resolution; 0 where none is. $1 workspace. */
export const SETTLED_AT = `coalesce((SELECT settled_at FROM interval_fill WHERE workspace = $1), 0)`;

/** A part `judged` of a statement: the first contacts by when they came. $1 workspace, [$2, $3) quarters. */
function judged(keys: string): string {
  const none = `E'\\n'`;
  return `judged AS (
  SELECT ${keys}, count(*) AS customers_known, count(*) FILTER (WHERE settled) AS settled,
         count(*) FILTER (WHERE first) AS first_contacts, count(*) FILTER (WHERE at_first) AS resolved_at_first
  FROM (SELECT ${quarter('enqueued_at')} AS at, queue_id, channel, coalesce(served_by, ${none}) AS agent_id,
               coalesce(disposition, ${none}) AS disposition, settled, first, at_first
        FROM (${firstContacts(SETTLED_AT, 'c.enqueued_at >= $2 AND c.enqueued_at < $3')}) AS known) AS placed
  GROUP BY ${keys}
)`;
}

/** $1 workspace, [$2, $3) quarters, $4 bots. */
function dispositions(table: IntervalTable): string {
  const keys = ['at', ...table.dimensions].join(', ');
  const measures = Object.keys(table.measures);
  const none = `E'\\n'`;
  return `
WITH done AS (
  SELECT ${quarter('enqueued_at')} AS at, queue_id, channel, coalesce(served_by, ${none}) AS agent_id,
         coalesce(${fieldOf('disposition')}, ${none}) COLLATE "C" AS disposition, ${fieldOf('resolved')} AS said,
         coalesce(served_by = ANY($4), false) AS by_bot, channel = 'callback' AS back
  FROM contact c WHERE workspace = $1 AND state = 'completed' AND enqueued_at >= $2 AND enqueued_at < $3 AND ${noConsult('c')}
), counted AS (
  SELECT ${keys}, count(*) FILTER (WHERE NOT back) AS contacts, count(*) FILTER (WHERE NOT back AND said = 'true') AS resolved,
         count(*) FILTER (WHERE NOT back AND said = 'false') AS unresolved,
         count(*) FILTER (WHERE NOT back AND by_bot) AS bot_solved, count(*) FILTER (WHERE back) AS callbacks,
         count(*) FILTER (WHERE back AND said = 'true') AS callbacks_resolved
  FROM done GROUP BY ${keys}
), ${judged(keys)}
INSERT INTO ${table.name} (workspace, ${keys}, ${measures.join(', ')})
SELECT $1, ${keys}, ${measures.map((measure) => filled(table, measure)).join(', ')}
FROM counted FULL JOIN judged USING (${keys})`;
}

/**
 * Makes the rows of the intervals that begin in [from, to) again from the history, inside a transaction. Both ends are
 * whole quarters; memory is the database's, by the length of the stretch. A wait's skills are those that its contact
 * asked for last.
 */
export async function recount(run: Run, from: number, to: number, bots: readonly string[]): Promise<void> {
  for (const { name } of INTERVAL_TABLES)
    await run(`DELETE FROM ${name} WHERE workspace = $1 AND at >= $2 AND at < $3`, [WORKSPACE, from, to]);
  const parameters = [WORKSPACE, from, to, bots];
  await run(waits(INTERVAL_WAIT, false), parameters);
  await run(waits(INTERVAL_SKILL, true), parameters);
  await run(dispositions(INTERVAL_DISPOSITION), parameters);
  await run(dispositions(INTERVAL_AGENT_DISPOSITION), parameters);
  await run(recountAgents(INTERVAL_AGENT), [WORKSPACE, from, to]);
}
