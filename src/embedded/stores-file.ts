import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, waitUntilGone } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** What a running pair of private stores tells others about itself, in `stores.json` (mode 600) of the data folder. */
export interface StoresFile {
  guardian: ProcessIdentity;
  /** The server that they were started for. */
  owner: ProcessIdentity;
  /** The store processes, also to be waited for after a crash. */
  children: ProcessIdentity[];
  redisUrl?: string;
  databaseUrl?: string;
}

/** Writes it so that a reader never sees half of it. */
export async function writeStoresFile(dataDir: string, content: StoresFile): Promise<void> {
  const file = fileOf(dataDir);
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Removes it: the stores have ended in order. */
export async function removeStoresFile(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true });
}

/** The private stores that run on a data folder now; undefined when there are none. */
export async function readRunningStores(dataDir: string): Promise<StoresFile | undefined> {
  const content = await read(dataDir);
  return content !== undefined && (await isAlive(content.guardian)) ? content : undefined;
}

/**
 * Waits for store processes that an earlier guardian left behind while they shut down, and ends those that do not:
 * a Redis that still writes and a new one on the same files would destroy them.
 */
export async function endLeftovers(dataDir: string, patienceMs: number): Promise<void> {
  const content = await read(dataDir);
  for (const child of content?.children ?? []) {
    if (await waitUntilGone(child, patienceMs)) continue;
    process.kill(child.pid, 'SIGKILL');
    await waitUntilGone(child, patienceMs);
  }
}

async function read(dataDir: string): Promise<StoresFile | undefined> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as StoresFile);
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'stores.json');
}
