import { FIRST_MEASURES } from '../history/intervals/interval-tables.js';
import { quantileOf } from '../history/intervals/ladders.js';
import type { NumberOf, StoredRow } from './report.js';

export const FIRSTS = Object.keys(FIRST_MEASURES) as (keyof typeof FIRST_MEASURES)[];
/** The share of the answered that waited no longer than `p95WaitSeconds`. */
export const SHARE = 0.95;

export const mean = (ms: number, count: number): number | null => (count > 0 ? ms / count : null);

/** The row as a report's figures take it. Here and below spelled out: some forty columns that are set one by one cost more than all the rest. */
export function fromKeptWaits(row: StoredRow, n: NumberOf): StoredRow {
  const answered = n('answered');
  return {
    n: row.n,
    total: row.total,
    skill_id: row['skill_id'] ?? null,
    queue_id: row['queue_id'] ?? null,
    channel: row['channel'] ?? null,
    answered,
    withdrawn: n('withdrawn'),
    open: n('open'),
    rona: n('rona'),
    transferred: n('transferred'),
    callbacks: n('callbacks'),
    reached: n('reached'),
    offered: answered + n('abandoned') + n('moved_on') + n('withdrawn') + n('open'),
    requested: n('requested'),
    withinTarget: n('within'),
    abandoned: n('abandoned') - n('short_abandoned'),
    shortAbandoned: n('short_abandoned'),
    movedOn: n('moved_on'),
    asa: mean(n('wait_ms'), answered),
    p95: quantileOf(String(row['waits'] ?? ''), SHARE, answered, n('longest_ms')),
    longest: answered > 0 ? n('longest_ms') : null,
    aht: mean(n('part_ms'), n('parts')),
    wrapUp: mean(n('wrap_up_ms'), n('parts')),
    botAnswered: n('bot_answered'),
    botHandedOver: n('bot_handed_over'),
    botSolved: n('bot_solved'),
    notReached: n('not_reached'),
    hungUp: n('hung_up'),
    failedAttempts: n('failed_attempts'),
    callbackAht: mean(n('callback_ms'), n('callback_parts')),
  };
}

/** The same with the first contacts, which skills do not have. */
export function fromKeptQueues(row: StoredRow, n: NumberOf): StoredRow {
  const made = fromKeptWaits(row, n);
  made['firstContacts'] = n('first_contacts');
  made['resolvedAtFirst'] = n('resolved_at_first');
  made['fcrPending'] = pending(n);
  return made;
}

/** Known customers' contacts whose seven days are not over. */
export const pending = (n: NumberOf): number => Math.max(0, n('customers_known') - n('settled'));
