import { join } from 'node:path';
import type { StoreName } from './guardian-messages.js';

/** What the lines of a start are made from. */
export interface StartFacts {
  /** From the start of the process until ready, in milliseconds. */
  afterMs: number;
  /** Where it can be reached, such as `http://127.0.0.1:3000`. */
  url: string;
  /** The full path of the data folder. */
  dataDir: string;
  /** The stores that are private to it. */
  started: readonly StoreName[];
  /** Where PostgreSQL's data lies, when that is not the data folder. */
  postgresFolder?: string;
  /** `made`: just now, and `key` is shown this once; `kept`: in the file of an earlier start; `given`: from outside. */
  adminKey: { from: 'made'; key: string } | { from: 'kept' } | { from: 'given' };
}

/** The lines that a start prints: five, whatever the case, so that with npm's own there are at most ten. */
export function startReport(facts: StartFacts): string[] {
  const file = join(facts.dataDir, 'admin.key');
  const bearer = facts.adminKey.from === 'given' ? '$LOTSE_ADMIN_KEY' : `$(cat ${quoted(file)})`;
  return [
    `Lotse is ready after ${(facts.afterMs / 1000).toFixed(1)} s: ${facts.url} (the interface: ${facts.url}/docs)`,
    storesLine(facts),
    keyLine(facts.adminKey, file),
    `Try: curl -H "Authorization: Bearer ${bearer}" ${facts.url}/v1/stats`,
    'Then, beside it: npm run demo (two hours of a real bank, replayed)',
  ];
}

function storesLine(facts: StartFacts): string {
  const names = { redis: 'Redis', postgres: 'PostgreSQL' } as const;
  if (facts.started.length === 0) return 'Stores: those of REDIS_URL and DATABASE_URL; nothing was started';
  const own = facts.started.map((name) => names[name]).join(' and ');
  const given = facts.started.length === 1 ? `, the other from outside` : '';
  const folders = [facts.dataDir, facts.postgresFolder].filter((folder) => folder !== undefined);
  const where = folders.map(quoted).join(' ');
  return `Stores: private ${own} in ${folders.join(' and ')}${given}; to start over: stop Lotse, rm -r ${where}`;
}

function keyLine(key: StartFacts['adminKey'], file: string): string {
  switch (key.from) {
    case 'made':
      return `Admin key: ${key.key} (shown this once; kept in ${file})`;
    case 'kept':
      return `Admin key: in ${file}`;
    case 'given':
      return 'Admin key: the one of LOTSE_ADMIN_KEY';
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
