import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './options.js';

/** What the independent audit said. */
export interface AuditAnswer {
  contacts: number;
  violations: number;
  /** One line for people. */
  line: string;
  /** Each violation in words, the first few. */
  found: string[];
}

/** What the audit program prints. */
interface AuditOutput {
  contacts: number;
  offers: number;
  violations: number;
  tooFew: boolean;
  found: { code: string; message: string; contactId?: string }[];
}

const SETTLE_SECONDS = 20;

/**
 * Runs the audit program over the server's log, archive and history and the clients' ledger. An audit that cannot run
 * proves nothing: that counts as a violation.
 */
export async function runAudit(ledgerFile: string, environment: NodeJS.ProcessEnv): Promise<AuditAnswer> {
  const program = join(projectFolder(), 'dist/tools/audit/main.js');
  if (!existsSync(program)) return failed('the audit program is not built');
  const child = spawn(
    process.execPath,
    [program, '--json', '--settle', String(SETTLE_SECONDS), '--ledger', ledgerFile],
    {
      env: environment,
      cwd: projectFolder(),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  return read(output) ?? failed(`it ended with ${String(code)} and said: ${complaint.trim().slice(-500) || 'nothing'}`);
}

function read(output: string): AuditAnswer | undefined {
  try {
    const { contacts, offers, violations, tooFew, found = [] } = JSON.parse(output) as Partial<AuditOutput>;
    if (typeof contacts !== 'number' || typeof violations !== 'number') return undefined;
    const few = tooFew === true ? '; too few: under 1000 contacts this says little' : '';
    return {
      contacts,
      violations,
      found: found.map(({ code, message, contactId = '' }) => `${code} ${contactId}: ${message}`),
      line: `audit: ${contacts} contacts, ${String(offers)} offers, ${violations} violations${few}`,
    };
  } catch {
    return undefined;
  }
}

function failed(why: string): AuditAnswer {
  return { contacts: 0, violations: 1, line: `audit: did not run: ${why}`, found: [] };
}
