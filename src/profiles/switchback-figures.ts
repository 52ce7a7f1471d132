import { figureRules, limitsJoin, seconds, WAIT_COUNTS, WAIT_LIMITS } from '../history/figures.js';
import { ratio } from '../reports/report.js';
import { WAITS_BEGUN } from '../reports/wait-report.js';
import type { ConfigSnapshot } from '../store/config-store.js';
import type { Postgres } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';
import type { BlockFigures } from './switchback-comparison.js';

/** Who is counted: waits that began in [from, to) in one of these queues. Store ms. */
export interface Window {
  from: number;
  to: number;
  queues: readonly string[];
}

/** The figures of a window, as reports have them; `open` of the offered still wait. */
export interface WindowFigures extends BlockFigures {
  offered: number;
  answered: number;
  answeredWithinTarget: number;
  abandoned: number;
  shortAbandoned: number;
  open: number;
}

/** $1 workspace, [$2, $3) the whole, $4 edges, $5 queues and $6 channels of `figureRules`, $7 and $8 queues by window. */
const SQL = `
WITH begun AS (
  ${WAITS_BEGUN}
), waits AS (
  SELECT queue_id, s.outcome, s.left_at - s.entered_at AS wait, width_bucket(s.entered_at, $4::bigint[]) AS n, ${WAIT_LIMITS}
  FROM begun s ${limitsJoin('$5', '$6')}
  WHERE channel <> 'callback'
)
SELECT n, ${WAIT_COUNTS}, count(*) FILTER (WHERE outcome = 'open') AS open
FROM waits JOIN unnest($7::int[], $8::text[]) AS counted(n, queue_id) USING (n, queue_id)
GROUP BY n`;

interface Row {
  n: number;
  offered: number;
  answered: number;
  withinTarget: number;
  abandoned: number;
  shortAbandoned: number;
  asa: number | null;
  open: number;
}

const NOTHING: Omit<Row, 'n'> = {
  offered: 0,
  answered: 0,
  withinTarget: 0,
  abandoned: 0,
  shortAbandoned: 0,
  asa: null,
  open: 0,
};

/** @param windows in the order of time, none into another, none empty */
export async function windowFigures(
  postgres: Pick<Postgres, 'query'>,
  windows: readonly Window[],
  config: ConfigSnapshot,
): Promise<WindowFigures[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rules = figureRules(config);
  // Every second stretch between two edges is a window.
  const edges = windows.flatMap(({ from, to }) => [from, to]);
  const counted = windows.flatMap(({ queues }, i) => queues.map((queue) => ({ n: 2 * i + 1, queue })));
  const rows = await postgres.query<Row>(SQL, [
    WORKSPACE,
    first.from,
    last.to,
    edges,
    JSON.stringify(rules.queues),
    JSON.stringify(rules.channels),
    counted.map(({ n }) => n),
    counted.map(({ queue }) => queue),
  ]);
  const byNumber = new Map(rows.map((row) => [row.n, row]));
  return windows.map((_, i) => figuresOf(byNumber.get(2 * i + 1) ?? NOTHING));
}

function figuresOf({ withinTarget, asa, ...row }: Omit<Row, 'n'>): WindowFigures {
  const { offered, answered, abandoned, shortAbandoned, open } = row;
  return {
    offered,
    answered,
    answeredWithinTarget: withinTarget,
    abandoned,
    shortAbandoned,
    open,
    sl: ratio(withinTarget, offered - shortAbandoned),
    asaSeconds: seconds(asa),
    abandonment: ratio(abandoned, offered),
  };
}
