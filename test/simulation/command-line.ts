import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ended {
  status: number;
  out: string;
  err: string;
}

/** `npm run simulate` on a scenario, in a process of its own: at full speed. */
export async function simulate(scenario: unknown, ...options: string[]): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'lotse-simulate-'));
  const path = join(folder, 'scenario.json');
  await writeFile(path, JSON.stringify(scenario));
  const ended = await command(path, ...options);
  await rm(folder, { recursive: true });
  return ended;
}

export function command(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/run.mjs', 'simulate', ...args], (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}
