import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoreAddresses {
  redisUrl: string;
  databaseUrl: string;
}

/**
 * Where the record is: `REDIS_URL` and `DATABASE_URL`, else the private stores that run on `LOTSE_DATA_DIR`
 * (`./.lotse`) and say so in its `stores.json`. Undefined: neither.
 */
export async function findStores(env: NodeJS.ProcessEnv): Promise<StoreAddresses | undefined> {
  const dataDir = env['LOTSE_DATA_DIR'] ?? '.lotse';
  const text = await readFile(join(dataDir, 'stores.json'), 'utf8').catch(() => '{}');
  const file = JSON.parse(text) as Partial<StoreAddresses>;
  const redisUrl = env['REDIS_URL'] ?? file.redisUrl;
  const databaseUrl = env['DATABASE_URL'] ?? file.databaseUrl;
  return redisUrl !== undefined && databaseUrl !== undefined ? { redisUrl, databaseUrl } : undefined;
}
