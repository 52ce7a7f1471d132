import {
  CALLBACK_COUNTS,
  limitsJoin,
  seconds,
  toFigures,
  WAIT_COUNTS,
  WAIT_LIMITS,
  type FigureRow,
} from '../history/figures.js';
import { ATTEMPTS_OF_CALLBACKS, eachSkill, LEGS_OF_WAITS, MISSED_IN_WAITS } from '../history/waits-sql.js';
import { firstContactFigures, firsts } from './first-contacts.js';
import { fromKeptQueues, fromKeptWaits } from './kept-wait-rows.js';
import { keptWaits } from './kept-waits.js';
import { keys, ratio, sideBySide, type Figures, type Report, type ReportScope, type StoredRow } from './report.js';

const SPEC_OF_WAIT = `JOIN (
    SELECT id, spec FROM contact WHERE workspace = $1 UNION ALL SELECT id, spec FROM live_contact WHERE workspace = $1
  ) AS c ON c.id = w.contact_id ${eachSkill('c.spec')}`;

/** Waits that began in [$2, $3) of the workspace $1, those that still last as `open`. */
export const WAITS_BEGUN = `SELECT contact_id, queue_id, channel, entered_at, left_at, outcome, agent_id FROM contact_segment
  WHERE workspace = $1 AND entered_at >= $2 AND entered_at < $3 AND left_at >= $2
  UNION ALL
  SELECT l.id, s.queue_id, s.channel, s.entered_at, NULL, 'open', NULL FROM live_contact l,
    json_to_record(l.pending::json->'segment')
      AS s(queue_id text, channel text, entered_at bigint, left_at bigint)
  WHERE l.workspace = $1 AND s.entered_at >= $2 AND s.entered_at < $3 AND s.left_at IS NULL`;

/**
 * $1 workspace, [$2, $3) when waits began, $4 edges, $5 queues and $6 channels of `figureRules`, $7 bots.
 * Everything belongs to the interval in which the wait began, a callback to the one in which its waiting began: also the
 * legs that followed it (by transfer from agent to agent too, until the next wait) and the offers that were missed in it.
 */
function sql(columns: readonly string[], bySkill: boolean): string {
  const grouped = keys(columns);
  return `
WITH begun AS (
  ${WAITS_BEGUN}
), waits AS (
  SELECT w.*${bySkill ? ', skill.skill_id' : ''} FROM (
    SELECT s.contact_id, queue_id, channel, s.entered_at, s.left_at, s.outcome, s.agent_id,
           s.left_at - s.entered_at AS wait, width_bucket(s.entered_at, $4::bigint[]) AS n, ${WAIT_LIMITS}
    FROM begun s ${limitsJoin('$5', '$6')}
    WHERE channel <> 'callback') AS w ${bySkill ? SPEC_OF_WAIT : ''}
), counted AS (
  SELECT ${grouped}, ${WAIT_COUNTS},
         count(*) FILTER (WHERE outcome = 'movedOn') AS "movedOn",
         count(*) FILTER (WHERE outcome NOT IN ('answered', 'abandoned', 'movedOn', 'open', 'callback')) AS withdrawn,
         count(*) FILTER (WHERE outcome = 'open') AS open,
         count(*) FILTER (WHERE outcome = 'answered' AND agent_id = ANY($7)) AS "botAnswered",
         percentile_disc(0.95) WITHIN GROUP (ORDER BY wait) FILTER (WHERE outcome = 'answered') AS p95,
         max(wait) FILTER (WHERE outcome = 'answered') AS longest
  FROM waits GROUP BY ${grouped}
), handled AS (
  SELECT ${grouped}, avg(l.ended_at - l.active_at) AS aht, avg(coalesce(l.ended_at - l.wrap_up_at, 0)) AS "wrapUp",
         count(*) FILTER (WHERE l.end_cause = 'transferred' AND l.agent_id <> ALL($7)) AS transferred,
         count(*) FILTER (WHERE l.end_cause = 'transferred' AND l.agent_id = ANY($7)) AS "botHandedOver",
         count(*) FILTER (WHERE l.end_cause = 'completed' AND l.agent_id = ANY($7)) AS "botSolved"
  FROM ${LEGS_OF_WAITS}
  GROUP BY ${grouped}
), missed AS (
  SELECT ${grouped}, count(*) AS rona
  FROM ${MISSED_IN_WAITS} GROUP BY ${grouped}
), back AS (
  SELECT c.id, c.queue_id, c.channel, c.enqueued_at, c.ended_at, c.outcome, c.fields,
         width_bucket(c.enqueued_at, $4::bigint[]) AS n${bySkill ? ', skill.skill_id' : ''}
  FROM contact c ${bySkill ? eachSkill('c.spec') : ''}
  WHERE c.workspace = $1 AND c.channel = 'callback' AND c.enqueued_at >= $2 AND c.enqueued_at < $3
), callbacks AS (
  SELECT ${grouped}, ${CALLBACK_COUNTS} FROM back GROUP BY ${grouped}
), attempts AS (
  SELECT ${grouped}, count(*) FILTER (WHERE failed) AS "failedAttempts", avg(took) FILTER (WHERE NOT failed) AS "callbackAht"
  FROM ${ATTEMPTS_OF_CALLBACKS} GROUP BY ${grouped}
)${bySkill ? '' : `, ${firsts(columns)}`}
${sideBySide(['counted', 'handled', 'missed', 'callbacks', 'attempts', ...(bySkill ? [] : ['firsts'])], columns)}`;
}

