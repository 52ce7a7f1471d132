import type { Redis } from 'ioredis';
import type { LogEntry } from '../audit/log-entry.js';

const PREFIX = 'acd:{default}:';
const BATCH = 2000;

/**
 * Replays write sets into another Redis, in order. A key whose time to live ends during the replay is gone there at
 * once; later writes to what was still alive when they were made are left out, as they would revive half of it.
 */
export class Replay {
  events = 0;
  writes = 0;
  private readonly expiries = new Map<string, number>();
  private batch: string[][] = [];

  constructor(private readonly target: Redis) {}

  async add(entry: LogEntry, now: number): Promise<void> {
    this.events += 1;
    for (const op of entry.ops) this.queue(op, entry.at, now);
    if (this.batch.length >= BATCH) await this.flush();
  }

  /** Sends what is still held back. Throws when a write is refused. */
  async flush(): Promise<void> {
    const pipeline = this.target.pipeline(this.batch);
    this.batch = [];
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
  }

  private queue(op: readonly string[], at: number, now: number): void {
    const [command = '', key = '', ...args] = op;
    const expiresAt = this.expiries.get(key);
    if (expiresAt !== undefined) {
      if (expiresAt <= at || command === 'DEL') this.expiries.delete(key);
      else if (expiresAt <= now && command !== 'PEXPIREAT') return;
    }
    if (command === 'PEXPIREAT') this.expiries.set(key, Number(args[0]));
    this.writes += 1;
    this.batch.push([command.toLowerCase(), PREFIX + key, ...args]);
  }
}
