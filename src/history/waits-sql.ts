import { FAILED_ATTEMPT } from './figures.js';
import { readable } from './readable-json.js';

/** Each skill that a contact asks for, as its last PATCH left it: `skill.skill_id`. @param spec the column that holds it */
export const eachSkill = (spec: string): string => `CROSS JOIN LATERAL (
    SELECT DISTINCT (asked->>'skillId') COLLATE "C" AS skill_id FROM json_array_elements(${readable(spec)}->'requirements') asked
  ) AS skill`;

/**
 * What belongs to a wait, and so to the interval in which it began: FROM and WHERE over `waits`, rows of `contact_id`,
 * `entered_at`, `left_at`, `outcome`, without callbacks. $1 workspace, $2 the beginning of what is told of.
 *
 * The legs `l` that followed it, by transfer from agent to agent too, until the next wait that was answered.
 */
export const LEGS_OF_WAITS = `waits JOIN (SELECT contact_id, agent_id, active_at, wrap_up_at, ended_at, end_cause FROM leg
                   WHERE workspace = $1 AND kind = 'primary' AND end_cause <> 'requeued') AS l USING (contact_id)
  WHERE outcome = 'answered' AND l.active_at >= left_at AND NOT EXISTS (
    SELECT 1 FROM contact_segment later WHERE later.workspace = $1 AND later.contact_id = waits.contact_id
      AND later.outcome = 'answered' AND later.left_at > waits.left_at AND later.left_at <= l.active_at)`;

/** The offers that were missed in it. */
export const MISSED_IN_WAITS = `waits JOIN (SELECT contact_id, created_at FROM offer
                   WHERE workspace = $1 AND outcome = 'missed' AND ended_at >= $2) AS o USING (contact_id)
  WHERE o.created_at >= entered_at AND (left_at IS NULL OR o.created_at < left_at)`;

/**
 * The attempts of callbacks, which belong to the interval in which the callback's waiting began: `failed`, and ms that it
 * `took`. FROM and WHERE over `back`, rows of `contact`.
 */
export const ATTEMPTS_OF_CALLBACKS = `back JOIN (
    SELECT contact_id, active_at AS begun, ${FAILED_ATTEMPT} AS failed, ended_at - active_at AS took FROM leg
    WHERE workspace = $1 AND channel = 'callback' AND kind = 'primary' AND end_cause <> 'requeued'
    UNION ALL
    SELECT contact_id, entered_at, true, NULL FROM contact_segment
    WHERE workspace = $1 AND channel = 'callback' AND outcome = 'notReached') AS a ON a.contact_id = back.id
  WHERE a.begun >= enqueued_at AND a.begun <= ended_at`;
