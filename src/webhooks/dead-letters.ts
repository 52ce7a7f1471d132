import { randomUUID } from 'node:crypto';
import type { Caller } from '../api-keys/principal.js';
import type { Page } from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import type { WebhookConfig } from '../domain/webhook.js';
import type { ThresholdNotice } from '../alerts/threshold-event.js';
import type { FlatEvent } from '../feed/flat-event.js';
import type { LiveConnection } from '../live/connection.js';
import type { Versioned } from '../store/config-store.js';
import { eventOf, parseLetter, type DeadReason } from './dead-letter.js';
import { ListKeys, listOf, subjectOf, webhookKey } from './lists.js';
import { REPLAY } from './notice-scripts.js';
import { jobOf, ROOM, type Room } from './notice-store.js';

/** Letters moved by one script: short enough for whoever waits behind it. */
const MOVED_AT_ONCE = 100;

/** A dead letter as the API tells it. */
export interface DeadLetterView {
  /** The event's `webhook-id`. */
  id: string;
  deadAt: string;
  reason: DeadReason;
  failure?: string;
  event: FlatEvent | ThresholdNotice;
}

/** What a replay is to move, fixed before the first letter moves: a repeat goes on with the same. */
interface ReplayPlan {
  /** All letters up to this one, in the order in which they came; without `ids`. */
  upTo: number;
  ids?: string[];
  replayed: number;
}

type Commands = Pick<LiveConnection, 'read' | 'remembered' | 'firstOf'>;

/**
 * Events that a webhook did not get in time. Read and replayed over the connection of live state, whose commands fail at
 * once where the store is away. Throws DomainError `storeUnavailable`.
 */
export class DeadLetters {
  private readonly keys: ListKeys;

  constructor(
    private readonly store: Commands,
    prefix: string,
    private readonly room: Room = ROOM,
  ) {
    this.keys = new ListKeys(prefix);
  }

  /** In the order in which they came. @throws DomainError `validationFailed` for a cursor that was not made here */
  async page(webhook: WebhookConfig, limit: number, cursor: string | undefined): Promise<Page<DeadLetterView>> {
    const [letters, order] = this.keys.dead(webhookKey(webhook));
    const after = cursor === undefined ? 0 : numberOf(cursor);
    const found = await this.store.read((redis) =>
      redis.zrangebyscore(order, `(${after}`, '+inf', 'WITHSCORES', 'LIMIT', 0, limit + 1),
    );
    const ids = found.filter((_, index) => index % 2 === 0).slice(0, limit);
    const texts = ids.length === 0 ? [] : await this.store.read((redis) => redis.hmget(letters, ...ids));
    return {
      // One may have been replayed since.
      items: ids.flatMap((id, index) => viewOf(id, texts[index] ?? null)),
      nextCursor: found.length > 2 * limit ? Buffer.from(found[2 * limit - 1] as string).toString('base64url') : null,
    };
  }

  /**
   * Puts letters (all, or the named ones) back into their contacts' lists, before what came after them there, and has
   * them delivered anew, for 24 h again. A repeat with the same command id goes on with the same letters.
   * @throws DomainError `unknownReference` for an id that is not there, `tooManyRequests` while too much is undelivered
   */
  async replay(
    { value: webhook, revision }: Versioned<WebhookConfig>,
    ids: readonly string[] | undefined,
    caller: Caller,
  ): Promise<{ replayed: number }> {
    const plan = (await this.earlierPlan(caller)) ?? (await this.plan(webhook, ids, caller));
    for (let start = 0; start < (plan.ids?.length ?? 1); start += MOVED_AT_ONCE) {
      if (plan.ids !== undefined) await this.move(webhook, revision, plan.ids.slice(start, start + MOVED_AT_ONCE));
      else while (await this.move(webhook, revision, await this.oldest(webhook, plan.upTo)));
    }
    return { replayed: plan.replayed };
  }

  /** Removes the letters of a webhook that was removed. */
  async forget(webhook: WebhookConfig): Promise<void> {
    await this.store.read((redis) => redis.del(...this.keys.dead(webhookKey(webhook))));
  }

  private async earlierPlan(caller: Caller): Promise<ReplayPlan | undefined> {
    if (caller.commandId === undefined || (await this.store.remembered(caller)) === undefined) return undefined;
    return this.store.firstOf<ReplayPlan>(caller, { upTo: 0, replayed: 0 });
  }

  private async plan(webhook: WebhookConfig, ids: readonly string[] | undefined, caller: Caller): Promise<ReplayPlan> {
    const key = webhookKey(webhook);
    const [letters, order] = this.keys.dead(key);
    const pending = Number((await this.store.read((redis) => redis.get(this.keys.pending(key)))) ?? 0);
    if (pending >= this.room.perWebhook) {
      const message = `${pending} events are undelivered already; replay when the receiver has caught up.`;
      throw new DomainError('tooManyRequests', message, { retryAfterSeconds: 60 });
    }
    if (ids !== undefined) {
      const there = ids.length === 0 ? [] : await this.store.read((redis) => redis.hmget(letters, ...ids));
      const errors = ids.flatMap((id, index) =>
        there[index] === null ? [{ path: `ids.${index}`, message: `There is no dead letter "${id}".` }] : [],
      );
      if (errors.length > 0) throw new DomainError('unknownReference', 'A dead letter is unknown.', { errors });
      return this.store.firstOf(caller, { upTo: 0, ids: [...ids], replayed: ids.length });
    }
    const [, last = '0'] = await this.store.read((redis) => redis.zrevrange(order, 0, 0, 'WITHSCORES'));
    const replayed = await this.store.read((redis) => redis.zcount(order, '-inf', last));
    return this.store.firstOf(caller, { upTo: Number(last), replayed });
  }

  private oldest(webhook: WebhookConfig, upTo: number): Promise<string[]> {
    const [, order] = this.keys.dead(webhookKey(webhook));
    return this.store.read((redis) => redis.zrangebyscore(order, '-inf', upTo, 'LIMIT', 0, MOVED_AT_ONCE));
  }

  /** False: there was nothing to move. */
  private async move(webhook: WebhookConfig, revision: number, ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return false;
    const key = webhookKey(webhook);
    const [letters, order] = this.keys.dead(key);
    const texts = await this.store.read((redis) => redis.hmget(letters, ...ids));
    const byList = new Map<string, string[]>();
    for (const [index, id] of ids.entries()) {
      const text = texts[index];
      if (text == null) continue;
      const list = listOf(subjectOf(eventOf(parseLetter(text))), webhook);
      byList.set(list, [...(byList.get(list) ?? []), id]);
    }
    await this.store.read(async (redis) => {
      const pipeline = redis.pipeline();
      for (const [list, some] of byList) {
        const keys = [this.keys.meta(list), this.keys.events(list), this.keys.pending(key), letters, order];
        // A job of the same name may just be ending: this one must be another.
        pipeline.eval(REPLAY, 6, ...keys, this.keys.due, list, jobOf(list, randomUUID()), revision, ...some);
      }
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    });
    return byList.size > 0;
  }
}

function viewOf(id: string, text: string | null): DeadLetterView[] {
  if (text === null) return [];
  const letter = parseLetter(text);
  const { deadAt, reason, failure } = letter;
  return [{ id, deadAt: iso(deadAt), reason, ...(failure !== undefined && { failure }), event: eventOf(letter) }];
}

function numberOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const message = 'must be a nextCursor of an earlier answer';
  throw new DomainError('validationFailed', `cursor: ${message}`, { errors: [{ path: 'cursor', message }] });
}
