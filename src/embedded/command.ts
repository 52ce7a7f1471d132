import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { childEnvironment, programFolders } from '../config/child-environment.js';

/** What a finished command left behind. */
export interface CommandResult {
  /** The exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** How a program is started: which file, with which additions to the environment, as which user. */
export interface Program {
  command: string;
  env: Record<string, string>;
  /** The user and group it runs as; left out: our own. */
  identity?: Identity;
}

/** A numeric user and group of the system. */
export interface Identity {
  uid: number;
  gid: number;
}

/** Runs a program to its end. Never rejects for an exit code; rejects when it cannot be started at all. */
export function run(program: Program, args: readonly string[], cwd?: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program.command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment(program.env),
      ...program.identity,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a program and gives its standard output; rejects with its last lines when it fails. */
export async function runOrFail(program: Program, args: readonly string[], cwd?: string): Promise<string> {
  const result = await run(program, args, cwd);
  if (result.code !== 0) {
    const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-5).join('\n');
    throw new Error(`${program.command} ended with ${String(result.code)}: ${said}`);
  }
  return result.stdout;
}

/** The full path of the first of `names` that stands on the PATH and may be run. */
export async function findProgram(...names: string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of programFolders()) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** Whether a file is there and may be run. */
export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
