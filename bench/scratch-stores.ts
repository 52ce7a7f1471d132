import { cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedStores, type EmbeddedStores } from '../src/embedded/embedded-stores.js';
import type { StoreName } from '../src/embedded/guardian-messages.js';

/** Private stores on a folder that goes with them. */
export interface ScratchStores extends Pick<EmbeddedStores, 'redisUrl' | 'databaseUrl' | 'pids' | 'dataDir'> {
  stop(): Promise<void>;
}

/**
 * Starts empty private stores below the system's temporary folder. A Redis that an earlier start had to fetch is kept
 * in the data folder (`LOTSE_DATA_DIR`, `./.lotse`) and used again.
 */
export async function startScratchStores(name: string, wanted?: readonly StoreName[]): Promise<ScratchStores> {
  const dataDir = await mkdtemp(join(tmpdir(), `lotse-${name}-`));
  const kept = resolve(process.env['LOTSE_DATA_DIR'] ?? '.lotse', 'redis-program');
  const own = join(dataDir, 'redis-program');
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const isKept = await isThere(join(kept, 'redis-server'));
    if (isKept) await symlink(kept, own);
    const log = (line: string): void => void process.stderr.write(`${line.slice(0, 120)}\n`);
    // A store that is killed on purpose comes back by itself; one that does not shows in what follows.
    const stores = await startEmbeddedStores({ dataDir, log, onLost: log, ...(wanted && { stores: wanted }) });
    if (!isKept && (await isThere(join(own, 'redis-server')))) await keep(own, kept);
    const stop = async (): Promise<void> => {
      await stores.stop();
      await remove();
      if (stores.postgresFolder !== undefined) await rm(stores.postgresFolder, { recursive: true, force: true });
    };
    const { redisUrl, databaseUrl, pids } = stores;
    return { redisUrl, databaseUrl, pids, dataDir, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function keep(own: string, kept: string): Promise<void> {
  await mkdir(join(kept, '..'), { recursive: true, mode: 0o700 });
  await cp(own, kept, { recursive: true, verbatimSymlinks: true });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
