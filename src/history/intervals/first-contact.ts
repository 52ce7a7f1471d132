import type { Run } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import { fieldOf } from '../readable-json.js';
import {
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  INTERVAL_WAIT,
  nothing,
  type IntervalTable,
} from './interval-tables.js';
import { noConsult } from '../figures.js';
import { QUARTER_MS } from './ladders.js';
import { noteStale } from './stale-days.js';

/** How long after a contact's end its customer may come back for it not to have been resolved at the first contact, ms. */
export const COMES_BACK_MS = 7 * 86_400_000;

/**
 * Contacts that an agent or a bot ended, callbacks left out, of customers that are known. `settled`: it ended before
 * `settledAt` (SQL). `first`: nobody worked at another of the customer's that came in the seven days before it. `at_first`:
 * it was such a first one, was not said to be unresolved, and the customer has not come back, on any channel, in the seven
 * days after its end. $1 workspace; `where` is about `c`.
 */
export const firstContacts = (settledAt: string, where: string): string => {
  const back = (table: string): string => `EXISTS (SELECT 1 FROM ${table} d
      WHERE d.workspace = $1 AND d.customer_id = c.customer_id AND d.id <> c.id
        AND d.enqueued_at >= c.ended_at AND d.enqueued_at < c.ended_at + ${COMES_BACK_MS} AND ${noConsult('d')})`;
  return `SELECT *, settled AND is_first AS first, settled AND is_first AND NOT came_back AND said IS DISTINCT FROM 'false' AS at_first
  FROM (SELECT c.enqueued_at, c.queue_id, c.channel, c.served_by, c.ended_at < ${settledAt} AS settled,
      ${fieldOf('disposition', 'c.fields')} COLLATE "C" AS disposition, ${fieldOf('resolved', 'c.fields')} AS said,
      NOT EXISTS (SELECT 1 FROM contact d
        WHERE d.workspace = $1 AND d.customer_id = c.customer_id AND d.id <> c.id AND d.state = 'completed'
          AND d.enqueued_at < c.enqueued_at AND d.enqueued_at >= c.enqueued_at - ${COMES_BACK_MS}
          AND ${noConsult('d')}) AS is_first,
      ${back('contact')} OR ${back('live_contact')} AS came_back
    FROM contact c
    WHERE c.workspace = $1 AND c.state = 'completed' AND c.channel <> 'callback' AND c.customer_id IS NOT NULL
      AND ${noConsult('c')} AND ${where}) AS known`;
};

/** $1 workspace, [$2, $3) when they ended. Adds what is settled of these to the intervals in which they came. */
function settling(table: IntervalTable): string {
  const none = `E'\\n'`;
  const measures = Object.keys(table.measures);
  const counted: Record<string, string> = {
    settled: 'count(*)',
    first_contacts: 'count(*) FILTER (WHERE first)',
    resolved_at_first: 'count(*) FILTER (WHERE at_first)',
  };
  const keys = ['at', ...table.dimensions].join(', ');
  const sums = Object.keys(counted).map((name) => `${name} = t.${name} + excluded.${name}`);
  return `INSERT INTO ${table.name} AS t (workspace, ${keys}, ${measures.join(', ')})
    SELECT $1, ${keys}, ${measures.map((name) => counted[name] ?? nothing(table, name)).join(', ')}
    FROM (SELECT enqueued_at - enqueued_at % ${QUARTER_MS} AS at, queue_id, channel, coalesce(served_by, ${none}) AS agent_id,
                 coalesce(disposition, ${none}) AS disposition, first, at_first
          FROM (${firstContacts('$3', 'c.ended_at >= $2 AND c.ended_at < $3')}) AS judged) AS placed
    GROUP BY ${keys} ON CONFLICT (workspace, ${keys}) DO UPDATE SET ${sums.join(', ')}`;
}

/** Settles the contacts that ended in [from, to), inside a transaction; seven days after `to` must be over. */
export async function settle(run: Run, from: number, to: number): Promise<void> {
  for (const table of [INTERVAL_WAIT, INTERVAL_DISPOSITION, INTERVAL_AGENT_DISPOSITION])
    await run(settling(table), [WORKSPACE, from, to]);
  const { rows } = await run<{ at: number }>(
    `SELECT DISTINCT enqueued_at - enqueued_at % ${QUARTER_MS} AS at FROM contact
     WHERE workspace = $1 AND ended_at >= $2 AND ended_at < $3`,
    [WORKSPACE, from, to],
  );
  await noteStale(
    run,
    rows.map(({ at }) => at),
    to + COMES_BACK_MS,
  );
}
