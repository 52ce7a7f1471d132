import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findProgram, isExecutable, run, runOrFail } from './command.js';
import type { Program } from './command.js';

/** The oldest Redis (or Valkey) whose commands are enough. */
const OLDEST_VERSION = [6, 2] as const;

/** What a machine that has no server of its own is told. */
export const INSTALL_HINT =
  'Install one (Debian, Ubuntu: apt-get install redis-server), or set REDIS_URL to a running Redis or Valkey.';

/** Packages that carry the server's program under the name of its checker, in order of preference. */
const PACKAGES = ['redis-tools', 'valkey-tools'];

/** Parts of every system, never fetched. */
const GIVEN_PACKAGES = new Set(['libc6', 'adduser', 'lsb-base', 'init-system-helpers', 'sysvinit-utils']);

/**
 * Finds a Redis server to start: `redis-server` or `valkey-server` on the PATH, else one unpacked from the
 * distribution's packages into `cacheDir` (kept there for the next start). Installs nothing into the system.
 * @throws Error with the command to install one, where neither is possible
 */
export async function findRedisProgram(cacheDir: string, log: (line: string) => void): Promise<Program> {
  const installed = await findProgram('redis-server', 'valkey-server');
  if (installed !== undefined) return checked({ command: installed, env: {} });
  const home = join(cacheDir, 'redis-program');
  const kept = join(home, 'redis-server');
  if (!(await isExecutable(kept))) await unpackFromPackages(cacheDir, home, log);
  const libraries = (await libraryFolders(join(home, 'root', 'usr', 'lib'))).join(':');
  return checked({ command: kept, env: { LD_LIBRARY_PATH: libraries } });
}

async function checked(program: Program): Promise<Program> {
  const answer = await run(program, ['--version']);
  const version = /v=(\d+)\.(\d+)/.exec(answer.stdout);
  if (answer.code !== 0 || version === null) {
    throw new Error(`${program.command} does not run (${answer.stderr.trim()}). ${INSTALL_HINT}`);
  }
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1])) {
    throw new Error(
      `${program.command} is ${major}.${minor}; Lotse needs ${OLDEST_VERSION.join('.')}. ${INSTALL_HINT}`,
    );
  }
  return program;
}

async function unpackFromPackages(cacheDir: string, home: string, log: (line: string) => void): Promise<void> {
  const [aptGet, aptCache, dpkg] = await Promise.all(['apt-get', 'apt-cache', 'dpkg'].map((name) => findProgram(name)));
  if (aptGet === undefined || aptCache === undefined || dpkg === undefined) {
    throw new Error(`There is no redis-server or valkey-server on the PATH. ${INSTALL_HINT}`);
  }
  log('No redis-server on the PATH: fetching one into the data folder (nothing is installed)');
  const work = join(cacheDir, `redis-unpack-${process.pid}`);
  try {
    await mkdir(join(work, 'lists', 'partial'), { recursive: true });
    await mkdir(join(work, 'cache', 'archives', 'partial'), { recursive: true });
    await unpackInto(work, { aptGet, aptCache, dpkg });
    // Another process may have been quicker: then its copy stands.
    if (await isExecutable(join(home, 'redis-server'))) return;
    await rm(home, { recursive: true, force: true });
    await rename(join(work, 'home'), home);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`No redis-server on the PATH, and none could be fetched (${why}). ${INSTALL_HINT}`, {
      cause: error,
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpackInto(work: string, tools: { aptGet: string; aptCache: string; dpkg: string }): Promise<void> {
  // Lists and archives of one's own: no root is needed, and the system's are left as they are.
  const own = ['-o', `Dir::State::Lists=${join(work, 'lists')}`, '-o', `Dir::Cache=${join(work, 'cache')}`];
  const quiet = ['-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=root', '-qq'];
  const aptGet = { command: tools.aptGet, env: { LC_ALL: 'C' } };
  const aptCache = { command: tools.aptCache, env: { LC_ALL: 'C' } };
  // An unreachable third-party list fails the update, though the lists that matter may be there.
  await run(aptGet, [...own, ...quiet, 'update'], work);
  const packages = await wantedPackages((name) => run(aptCache, [...own, 'depends', name]));
  await runOrFail(aptGet, [...own, ...quiet, 'download', ...packages], work);
  const root = join(work, 'home', 'root');
  await mkdir(root, { recursive: true });
  for (const file of (await readdir(work)).filter((name) => name.endsWith('.deb'))) {
    await runOrFail({ command: tools.dpkg, env: {} }, ['-x', join(work, file), root]);
  }
  const checker = (await readdir(join(root, 'usr', 'bin'))).find((name) => /^(redis|valkey)-check-rdb$/.test(name));
  if (checker === undefined) throw new Error('the package holds no server');
  // One program, several names: started as `redis-server` the checker is the server.
  await symlink(join('root', 'usr', 'bin', basename(checker)), join(work, 'home', 'redis-server'));
}

async function wantedPackages(
  depends: (name: string) => Promise<{ code: number | null; stdout: string }>,
): Promise<string[]> {
  for (const name of PACKAGES) {
    const answer = await depends(name);
    if (answer.code !== 0 || !answer.stdout.includes('Depends:')) continue;
    const needed = [...answer.stdout.matchAll(/^ *\|?Depends: ([a-z0-9.+-]+)/gm)].map((match) => match[1] ?? '');
    const missing: string[] = [];
    for (const dependency of needed) {
      if (!GIVEN_PACKAGES.has(dependency) && !(await isInstalled(dependency))) missing.push(dependency);
    }
    return [name, ...missing];
  }
  throw new Error('no package of this distribution holds it');
}

async function isInstalled(name: string): Promise<boolean> {
  const answer = await run({ command: 'dpkg-query', env: {} }, ['-W', '-f', '${db:Status-Status}\n', name]);
  return answer.code === 0 && answer.stdout.split('\n').includes('installed');
}

async function libraryFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return [root, ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name))];
}
