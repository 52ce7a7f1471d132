import type { LogEvent } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { applyOps, type Hash } from '../../src/live/records.js';
import { uniqueName } from '../support/stores.js';
import { stateOf } from './stage.js';

/** Writes every event's ops into an empty workspace. @returns its state, in the form of `stateOf` */
export async function replayed(url: string, events: readonly LogEvent[]): Promise<Record<string, string>> {
  const live = new LiveRedis({ url, workspace: uniqueName(), nodeId: 'replay', strictKeys: true });
  await live.connection.connect();
  try {
    const { redis, keys } = live.connection;
    const pipeline = redis.pipeline();
    for (const event of events)
      for (const [command, key, ...args] of event.ops) pipeline.call(command, keys.prefix + key, ...args);
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    return await stateOf(live);
  } finally {
    await live.connection.close();
  }
}

/** The hashes that a replica in memory holds after every event. */
export function replica(events: readonly LogEvent[]): Map<string, Hash> {
  const hashes = new Map<string, Hash>();
  for (const event of events) applyOps(hashes, event.ops);
  return hashes;
}
