import { Global, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../domain/errors.js';
import { LOGGER, type Logger } from '../config/logger.js';
import { STORES, type Stores } from '../config/stores.js';
import { ApiKeyRepository } from './api-keys.js';
import { AuditLog } from './audit-log.js';
import { PostgresConfigCache } from './config-cache.js';
import { CONFIG_CACHE, CONFIG_WRITER } from './config-store.js';
import { PostgresConfigWriter } from './config-writer.js';
import { POOLS } from './data-source.js';
import { migrate } from './migrate.js';
import { isAway } from './faults.js';
import { Postgres } from './postgres.js';
import { ProfileVersions } from './profile-versions.js';
import { RevisionWatch } from './revision-watch.js';

/** How long a start waits for Postgres before it goes on without, ms. */
const START_WAITS_MS = 5_000;
const RETRY_EVERY_MS = 500;

/**
 * Migrates, loads the configuration and keeps it fresh. A start without Postgres goes on after five seconds and catches
 * up when it comes; a migration that fails for another reason stops the start.
 */
export class StoreStart implements OnModuleInit, OnApplicationShutdown {
  private stopped = false;
  private done = false;
  private background: Promise<void> | undefined;

  constructor(
    private readonly stores: Stores,
    private readonly postgres: Postgres,
    private readonly watch: RevisionWatch,
    private readonly logger: Logger,
    private readonly waitMs = START_WAITS_MS,
  ) {}

  async onModuleInit(): Promise<void> {
    const until = performance.now() + this.waitMs;
    while (!(await this.attempt())) {
      if (performance.now() > until) {
        this.logger.warn('starting without the configuration store');
        this.background = this.keepTrying();
        return;
      }
      await pause(RETRY_EVERY_MS);
    }
  }

  /** True once migrations are done and the configuration was loaded. */
  isReady(): boolean {
    return this.done;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.background;
    await this.watch.stop();
    await this.postgres.close();
  }

  private async attempt(): Promise<boolean> {
    try {
      await migrate(this.stores.databaseUrl);
      await this.watch.check();
      this.watch.start();
      this.done = true;
    } catch (error) {
      if (!isAway(error) && !isStoreUnavailable(error)) throw error;
    }
    return this.done;
  }

  private async keepTrying(): Promise<void> {
    while (!this.stopped && !this.done) {
      await pause(RETRY_EVERY_MS);
      try {
        await this.attempt();
      } catch (error) {
        this.logger.error({ err: error }, 'the configuration store cannot be used');
      }
    }
  }
}

function isStoreUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'storeUnavailable';
}

/** The configuration's pool of connections. */
export const CONFIGURATION_POSTGRES = Symbol('ConfigurationPostgres');

@Global()
@Module({
  providers: [
    {
      provide: CONFIGURATION_POSTGRES,
      inject: [STORES],
      useFactory: (stores: Stores) => new Postgres(stores.databaseUrl, POOLS.configuration),
    },
    {
      provide: RevisionWatch,
      inject: [CONFIGURATION_POSTGRES, STORES, LOGGER],
      useFactory: (postgres: Postgres, stores: Stores, logger: Logger) =>
        new RevisionWatch(postgres, stores.databaseUrl, logger),
    },
    {
      provide: CONFIG_CACHE,
      inject: [CONFIGURATION_POSTGRES, RevisionWatch, LOGGER],
      useFactory: (postgres: Postgres, watch: RevisionWatch, logger: Logger) =>
        new PostgresConfigCache(postgres, watch, logger),
    },
    {
      provide: CONFIG_WRITER,
      inject: [CONFIGURATION_POSTGRES, CONFIG_CACHE],
      useFactory: (postgres: Postgres, cache: PostgresConfigCache) => new PostgresConfigWriter(postgres, cache),
    },
    {
      provide: ApiKeyRepository,
      inject: [CONFIGURATION_POSTGRES, RevisionWatch],
      useFactory: (postgres: Postgres, watch: RevisionWatch) => new ApiKeyRepository(postgres, watch),
    },
    {
      provide: ProfileVersions,
      inject: [CONFIGURATION_POSTGRES],
      useFactory: (postgres: Postgres) => new ProfileVersions(postgres),
    },
    {
      provide: AuditLog,
      inject: [CONFIGURATION_POSTGRES],
      useFactory: (postgres: Postgres) => new AuditLog(postgres),
    },
    {
      provide: StoreStart,
      inject: [STORES, CONFIGURATION_POSTGRES, RevisionWatch, CONFIG_CACHE, ApiKeyRepository, LOGGER],
      // The cache and the keys are asked for so that they follow the watch before its first look.
      useFactory: (
        stores: Stores,
        postgres: Postgres,
        watch: RevisionWatch,
        _cache: unknown,
        _keys: unknown,
        logger: Logger,
      ) => new StoreStart(stores, postgres, watch, logger),
    },
  ],
  exports: [
    CONFIG_CACHE,
    CONFIG_WRITER,
    ApiKeyRepository,
    ProfileVersions,
    AuditLog,
    StoreStart,
    CONFIGURATION_POSTGRES,
  ],
})
export class StoreModule {}
