import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import type { LogEntry } from '../audit/log-entry.js';
import { MergedLog } from '../audit/merged-log.js';
import { settle } from '../audit/settle.js';
import type { LogEnd } from '../audit/source.js';
import { StoreSource } from '../audit/store-source.js';
import { findStores } from '../audit/stores.js';
import { describe, Violations } from '../audit/violation.js';
import { compareStores, type Comparison } from './compare.js';
import { Replay } from './replay.js';

const HELP = `npm run rebuild -- --into redis://… [--compare] [--settle SECONDS] [--json]
Rebuilds all live state in another, empty Redis from the archive and what the log holds beyond it.
  --compare   then compares both stores key by key: contacts, agents, legs, offers, order, deadlines, times to live`;

const { values: options } = parseArgs({
  options: {
    into: { type: 'string' },
    compare: { type: 'boolean', default: false },
    settle: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  if (options.help || options.into === undefined) {
    process.stdout.write(`${HELP}\n`);
    return options.help ? 0 : 1;
  }
  const stores = await findStores(process.env);
  if (!stores) throw new Error('no stores: set REDIS_URL and DATABASE_URL, or start a server on LOTSE_DATA_DIR');
  const target = new Redis(options.into, { maxRetriesPerRequest: 3 });
  target.on('error', () => undefined);
  const live = new StoreSource(stores.redisUrl, stores.databaseUrl, []);
  const rebuilt = new StoreSource(options.into, stores.databaseUrl, []);
  try {
    await refuseUsed(target);
    if (options.settle !== undefined) await settle(live, Number(options.settle));
    return await rebuild(live, rebuilt, target);
  } finally {
    target.disconnect();
    await Promise.all([live.close(), rebuilt.close()]);
  }
}

/** Guards a live store against being written over by mistake. */
async function refuseUsed(target: Redis): Promise<void> {
  const [, keys] = await target.scan(0, 'MATCH', 'acd:*', 'COUNT', 10_000);
  if (keys.length > 0 || (await target.dbsize()) > 0) throw new Error('the Redis to rebuild into is not empty');
}

async function rebuild(live: StoreSource, rebuilt: StoreSource, target: Redis): Promise<number> {
  const started = performance.now();
  const end = await live.end();
  const faults = new Violations();
  const replay = new Replay(target);
  for await (const entry of new MergedLog(live, end, (fault) => faults.add(fault)).entries())
    await replay.add(entry, end.now);
  await replay.flush();
  const seconds = (performance.now() - started) / 1000;
  const summary = {
    events: replay.events,
    writes: replay.writes,
    seconds: Math.round(seconds * 10) / 10,
    upTo: `${end.generation}.${end.seq}`,
  };
  const lines = [
    `rebuilt from ${summary.events} events up to ${summary.upTo}, ${summary.writes} writes, in ${summary.seconds} s`,
  ];
  for (const fault of faults.kept) lines.push(describe(fault));
  if (!options.compare) return print(lines, { ...summary, logFaults: faults.total }, faults.total);
  const comparedTo = await compareSettled(live, rebuilt, end);
  const { keys, families, differences } = comparedTo;
  const kinds = Object.entries(families).map(([family, count]) => `${count} ${family}`);
  lines.push(
    ...differences.slice(0, 50),
    `compared ${keys} keys (${kinds.join(', ')}): ${differences.length} differences`,
  );
  return print(lines, { ...summary, logFaults: faults.total, ...comparedTo }, faults.total + differences.length);
}

/** A running center goes on meanwhile: compares again without what it touched, until nothing new came in between. */
async function compareSettled(live: StoreSource, rebuilt: StoreSource, end: LogEnd): Promise<Comparison> {
  let comparison: Comparison;
  let touched: LogEntry[] = [];
  let before = -1;
  let tries = 0;
  do {
    tries += 1;
    before = touched.length;
    comparison = await compareStores(live, rebuilt, touched);
    touched = [];
    for await (const entry of live.log(await live.end(), end)) touched.push(entry);
  } while (touched.length !== before && tries < 5);
  return comparison;
}

function print(lines: readonly string[], json: unknown, faults: number): number {
  process.stdout.write(options.json ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
  return faults > 0 ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`rebuild: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
