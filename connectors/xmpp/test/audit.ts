import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../../test/start/started-server.js';
import type { Floor } from './floor.js';

/** What the independent checker finds in the floor's stores once nothing moves. */
export async function runAuditOf({ redis, database }: Floor): Promise<{ violations: number; contacts: number }> {
  const { PATH = '' } = process.env;
  const main = join(projectFolder, 'dist', 'tools', 'audit', 'main.js');
  const child = spawn(process.execPath, [main, '--json', '--settle', '30'], {
    env: { PATH, REDIS_URL: redis.url, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output) as { violations: number; contacts: number };
}
