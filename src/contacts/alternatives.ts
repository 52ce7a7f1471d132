import { CALLBACK_CHANNEL } from '../domain/callback.js';
import type { QueueConfig } from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { iso } from '../domain/iso.js';

/** Fields to change in a request that was refused, so that it would be taken. */
export type Alternative = { queueId: string } | { channel: string; scheduledAt: string };

/** Where nobody can tell how long the wait is, a customer is called back so much later, ms. */
const LATER_MS = 15 * 60_000;

/** Queues that help a full one: where it overflows, then those that its steps add. */
export function helpersOf({ id, overflow, steps }: QueueConfig): string[] {
  const named = [overflow?.toQueueId, ...steps.flatMap(({ addQueues = [] }) => addQueues)];
  return [...new Set(named)].filter((other) => other !== undefined && other !== id) as string[];
}

/**
 * To be called back once those who wait have had their turn; undefined where nobody knows whom to call, or that is what
 * was asked for.
 * @param waitMs how long the last in line waits; undefined: unknown
 */
export function callbackLater(
  { channel, customer }: Pick<ContactSpec, 'channel' | 'customer'>,
  waitMs: number | undefined,
  now: number,
): Alternative | undefined {
  const isKnown = customer?.id !== undefined || (customer?.identities?.length ?? 0) > 0;
  if (channel === CALLBACK_CHANNEL || !isKnown) return undefined;
  const at = now + Math.max(60_000, waitMs ?? LATER_MS);
  return { channel: CALLBACK_CHANNEL, scheduledAt: iso(Math.ceil(at / 60_000) * 60_000) };
}
