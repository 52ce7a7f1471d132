import { resolve } from 'node:path';
import type { Environment } from '../config/environment.js';
import { startEmbeddedStores } from './embedded-stores.js';
import type { EmbeddedStoresOptions } from './embedded-stores.js';
import type { StoreName } from './guardian-messages.js';

/** The stores that a server works with: given from outside, or private ones. */
export interface OpenStores {
  redisUrl: string;
  databaseUrl: string;
  /** Which of them were started here. */
  started: readonly StoreName[];
  /** The full path of the data folder. */
  dataDir: string;
  /** Where PostgreSQL's data lies, when that is not the data folder. */
  postgresFolder?: string;
  /** Ends what was started here; the given ones are left alone. */
  stop(): Promise<void>;
}

/**
 * Gives the stores of `REDIS_URL` and `DATABASE_URL`, and starts a private one for each that is not set.
 * @throws Error saying why a private store does not start
 */
export async function openStores(
  environment: Pick<Environment, 'redisUrl' | 'databaseUrl' | 'dataDir'>,
  options: Pick<EmbeddedStoresOptions, 'log' | 'onLost'>,
): Promise<OpenStores> {
  const started: StoreName[] = [];
  if (environment.redisUrl === undefined) started.push('redis');
  if (environment.databaseUrl === undefined) started.push('postgres');
  const dataDir = resolve(environment.dataDir);
  const given = { redisUrl: environment.redisUrl ?? '', databaseUrl: environment.databaseUrl ?? '' };
  if (started.length === 0) return { ...given, started, dataDir, stop: () => Promise.resolve() };
  const own = await startEmbeddedStores({ ...options, dataDir, stores: started });
  return {
    redisUrl: environment.redisUrl ?? own.redisUrl,
    databaseUrl: environment.databaseUrl ?? own.databaseUrl,
    started,
    dataDir: own.dataDir,
    postgresFolder: own.postgresFolder,
    stop: () => own.stop(),
  };
}
