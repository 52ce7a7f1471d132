import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { isAlive } from './process-identity.js';
import { readRunningStores } from './stores-file.js';

/** How long a guardian whose owner is gone may take to end its stores, in milliseconds. */
const HANDOVER_MS = 15_000;
const PAUSE_MS = 50;

/**
 * Makes this process the only one that runs stores on a data folder, until it ends. On Linux the system itself keeps
 * the lock (a socket name without a file), so none is left behind by a crash, and two that start at once cannot both
 * win. A guardian that is just ending, its owner gone, is waited for.
 * @throws Error when another process has it
 */
export async function lockFolder(dataDir: string): Promise<void> {
  const deadline = performance.now() + HANDOVER_MS;
  for (;;) {
    const running = await readRunningStores(dataDir);
    const isOwned = running !== undefined && (await isAlive(running.owner));
    if (!isOwned && running === undefined && (await takeName(dataDir))) return;
    if (isOwned || performance.now() > deadline) {
      throw new Error(`Another Lotse is running on ${dataDir}: stop it first, or choose another LOTSE_DATA_DIR`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function takeName(dataDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex');
  const server = createServer((socket) => socket.destroy());
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.on('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen({ path: `\0lotse-${name}` }, () => resolve(true));
  });
  if (taken) server.unref();
  return taken;
}
