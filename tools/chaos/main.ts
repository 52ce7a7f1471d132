import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { configureCenter, QUEUE, type AgentSeat } from '../../bench/center.js';
import { LeanHttp } from '../../bench/lean-http.js';
import { ADMIN_KEY } from '../../bench/nodes.js';
import { AgentAtWork } from './agent-at-work.js';
import { runAudit, runRebuild, type AuditSummary, type RebuildSummary } from './audit-process.js';
import { Callers } from './callers.js';
import { Cluster } from './cluster.js';
import { longestGap, type Gap } from './commit-gaps.js';
import { FAULTS, type Fault } from './faults.js';
import { PersistentHttp } from './persistent-http.js';
import { ClientRecord } from './record.js';
import { measureTakeover, type Takeover } from './takeover.js';

const HELP = `npm run chaos -- [--rate N] [--seconds N] [--seed N] [--faults 1,3] [--json]
npm run chaos -- --takeover 10000|100000 [--json]
Two real nodes on private stores under load, hurt in every way that is promised to be survived; then the ledger of
what clients were told, and the audit. Exits with 1 on a violation.`;
const AGENTS = 200;
const TALK_MS = 300;
const OFFER_TIMEOUT_SECONDS = 2;
const DRAIN_MS = 60_000;

let faults: readonly Fault[] = FAULTS;
const { values: options } = parseArgs({
  options: {
    rate: { type: 'string', default: '220' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    takeover: { type: 'string' },
    faults: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

interface Strike {
  fault: string;
  /** Store time, ms; when the store itself is the victim, just before. */
  at: number;
}

interface Struck {
  fault: string;
  /** Since the load began. */
  atSecond: number;
  /** Longest gap between two committed offers from the strike until the next one. */
  longestGapSeconds: number;
}

/** The clients of one run: everybody who talks to the cluster. */
class Clients {
  readonly agents: AgentAtWork[];
  readonly callers: Callers;

  constructor(seats: readonly AgentSeat[], urls: readonly string[], record: ClientRecord, random: () => number) {
    const http = new PersistentHttp(urls, ADMIN_KEY, record, random);
    this.agents = seats.map((seat) => new AgentAtWork(seat, urls, http, record, random, TALK_MS));
    this.callers = new Callers(http, record, random);
  }

  stop(): void {
    this.callers.stop();
    for (const agent of this.agents) agent.stop();
  }
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (options.faults !== undefined) {
    const wanted = new Set(options.faults.split(',').map(Number));
    faults = FAULTS.filter((_, i) => wanted.has(i + 1));
  }
  const scratch = await mkdtemp(join(tmpdir(), 'lotse-chaos-ledger-'));
  const cluster = await Cluster.start();
  const interrupted = (): void => void cluster.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  let clients: Clients | undefined;
  try {
    say('two nodes are up; configuring agents');
    const http = new LeanHttp(cluster.urls[0] ?? '', ADMIN_KEY);
    const seats = await configureCenter(http, {
      agents: AGENTS,
      name: 'agent',
      offerTimeoutSeconds: OFFER_TIMEOUT_SECONDS,
      callbacks: true,
    });
    http.close();
    const ledger = join(scratch, 'ledger.jsonl');
    const record = new ClientRecord(ledger);
    clients = new Clients(seats, cluster.urls, record, seeded(Number(options.seed)));
    await Promise.all(clients.agents.map((agent) => agent.start()));
    if (options.takeover !== undefined) return await takeover(cluster, clients, Number(options.takeover));
    return await chaos(cluster, clients, record, ledger);
  } finally {
    clients?.stop();
    await cluster.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function takeover(cluster: Cluster, clients: Clients, waiting: number): Promise<number> {
  const result: Takeover = await measureTakeover(cluster, clients.callers, waiting, say);
  clients.stop();
  const rebuild = await runRebuild(cluster.stores);
  const gaps = result.gapSeconds.map((gap) => gap.toFixed(2)).join(', ');
  const verdict = `${result.holds ? 'holds' : 'MISSED'}: at most ${result.limitSeconds} s`;
  if (options.json) print(JSON.stringify({ ...result, rebuild }));
  else print(`takeover with ${waiting} waiting: ${gaps} s without a commit; ${verdict}\n${rebuildLine(rebuild)}`);
  return result.holds && rebuild.differences.length === 0 ? 0 : 1;
}

function rebuildLine({ keys, events, differences }: RebuildSummary): string {
  const shown = differences.slice(0, 20).map((difference) => `rebuilt: ${difference}`);
  return [
    ...shown,
    `rebuild: ${keys} keys from ${events} events, ${differences.length} differences from the live state`,
  ].join('\n');
}

async function chaos(cluster: Cluster, clients: Clients, record: ClientRecord, ledger: string): Promise<number> {
  const seconds = Number(options.seconds);
  const started = await cluster.now();
  say(`${options.rate} contacts/s for ${seconds} s, ${AGENTS} agents on sockets`);
  const load = clients.callers.call(Number(options.rate), seconds, 'call').then(() => cluster.now());
  const [loadEnded, strikes] = await Promise.all([load, strikeAll(cluster, performance.now(), seconds)]);
  await clients.callers.finish();
  const left = await drain(cluster, record);
  clients.stop();
  await record.close();
  say('clients are gone; auditing, then rebuilding from the log');
  const audit = await runAudit(cluster.stores, ledger);
  const rebuild = await runRebuild(cluster.stores);
  const struck = await gapsAfterStrikes(cluster, started, strikes, loadEnded);
  const code = report({ record, left, audit, rebuild, struck });
  if (code !== 0)
    for (const node of cluster.nodes) say(`last words of ${node.id}:\n${node.output.join('').slice(-4000)}`);
  return code;
}

async function strikeAll(cluster: Cluster, startedAt: number, seconds: number): Promise<Strike[]> {
  const strikes: Strike[] = [];
  for (const fault of faults) {
    if (fault.at >= seconds) break;
    await pause(Math.max(0, startedAt + fault.at * 1000 - performance.now()));
    say(`second ${Math.round((performance.now() - startedAt) / 1000)}: ${fault.name}`);
    strikes.push({ fault: fault.name, at: await cluster.now() });
    await fault.strike(cluster);
  }
  return strikes;
}

/** Waits until every contact has ended and every agent was told; resolves with how many contacts are left. */
async function drain(cluster: Cluster, record: ClientRecord): Promise<number> {
  say('load is over; waiting until every contact has ended');
  const deadline = performance.now() + DRAIN_MS;
  let live = NaN;
  while (performance.now() < deadline) {
    live = await cluster.liveContacts(QUEUE);
    if (live === 0 && record.openOffers().length === 0) break;
    await pause(250);
  }
  return live;
}

/** The longest gap from each strike to the next, up to the end of the load. */
async function gapsAfterStrikes(
  cluster: Cluster,
  started: number,
  strikes: readonly Strike[],
  ended: number,
): Promise<Struck[]> {
  const struck: Struck[] = [];
  for (const [i, { fault, at }] of strikes.entries()) {
    const gap: Gap = await longestGap(cluster.postgres, at, Math.min(ended, strikes[i + 1]?.at ?? ended));
    struck.push({ fault, atSecond: Math.round((at - started) / 1000), longestGapSeconds: gap.ms / 1000 });
  }
  return struck;
}

interface Outcome {
  record: ClientRecord;
  left: number;
  audit: AuditSummary;
  rebuild: RebuildSummary;
  struck: Struck[];
}

function report({ record, left, audit, rebuild, struck }: Outcome): number {
  const untold = record.openOffers();
  const holds =
    left === 0 &&
    untold.length === 0 &&
    audit.violations === 0 &&
    rebuild.differences.length === 0 &&
    record.counts.refused === 0;
  if (options.json) {
    print(
      JSON.stringify({
        holds,
        ledger: record.counts,
        outcomes: record.outcomes,
        contactsLeft: left,
        untoldOffers: untold.length,
        faults: struck,
        audit,
        rebuild,
      }),
    );
    return holds ? 0 : 1;
  }
  for (const { fault, atSecond, longestGapSeconds } of struck) {
    print(
      `second ${String(atSecond).padStart(2)}  ${fault.padEnd(42)} longest gap between offers ${longestGapSeconds.toFixed(2)} s`,
    );
  }
  const line = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  print(`ledger: ${line(record.counts)}`);
  print(`offers ended: ${line(record.outcomes)}`);
  print(`contacts that never ended: ${left}; offers whose end no agent was told: ${untold.length}`);
  for (const found of audit.found.slice(0, 20))
    print(
      `${found.code} ${found.contactId ?? found.offerId ?? found.agentId ?? found.eventId ?? ''}: ${found.message}`,
    );
  print(`audit: ${audit.contacts} contacts, ${audit.offers} offers, ${audit.violations} violations`);
  print(rebuildLine(rebuild));
  print(holds ? 'nothing lost, nothing doubled, every agent told' : 'CHAOS FOUND A FAULT');
  return holds ? 0 : 1;
}

/** A small generator, so that a run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`chaos: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
});
// Sockets and timers of clients that were told to end must not keep a finished run alive.
setTimeout(() => process.exit(), 2000).unref();
