import { chmod, chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { runOrFail } from './command.js';
import { freePort } from './free-port.js';
import { startOwned } from './owned-process.js';
import type { OwnedProcess } from './owned-process.js';
import type { PostgresPrograms } from './postgres-program.js';
import { isZombie, workingFolder } from './process-identity.js';

/** The user and the database of the private PostgreSQL. */
const OWNER = 'lotse';

/**
 * What suits a history that is mostly added to: checkpoints far apart (each makes every page be written whole once
 * more), short statements that no just-in-time compiler needs to see, and the few rows that change vacuumed soon.
 */
const FOR_A_LOG = ['checkpoint_timeout=15min', 'max_wal_size=2GB', 'jit=off', 'autovacuum_naptime=5s'];

/** A running private PostgreSQL. */
export interface PostgresServer {
  process: OwnedProcess;
  port: number;
  url: string;
}

/** Where its data lies, and how careful it is. */
export interface PostgresOptions {
  programs: PostgresPrograms;
  /** A folder that the programs' user can enter; data and password are kept below it. */
  home: string;
  /** The port to take; left out: a free one. */
  port?: number;
  /** Further settings, as `name=value`. */
  settings?: readonly string[];
  onOutput?: (text: string) => void;
}

/**
 * Starts a PostgreSQL of one's own on 127.0.0.1, with its data below `home`, which is made at the first start.
 * @throws Error with the server's last lines
 */
export async function startPostgresServer(options: PostgresOptions): Promise<PostgresServer> {
  const data = join(options.home, 'postgres');
  const password = await initialise(options, data);
  await removeStalePidFile(data);
  const port = options.port ?? (await freePort());
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...FOR_A_LOG,
    ...(options.settings ?? []),
  ];
  const server = await startOwned({
    name: 'PostgreSQL',
    program: options.programs.postgres,
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    readyText: 'database system is ready to accept connections',
    readyWithinMs: 120_000,
    deathSignal: 'INT',
    onOutput: options.onOutput,
  });
  const url = `postgres://${OWNER}:${password}@127.0.0.1:${port}/${OWNER}`;
  await ensureDatabase(url);
  return { process: server, port, url };
}

async function initialise(options: PostgresOptions, data: string): Promise<string> {
  const passwordFile = join(options.home, 'postgres.password');
  const known = await readFile(passwordFile, 'utf8').catch(() => undefined);
  const isThere = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)) !== undefined;
  if (known !== undefined && isThere) return known;
  if (isThere) throw new Error(`${data} holds data, but ${passwordFile} is gone: put it back, or remove both`);
  const password = randomBytes(24).toString('base64url');
  const { identity } = options.programs.initdb;
  const partial = `${data}.new`;
  const handOver = join(partial, 'password');
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'data'), { recursive: true, mode: 0o700 });
  await writeFile(handOver, password, { mode: 0o600 });
  if (identity !== undefined) {
    for (const path of [partial, join(partial, 'data'), handOver]) await chown(path, identity.uid, identity.gid);
  }
  const format = ['-U', OWNER, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'];
  await runOrFail(options.programs.initdb, ['-D', join(partial, 'data'), `--pwfile=${handOver}`, ...format], '/');
  // The password first: data without one would be unusable, one without data is merely replaced.
  await writeFile(passwordFile, password, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  await rename(join(partial, 'data'), data);
  await rm(partial, { recursive: true, force: true });
  return password;
}

/**
 * PostgreSQL clears the pid file of a dead server itself, except when an unrelated process has that number by now (in
 * a container the same few come again), or the dead one is still listed: only then it is removed here, never that of a live server.
 */
async function removeStalePidFile(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split('\n')[0]);
  const folder = await workingFolder(pid);
  const isSomebodyElse = folder !== undefined && folder !== (await realpath(data));
  if (isSomebodyElse || (await isZombie(pid))) await rm(file, { force: true });
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
    if (found.rowCount === 0) await client.query(`create database ${OWNER}`);
  } finally {
    await client.end();
  }
}
