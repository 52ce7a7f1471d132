import { valueDifference } from '../audit/live-state.check.js';
import type { LogEntry } from '../audit/log-entry.js';
import type { StoredValue } from '../audit/replica.js';
import type { StoreSource } from '../audit/store-source.js';

/** A key this close to its end may be gone in one store and there in the other. */
const EXPIRY_SLACK_MS = 5000;

export interface Comparison {
  keys: number;
  /** Keys per family: contact, agent, legs, offer, order, … */
  families: Record<string, number>;
  differences: string[];
}

/**
 * Every live key of both stores, value by value and time to live by time to live. What `since` touched was written
 * after the replay ended, and is left out.
 */
export async function compareStores(
  live: StoreSource,
  rebuilt: StoreSource,
  since: readonly LogEntry[],
): Promise<Comparison> {
  const touched = new Set(since.flatMap((entry) => entry.ops.map((op) => op[1] ?? '')));
  const expected = await keysOf(live);
  const { now } = await live.end();
  const result: Comparison = { keys: 0, families: {}, differences: [] };
  const isExpiring = (value: StoredValue): boolean =>
    value.expiresAt !== undefined && value.expiresAt < now + EXPIRY_SLACK_MS;
  for await (const [key, value] of rebuilt.live()) {
    const wanted = expected.get(key);
    expected.delete(key);
    if (touched.has(key)) continue;
    const family = key.split(':', 1)[0] ?? key;
    result.keys += 1;
    result.families[family] = (result.families[family] ?? 0) + 1;
    if (!wanted && !isExpiring(value)) result.differences.push(`${key} is rebuilt and not live`);
    const difference = wanted && valueDifference(value, wanted, () => false);
    if (difference !== undefined) result.differences.push(`${key} ${difference}`);
  }
  for (const [key, value] of expected)
    if (!touched.has(key) && !isExpiring(value)) result.differences.push(`${key} is live and not rebuilt`);
  return result;
}

async function keysOf(source: StoreSource): Promise<Map<string, StoredValue>> {
  const keys = new Map<string, StoredValue>();
  for await (const [key, value] of source.live()) keys.set(key, value);
  return keys;
}
