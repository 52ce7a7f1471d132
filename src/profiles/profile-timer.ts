import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { SingleFlight } from '../store/single-flight.js';
import { nextPlanned, ProfileChanges } from './profile-changes.js';

/** The store's clock may be set: nobody waits for longer than this without a look at it, ms. */
const LOOK_AGAIN_MS = 1_000;
/** While Postgres is away. */
const RETRY_MS = 500;

/**
 * Does what is planned for routing profiles when its time has come by the store's clock. Every node has one: the plan is in
 * the configuration that each knows, so nothing is asked until something is due, and no node's death loses it.
 */
@Injectable()
export class ProfileTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private unsubscribe: (() => void) | undefined;
  private readonly flight = new SingleFlight(() => this.doDue());

  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now'>,
    @Inject(ProfileChanges) private readonly changes: ProfileChanges,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    // Not waited for: a write that plans something must not wait for what is due.
    this.unsubscribe = this.config.onChange((changes) => {
      if (changes.some(({ kind }) => kind === 'profileSchedule' || kind === 'switchback')) this.arm();
    });
    this.arm();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.unsubscribe?.();
    await this.flight.run();
  }

  private arm(atLeastMs = 0): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const next = nextPlanned(this.config.current());
    if (next === Infinity) return;
    const waits = Math.max(atLeastMs, Math.min(LOOK_AGAIN_MS, next - this.live.now()));
    this.timer = setTimeout(() => void this.flight.run(), waits);
    this.timer.unref();
  }

  /** Never rejects: what fails is tried again. */
  private async doDue(): Promise<void> {
    if (this.stopped) return;
    const now = this.live.now();
    try {
      if (nextPlanned(this.config.current()) <= now) await this.changes.doDue(now);
      this.arm();
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.error({ err: error }, 'a planned change of a profile failed');
      this.arm(RETRY_MS);
    }
  }
}
