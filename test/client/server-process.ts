import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ownPort, startPostgres, startRedis } from '../support/stores.js';
import { projectFolder } from '../start/started-server.js';

/** The built server as a process of its own, to be killed and started again on the same port and stores. */
export class ServerProcess {
  private child?: ChildProcess;
  private port?: number;
  url = '';

  constructor(private readonly environment: Record<string, string>) {}

  /** Settles when it listens. */
  async start(): Promise<void> {
    const { PATH = '' } = process.env;
    this.port ??= await ownPort();
    const child = spawn(process.execPath, [join(projectFolder, 'dist', 'src', 'main.js')], {
      env: { PATH, ...this.environment, PORT: String(this.port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    let output = '';
    for await (const chunk of child.stdout) {
      output += String(chunk);
      const url = /is ready after [\d.]+ s: (http:\S+)/.exec(output)?.[1];
      if (url === undefined) continue;
      this.url = url;
      return;
    }
    throw new Error(`the server ended at its start: ${output}`);
  }

  /** SIGSTOP: it hangs, and its connections stand, until it goes on. */
  hang(): void {
    this.child?.kill('SIGSTOP');
  }

  /** SIGCONT. */
  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** SIGKILL; settles when it is gone. */
  async kill(): Promise<void> {
    if (this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** Two nodes on one pair of stores. */
export async function twoServers(
  adminKey: string,
): Promise<{ nodes: [ServerProcess, ServerProcess]; stop(): Promise<void> }> {
  const [redis, database] = await Promise.all([startRedis(), startPostgres()]);
  const environment = {
    REDIS_URL: redis.url,
    DATABASE_URL: database.url,
    LOTSE_ADMIN_KEY: adminKey,
    LOTSE_LOG_LEVEL: 'silent',
  };
  const nodes: [ServerProcess, ServerProcess] = [new ServerProcess(environment), new ServerProcess(environment)];
  for (const node of nodes) await node.start();
  const stop = async (): Promise<void> => {
    for (const node of nodes) await node.kill();
    await Promise.all([redis.stop(), database.stop()]);
  };
  return { nodes, stop };
}
