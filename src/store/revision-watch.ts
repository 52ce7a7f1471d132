import pg from 'pg';
import type { Logger } from '../config/logger.js';
import { connectionSettings, POOLS } from './data-source.js';
import type { Postgres } from './postgres.js';
import { SingleFlight } from './single-flight.js';
import { WORKSPACE } from './workspace.js';

export interface Revisions {
  /** Of the last configuration write. */
  config: number;
  /** Of the last write to API keys. */
  keys: number;
}

export const NOTIFICATION_CHANNEL = 'lotse_configuration';
const CHECK_EVERY_MS = 500;
const RECONNECT_AFTER_MS = 500;
/** More than any answer is late. */
const CLOCK_SET_BACK_MS = 10_000;

/**
 * Tells its followers when configuration or keys may have changed: at once by LISTEN, and because a notification can be
 * lost with its connection, by a look at the revisions every 500 ms and after every reconnect.
 */
export class RevisionWatch {
  private readonly followers: ((revisions: Revisions) => Promise<void>)[] = [];
  private readonly flight = new SingleFlight(() => this.look());
  private timer: NodeJS.Timeout | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private listener: pg.Client | undefined;
  private stopped = false;
  private reachable: boolean | undefined;
  private clock: { storeMs: number; nodeMs: number } | undefined;

  constructor(
    private readonly postgres: Postgres,
    private readonly databaseUrl: string,
    private readonly logger: Logger,
  ) {}

  /** Followers run in order, at each look; each compares with what it has. */
  follow(follower: (revisions: Revisions) => Promise<void>): void {
    this.followers.push(follower);
  }

  start(): void {
    this.timer = setInterval(() => this.checkQuietly(), CHECK_EVERY_MS);
    this.timer.unref();
    void this.listen();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.reconnect);
    await this.listener?.end().catch(() => undefined);
    await this.flight.run().catch(() => undefined);
  }

  /** A look that begins after the call. Throws `storeUnavailable`. */
  check(): Promise<void> {
    return this.flight.run();
  }

  /** Whether the last look reached Postgres; undefined before the first. */
  isReachable(): boolean | undefined {
    return this.reachable;
  }

  /** Postgres's clock, ms, as last seen plus what has passed on this node since; this node's before the first look. */
  storeNow(): number {
    return this.clock === undefined ? Date.now() : this.clock.storeMs + (performance.now() - this.clock.nodeMs);
  }

  private async look(): Promise<void> {
    if (this.stopped) return;
    try {
      const { rows } = await this.postgres.run<{ config: number; keys: number; now: number }>(
        `SELECT revision AS config, key_revision AS keys, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now
         FROM config_revision WHERE workspace = $1`,
        [WORKSPACE],
      );
      const row = rows[0];
      if (row === undefined) throw new Error(`no revision row for workspace ${WORKSPACE}: are the migrations done?`);
      this.learn(row.now);
      this.note(true);
      for (const follower of this.followers) await follower({ config: row.config, keys: row.keys });
    } catch (error) {
      this.note(false, error);
      throw error;
    }
  }

  /** An answer that was long on its way tells an earlier time than passed: only a clock that was set back counts. */
  private learn(storeMs: number): void {
    const ahead = this.clock === undefined ? -1 : this.storeNow() - storeMs;
    if (ahead < 0 || ahead > CLOCK_SET_BACK_MS) this.clock = { storeMs, nodeMs: performance.now() };
  }

  private note(reachable: boolean, error?: unknown): void {
    if (this.reachable !== reachable && !this.stopped) {
      if (reachable) this.logger.info('configuration store reached');
      else this.logger.warn({ err: error }, 'configuration store out of reach: going on with what this node knows');
    }
    this.reachable = reachable;
  }

  private checkQuietly(): void {
    this.check().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      ...connectionSettings(this.databaseUrl, POOLS.configuration),
      query_timeout: 5_000,
    });
    this.listener = client;
    client.on('error', () => undefined);
    client.once('end', () => this.listenAgain());
    client.on('notification', () => this.checkQuietly());
    try {
      await client.connect();
      await client.query(`LISTEN ${NOTIFICATION_CHANNEL}`);
      this.checkQuietly();
    } catch {
      client.end().catch(() => undefined);
      this.listenAgain();
    }
  }

  private listenAgain(): void {
    if (this.stopped) return;
    clearTimeout(this.reconnect);
    this.reconnect = setTimeout(() => void this.listen(), RECONNECT_AFTER_MS);
    this.reconnect.unref();
  }
}
