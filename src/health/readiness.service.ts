import { Inject, Injectable } from '@nestjs/common';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';

export interface Readiness {
  /** `degraded`: live commands go on, configuration and history do not. */
  status: 'ok' | 'degraded' | 'unavailable';
  checks: Record<string, string>;
}

/** Answers whether Postgres is there; rejects or hangs when it is not. */
export type PostgresProbe = () => Promise<unknown>;
export const POSTGRES_PROBE = Symbol('PostgresProbe');

const PATIENCE_MS = 1_000;

/** Whether this node can serve: Redis must answer and the configuration be known; Postgres may be away. */
@Injectable()
export class ReadinessService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'logEnd'>,
    @Inject(CONFIG_CACHE) private readonly config: Pick<ConfigCache, 'current'>,
    @Inject(POSTGRES_PROBE) private readonly postgres: PostgresProbe,
  ) {}

  async check(): Promise<Readiness> {
    const [redis, postgres] = await Promise.all([answers(this.live.logEnd()), answers(this.postgres())]);
    const configured = this.config.current().channel.size > 0;
    const status = !redis || !configured ? 'unavailable' : postgres ? 'ok' : 'degraded';
    const checks = {
      redis: redis ? 'up' : 'down',
      postgres: postgres ? 'up' : 'down',
      configuration: configured ? 'known' : 'unknown',
    };
    return { status, checks };
  }
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([
      asked.then(
        () => true,
        () => false,
      ),
      patience,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
