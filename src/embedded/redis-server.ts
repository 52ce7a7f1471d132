import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from './command.js';
import { freePort } from './free-port.js';
import { startOwned } from './owned-process.js';
import type { OwnedProcess } from './owned-process.js';

/** A running private Redis. */
export interface RedisServer {
  process: OwnedProcess;
  port: number;
  url: string;
}

/** Where its data lies, and what differs from a store that loses nothing. */
export interface RedisOptions {
  program: Program;
  /** Data, settings and password are kept below it. */
  home: string;
  /** The port to take; left out: a free one. */
  port?: number;
  /** Lines of its settings file that come after, and so instead of, the ones given here. */
  settings?: readonly string[];
  onOutput?: (text: string) => void;
}

/**
 * Starts a Redis of one's own on 127.0.0.1. Every write is on the disk before it is answered.
 * @throws Error with the server's last lines
 */
export async function startRedisServer(options: RedisOptions): Promise<RedisServer> {
  const data = join(options.home, 'redis');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const password = await passwordIn(join(options.home, 'redis.password'));
  const port = options.port ?? (await freePort());
  const settingsFile = join(data, 'redis.conf');
  // A file, and not arguments: the list of processes shows those to everyone.
  await writeFile(settingsFile, settingsText(data, port, password, options.settings ?? []), { mode: 0o600 });
  const server = await startOwned({
    name: 'Redis',
    program: options.program,
    args: [settingsFile],
    readyText: 'Ready to accept connections',
    readyWithinMs: 300_000,
    deathSignal: 'TERM',
    onOutput: options.onOutput,
  });
  return { process: server, port, url: `redis://:${password}@127.0.0.1:${port}` };
}

function settingsText(data: string, port: number, password: string, more: readonly string[]): string {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${data}"`,
    'daemonize no',
    'logfile ""',
    'save ""',
    'appendonly yes',
    'appendfsync always',
    // Rewriting the file forks, and its writes hold up the others' on the disk: not for every 64 MB of a busy minute.
    'auto-aof-rewrite-min-size 256mb',
    'maxmemory-policy noeviction',
    // Delayed jobs are looked for once a tick: 100 ticks a second make them 7 ms late instead of 45.
    'hz 100',
  ];
  return `${[...lines, ...more].join('\n')}\n`;
}

async function passwordIn(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
