import type { Logger } from '../config/logger.js';
import type { FlatEvent } from '../feed/flat-event.js';
import type { Attempt } from './attempt.js';
import { ownerOf } from './lists.js';
import type { HeadNotice, NoticeStore } from './notice-store.js';

/** An event that could not be delivered for so long is given up, ms. */
export const GIVE_UP_MS = 24 * 3_600_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;

export interface DrainParts {
  notices: NoticeStore;
  logger: Logger;
  attempt: Attempt;
  /** Whether the list still goes where, and signed as, it did when its draining began. */
  stands(): boolean;
  /** What has failed for so long is given up, ms; left out: {@link GIVE_UP_MS}. */
  giveUpMs?: number;
  /** What has to be done before an event is given up, which failed since then (ms). */
  givingUp?(failedSince: number): Promise<void>;
  /** Ms. */
  now(): number;
  /** 0–1. */
  random(): number;
}

/** `done`: the list is drained. Else the ms after which to go on. */
export type DrainResult = 'done' | { retryInMs: number };

/**
 * Delivers the events of one list in order, until it is empty, an attempt fails, or its receiver was configured anew.
 * @param first the head, where it is known
 */
export async function drain(list: string, parts: DrainParts, first?: HeadNotice): Promise<DrainResult> {
  const { notices } = parts;
  let head = first ?? (await notices.head(list));
  for (;;) {
    if (head === undefined) {
      if (await notices.finish(list)) return 'done';
    } else {
      if (!parts.stands()) return { retryInMs: 0 };
      const failure = await parts.attempt(head.body);
      if (failure === undefined) {
        head = await notices.delivered(list, head.body);
        if (head === undefined) return 'done';
        continue;
      }
      const now = parts.now();
      parts.logger.debug({ list, failure, tries: head.tries + 1 }, 'a webhook failed');
      if (await giveUpOld(list, head.body, failure, head.failedSince ?? now, now, parts)) {
        await notices.failed(list, now);
        return { retryInMs: backOff(head.tries, parts.random()) };
      }
    }
    head = await notices.head(list);
  }
}

/**
 * Gives up, from the first on, what has failed or waited behind a failure for that long: each event for itself, so that one
 * that came later gets its own 24 h. False: nothing is left.
 */
async function giveUpOld(
  list: string,
  first: string,
  failure: string,
  failedSince: number,
  now: number,
  { notices, logger, giveUpMs = GIVE_UP_MS, givingUp }: DrainParts,
): Promise<boolean> {
  for (let body: string | undefined = first; body !== undefined; body = (await notices.head(list))?.body) {
    const { at, cursor } = JSON.parse(body) as FlatEvent;
    if (now - Math.max(failedSince, Date.parse(at)) < giveUpMs) return true;
    const { contactId, webhook } = ownerOf(list);
    logger.warn({ contactId, webhookId: webhook?.id, cursor, failure }, 'a webhook was given up');
    await givingUp?.(failedSince);
    await notices.giveUp(list, body, failure, now);
  }
  return false;
}

/** Doubling from 1 s to 1 h, each with up to half of it cut off so that receivers are not hit by all at once. */
export function backOff(tries: number, random: number): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries, 20));
  return Math.round(full * (1 - random / 2));
}
