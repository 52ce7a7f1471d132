import { noConsult } from '../history/figures.js';
import { fieldOf } from '../history/readable-json.js';
import { firsts, firstContactFigures } from './first-contacts.js';
import { fromKeptDispositions, keptDispositions } from './kept-dispositions.js';
import {
  counts,
  keys,
  sideBySide,
  type Figures,
  type Query,
  type Report,
  type ReportScope,
  type StoredRow,
} from './report.js';

const COUNTS = ['contacts', 'resolved', 'unresolved', 'botSolved', 'callbacks', 'callbacksResolved'] as const;

/**
 * $1 workspace, [$2, $3) when contacts came, $4 edges, $5 bots. Contacts that agents or bots ended, callbacks apart; one
 * that ended without a disposition stands under none.
 */
function sql(columns: readonly string[]): string {
  const grouped = keys(columns);
  return `
WITH done AS (
  SELECT width_bucket(enqueued_at, $4::bigint[]) AS n, queue_id, channel, served_by AS agent_id,
         ${fieldOf('disposition')} COLLATE "C" AS disposition, ${fieldOf('resolved')} AS resolved,
         served_by = ANY($5) AS by_bot, channel = 'callback' AS back
  FROM contact c WHERE workspace = $1 AND state = 'completed' AND enqueued_at >= $2 AND enqueued_at < $3 AND ${noConsult('c')}
), counted AS (
  SELECT ${grouped},
         count(*) FILTER (WHERE NOT back) AS contacts,
         count(*) FILTER (WHERE NOT back AND resolved = 'true') AS resolved,
         count(*) FILTER (WHERE NOT back AND resolved = 'false') AS unresolved,
         count(*) FILTER (WHERE NOT back AND by_bot) AS "botSolved",
         count(*) FILTER (WHERE back) AS callbacks,
         count(*) FILTER (WHERE back AND resolved = 'true') AS "callbacksResolved"
  FROM done GROUP BY ${grouped}
), ${firsts(columns)}
${sideBySide(['counted', 'firsts'], columns)}`;
}

function query({ workspace, from, to, edges, bots }: ReportScope, columns: readonly string[]): Query {
  return { sql: sql(columns), parameters: [workspace, from, to, edges, bots] };
}

function figures(row: StoredRow): Figures {
  return Object.assign(counts(row, ...COUNTS), firstContactFigures(row));
}

/** How contacts ended, in the words of those who ended them. */
export const DISPOSITIONS: Report = {
  groups: { disposition: 'disposition', queueId: 'queue_id', channel: 'channel', agentId: 'agent_id' },
  groupedBy: ['disposition'],
  query,
  kept: keptDispositions,
  fromKept: fromKeptDispositions,
  figures,
};
