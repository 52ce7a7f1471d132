import { DomainError } from '../domain/errors.js';
import type { Receiver } from '../domain/webhook.js';
import type { LiveStore } from '../live/live-store.js';
import { AddressRefused } from './address-guard.js';
import { webhookHeaders, type Attempt, type AttemptParts } from './attempt.js';
import type { ReceiverAnswer } from './receiver-client.js';

/** How long an answer may take, ms; to an offer never longer than the offer lives. */
const TIMEOUT_MS = 15_000;

/** What a bot can say to `offer.created` at once. */
type Said = { answer: 'accept' } | { answer: 'decline'; reason?: string };

export interface BotAttemptParts extends Pick<AttemptParts, 'learn'> {
  live: Pick<LiveStore, 'offer' | 'accept' | 'refuseOffer' | 'now'>;
  ask(url: string, body: string, timeoutMs: number, headers: Record<string, string>): Promise<ReceiverAnswer>;
  /** The bot answered well. */
  answered(): Promise<void>;
  /** This node is about to stop: what fails now is no fault of the bot's. */
  stopping(): boolean;
}

/**
 * To a bot. An offer is told once, while it lives: the answer may decide it, a failure ends it as missed. Everything else
 * is tried again. A store that is away decides nothing: then this throws, and the bot is asked again.
 */
export function botAttempt(contactId: string, bot: Receiver, parts: BotAttemptParts): Attempt {
  return async (body) => {
    const { type, offer } = JSON.parse(body) as { type: string; offer?: { id: string } };
    if (type === 'offer.created' && offer !== undefined) return tellOffer(contactId, bot, offer.id, body, parts);
    const answer = await send(contactId, bot, body, TIMEOUT_MS, parts);
    return typeof answer === 'string' ? answer : undefined;
  };
}

async function tellOffer(
  contactId: string,
  bot: Receiver,
  offerId: string,
  body: string,
  parts: BotAttemptParts,
): Promise<string | undefined> {
  const offer = await parts.live.offer(offerId);
  const leftMs = offer === undefined || offer.outcome !== undefined ? 0 : offer.expiresAt - parts.live.now();
  // It ends by its own deadline, or has ended.
  if (leftMs <= 0) return undefined;
  const answer = await send(contactId, bot, body, Math.min(TIMEOUT_MS, leftMs), parts);
  if (typeof answer === 'string' && parts.stopping()) return answer;
  const said = typeof answer === 'string' ? 'failed' : saidIn(answer.text);
  if (said === undefined) return undefined;
  try {
    if (said === 'failed') await parts.live.refuseOffer({ offerId, outcome: 'missed', reason: 'failed' });
    else if (said.answer === 'accept') await parts.live.accept({ offerId });
    else await parts.live.refuseOffer({ offerId, outcome: 'declined', reason: said.reason });
  } catch (error) {
    // It ended, or was answered, in between.
    const away =
      !(error instanceof DomainError) || error.code === 'storeUnavailable' || error.code === 'outcomeUnknown';
    if (away) throw error;
  }
  return undefined;
}

/** Longest reason that is kept. */
const REASON_LENGTH = 256;

/** Undefined: it will answer over REST. `failed`: it meant to answer, and nobody can say what. */
function saidIn(text: string): Said | 'failed' | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('answer' in parsed)) return undefined;
  if (parsed.answer === 'accept') return { answer: 'accept' };
  if (parsed.answer !== 'decline') return 'failed';
  const reason = 'reason' in parsed ? parsed.reason : undefined;
  return typeof reason === 'string' && reason !== '' && isLine(reason)
    ? { answer: 'decline', reason: reason.slice(0, REASON_LENGTH) }
    : { answer: 'decline' };
}

/** Nothing that no store keeps faithfully. */
function isLine(text: string): boolean {
  return !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(text);
}

/** An answer with 2xx; else how it failed. */
async function send(
  contactId: string,
  bot: Receiver,
  body: string,
  timeoutMs: number,
  parts: BotAttemptParts,
): Promise<ReceiverAnswer | string> {
  const from = Date.now();
  let outcome: ReceiverAnswer | string;
  try {
    const answer = await parts.ask(bot.url, body, timeoutMs, webhookHeaders(contactId, bot, body, from));
    outcome = answer.status >= 200 && answer.status < 300 ? answer : `status ${answer.status}`;
  } catch (error) {
    outcome = error instanceof AddressRefused ? 'addressRefused' : 'noAnswer';
  }
  parts.learn(typeof outcome !== 'string', Date.now() - from);
  if (typeof outcome !== 'string') await parts.answered();
  return outcome;
}
