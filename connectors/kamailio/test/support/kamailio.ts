import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { becomes } from '../../../../test/support/becomes.js';
import { ownPort } from '../../../../test/support/stores.js';
import { programOf } from './programs.js';

const CONFIGURATION = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A Kamailio with the configuration that is shipped, to be killed and started again. */
export class Kamailio {
  private child?: ChildProcess;

  private constructor(
    private readonly folder: string,
    /** Where it speaks SIP. */
    readonly sip: string,
    private readonly hook: string,
  ) {}

  /** @param settings values of `site.cfg` by their names, `lines` are added to it */
  static async prepare(settings: Record<string, string | number>, lines = ''): Promise<Kamailio> {
    const folder = await mkdtemp(join(tmpdir(), 'lotse-kamailio-'));
    await chmod(folder, 0o755);
    const [sip, hook] = [await ownPort(), await ownPort()];
    for (const name of (await readdir(CONFIGURATION)).filter((file) => file.endsWith('.cfg')))
      await copyFile(join(CONFIGURATION, name), join(folder, name));
    const values: Record<string, string | number> = {
      SIP_LISTEN: `udp:127.0.0.1:${sip}`,
      HOOK_LISTEN: `tcp:127.0.0.1:${hook}`,
      HOOK_URL: `http://127.0.0.1:${hook}/lotse/a-word-for-tests`,
      ...settings,
    };
    let site = await readFile(join(folder, 'site.cfg'), 'utf8');
    for (const [name, value] of Object.entries(values)) {
      const line = new RegExp(`^#!substdef "!${name}!.*$`, 'm');
      if (!line.test(site)) throw new Error(`site.cfg has no ${name}`);
      site = site.replace(line, `#!substdef "!${name}!${value}!g"`);
    }
    await writeFile(join(folder, 'site.cfg'), `${lines}\n${site}`);
    return new Kamailio(folder, `127.0.0.1:${sip}`, values.HOOK_URL as string);
  }

  /** Settles when it answers. */
  async start(): Promise<void> {
    const { command, env, root } = programOf('kamailio');
    const modules = root === '' ? [] : ['-L', join(root, 'usr/lib/x86_64-linux-gnu/kamailio/modules')];
    await rm(join(this.folder, 'pid'), { force: true });
    const args = ['-DD', '-E', '-m', '256', '-M', '16', '-f', join(this.folder, 'kamailio.cfg'), ...modules];
    // A group of its own, so that all its processes can be killed at once.
    const child = spawn(command, [...args, '-P', join(this.folder, 'pid'), '-Y', this.folder], {
      cwd: this.folder,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => this.words.push(String(chunk)));
    await becomes(async () => {
      if (child.exitCode !== null) throw new Error(`Kamailio ended at its start:\n${this.said()}`);
      return (await fetch(new URL('/lotse/hello', this.hook)).catch(() => undefined))?.status === 403;
    }, 'Kamailio answers');
  }

  private readonly words: string[] = [];

  /**
   * What it wrote, without what is only for information: a place that is told to who is being answered comes too late, and
   * so does the answer of a phone that was given up.
   */
  said(): string {
    const lines = this.words.join('').split('\n');
    return lines
      .filter(
        (line) =>
          line !== '' &&
          !/INFO|NOTICE|rpc_reply|status rewrite by UAS: stored: 408|DEBUG|Listening|udp:|tcp:|Aliases|\*:/.test(line),
      )
      .join('\n');
  }

  /** SIGKILL to all of it; settles when the last of its processes, which all hold its standard error, is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  /** Kills it and removes what it kept. */
  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
