import type { Redis } from 'ioredis';
import type { LogEvent } from '../domain/events.js';
import { liveRedisOptions, type LiveConnection } from './connection.js';
import type { LogTail } from './live-store.js';
import { parseEvent } from './logged-event.js';
import { patientRedis } from './patient-redis.js';

const BATCH = 1000;

type StreamReply = [key: string, entries: [id: string, fields: string[]][]][] | null;

/** Follows the log with one blocking read per node: an event wakes it, nothing polls. */
export class RedisLogTail implements LogTail {
  private readonly listeners = new Set<(events: readonly LogEvent[]) => void>();
  private readonly redis: Redis;
  private last = '0-0';
  private running = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly connection: LiveConnection,
    private readonly onError: (error: unknown) => void = () => undefined,
    /** How long one read waits for an event, ms. */
    private readonly blockMs = 10_000,
  ) {
    // A dropped connection ends the read: another one asks, from where the log stands then.
    this.redis = patientRedis(connection.options.url, { ...liveRedisOptions(), enableOfflineQueue: true });
    this.redis.on('error', () => undefined);
  }

  /** Starts after the log's present end. */
  async start(): Promise<void> {
    const { redis, keys } = this.connection;
    const [gen, seq] = await redis.hmget(keys.meta, 'gen', 'seq');
    this.last = `${gen ?? 0}-${seq ?? 0}`;
    await this.redis.connect();
    this.connection.onOpen(() => void this.checkHistory());
    this.running = true;
    this.loop = this.follow();
  }

  async stop(): Promise<void> {
    this.running = false;
    if (this.redis.status === 'end') return;
    const ended = new Promise<void>((resolve) => {
      if (this.redis.status === 'wait') resolve();
      else this.redis.once('end', () => resolve());
    });
    this.redis.disconnect();
    await Promise.race([this.loop, ended]);
  }

  subscribe(listener: (events: readonly LogEvent[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  position(): string {
    return this.last.replace('-', '.');
  }

  /** A store that came back without its data starts counting anew: follow it from its beginning, at once. */
  private async checkHistory(): Promise<void> {
    const [gen, seq] = await this.connection.redis
      .hmget(this.connection.keys.meta, 'gen', 'seq')
      .catch(() => [null, null]);
    const [lastGen = 0, lastSeq = 0] = this.last.split('-').map(Number);
    const storeGen = Number(gen ?? lastGen);
    if (storeGen > lastGen || (storeGen === lastGen && Number(seq ?? lastSeq) >= lastSeq)) return;
    this.last = '0-0';
    // The read may wait already for what comes after the old end.
    this.redis.disconnect(true);
  }

  private async follow(): Promise<void> {
    while (this.running) {
      try {
        const reply = (await this.redis.xread(
          'COUNT',
          BATCH,
          'BLOCK',
          this.blockMs,
          'STREAMS',
          this.connection.keys.events,
          this.last,
        )) as StreamReply;
        const entries = reply?.[0]?.[1];
        if (entries?.length) this.deliver(entries);
      } catch (error) {
        if (!this.running) return;
        // That the store is away is told by others.
        if (!isAway(error)) this.onError(error);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  private deliver(entries: [string, string[]][]): void {
    const events = entries.map(([id, fields]) => parseEvent(id, fields));
    const end = entries[entries.length - 1] as [string, string[]];
    this.last = end[0];
    const latest = events[events.length - 1] as LogEvent;
    if (latest.type === 'clock.moved') this.connection.clock.reset(latest.at);
    else this.connection.clock.learn(latest.at);
    for (const listener of this.listeners) {
      try {
        listener(events);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

function isAway(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'MaxRetriesPerRequestError' || error.message === 'Connection is closed.')
  );
}
