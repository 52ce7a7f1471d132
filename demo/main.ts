import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lotse } from '@lotse/client';
import { runAudit } from './audit.js';
import { decisionInWords } from './decision-words.js';
import { columnOf, recordedReplay } from './figures.js';
import { percentile, writeLedgers } from './ledger.js';
import { runLive } from './live-replay.js';
import { playOmnichannel } from './omnichannel/main.js';
import { type DemoOptions, HELP, projectFolder, readOptions, scenarioOf, UsageError } from './options.js';
import { readProfile } from './profile.js';
import { readRecords } from './records.js';
import { groupInWords, jsonOf, reportOf, type Results, violationsOf } from './report.js';
import { scatterInWords, scatterOver } from './scatter.js';
import { type DemoServer, openServer } from './server.js';
import { clockText } from './table.js';
import { buildWorld, busiestHours } from './world.js';

const BUSIEST_SECONDS = 2 * 3600;
const SCATTER_SEEDS = 10;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const records = readRecords(options.records);
  const hours = options.hours ?? busiestHours(records, options.date, BUSIEST_SECONDS);
  const world = buildWorld(records, { date: options.date, hours, seed: options.seed });
  if (world.callers.length === 0)
    throw new UsageError(
      `the records hold no caller on ${options.date} from ${clockText(hours.from)} to ${clockText(hours.to)}`,
    );
  const profile = readProfile(options.profile);
  const profiles = {
    control: readProfile(join(projectFolder(), 'profiles/bank.json')).credits,
    lotse: profile.credits,
  };
  const seconds = Math.round((hours.to - hours.from) / options.speed);
  say(
    `lotse demo: the bank's ${options.date}, ${clockText(hours.from)} to ${clockText(hours.to)}, at ${options.speed} times its speed: about ${seconds} s`,
  );
  const bank = columnOf(world, recordedReplay(world));
  say(`bank: ${groupInWords(bank.total)}`);
  const server = await openServer(process.env);
  const stopEarly = (): void => void server.stop().finally(() => process.exit(130));
  process.once('SIGINT', stopEarly);
  process.once('SIGTERM', stopEarly);
  try {
    say(`server: ${server.url}${server.isPrivate ? ' (private, ends with the demo)' : ''}`);
    const live = await runLive({ world, speed: options.speed, profiles, server, screen: process.stderr });
    const scatter = scatterOver(records, options.date, hours, profiles, SCATTER_SEEDS);
    return await conclude(options, server, {
      world,
      speed: options.speed,
      profileName: profile.name,
      bank,
      control: columnOf(world, live.control.replay),
      lotse: columnOf(world, live.lotse.replay),
      differences: [...live.control.differences, ...live.lotse.differences],
      scatter: scatterInWords(scatter),
      live,
    });
  } finally {
    process.off('SIGINT', stopEarly);
    process.off('SIGTERM', stopEarly);
    await server.stop();
  }
}

type Unfinished = Omit<Results, 'audit' | 'faults' | 'offerLatencyMs' | 'latencies' | 'decision'> & {
  live: Awaited<ReturnType<typeof runLive>>;
};

/** Adds what the server and the audit still have to say, and prints everything. */
async function conclude(
  options: DemoOptions,
  server: DemoServer,
  { live, ...unfinished }: Unfinished,
): Promise<number> {
  const columns = [live.control.column, live.lotse.column];
  const latencies = columns.flatMap((column) => column.ledger.offerLatencies);
  const folder = mkdtempSync(join(tmpdir(), 'lotse-ledger-'));
  try {
    const ledgerFile = join(folder, 'ledger.jsonl');
    writeLedgers(
      ledgerFile,
      columns.map((column) => column.ledger),
    );
    const results: Results = {
      ...unfinished,
      faults: columns.flatMap((column) => column.ledger.faults),
      latencies: latencies.length,
      offerLatencyMs: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
      decision: await decisionInWords(
        new Lotse({ url: server.url, key: server.adminKey }),
        live.lotse.column,
        unfinished.world,
        options.speed,
      ),
      audit: await runAudit(ledgerFile, server.environment),
    };
    if (options.json) {
      say(reportOf(results));
      process.stdout.write(`${JSON.stringify(jsonOf(results))}\n`);
    } else process.stdout.write(`\n${reportOf(results)}\n`);
    return violationsOf(results) > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  const args = process.argv.slice(2);
  process.exitCode = scenarioOf(args) === 'omnichannel' ? await playOmnichannel(args) : await main(args);
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  say(`demo: ${error instanceof Error ? error.message : String(error)}`);
}
