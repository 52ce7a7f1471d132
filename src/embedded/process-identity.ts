import { readFile, readlink } from 'node:fs/promises';

/** A process that can be told from a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own count; absent where the system does not say. */
  startedAt?: string;
}

/** Notes who a process is now. */
export async function identify(pid: number): Promise<ProcessIdentity> {
  const startedAt = await startOf(pid);
  return startedAt === undefined ? { pid } : { pid, startedAt };
}

/** Whether that very process still runs (a zombie does not). */
export async function isAlive(known: ProcessIdentity): Promise<boolean> {
  if (!pidExists(known.pid)) return false;
  if (known.startedAt === undefined) return !(await isZombie(known.pid));
  return (await startOf(known.pid)) === known.startedAt;
}

/** Waits until a process is gone. Gives false when it is still there after `withinMs`. */
export async function waitUntilGone(known: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (await isAlive(known)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Whether a process number is only the memory of an ended one that nobody has asked about yet (a zombie). */
export async function isZombie(pid: number): Promise<boolean> {
  return (await stateOf(pid))?.[0] === 'Z';
}

/** The folder that a process works in; undefined where that cannot be seen. */
export function workingFolder(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | undefined> {
  const fields = await stateOf(pid);
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}

/** What the system says of a process, from its state on. */
async function stateOf(pid: number): Promise<string[] | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The field before is the program's name in brackets, which may itself hold blanks and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}
