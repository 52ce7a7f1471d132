import { pino } from 'pino';
import { ApiKeyRepository } from '../../src/store/api-keys.js';
import { PostgresConfigCache } from '../../src/store/config-cache.js';
import { PostgresConfigWriter } from '../../src/store/config-writer.js';
import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import { RevisionWatch } from '../../src/store/revision-watch.js';
import { becomes } from '../support/becomes.js';

/** The store's part of one node, without Nest. */
export interface StoreNode {
  postgres: Postgres;
  watch: RevisionWatch;
  cache: PostgresConfigCache;
  writer: PostgresConfigWriter;
  keys: ApiKeyRepository;
  stop(): Promise<void>;
}

export const SILENT = pino({ level: 'silent' });

/** Starts a node on a migrated database. Not `listening`, it learns of nothing but what it asks for; `cold`, of nothing. */
export async function startStoreNode(
  url: string,
  options: { listening?: boolean; cold?: boolean } = {},
): Promise<StoreNode> {
  const postgres = new Postgres(url, POOLS.configuration);
  const watch = new RevisionWatch(postgres, url, SILENT);
  const cache = new PostgresConfigCache(postgres, watch, SILENT);
  const writer = new PostgresConfigWriter(postgres, cache);
  const keys = new ApiKeyRepository(postgres, watch);
  if (options.cold !== true) await watch.check();
  if (options.listening !== false && options.cold !== true) watch.start();
  return {
    postgres,
    watch,
    cache,
    writer,
    keys,
    stop: async () => {
      await watch.stop();
      await postgres.close();
    },
  };
}

/** Resolves when the node's configuration reached `revision`. */
export function reached(node: StoreNode, revision: number): Promise<void> {
  return becomes(() => node.cache.current().revision >= revision, `revision ${revision} is seen`);
}
