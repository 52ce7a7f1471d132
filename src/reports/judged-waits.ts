import { FALLBACK, type FigureRules } from '../history/figures.js';
import { rolledTable, type IntervalTable } from '../history/intervals/interval-tables.js';
import { SHORTS_MS, TARGETS_MS } from '../history/intervals/ladders.js';
import type { Statement } from './report.js';

/** Which step (from 1) of its ladder a queue's or channel's waits are judged by. Null: as the channel says. */
interface QueueSteps {
  queue_id: string;
  target: number | null;
  short: number;
}

interface Steps {
  queues: QueueSteps[];
  channels: { channel: string; target: number }[];
}

const step = (steps: readonly number[], ms: number): number => steps.indexOf(ms) + 1;
const DEFAULT = {
  target: step(TARGETS_MS, FALLBACK.targetSeconds * 1000),
  short: step(SHORTS_MS, FALLBACK.shortAbandonSeconds * 1000),
};
const TARGET_OF_CHANNEL = `coalesce(c.target, ${DEFAULT.target})`;
const CHANNELS = `LEFT JOIN json_to_recordset($6) AS c(channel text, target int) USING (channel)`;

/** SQL: the steps that count for a row of `queue_id` and `channel`, where $5 and $6 hold those of `steps`. */
export const TARGET = `coalesce(q.target, ${TARGET_OF_CHANNEL})`;
const SHORT = `coalesce(q.short, ${DEFAULT.short})`;
export const RULES = `LEFT JOIN json_to_recordset($5) AS q(queue_id text, target int, short int) USING (queue_id) ${CHANNELS}`;

/** Columns of the tables' rows with what their queue says of them. */
export const PICKED = `answered_within[${TARGET}] AS within, abandoned_before[${SHORT}] AS short_abandoned`;

export function steps({ queues, channels }: FigureRules): Steps {
  return {
    queues: queues.map(({ queue_id, target, short }) => ({
      queue_id,
      target: target === null ? null : step(TARGETS_MS, target),
      short: step(SHORTS_MS, short),
    })),
    channels: channels.map(({ channel, target }) => ({ channel, target: step(TARGETS_MS, target) })),
  };
}

/**
 * How totals over queues are judged, which know no queues: as most queues are, and what the others would make different is
 * read from their own rows. Which are few, in most centers none.
 */
export interface CommonSteps {
  /** Columns of a total's rows, and what they are joined with. */
  picked: string;
  rules: string;
  /** The same of the rows of the other queues: what to add. They are joined with `RULES`. */
  difference: string;
  /** Whether there are no others. */
  isForAll: boolean;
  /** Whether queues that are configured no more are among the others. */
  isOddUnknown: boolean;
  /** Those among the others; where unknown ones are too, those that are none. */
  queueIds: string[];
}

export function commonSteps(queues: readonly QueueSteps[]): CommonSteps {
  const kinds = new Map<string, { target: number | null; short: number; queueIds: string[] }>();
  const kindOf = (target: number | null, short: number): string => `${target} ${short}`;
  const unknown = kindOf(null, DEFAULT.short);
  kinds.set(unknown, { target: null, short: DEFAULT.short, queueIds: [] });
  for (const { queue_id, target, short } of queues) {
    const kind = kindOf(target, short);
    const known = kinds.get(kind) ?? { target, short, queueIds: [] };
    known.queueIds.push(queue_id);
    kinds.set(kind, known);
  }
  const [common, { target, short, queueIds }] = [...kinds].reduce((most, each) =>
    each[1].queueIds.length > most[1].queueIds.length ? each : most,
  );
  const isOddUnknown = common !== unknown;
  const odd = queues.map(({ queue_id }) => queue_id).filter((id) => !queueIds.includes(id));
  const within = `answered_within[${target ?? TARGET_OF_CHANNEL}]`;
  return {
    picked: `${within} AS within, abandoned_before[${short}] AS short_abandoned`,
    rules: CHANNELS,
    difference: `answered_within[${TARGET}] - ${within} AS within, abandoned_before[${SHORT}] - abandoned_before[${short}] AS short_abandoned`,
    isForAll: !isOddUnknown && odd.length === 0,
    isOddUnknown,
    queueIds: isOddUnknown ? queueIds : odd,
  };
}

/**
 * What the queues that are judged differently from most make different in the totals of `hidden`, rows of `table` as a list
 * for FROM; undefined where there are none. $1 to $6 as in `keptWaits`.
 */
export function differences(
  { isForAll, isOddUnknown, queueIds, difference }: CommonSteps,
  table: IntervalTable,
  hidden: string,
  columns: readonly string[],
  parameters: readonly unknown[],
): Statement | undefined {
  if (isForAll) return undefined;
  const ids = `$${parameters.length + 1}::text[]`;
  // All queues of the days that are summed up stand in the sums of days.
  const odd = isOddUnknown
    ? `ARRAY(SELECT DISTINCT queue_id FROM ${rolledTable(table, 'day')} WHERE workspace = $1 AND at >= $2 AND at < $3 AND queue_id <> ALL(${ids}))`
    : ids;
  // By `at`, of which each interval has one: the primary key has them in this order, so that they come as they are taken.
  const grouped = ['at', ...columns].join(', ');
  const sql = `
SELECT width_bucket(at, $4::bigint[]) AS n, ${[...columns, 'within', 'short_abandoned'].join(', ')}
FROM (SELECT ${grouped}, sum(within)::int AS within, sum(short_abandoned)::int AS short_abandoned
      FROM (SELECT ${[grouped, difference].join(', ')} FROM ${hidden} AS rows ${RULES} WHERE queue_id = ANY(${odd})) AS odd
      GROUP BY ${grouped} ORDER BY ${grouped}) AS summed
WHERE within <> 0 OR short_abandoned <> 0`;
  return { sql, parameters: [...parameters, queueIds] };
}
