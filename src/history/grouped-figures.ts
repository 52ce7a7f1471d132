import type { FigureGroup, QueueFigures } from '../contacts/history.port.js';
import {
  CALLBACK_COUNTS,
  FAILED_ATTEMPT,
  limitsJoin,
  toFigures,
  WAIT_COUNTS,
  WAIT_LIMITS,
  type FigureRow,
} from './figures.js';
import { readable } from './readable-json.js';

/** The skills that a contact asks for, as its last PATCH left it; `id` names its column. */
const eachSkill = (id: string): string => `CROSS JOIN LATERAL (
    SELECT DISTINCT (asked->>'skillId') COLLATE "C" AS skill_id
    FROM (SELECT spec FROM contact WHERE workspace = $1 AND contact.id = ${id}
          UNION ALL SELECT spec FROM live_contact WHERE workspace = $1 AND live_contact.id = ${id}) AS c,
         json_array_elements(${readable('c.spec')}->'requirements') AS asked
  ) AS skill`;

const COLUMNS: Record<FigureGroup, string> = { queue: 'queue_id', channel: 'channel', skill: 'skill_id' };

/** As `FIGURES_SQL`, a row for each member of the group in which something ended. $2 and $3 the window, $4 queues, $5 channels. */
function groupedSql(group: FigureGroup): string {
  const by = COLUMNS[group];
  const skills = (id: string): string => (group === 'skill' ? eachSkill(id) : '');
  const ended = `ended_at >= $2 AND ended_at <= $3`;
  return `
WITH waits AS (
  SELECT ${by}, outcome, wait, target, short FROM (
    SELECT s.contact_id, queue_id, channel, s.outcome, s.left_at - s.entered_at AS wait, ${WAIT_LIMITS}
    FROM contact_segment s ${limitsJoin('$4', '$5')}
    WHERE s.workspace = $1 AND s.left_at >= $2 AND s.left_at <= $3 AND channel <> 'callback') AS w ${skills('w.contact_id')}
), counted AS (
  SELECT ${by}, ${WAIT_COUNTS} FROM waits GROUP BY ${by}
), handling AS (
  SELECT ${by}, avg(ended_at - active_at) FILTER (WHERE channel <> 'callback') AS aht,
         avg(ended_at - active_at) FILTER (WHERE channel = 'callback' AND NOT ${FAILED_ATTEMPT}) AS "callbackAht",
         count(*) FILTER (WHERE channel = 'callback' AND ${FAILED_ATTEMPT}) AS "failedTalks"
  FROM leg ${skills('leg.contact_id')}
  WHERE workspace = $1 AND ${ended} AND end_cause <> 'requeued' AND kind = 'primary' GROUP BY ${by}
), dialled AS (
  SELECT ${by}, count(*) AS "failedDials" FROM contact_segment ${skills('contact_segment.contact_id')}
  WHERE workspace = $1 AND left_at >= $2 AND left_at <= $3 AND channel = 'callback' AND outcome = 'notReached' GROUP BY ${by}
), back AS (
  SELECT ${by}, ${CALLBACK_COUNTS} FROM contact ${skills('contact.id')}
  WHERE workspace = $1 AND channel = 'callback' AND ${ended} GROUP BY ${by}
)
SELECT ${by} AS id, * FROM counted FULL JOIN handling USING (${by}) FULL JOIN dialled USING (${by}) FULL JOIN back USING (${by})`;
}

export const GROUPED_SQL: Record<FigureGroup, string> = {
  queue: groupedSql('queue'),
  channel: groupedSql('channel'),
  skill: groupedSql('skill'),
};

/** What was not counted in a group has no number. */
export type GroupedRow = { id: string } & { [K in keyof Omit<FigureRow, 'failedAttempts'>]: number | null } & {
  failedTalks: number | null;
  failedDials: number | null;
};

export function groupedFigures(rows: readonly GroupedRow[]): Map<string, QueueFigures> {
  return new Map(
    rows.map((row) => [
      row.id,
      toFigures({
        offered: row.offered ?? 0,
        answered: row.answered ?? 0,
        withinTarget: row.withinTarget ?? 0,
        abandoned: row.abandoned ?? 0,
        shortAbandoned: row.shortAbandoned ?? 0,
        asa: row.asa,
        aht: row.aht,
        requested: row.requested ?? 0,
        callbacks: row.callbacks ?? 0,
        reached: row.reached ?? 0,
        notReached: row.notReached ?? 0,
        hungUp: row.hungUp ?? 0,
        failedAttempts: (row.failedTalks ?? 0) + (row.failedDials ?? 0),
        callbackAht: row.callbackAht,
      }),
    ]),
  );
}
