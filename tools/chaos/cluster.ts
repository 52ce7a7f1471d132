import { readdir, readFile } from 'node:fs/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ServerNode } from '../../bench/nodes.js';
import { startScratchStores, type ScratchStores } from '../../bench/scratch-stores.js';

const META = 'acd:{default}:meta';

/** Two real nodes on private stores, with the handles to hurt them. */
export class Cluster {
  readonly redis: Redis;
  readonly postgres: pg.Pool;
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly stores: ScratchStores,
    readonly nodes: readonly ServerNode[],
  ) {
    this.redis = new Redis(stores.redisUrl, { retryStrategy: () => 100 });
    this.redis.on('error', () => undefined);
    this.postgres = new pg.Pool({ connectionString: stores.databaseUrl, max: 2 });
    this.postgres.on('error', () => undefined);
  }

  static async start(): Promise<Cluster> {
    const stores = await startScratchStores('chaos');
    const { redisUrl, databaseUrl } = stores;
    const nodes: ServerNode[] = [];
    try {
      for (const nodeId of ['node-a', 'node-b']) nodes.push(await ServerNode.start({ redisUrl, databaseUrl, nodeId }));
      return new Cluster(stores, nodes);
    } catch (error) {
      for (const node of nodes) await node.stop('SIGKILL');
      await stores.stop();
      throw error;
    }
  }

  get urls(): string[] {
    return this.nodes.map((node) => node.url);
  }

  /** Ends everything that was started; harmless when called again. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  /** The node that holds the matcher's lease, waiting for one if there is none. Throws after 15 s. */
  async matcher(): Promise<ServerNode> {
    const deadline = performance.now() + 15_000;
    while (performance.now() < deadline) {
      const leader = await this.redis.hget(META, 'leader').catch(() => null);
      const node = this.nodes.find((each) => each.id === leader && each.isRunning);
      if (node) return node;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('no node holds the lease of the matcher');
  }

  other(than: ServerNode): ServerNode {
    const found = this.nodes.find((node) => node !== than);
    if (!found) throw new Error('there is no other node');
    return found;
  }

  /** Store time, ms. */
  async now(): Promise<number> {
    const [seconds, micros] = await this.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }

  killRedis(): void {
    process.kill(this.stores.pids['redis'] ?? -1, 'SIGKILL');
  }

  /** Every process of PostgreSQL stops, or goes on. */
  async signalPostgres(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const postmaster = this.stores.pids['postgres'] ?? -1;
    for (const pid of [postmaster, ...(await childrenOf(postmaster))]) {
      try {
        process.kill(pid, signal);
      } catch {
        // A backend may have ended since it was listed.
      }
    }
  }

  /** Contacts of the queue that have not ended; NaN while the store is out of reach. */
  async liveContacts(queueId: string): Promise<number> {
    const live = await this.redis.hget(`acd:{default}:queue:${queueId}`, 'live').catch(() => NaN);
    return Number(live ?? 0);
  }

  private async end(): Promise<void> {
    await this.signalPostgres('SIGCONT');
    for (const node of this.nodes) node.signal('SIGCONT');
    this.redis.disconnect();
    await this.postgres.end().catch(() => undefined);
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.stores.stop();
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: number[] = [];
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (ppid === parent) found.push(pid);
  }
  return found;
}