function query(scope: ReportScope, columns: readonly string[], bySkill: boolean) {
  const { workspace, from, to, edges, rules, bots } = scope;
  const parameters = [workspace, from, to, edges, JSON.stringify(rules.queues), JSON.stringify(rules.channels), bots];
  return { sql: sql(columns, bySkill), parameters };
}

/** The live figures by the same rules, and what only a report tells. */
function figures(row: StoredRow): Figures {
  // Spelled out: what is made of names, for a hundred thousand rows, costs as much as all the rest.
  const count = (value: string | number | null | undefined): number => (value ?? 0) as number;
  const n = {
    offered: count(row.offered),
    answered: count(row.answered),
    withinTarget: count(row.withinTarget),
    abandoned: count(row.abandoned),
    shortAbandoned: count(row.shortAbandoned),
    movedOn: count(row.movedOn),
    withdrawn: count(row.withdrawn),
    open: count(row.open),
    rona: count(row.rona),
    transferred: count(row.transferred),
    botAnswered: count(row.botAnswered),
    botHandedOver: count(row.botHandedOver),
    botSolved: count(row.botSolved),
    requested: count(row.requested),
    callbacks: count(row.callbacks),
    reached: count(row.reached),
    notReached: count(row.notReached),
    hungUp: count(row.hungUp),
    failedAttempts: count(row.failedAttempts),
    asa: row.asa ?? null,
    aht: row.aht ?? null,
    callbackAht: row.callbackAht ?? null,
  };
  const { callbacks, sl, asaSeconds, ahtSeconds } = toFigures(n as FigureRow);
  return {
    offered: n.offered,
    answered: n.answered,
    answeredWithinTarget: n.withinTarget,
    abandoned: n.abandoned,
    shortAbandoned: n.shortAbandoned,
    movedOn: n.movedOn,
    withdrawn: n.withdrawn,
    open: n.open,
    sl,
    slOfAnswered: ratio(n.withinTarget, n.answered),
    slOfOffered: ratio(n.withinTarget, n.offered),
    abandonment: ratio(n.abandoned, n.offered),
    asaSeconds,
    p95WaitSeconds: seconds((row.p95 ?? null) as number | null),
    longestWaitSeconds: seconds((row.longest ?? null) as number | null),
    ahtSeconds,
    wrapUpSeconds: seconds((row.wrapUp ?? null) as number | null),
    rona: n.rona,
    transferred: n.transferred,
    botAnswered: n.botAnswered,
    botHandedOver: n.botHandedOver,
    botSolved: n.botSolved,
    callbacksRequested: callbacks.requested,
    callbacks: callbacks.offered,
    callbacksReached: callbacks.reached,
    callbacksNotReached: callbacks.notReached,
    callbacksAbandoned: callbacks.abandoned,
    callbacksWithdrawn: callbacks.withdrawn,
    callbackFailedAttempts: callbacks.failedAttempts,
    callbackAhtSeconds: callbacks.ahtSeconds,
  };
}

/** Waits by queue. */
export const QUEUES: Report = {
  groups: { queueId: 'queue_id', channel: 'channel' },
  groupedBy: ['queueId'],
  query: (scope, columns) => query(scope, columns, false),
  kept: (scope, columns) => keptWaits(scope, columns, false),
  fromKept: fromKeptQueues,
  figures: (row) => Object.assign(figures(row), firstContactFigures(row)),
};

/** Waits by each skill that was asked for: one that asks for two is in both rows. */
export const SKILLS: Report = {
  groups: { skillId: 'skill_id', queueId: 'queue_id', channel: 'channel' },
  groupedBy: ['skillId'],
  query: (scope, columns) => query(scope, columns, true),
  kept: (scope, columns) => keptWaits(scope, columns, true),
  fromKept: fromKeptWaits,
  figures,
};
