import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { freePort } from '../src/embedded/free-port.js';
import type { GeneratorAnswer, GeneratorTask, LoadResult } from './generator-messages.js';
import { ADMIN_KEY, ServerNode } from './nodes.js';
import { startScratchStores, type ScratchStores } from './scratch-stores.js';

/** Everything that a figure runs on: private stores, one server, the floor server, the generator. Stopped in any case. */
export class Rig {
  readonly redis: Redis;
  readonly postgres: pg.Pool;
  private generatorProcess: ChildProcess | undefined;
  private floorProcess: ChildProcess | undefined;
  private floorUrl: string | undefined;
  private runs = 0;

  private constructor(
    readonly stores: ScratchStores,
    readonly server: ServerNode | undefined,
  ) {
    this.redis = new Redis(stores.redisUrl);
    this.redis.on('error', () => undefined);
    this.postgres = new pg.Pool({ connectionString: stores.databaseUrl, max: 1 });
    this.postgres.on('error', () => undefined);
  }

  static async start(options: { server: boolean }): Promise<Rig> {
    const stores = await startScratchStores('bench');
    try {
      const { redisUrl, databaseUrl } = stores;
      const server = options.server ? await ServerNode.start({ redisUrl, databaseUrl, nodeId: 'bench' }) : undefined;
      return new Rig(stores, server);
    } catch (error) {
      await stores.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.generatorProcess?.kill('SIGKILL');
    this.floorProcess?.kill('SIGKILL');
    this.redis.disconnect();
    await this.postgres.end().catch(() => undefined);
    await this.server?.stop();
    await this.stores.stop();
  }

  /** A prefix of contact ids that no other run of this rig has. */
  nextPrefix(name: string): string {
    this.runs += 1;
    return `${name}-${this.runs}`;
  }

  async generate(task: GeneratorTask): Promise<LoadResult | undefined> {
    this.generatorProcess ??= fork(fileURLToPath(new URL('./generator.js', import.meta.url)), { execArgv: [] });
    const child = this.generatorProcess;
    const answer = await new Promise<GeneratorAnswer>((resolve, reject) => {
      child.once('message', (message) => resolve(message as GeneratorAnswer));
      child.once('exit', (code) => reject(new Error(`the generator ended with ${code}`)));
      child.send(task);
    });
    child.removeAllListeners('exit');
    if (answer.type === 'failed') throw new Error(`generator: ${answer.reason}`);
    return answer.type === 'load' ? answer.result : undefined;
  }

  /** Agents configured, connected and available; once per rig. */
  async prepare(agents: number): Promise<void> {
    await this.generate({ type: 'prepare', url: this.server?.url ?? '', token: ADMIN_KEY, agents });
  }

  async floorAddress(): Promise<string> {
    if (this.floorUrl !== undefined) return this.floorUrl;
    const port = await freePort();
    const child = fork(fileURLToPath(new URL('./floor-server.js', import.meta.url)), {
      execArgv: [],
      env: { PATH: process.env['PATH'] ?? '', PORT: String(port), REDIS_URL: this.stores.redisUrl },
    });
    this.floorProcess = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the floor server ended with ${code}`)));
    });
    this.floorUrl = `http://127.0.0.1:${port}`;
    return this.floorUrl;
  }

  /**
   * Waits until everything that the log tells now stands in the history; wall-clock ms of that moment. Looks at the
   * archive's position only: counting rows again and again would cost the database more than what is measured.
   */
  async archived(withinMs: number): Promise<number> {
    const [generation, seq] = (await this.redis.hmget('acd:{default}:meta', 'gen', 'seq')).map(Number);
    const position = 'SELECT 1 FROM projector_position WHERE (generation, seq) >= ($1, $2)';
    const deadline = Date.now() + withinMs;
    while ((await this.postgres.query(position, [generation, seq])).rowCount === 0) {
      if (Date.now() > deadline) throw new Error(`the history is not at ${generation}.${seq} after ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return Date.now();
  }

  /** The same, and makes sure that so many contacts of the prefix are completed there. */
  async inHistory(prefix: string, count: number, withinMs: number): Promise<number> {
    const doneAt = await this.archived(withinMs);
    const completed = `SELECT count(*)::int AS n FROM contact WHERE state = 'completed' AND id LIKE $1`;
    const { rows } = await this.postgres.query<{ n: number }>(completed, [`${prefix}-%`]);
    if (rows[0]?.n !== count) throw new Error(`${rows[0]?.n} of ${count} lives in the history`);
    return doneAt;
  }

  /** Asks the server for a simulation; settles with its id once it runs. */
  async startSimulation(scenario: object): Promise<string> {
    const { id } = (await this.ask('POST', '/v1/simulations', scenario)) as { id: string };
    for (;;) {
      const { state } = (await this.ask('GET', `/v1/simulations/${id}`)) as { state: string };
      if (state === 'running') return id;
      if (state !== 'queued') throw new Error(`the simulation is ${state}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The share of a running simulation that is done, 0–1. */
  async simulated(id: string): Promise<number> {
    const { progress } = (await this.ask('GET', `/v1/simulations/${id}`)) as { progress: number };
    return progress;
  }

  async endSimulation(id: string): Promise<void> {
    await this.ask('DELETE', `/v1/simulations/${id}`);
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.server?.url ?? ''}${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Resident memory of the server process, bytes. */
  async serverMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.server?.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  }

  async redisMemory(): Promise<number> {
    return Number(/used_memory:(\d+)/.exec(await this.redis.info('memory'))?.[1] ?? 0);
  }
}
