import type { LogEvent, WriteOp } from '../domain/events.js';

/** What a write set is told with: who and when, from the event's own line. */
export type Told = Pick<LogEvent, 'generation' | 'seq' | 'at' | 'contactId' | 'agentId' | 'offerId' | 'queueId'>;

/**
 * The writes of an event, from their text in log or archive: JSON, or where the event is a matcher's offer, the busiest
 * of all, only what its line does not tell already. @throws SyntaxError for any other text
 */
export function writesOf(text: string, told: Told): WriteOp[] {
  return text.startsWith(OFFERED) ? offeredWrites(text.slice(OFFERED.length), told) : (JSON.parse(text) as WriteOp[]);
}

const OFFERED = 'offered|';

/**
 * The writes of `offer.lua`, in its order. `rest` is the contact's enqueue sequence, channel, expiry (ms), the agent's open
 * offers, what it holds on the channel, the contact's key, who stood for the contact, and the translation as JSON; the last
 * three may be empty.
 */
function offeredWrites(rest: string, told: Told): WriteOp[] {
  const [sequence = '', channel = '', expiresAt = '', offers = '', used = '', keyId = '', standing = '', ...more] =
    rest.split('|');
  const { contactId = '', agentId = '', offerId = '', queueId = '' } = told;
  const [id, at] = [`${told.generation}.${told.seq}`, String(told.at)];
  const [contact, agent] = [`contact:${contactId}`, `agent:${agentId}`];
  const story = [`h.${told.seq}`, `${at}|offered|${agentId}|${offerId}`] as const;
  const writes: WriteOp[] = [
    // prettier-ignore
    ['HSET', contact, 'state', 'offered', 'since', at, 'agentId', agentId, 'offerId', offerId, 'kind', 'primary', 'exp', expiresAt, 'ev', id, ...story],
    ['ZREM', `order:${queueId}`, `${sequence.padStart(12, '0')}:${contactId}`],
    // prettier-ignore
    ['HSET', `offer:${offerId}`, 'id', offerId, 'contactId', contactId, 'agentId', agentId, 'channel', channel, 'queueId', queueId, 'createdAt', at, 'expiresAt', expiresAt, 'ev', id, 'key', keyId],
    ['HSET', agent, 'nO', offers, `u.${channel}`, used, 'ev', id],
    ['HSET', `legs:${agentId}`, contactId, `primary|offered|${channel}|${offerId}|${at}`],
    ['ZADD', 'deadlines', expiresAt, `offer|${offerId}`],
  ];
  if (standing !== '') writes.push(['HDEL', contact, 'dial']);
  const translation = more.join('|');
  if (translation !== '') writes.push(['HSET', contact, 'tr', translation]);
  return writes;
}
