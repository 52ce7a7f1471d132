import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from './programs.js';

export interface SippOptions {
  /** Where Kamailio speaks SIP: `127.0.0.1:5060`. Left out: it answers. */
  target?: string;
  port: number;
  /** How many calls in all; left out: until it is stopped. */
  calls?: number;
  perSecond?: number;
  /** How long its pauses are, ms. */
  pauseMs?: number;
  keys?: Record<string, string | number>;
  /** Keeps all messages, also those that SIPp takes for repeats of the last one and shows no scenario. */
  keepsMessages?: boolean;
}

export interface SippResult {
  successful: number;
  failed: number;
  /** INVITE to the final answer of each call, ms, ascending. */
  answerMs: number[];
  /** BYE of a caller to its answer, ms, ascending. */
  byeMs: number[];
  /** What scenarios wrote with `<log>`. */
  log: string;
  /** Unexpected messages, as SIPp tells of them. */
  errors: string;
}

/** One SIPp process with a scenario. */
export class Sipp {
  private readonly ended: Promise<void>;
  private output = '';
  private complaints = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly port: number,
    private readonly pauseMs: number,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output = (this.output + String(chunk)).slice(-20_000)));
    child.stderr?.on('data', (chunk: Buffer) => (this.complaints += String(chunk)));
    this.ended = new Promise((resolve) => child.on('close', () => resolve()));
  }

  /** Settles when it has begun; one that answers is bound to its port then. */
  static async start(scenario: string, options: SippOptions): Promise<Sipp> {
    const { target, port, calls, perSecond = 10, pauseMs = 0, keys = {} } = options;
    const folder = await mkdtemp(join(tmpdir(), 'lotse-sipp-'));
    await writeFile(join(folder, 'scenario.xml'), scenario);
    const args = [
      '-sf',
      'scenario.xml',
      '-i',
      '127.0.0.1',
      '-p',
      String(port),
      '-nostdin',
      '-trace_err',
      '-trace_logs',
    ];
    if (target !== undefined) args.push(target, '-r', String(perSecond), '-l', '6000', '-trace_rtt', '-rtt_freq', '1');
    if (options.keepsMessages === true) args.push('-trace_msg');
    if (calls !== undefined) args.push('-m', String(calls));
    args.push('-d', String(pauseMs), '-fd', '600', '-max_retrans', '10');
    for (const [name, value] of Object.entries(keys)) args.push('-key', name, String(value));
    // A caller whom nobody answers is a failure, not a wait for ever.
    if (target !== undefined) args.push('-recv_timeout', '60000');
    const { command, env } = programOf('sipp');
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...env, TERM: 'dumb' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const sipp = new Sipp(child, folder, port, pauseMs);
    const gone = sipp.ended.then(() => {
      throw new Error(`SIPp did not run: ${sipp.complaints}`);
    });
    gone.catch(() => undefined);
    if (target === undefined) await Promise.race([bound(port), gone]);
    return sipp;
  }

  /** Settles when it has made all its calls. */
  async result(): Promise<SippResult> {
    await this.ended;
    return this.read();
  }

  /** Ends it: it is told to, and finishes no call but those that only pause. */
  async stop(): Promise<SippResult> {
    this.child.kill('SIGUSR1');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 1_500 + this.pauseMs);
    await this.ended;
    clearTimeout(timer);
    return this.read();
  }

  /** As if its machine had lost its power. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** What its scenario wrote with `<log>` so far. */
  log(): Promise<string> {
    return this.textOf('logs.log');
  }

  /** All messages so far, where it keeps them. */
  messages(): Promise<string> {
    return this.textOf('messages.log');
  }

  private async textOf(end: string): Promise<string> {
    const name = (await readdir(this.folder)).find((file) => file.endsWith(end));
    return name === undefined ? '' : readFile(join(this.folder, name), 'utf8');
  }

  private async read(): Promise<SippResult> {
    const [rtt, log, errors] = [await this.textOf('rtt.csv'), await this.log(), await this.textOf('errors.log')];
    await rm(this.folder, { recursive: true, force: true });
    // A scenario that SIPp does not take has no calls at all.
    if (!this.output.includes('Successful call')) throw new Error(`SIPp did not run: ${this.complaints}${errors}`);
    const count = (what: string): number =>
      Number([...this.output.matchAll(new RegExp(`${what} call +\\| +\\d+ +\\| +(\\d+)`, 'g'))].pop()?.[1] ?? 0);
    const lines = rtt.split('\n').map((line) => line.split(';'));
    const msOf = (name: string): number[] =>
      lines
        .filter(([, , rtd]) => rtd === name)
        .map(([, ms]) => Number(ms))
        .sort((a, b) => a - b);
    const [answerMs, byeMs] = [msOf('answer'), msOf('bye')];
    return { successful: count('Successful'), failed: count('Failed'), answerMs, byeMs, log, errors };
  }
}

/** Settles when somebody has bound the UDP port: Linux lists them. */
async function bound(port: number): Promise<void> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  const deadline = performance.now() + 20_000;
  while (!(await readFile('/proc/net/udp', 'utf8')).includes(wanted)) {
    if (performance.now() > deadline) throw new Error(`nobody bound the port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The value below which that part of the sorted values lies. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
