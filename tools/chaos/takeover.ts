import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Callers } from './callers.js';
import type { Cluster } from './cluster.js';

const KILLS = 3;
const LOAD_PER_SECOND = 200;
const WATCHED_SECONDS = 12;

export interface Takeover {
  waiting: number;
  /** Longest gap between two committed offers around each kill, s. */
  gapSeconds: number[];
  limitSeconds: number;
  holds: boolean;
}

/** With many waiting and work going on, kills the matcher's node and measures how long nothing is committed. */
export async function measureTakeover(
  cluster: Cluster,
  callers: Callers,
  waiting: number,
  say: (line: string) => void,
): Promise<Takeover> {
  say(`filling the queue with ${waiting} contacts that wait for a skill nobody has`);
  await callers.fill(waiting, 'waiting');
  const gapSeconds: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const from = await cluster.now();
    const load = callers.call(LOAD_PER_SECOND, WATCHED_SECONDS, `takeover-${kill}`);
    await pause(2000);
    const node = await cluster.matcher();
    await node.stop('SIGKILL');
    await load;
    const gap = await longestGapInLog(cluster, from);
    gapSeconds.push(gap / 1000);
    say(`kill ${kill + 1} of ${KILLS} (${node.id}): longest gap between commits ${(gap / 1000).toFixed(2)} s`);
    await node.restart();
    await pause(2000);
  }
  const limitSeconds = waiting > 10_000 ? 6 : 3;
  return { waiting, gapSeconds, limitSeconds, holds: Math.max(...gapSeconds) <= limitSeconds };
}

/** From the log itself, up to its end: a matcher that never comes back shows as a gap, too. */
async function longestGapInLog(cluster: Cluster, from: number): Promise<number> {
  const redis: Redis = cluster.redis;
  let [before, longest, cursor] = [from, 0, '+'];
  const times: number[] = [];
  for (;;) {
    const page = await redis.xrevrange('acd:{default}:events', cursor, '-', 'COUNT', 5000);
    let reachedStart = page.length < 5000;
    for (const [, fields] of page) {
      const [type, time] = (fields[fields.indexOf('e') + 1] ?? '').split('|', 2);
      const at = Number(time);
      if (at < from) reachedStart = true;
      else if (type === 'contact.offered') times.push(at);
    }
    if (reachedStart) break;
    cursor = `(${page.at(-1)?.[0]}`;
  }
  for (const at of [...times.reverse(), await cluster.now()]) {
    longest = Math.max(longest, at - before);
    before = at;
  }
  return longest;
}
