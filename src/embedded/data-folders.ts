import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Identity } from './command.js';
import { canEnter } from './postgres-program.js';

/** Where PostgreSQL's data may lie when nobody but root can reach the data folder. */
const REACHABLE_PARENTS = ['/var/lib', '/var/tmp'];

/** The file of the data folder that says where PostgreSQL's data lies instead. */
const POINTER = 'postgres.location';

/** Makes the data folder where it is missing, and gives its full path. */
export async function makeDataFolder(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return realpath(dataDir);
}

/**
 * The folder for PostgreSQL: the data folder itself, or, where `identity` cannot enter it (it lies below a home of
 * mode 700), one that it can. The choice is kept in the data folder.
 * @throws Error when there is no such folder
 */
export async function postgresFolder(dataDir: string, identity: Identity | undefined): Promise<string> {
  if (identity === undefined) return dataDir;
  const kept = await readFile(join(dataDir, POINTER), 'utf8').catch(() => undefined);
  if (kept !== undefined) return ownFolder(kept.trim());
  if (await canEnter(dataDir, identity)) return dataDir;
  if (await canEnter(dirname(dataDir), identity)) {
    // Passing through is enough: names and contents stay hidden.
    await chmod(dataDir, (await stat(dataDir)).mode | 0o001);
    return dataDir;
  }
  const name = `lotse-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  for (const parent of REACHABLE_PARENTS) {
    const folder = await ownFolder(join(parent, name)).catch(() => undefined);
    if (folder === undefined || !(await canEnter(folder, identity))) continue;
    await writeFile(join(dataDir, POINTER), folder);
    return folder;
  }
  throw new Error(`PostgreSQL does not run as root, and nobody else can reach ${dataDir}: set LOTSE_DATA_DIR`);
}

/** Makes a folder, and refuses one that somebody else put there. */
async function ownFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`);
  await chmod(folder, 0o711);
  return folder;
}
