import type { CallbackFigures, QueueFigures } from '../contacts/history.port.js';
import type { ConfigSnapshot } from '../store/config-store.js';
import { fieldOf, readable } from './readable-json.js';

/** Where neither queue nor channel is configured any more. */
export const FALLBACK = { targetSeconds: 20, shortAbandonSeconds: 5 };

/** What turns waits into figures, in ms. */
export interface FigureRules {
  queues: { queue_id: string; target: number | null; short: number }[];
  channels: { channel: string; target: number }[];
}

/** Taken from the configuration as it stands when the figure is asked for. */
export function figureRules(config: ConfigSnapshot): FigureRules {
  return {
    queues: [...config.queue.values()].map(({ value }) => ({
      queue_id: value.id,
      target: value.serviceLevel === undefined ? null : value.serviceLevel.targetSeconds * 1000,
      short: value.shortAbandonSeconds * 1000,
    })),
    channels: [...config.channel.values()].map(({ value }) => ({
      channel: value.id,
      target: value.defaultTargetSeconds * 1000,
    })),
  };
}

/**
 * What a wait is judged by, in ms: `target` and `short`, from the columns `queue_id` and `channel`. `queues` and
 * `channels` name the parameters that hold those of `figureRules`.
 */
export const WAIT_LIMITS = `coalesce(q.target, c.target, ${FALLBACK.targetSeconds * 1000}) AS target,
         coalesce(q.short, ${FALLBACK.shortAbandonSeconds * 1000}) AS short`;
export const limitsJoin = (queues: string, channels: string): string =>
  `LEFT JOIN json_to_recordset(${queues}) AS q(queue_id text, target double precision, short double precision) USING (queue_id)
  LEFT JOIN json_to_recordset(${channels}) AS c(channel text, target double precision) USING (channel)`;

/** Counts over waits: rows of `outcome`, `wait`, `target`, `short`. */
export const WAIT_COUNTS = `count(*) FILTER (WHERE outcome <> 'callback') AS offered,
       count(*) FILTER (WHERE outcome = 'callback') AS requested,
       count(*) FILTER (WHERE outcome = 'answered') AS answered,
       count(*) FILTER (WHERE outcome = 'answered' AND wait <= target) AS "withinTarget",
       count(*) FILTER (WHERE outcome = 'abandoned' AND wait >= short) AS abandoned,
       count(*) FILTER (WHERE outcome = 'abandoned' AND wait < short) AS "shortAbandoned",
       avg(wait) FILTER (WHERE outcome = 'answered') AS asa`;

/** Counts over callbacks that ended: rows of `contact`. */
export const CALLBACK_COUNTS = `count(*) AS callbacks,
         count(*) FILTER (WHERE outcome = 'completed') AS reached,
         count(*) FILTER (WHERE outcome = 'notReached') AS "notReached",
         count(*) FILTER (WHERE outcome = 'abandoned' AND ${readable('fields')}->'reach' IS NOT NULL) AS "hungUp"`;

/** SQL: a row of `contact` is a customer's, and no consult, which is part of the contact that it is for. */
export const noConsult = (row: string): string => `${fieldOf('cons', `${row}.fields`)} IS NULL`;

/** Legs of callbacks whose attempt failed; the others ended with work done. */
export const FAILED_ATTEMPT = `end_cause IN ('scheduled', 'notReached')`;

/**
 * $1 workspace, $2 queue or null for all, [$3, $4] the window in ms, both ends in it: what ended in the millisecond of
 * the question counts; $5 queues and $6 channels of `figureRules`.
 * Offered: every wait that ended in the window, whatever its end. A short abandon is shown apart from the abandoned.
 * Handling time: legs that ended in the window, except those whose answer a requeue took back.
 * Callbacks, and waits that ended because a callback was asked for, are in none of these. An attempt that failed ended a leg,
 * or where the customer is called first a wait.
 */
export const FIGURES_SQL = `
WITH waits AS (
  SELECT s.outcome, s.left_at - s.entered_at AS wait,
         ${WAIT_LIMITS}
  FROM contact_segment s
  ${limitsJoin('$5', '$6')}
  WHERE s.workspace = $1 AND s.left_at >= $3 AND s.left_at <= $4 AND ($2::text IS NULL OR s.queue_id = $2)
    AND s.channel <> 'callback'
), handling AS (
  SELECT avg(ended_at - active_at) FILTER (WHERE channel <> 'callback') AS aht,
         avg(ended_at - active_at) FILTER (WHERE channel = 'callback' AND NOT ${FAILED_ATTEMPT}) AS back,
         count(*) FILTER (WHERE channel = 'callback' AND ${FAILED_ATTEMPT}) AS failed
  FROM leg
  WHERE workspace = $1 AND ended_at >= $3 AND ended_at <= $4 AND ($2::text IS NULL OR queue_id = $2)
    AND end_cause <> 'requeued' AND kind = 'primary'
), dialled AS (
  SELECT count(*) AS failed FROM contact_segment
  WHERE workspace = $1 AND left_at >= $3 AND left_at <= $4 AND ($2::text IS NULL OR queue_id = $2)
    AND channel = 'callback' AND outcome = 'notReached'
), callbacks AS (
  SELECT ${CALLBACK_COUNTS}
  FROM contact
  WHERE workspace = $1 AND channel = 'callback' AND ended_at >= $3 AND ended_at <= $4 AND ($2::text IS NULL OR queue_id = $2)
)
SELECT ${WAIT_COUNTS},
       h.aht, h.back AS "callbackAht", h.failed + d.failed AS "failedAttempts",
       c.callbacks, c.reached, c."notReached", c."hungUp"
FROM handling h CROSS JOIN dialled d CROSS JOIN callbacks c LEFT JOIN waits ON true
GROUP BY h.aht, h.back, h.failed, d.failed, c.callbacks, c.reached, c."notReached", c."hungUp"`;

export interface FigureRow {
  offered: number;
  answered: number;
  withinTarget: number;
  abandoned: number;
  shortAbandoned: number;
  /** Ms. */
  asa: number | null;
  aht: number | null;
  requested: number;
  callbacks: number;
  reached: number;
  notReached: number;
  hungUp: number;
  failedAttempts: number;
  callbackAht: number | null;
}

const NO_CALLBACKS: CallbackFigures = {
  requested: 0,
  offered: 0,
  reached: 0,
  notReached: 0,
  abandoned: 0,
  withdrawn: 0,
  failedAttempts: 0,
  ahtSeconds: null,
};

export const EMPTY_FIGURES: QueueFigures = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  shortAbandoned: 0,
  sl: null,
  asaSeconds: null,
  ahtSeconds: null,
  callbacks: NO_CALLBACKS,
};

/** SL = answered within target ÷ (offered − short abandons); null where nothing counts. */
export function toFigures(row: FigureRow): QueueFigures {
  const counted = row.offered - row.shortAbandoned;
  return {
    offered: row.offered,
    answered: row.answered,
    abandoned: row.abandoned,
    shortAbandoned: row.shortAbandoned,
    sl: counted > 0 ? row.withinTarget / counted : null,
    asaSeconds: seconds(row.asa),
    ahtSeconds: seconds(row.aht),
    callbacks: {
      requested: row.requested,
      offered: row.callbacks,
      reached: row.reached,
      notReached: row.notReached,
      abandoned: row.hungUp,
      withdrawn: row.callbacks - row.reached - row.notReached - row.hungUp,
      failedAttempts: row.failedAttempts,
      ahtSeconds: seconds(row.callbackAht),
    },
  };
}

/** Whole milliseconds as seconds. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000;
}
