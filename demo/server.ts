import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NODE_FLAGS } from '../src/config/node-flags.js';
import { freePort } from '../src/embedded/free-port.js';
import { projectFolder, UsageError } from './options.js';

/** A running Lotse that the demo talks to. */
export interface DemoServer {
  url: string;
  adminKey: string;
  /** Started for this run alone. */
  isPrivate: boolean;
  /** Environment in which the audit finds the server's stores. */
  environment: NodeJS.ProcessEnv;
  /** Ends a private server and removes its data; leaves any other alone. */
  stop(): Promise<void>;
}

/** Starts of a server, each with another port. */
const MOST_STARTS = 5;
const READY_WITHIN_MS = 60_000;
const ANSWERS_WITHIN_MS = 5_000;
const ENDS_WITHIN_MS = 15_000;

/**
 * The server that `LOTSE_URL` and `LOTSE_ADMIN_KEY` name, or a private one on a data folder of its own.
 * @param port finds one for a private server; another is asked for where somebody took it meanwhile
 * @throws UsageError when only the address is given: nobody who names a server wants another one
 */
export async function openServer(environment: NodeJS.ProcessEnv, port = freePort): Promise<DemoServer> {
  const url = environment['LOTSE_URL'];
  const adminKey = environment['LOTSE_ADMIN_KEY'];
  if (url && adminKey) {
    return { url: url.replace(/\/$/, ''), adminKey, isPrivate: false, environment, stop: () => Promise.resolve() };
  }
  if (url) throw new UsageError('LOTSE_URL names a server, and LOTSE_ADMIN_KEY must hold a key of it');
  for (let start = 1; ; start += 1) {
    try {
      return await startServer(environment, await port());
    } catch (error) {
      if (start === MOST_STARTS || !/EADDRINUSE/.test(String(error))) throw error;
    }
  }
}

async function startServer(environment: NodeJS.ProcessEnv, port: number): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lotse-demo-'));
  // The private PostgreSQL runs under another user where this one is root, and must be able to come here.
  await chmod(folder, 0o755);
  await useKeptRedis(environment, join(folder, 'data'));
  const adminKey = randomBytes(24).toString('hex');
  const own = {
    ...environment,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOTSE_DATA_DIR: join(folder, 'data'),
    LOTSE_ADMIN_KEY: adminKey,
    LOTSE_LOG_LEVEL: 'warn',
    // As if npm had started it: then it ends by itself when this process is killed.
    npm_lifecycle_event: 'demo',
  };
  for (const name of ['REDIS_URL', 'DATABASE_URL', 'LOTSE_URL']) delete (own as NodeJS.ProcessEnv)[name];
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...NODE_FLAGS, join(projectFolder(), 'tools/start.mjs')], {
    env: own,
    cwd: folder,
    stdio: ['ignore', log, log],
  });
  const stop = (): Promise<void> => stopServer(child, folder);
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url, adminKey, child, logFile);
    return { url, adminKey, isPrivate: true, environment: own, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A Redis that an earlier start of a server had to fetch is used again: the demo must not wait for a download. */
async function useKeptRedis(environment: NodeJS.ProcessEnv, dataDir: string): Promise<void> {
  const kept = resolve(environment['LOTSE_DATA_DIR'] || join(projectFolder(), '.lotse'), 'redis-program');
  if (!existsSync(join(kept, 'redis-server'))) return;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await symlink(kept, join(dataDir, 'redis-program'));
}

async function untilReady(url: string, adminKey: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  const lastWords = (): string => readFileSync(logFile, 'utf8').slice(-2_000);
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the private server ended at its start:\n${lastWords()}`);
    // Only the one that was started knows the key; whoever else has the port may be another Lotse, or say nothing at all.
    if ((await answers(`${url}/v1/health/ready`)) && (await answers(`${url}/v1/api-keys?limit=1`, adminKey))) return;
    if (Date.now() > deadline)
      throw new Error(`the private server was not ready within ${READY_WITHIN_MS / 1000} s:\n${lastWords()}`);
    await pause(100);
  }
}

async function answers(url: string, key?: string): Promise<boolean> {
  const headers = key === undefined ? undefined : { authorization: `Bearer ${key}` };
  return fetch(url, { headers, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}
