import type { Logger } from '../config/logger.js';
import { LEASE_TTL_MS } from '../live/lease.js';
import type { LiveRedis } from '../live/live-redis.js';
import type { LogTail } from '../live/live-store.js';
import { AutoAccept } from './auto-accept.js';
import type { MatcherConfig } from './configuration.js';
import { Deadlines } from './deadlines.js';
import { Matcher, type CommitListener } from './matcher.js';
import { Positions } from './positions.js';

const RENEW_MS = 400;
const HOUSEKEEPING_MS = 1000;

/** Called by every node for ever: takes the lease when it is free, reigns while it can renew, steps down otherwise. */
export class Reign {
  private readonly commitListeners = new Set<CommitListener>();
  private matcher: Matcher | undefined;
  private deadlines: Deadlines | undefined;
  private positions: Positions | undefined;
  private autoAccept: AutoAccept | undefined;
  private epoch: string | undefined;
  /** Monotonic: past it we no longer decide, whatever the store says. */
  private renewedUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private housekeeping: NodeJS.Timeout | undefined;
  private stopped = false;
  private busy = false;
  private tidying = false;

  constructor(
    private readonly live: LiveRedis,
    private readonly tail: LogTail,
    private readonly config: MatcherConfig,
    private readonly logger: Logger,
    private readonly memoryCeilingMb: number | undefined,
  ) {}

  get leads(): boolean {
    return this.matcher !== undefined;
  }

  /** The epoch that its scripts name while this node decides; undefined where it does not. */
  get fence(): string | undefined {
    return this.matcher === undefined ? undefined : this.epoch;
  }

  /** Contacts waiting as this node knows them; 0 where it does not decide. */
  get waiting(): number {
    return this.matcher?.engine.waitingCount() ?? 0;
  }

  onCommit(listener: CommitListener): void {
    this.commitListeners.add(listener);
  }

  start(): void {
    void this.tick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const { epoch } = this;
    this.stepDown('stopping');
    if (epoch !== undefined && this.live.connection.isOpen) await this.live.lease.release(epoch).catch(() => undefined);
  }

  private async tick(): Promise<void> {
    if (this.stopped || this.busy) return;
    this.busy = true;
    let wait = RENEW_MS;
    try {
      if (this.epoch === undefined) wait = await this.tryToReign();
      else await this.renew(this.epoch);
    } catch {
      if (this.epoch !== undefined && performance.now() > this.renewedUntil)
        this.stepDown('the lease could not be renewed');
    } finally {
      this.busy = false;
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.tick(), wait);
  }

  private async renew(epoch: string): Promise<void> {
    const asked = performance.now();
    const state = await this.live.lease.renew(epoch);
    if (state.held) this.renewedUntil = asked + LEASE_TTL_MS;
    else this.stepDown('another node took the lease');
  }

  /** @returns when to try again, ms. */
  private async tryToReign(): Promise<number> {
    const asked = performance.now();
    const state = await this.live.lease.acquire();
    if (!state.held || state.epoch === undefined) {
      return Math.min(RENEW_MS, Math.max(20, (state.until ?? 0) - this.live.now() + 10));
    }
    // Stopped while it asked: nobody would ever end that reign.
    if (this.stopped) {
      await this.live.lease.release(state.epoch);
      return RENEW_MS;
    }
    this.epoch = state.epoch;
    this.renewedUntil = asked + LEASE_TTL_MS;
    const onEnd = (reason: string): void => this.stepDown(reason);
    const onCommit: CommitListener = (...told) => this.commitListeners.forEach((listener) => listener(...told));
    this.matcher = new Matcher(this.live, this.tail, this.config, state.epoch, this.logger, onCommit, onEnd);
    this.deadlines = new Deadlines(this.live, this.tail, this.config, this.logger);
    this.positions = new Positions(this.live, this.config, this.logger);
    this.autoAccept = new AutoAccept(this.live, this.tail, this.config, this.logger);
    this.logger.info({ epoch: state.epoch }, 'lease taken');
    this.matcher
      .start()
      .catch((error: unknown) => this.stepDown(error instanceof Error ? error.message : 'start failed'));
    this.deadlines.start();
    this.positions.start();
    this.autoAccept.start();
    this.housekeeping = setInterval(() => void this.houseKeep().catch(() => undefined), HOUSEKEEPING_MS);
    return RENEW_MS;
  }

  private stepDown(reason: string): void {
    if (this.epoch === undefined) return;
    this.logger.warn({ epoch: this.epoch, reason }, 'matcher stepped down');
    this.matcher?.stop();
    this.deadlines?.stop();
    this.positions?.stop();
    this.autoAccept?.stop();
    clearInterval(this.housekeeping);
    this.matcher = this.deadlines = this.positions = this.autoAccept = undefined;
    this.epoch = undefined;
  }

  /** What only one node needs to do, and no one waits for. */
  private async houseKeep(): Promise<void> {
    if (!this.live.connection.isOpen || this.tidying) return;
    this.tidying = true;
    try {
      await this.tidy();
    } finally {
      this.tidying = false;
    }
  }

  private async tidy(): Promise<void> {
    const gone = await this.live.nodes.sweep();
    if (gone.length > 0) this.logger.warn({ nodes: gone }, 'sockets of dead nodes closed');
    await this.live.log.trim();
    await this.watchMemory();
  }

  private async watchMemory(): Promise<void> {
    const { redis, keys } = this.live.connection;
    const info = await redis.info('memory');
    const used = Number(/used_memory:(\d+)/.exec(info)?.[1] ?? 0);
    const max = Number(/maxmemory:(\d+)/.exec(info)?.[1] ?? 0) * 0.9;
    const ceiling = this.memoryCeilingMb === undefined ? max : this.memoryCeilingMb * 2 ** 20;
    const full = ceiling > 0 && used > ceiling ? '1' : '0';
    await redis.hset(keys.meta, 'full', full);
  }
}
