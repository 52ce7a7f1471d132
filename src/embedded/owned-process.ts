import { spawn } from 'node:child_process';
import { childEnvironment } from '../config/child-environment.js';
import { findProgram } from './command.js';
import type { Program } from './command.js';

/** A server process that dies with the process that started it. */
export interface OwnedProcess {
  pid: number;
  /** Settles when the process is gone, with what ended it and its last lines. Never rejects. */
  exited: Promise<string>;
  /** Asks it to end with `signal`, and forces it after `patienceMs`. Settles when it is gone. */
  stop(signal: NodeJS.Signals, patienceMs: number): Promise<void>;
}

/** What is started, how it says that it is ready, and what it does when its owner dies. */
export interface OwnedProcessOptions {
  name: string;
  program: Program;
  args: readonly string[];
  /** Text on its output that means "ready". */
  readyText: string;
  /** Longest time until then, in milliseconds: a store reads all of its data first. */
  readyWithinMs: number;
  /** The signal that the system sends it when its owner dies (where `setpriv` is there). */
  deathSignal: 'INT' | 'TERM' | 'KILL';
  /** Gets everything it says. */
  onOutput?: (text: string) => void;
}

/**
 * Starts a server process and waits until it is ready.
 * @throws Error with its last lines when it ends first or takes too long (it is then killed)
 */
export async function startOwned(options: OwnedProcessOptions): Promise<OwnedProcess> {
  const { program } = options;
  const setpriv = await findProgram('setpriv');
  const guarded = setpriv === undefined ? [] : [setpriv, '--pdeathsig', options.deathSignal, '--'];
  const [command = program.command, ...args] = [...guarded, program.command, ...options.args];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnvironment(program.env),
    cwd: '/',
    // A Ctrl-C in the terminal reaches the owner alone, which ends its children in order.
    detached: true,
    ...program.identity,
  });
  const said = { tail: '', ready: (): void => undefined };
  const becameReady = new Promise<void>((resolve) => (said.ready = resolve));
  const listen = (chunk: Buffer): void => {
    const text = chunk.toString();
    said.tail = (said.tail + text).slice(-2000);
    options.onOutput?.(text);
    if (said.tail.includes(options.readyText)) said.ready();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(`${signal ?? `code ${String(code)}`}: ${lastLines(said.tail)}`));
  });
  const owned: OwnedProcess = { pid: child.pid ?? -1, exited, stop: (signal, ms) => stop(child, exited, signal, ms) };
  const failure = await firstOf(becameReady, exited, options.readyWithinMs);
  if (failure !== undefined) {
    await owned.stop('SIGKILL', 0);
    throw new Error(`${options.name} did not start (${failure})`);
  }
  return owned;
}

async function firstOf(ready: Promise<void>, exited: Promise<string>, withinMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`not ready within ${withinMs / 1000} s`), withinMs);
  });
  const failure = await Promise.race([ready.then(() => undefined), exited, late]);
  clearTimeout(timer);
  return failure;
}

async function stop(
  child: { kill(signal: NodeJS.Signals): boolean },
  exited: Promise<string>,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(force);
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' | ');
}
