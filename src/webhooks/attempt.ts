import type { Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import type { Receiver } from '../domain/webhook.js';
import type { FlatEvent } from '../feed/flat-event.js';
import type { LiveStore } from '../live/live-store.js';
import { WORKSPACE } from '../store/workspace.js';
import { AddressRefused } from './address-guard.js';
import { messageId, webhookKey } from './lists.js';
import { signatureOf } from './signature.js';

/** The receiver of a `notifyUrl` knows nothing of the contact (any more): repeating would not change that. */
const GONE = [404, 409, 410];
/** How long an answer may take, ms: of a `notifyUrl` the agent waits for, and what Standard Webhooks recommends. */
const NOTIFY_TIMEOUT_MS = 5_000;
const WEBHOOK_TIMEOUT_MS = 15_000;

export interface AttemptParts {
  live: Pick<LiveStore, 'offer' | 'cancel'>;
  logger: Logger;
  /** Answers the status; rejects when there was none in time. */
  post(url: string, body: string, timeoutMs: number, headers?: Record<string, string>): Promise<number>;
  /** Told of each attempt. */
  learn(ok: boolean, tookMs: number): void;
  /** Ms. */
  now(): number;
}

/** One attempt to deliver a body. Undefined: it is done with. Else why not: `status 500`, `noAnswer`, … */
export type Attempt = (body: string) => Promise<string | undefined>;

/** To a contact's `notifyUrl`: a contact that is gone there ends. */
export function notifyAttempt(contactId: string, url: string, parts: AttemptParts): Attempt {
  return async (body) => {
    const status = await send(parts, (status) => isGood(status) || GONE.includes(status), url, body, NOTIFY_TIMEOUT_MS);
    if (typeof status === 'string' || isGood(status)) return typeof status === 'string' ? status : undefined;
    return (await endGone(contactId, JSON.parse(body) as FlatEvent, parts)) ? undefined : `status ${status}`;
  };
}

/** To a webhook, as a CloudEvent in binary mode, signed as Standard Webhooks says. */
export function webhookAttempt(contactId: string, webhook: Receiver, parts: AttemptParts): Attempt {
  return async (body) => {
    const headers = webhookHeaders(contactId, webhook, body, parts.now());
    const status = await send(parts, isGood, webhook.url, body, WEBHOOK_TIMEOUT_MS, headers);
    return typeof status === 'string' ? status : undefined;
  };
}

/** The headers of an attempt at `now` (ms), but for `content-type`. */
export function webhookHeaders(
  contactId: string,
  webhook: Receiver,
  body: string,
  now: number,
): Record<string, string> {
  const { type, cursor, at } = JSON.parse(body) as Pick<FlatEvent, 'type' | 'cursor' | 'at'>;
  const { secret } = webhook;
  const id = messageId(webhookKey(webhook), cursor);
  const seconds = Math.floor(now / 1_000);
  return {
    'ce-specversion': '1.0',
    'ce-id': cursor,
    'ce-source': `urn:lotse:${WORKSPACE}`,
    'ce-type': type,
    'ce-time': at,
    'ce-subject': contactId,
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    ...(secret !== undefined && { 'webhook-signature': signatureOf({ ...webhook, secret }, id, seconds, body, now) }),
  };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The status of an answer that is `fine`; else how it failed. */
async function send(
  parts: AttemptParts,
  fine: (status: number) => boolean,
  ...[url, body, timeoutMs, headers]: Parameters<AttemptParts['post']>
): Promise<number | string> {
  const from = parts.now();
  let outcome: number | string;
  try {
    const status = await parts.post(url, body, timeoutMs, headers);
    outcome = fine(status) ? status : `status ${status}`;
  } catch (error) {
    outcome = error instanceof AddressRefused ? 'addressRefused' : 'noAnswer';
  }
  parts.learn(typeof outcome === 'number', parts.now() - from);
  return outcome;
}

/** The owner does not know the contact any more: while the offer lives it ends, and its agent is free at once. */
async function endGone(contactId: string, event: FlatEvent, parts: AttemptParts): Promise<boolean> {
  if (event.type !== 'contact.offered' || event.offerId === undefined) return true;
  try {
    const offer = await parts.live.offer(event.offerId);
    if (offer === undefined || offer.outcome !== undefined) return true;
    await parts.live.cancel({ contactId, reason: 'abandoned', detail: 'gone at its owner' });
    parts.logger.info({ contactId }, 'a contact was gone at its owner');
    return true;
  } catch (error) {
    // Answered in between, or ended: nothing to do. A store out of reach: the receiver is asked again.
    const settled = error instanceof DomainError && (error.code === 'stateForbids' || error.code === 'notFound');
    if (!settled) parts.logger.warn({ contactId, err: error }, 'a contact that is gone could not be ended');
    return settled;
  }
}
