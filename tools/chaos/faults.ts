import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.js';

/** Longer than the lease: when it goes on, another decides, and its own commits must be refused. */
const PAUSE_PAST_LEASE_MS = 4000;
const POSTGRES_AWAY_MS = 20_000;

export interface Fault {
  /** Seconds after the load began. */
  at: number;
  name: string;
  /** Resolves when what was hurt is whole again. */
  strike(cluster: Cluster): Promise<void>;
}

/** Made for a load of 60 s. */
export const FAULTS: readonly Fault[] = [
  { at: 4, name: "kill -9 of the matcher's node", strike: killMatcher },
  { at: 12, name: 'kill -9 of the other node', strike: killOther },
  { at: 20, name: 'kill -9 of Redis', strike: killRedis },
  { at: 26, name: 'PostgreSQL away for 20 s', strike: postgresAway },
  { at: 50, name: "the matcher's node paused past its lease", strike: pauseMatcher },
];

async function killMatcher(cluster: Cluster): Promise<void> {
  const node = await cluster.matcher();
  await node.stop('SIGKILL');
  await pause(2000);
  await node.restart();
}

async function killOther(cluster: Cluster): Promise<void> {
  const node = cluster.other(await cluster.matcher());
  await node.stop('SIGKILL');
  await pause(2000);
  await node.restart();
}

async function killRedis(cluster: Cluster): Promise<void> {
  cluster.killRedis();
  await pause(500);
  await cluster.redis.ping();
}

async function postgresAway(cluster: Cluster): Promise<void> {
  await cluster.signalPostgres('SIGSTOP');
  await pause(POSTGRES_AWAY_MS);
  await cluster.signalPostgres('SIGCONT');
}

async function pauseMatcher(cluster: Cluster): Promise<void> {
  const node = await cluster.matcher();
  node.signal('SIGSTOP');
  await pause(PAUSE_PAST_LEASE_MS);
  node.signal('SIGCONT');
}
