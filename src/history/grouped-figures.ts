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
import { eachSkill } from './waits-sql.js';

const COLUMNS: Record<FigureGroup, string> = { queue: 'queue_id', channel: 'channel', skill: 'skill_id' };

/** Rows of a table that ended in the window. */
const within = (ended: string): string => `workspace = $1 AND ${ended} >= $2 AND ${ended} <= $3`;

/**
 * The skills that the contacts of the window ask for, as the last PATCH left them. Each is looked up and read once, however
 * many waits and parts it has.
 */
const ASKED = `asked AS MATERIALIZED (
  SELECT touched.id AS contact_id, skill.skill_id
  FROM (SELECT contact_id AS id FROM contact_segment WHERE ${within('left_at')}
        UNION SELECT contact_id FROM leg WHERE ${within('ended_at')}
        UNION SELECT id FROM contact WHERE channel = 'callback' AND ${within('ended_at')}) AS touched
  CROSS JOIN LATERAL (SELECT spec FROM contact WHERE workspace = $1 AND contact.id = touched.id
                      UNION ALL SELECT spec FROM live_contact WHERE workspace = $1 AND live_contact.id = touched.id) AS c
  ${eachSkill('c.spec')}
), `;

/** As `FIGURES_SQL`, a row for each member of the group in which something ended. $2 and $3 the window, $4 queues, $5 channels. */
function groupedSql(group: FigureGroup): string {
  const by = COLUMNS[group];
  const skills = (id: string): string => (group === 'skill' ? `JOIN asked ON asked.contact_id = ${id}` : '');
  return `
WITH ${group === 'skill' ? ASKED : ''}waits AS (
  SELECT ${by}, outcome, wait, target, short FROM (
    SELECT s.contact_id AS id, queue_id, channel, s.outcome, s.left_at - s.entered_at AS wait, ${WAIT_LIMITS}
    FROM contact_segment s ${limitsJoin('$4', '$5')}
    WHERE ${within('s.left_at')} AND channel <> 'callback') AS w ${skills('w.id')}
), counted AS (
  SELECT ${by}, ${WAIT_COUNTS} FROM waits GROUP BY ${by}
), handling AS (
  SELECT ${by}, avg(ended_at - active_at) FILTER (WHERE channel <> 'callback') AS aht,
         avg(ended_at - active_at) FILTER (WHERE channel = 'callback' AND NOT ${FAILED_ATTEMPT}) AS "callbackAht",
         count(*) FILTER (WHERE channel = 'callback' AND ${FAILED_ATTEMPT}) AS "failedTalks"
  FROM leg ${skills('leg.contact_id')}
  WHERE ${within('ended_at')} AND end_cause <> 'requeued' AND kind = 'primary' GROUP BY ${by}
), dialled AS (
  SELECT ${by}, count(*) AS "failedDials" FROM contact_segment ${skills('contact_segment.contact_id')}
  WHERE ${within('left_at')} AND channel = 'callback' AND outcome = 'notReached' GROUP BY ${by}
), back AS (
  SELECT ${by}, ${CALLBACK_COUNTS} FROM contact ${skills('contact.id')}
  WHERE channel = 'callback' AND ${within('ended_at')} GROUP BY ${by}
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
