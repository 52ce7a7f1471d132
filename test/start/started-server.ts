import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A server started as a newcomer would, and all processes of it. */
export interface StartedServer {
  url: string;
  /** `npm start` itself. */
  npm: number;
  /** The server, the guardian and the stores; only the server where the stores are given. */
  pids: number[];
  server: number;
  guardian: number | undefined;
  /** All that was printed so far, without empty lines. */
  lines(): string[];
  /** Exit code of `npm start`; null after a signal. */
  exited: Promise<number | null>;
}

/** What `npm start` did that never became ready. */
export class StartFailed extends Error {
  constructor(
    readonly code: number | null,
    readonly output: string,
  ) {
    super(`the start ended with ${String(code)}: ${output}`);
  }
}

/**
 * Runs `npm start` on a free port and waits until it says that it is ready.
 * @throws StartFailed when it ends before
 */
export async function startServer(variables: Record<string, string>): Promise<StartedServer> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, PORT: '0', ...variables },
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /is ready after [\d.]+ s: (http\S+)/.exec(output);
      if (ready?.[1] !== undefined && output.includes('Then, beside it')) resolve(ready[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void exited.then((code) => reject(new StartFailed(code, output)));
  });
  const npm = child.pid ?? -1;
  const server = await onlyChild(npm);
  const stores = await readFile(join(variables['LOTSE_DATA_DIR'] ?? '', 'stores.json'), 'utf8').then(
    (text) => JSON.parse(text) as { guardian: { pid: number }; children: { pid: number }[] },
    () => undefined,
  );
  const others = stores === undefined ? [] : [stores.guardian, ...stores.children].map(({ pid }) => pid);
  const lines = (): string[] => output.split('\n').filter((line) => line.trim() !== '');
  return { url, npm, server, guardian: stores?.guardian.pid, pids: [server, ...others], lines, exited };
}

/** The one child of a process. */
async function onlyChild(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
  const [child = -1, ...more] = children;
  if (more.length > 0) throw new Error(`npm has ${children.length} children`);
  return child;
}
