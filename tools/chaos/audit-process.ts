import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startScratchStores } from '../../bench/scratch-stores.js';

export interface AuditSummary {
  contacts: number;
  offers: number;
  events: number;
  violations: number;
  counts: Record<string, number>;
  found: { code: string; contactId?: string; offerId?: string; agentId?: string; eventId?: string; message: string }[];
}

export interface RebuildSummary {
  events: number;
  keys: number;
  families: Record<string, number>;
  differences: string[];
}

interface Addresses {
  redisUrl: string;
  databaseUrl: string;
}

/** Runs the audit as a process of its own, as anybody would. Throws when it says nothing that can be read. */
export async function runAudit(stores: Addresses, ledger: string): Promise<AuditSummary> {
  return JSON.parse(await runTool('../audit/main.js', stores, ['--settle', '30', '--ledger', ledger])) as AuditSummary;
}

/** Rebuilds all live state in an empty Redis of its own from archive and log, and compares it with the live one. */
export async function runRebuild(stores: Addresses): Promise<RebuildSummary> {
  const empty = await startScratchStores('rebuild', ['redis']);
  try {
    const output = await runTool('../rebuild/main.js', stores, ['--compare', '--into', empty.redisUrl]);
    return JSON.parse(output) as RebuildSummary;
  } finally {
    await empty.stop();
  }
}

async function runTool(file: string, stores: Addresses, args: readonly string[]): Promise<string> {
  const main = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [main, '--json', ...args], {
    env: { PATH: process.env['PATH'] ?? '', REDIS_URL: stores.redisUrl, DATABASE_URL: stores.databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  if (output === '') throw new Error(`${file} said nothing`);
  return output;
}
