import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../src/config/node-flags.js';
import { freePort } from '../src/embedded/free-port.js';

export const ADMIN_KEY = 'bench-admin-key-0123456789abcdef0123456789abcdef';

export interface NodeOptions {
  redisUrl: string;
  databaseUrl: string;
  nodeId: string;
  port?: number;
  env?: Record<string, string>;
}

/** One server process. */
export class ServerNode {
  readonly output: string[] = [];
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly id: string,
    readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  /** Starts a node and waits until it is ready. Throws with its last lines when it is not within 60 s. */
  static async start(options: NodeOptions): Promise<ServerNode> {
    const port = options.port ?? (await freePort());
    const node = new ServerNode(options.nodeId, port, {
      REDIS_URL: options.redisUrl,
      DATABASE_URL: options.databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOTSE_ADMIN_KEY: ADMIN_KEY,
      LOTSE_NODE_ID: options.nodeId,
      LOTSE_LOG_LEVEL: 'warn',
      LOTSE_QUIET: 'true',
      ...options.env,
    });
    await node.restart();
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? -1;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  async restart(): Promise<void> {
    const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
    const child = spawn(process.execPath, [...NODE_FLAGS, '--enable-source-maps', main], {
      env: { PATH: process.env['PATH'] ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer): void => {
      this.output.push(chunk.toString());
      if (this.output.length > 200) this.output.shift();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.child = child;
    this.ended = once(child, 'exit');
    await this.untilReady();
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Ends it, in order if it can, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    this.signal(signal);
    const force = setTimeout(() => this.signal('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(force);
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (performance.now() < deadline && this.isRunning) {
      const answer = await fetch(`${this.url}/v1/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
        () => undefined,
      );
      if (answer?.ok) return;
      await pause(100);
    }
    await this.stop('SIGKILL');
    throw new Error(`node ${this.id} did not become ready:\n${this.output.join('').slice(-2000)}`);
  }
}
