import { firstContacts } from '../history/intervals/first-contact.js';
import { SETTLED_AT } from '../history/intervals/recount.js';
import { counts, keys, ratio, type Figures, type StoredRow } from './report.js';

const COUNTS = ['firstContacts', 'resolvedAtFirst', 'fcrPending'] as const;

/** A part `firsts` of a statement that counts from the history: $1 workspace, [$2, $3) when contacts came, $4 edges. */
export function firsts(columns: readonly string[]): string {
  const grouped = keys(columns);
  return `firsts AS (
  SELECT ${grouped}, count(*) FILTER (WHERE first) AS "firstContacts", count(*) FILTER (WHERE at_first) AS "resolvedAtFirst",
         count(*) FILTER (WHERE NOT settled) AS "fcrPending"
  FROM (SELECT *, served_by AS agent_id, width_bucket(enqueued_at, $4::bigint[]) AS n
        FROM (${firstContacts(SETTLED_AT, 'c.enqueued_at >= $2 AND c.enqueued_at < $3')}) AS known) AS placed
  GROUP BY ${grouped}
)`;
}

/** First contact resolution: resolved at the first ÷ first ones, those left out whose seven days are not over. */
export function firstContactFigures(row: StoredRow): Figures {
  const { firstContacts: first, resolvedAtFirst, fcrPending } = counts(row, ...COUNTS);
  return { firstContacts: first, resolvedAtFirst, fcrPending, fcr: ratio(resolvedAtFirst, first) };
}
