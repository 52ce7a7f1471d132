import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedStores } from '../../src/embedded/embedded-stores.js';

/** A process that owns private stores, to be killed. */
export interface Owner {
  stores: Omit<EmbeddedStores, 'stop'>;
  /** What the stores logged through it so far. */
  logged: readonly string[];
  /** Its exit code; null after a signal. */
  exited: Promise<number | null>;
  /** Settles with the exit code when it is gone. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Settles when a logged line holds `text`. */
  waitForLog(text: string): Promise<void>;
}

type Message = { ready?: Omit<EmbeddedStores, 'stop'>; log?: string; failed?: string };

/** Starts an owner on a data folder. Rejects with what it says when its stores do not start. */
export async function startOwner(dataDir: string): Promise<Owner> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'owner.mjs');
  const child = spawn(process.execPath, [script, process.env['TEST_EMBEDDED_CODE'] ?? '', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const logged: string[] = [];
  const waiters: (() => void)[] = [];
  const stores = await new Promise<Omit<EmbeddedStores, 'stop'>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as Message;
      if (message.ready !== undefined) resolve(message.ready);
      if (message.failed !== undefined) reject(new Error(message.failed));
      if (message.log !== undefined) logged.push(message.log);
      for (const look of waiters) look();
    });
    void exited.then((code) => reject(new Error(`the owner ended with ${String(code)}`)));
  });
  return {
    stores,
    logged,
    exited,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
    waitForLog: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (logged.some((line) => line.includes(text))) resolve();
        };
        waiters.push(look);
        look();
      }),
  };
}
