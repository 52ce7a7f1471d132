import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../../test/start/started-server.js';
import { becomes } from '../../../test/support/becomes.js';

/** The built connector as a process of its own, to be killed and started again with what it kept. */
export class ConnectorProcess {
  private readonly home = mkdtempSync(join(tmpdir(), 'lotse-xmpp-'));
  private child?: ChildProcess;
  /** Its log, of all its lives. */
  output = '';

  constructor(
    settings: object,
    private readonly secrets: Record<string, string>,
  ) {
    const dataDir = join(this.home, 'data');
    writeFileSync(join(this.home, 'settings.json'), JSON.stringify({ dataDir, ...settings }));
  }

  get journal(): string {
    return join(this.home, 'data', 'conversations.jsonl');
  }

  /** Settles when it has found the XMPP server, and Lotse unless told not to wait for it. */
  async start(meets: readonly string[] = ['connected to the XMPP server', 'connected to Lotse']): Promise<void> {
    const child = this.spawn();
    const from = this.output.length;
    const isUp = (): boolean => {
      if (child.exitCode !== null) throw new Error(`the connector ended: ${this.output}`);
      return meets.every((words) => this.output.slice(from).includes(words));
    };
    await becomes(isUp, `the connector says ${meets.join(' and ')}`);
  }

  /** Starts it where it must not run; settles with its exit code. */
  async refuses(): Promise<number | null> {
    const [code] = (await once(this.spawn(), 'exit')) as [number | null];
    return code;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const gone = once(child, 'exit');
    child.kill(signal);
    return ((await gone) as [number | null])[0];
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }

  private spawn(): ChildProcess {
    const { PATH = '' } = process.env;
    const program = join(projectFolder, 'connectors', 'xmpp', 'dist', 'main.js');
    const child = spawn(process.execPath, [program, join(this.home, 'settings.json')], {
      env: { PATH, ...this.secrets },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child ??= child;
    if (this.child.exitCode !== null || this.child.signalCode !== null) this.child = child;
    return child;
  }
}
