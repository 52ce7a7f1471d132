import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../config/child-environment.js';
import { makeDataFolder } from './data-folders.js';
import type { GuardianMessage, OwnerMessage, StoreName } from './guardian-messages.js';

/** Running private stores. */
export interface EmbeddedStores {
  /** Empty when no private Redis was asked for. */
  redisUrl: string;
  /** Empty when no private PostgreSQL was asked for. */
  databaseUrl: string;
  /** The full path of the data folder. */
  dataDir: string;
  /** Where PostgreSQL's data lies, when the data folder is out of its reach. */
  postgresFolder?: string;
  /** The processes: `guardian`, `redis`, `postgres`. */
  pids: Readonly<Record<string, number>>;
  /** Ends the stores in order; settles when they are gone. Repeats do nothing. */
  stop(): Promise<void>;
}

/** What private stores are started with. */
export interface EmbeddedStoresOptions {
  /** Folder of data, passwords and logs; made where it is missing. */
  dataDir: string;
  /** Which; left out: both. */
  stores?: readonly StoreName[];
  /** Gets what an operator should know, a line at a time. */
  log(line: string): void;
  /**
   * The stores are gone, and not because of `stop`: the guardian was killed or gave up. Left out: the reason is
   * logged and the process gets a SIGTERM, with exit code 1.
   */
  onLost?(reason: string): void;
}

/**
 * Starts a private Redis and a private PostgreSQL, owned by a guardian process, so that they never outlive this one.
 * @throws Error saying why, when a store does not start or another Lotse runs on the folder
 */
export async function startEmbeddedStores(options: EmbeddedStoresOptions): Promise<EmbeddedStores> {
  const dataDir = await makeDataFolder(options.dataDir);
  const stores = options.stores ?? ['redis', 'postgres'];
  const guardian = fork(fileURLToPath(new URL('./guardian.js', import.meta.url)), [dataDir, stores.join(',')], {
    // A process group of its own: a Ctrl-C reaches this process alone, which then ends the stores in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: childEnvironment(),
    cwd: '/',
  });
  const exited = new Promise<void>((resolve) => guardian.once('exit', () => resolve()));
  const ready = await whenReady(guardian, options.log);
  const state = { stopping: false, reason: 'the process that guards the stores was killed' };
  guardian.on('message', (message: GuardianMessage) => {
    if (message.type === 'failed') state.reason = message.reason;
  });
  guardian.once('exit', () => {
    if (!state.stopping) (options.onLost ?? ((reason) => giveUp(reason, options.log)))(state.reason);
  });
  guardian.unref();
  guardian.channel?.unref();
  return {
    redisUrl: ready.redisUrl ?? '',
    databaseUrl: ready.databaseUrl ?? '',
    dataDir,
    postgresFolder: ready.postgresFolder,
    pids: { guardian: guardian.pid ?? -1, ...ready.pids },
    stop: async () => {
      state.stopping = true;
      guardian.ref();
      if (guardian.connected) guardian.send({ type: 'stop' } satisfies OwnerMessage, () => undefined);
      await exited;
    },
  };
}

function whenReady(
  guardian: ChildProcess,
  log: (line: string) => void,
): Promise<Extract<GuardianMessage, { type: 'ready' }>> {
  return new Promise((resolve, reject) => {
    guardian.on('error', reject);
    guardian.once('exit', (code, signal) => reject(new Error(`the guardian of the stores ended (${signal ?? code})`)));
    guardian.on('message', (message: GuardianMessage) => {
      switch (message.type) {
        case 'log':
          return log(message.line);
        case 'ready':
          return resolve(message);
        case 'failed':
          return reject(new Error(message.reason));
      }
    });
  });
}

function giveUp(reason: string, log: (line: string) => void): void {
  log(`The private stores are gone (${reason}): ending`);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}
