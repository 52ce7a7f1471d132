import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../start/started-server.js';
import { WITHIN_MS } from '../support/becomes.js';
import { TestNode } from '../ws/node.js';

/** A program of the README at work, as its user sees it. */
class Program {
  private readonly child: ChildProcess;
  private output = '';
  private wake: () => void = () => undefined;
  readonly ended: Promise<unknown[]>;

  constructor(file: string, environment: Record<string, string>) {
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, [file], { env: { PATH, ...environment } });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        this.wake();
      });
    }
    this.ended = once(this.child, 'exit');
  }

  type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  endOfInput(): void {
    this.child.stdin?.end();
  }

  /** Settles once it has said this; what it said up to there is done with. */
  async says(text: string): Promise<void> {
    const deadline = Date.now() + WITHIN_MS;
    while (!this.output.includes(text)) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`never said ${text}, but ${this.output}`)),
          Math.max(1, deadline - Date.now()),
        );
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.output = this.output.slice(this.output.indexOf(text) + text.length);
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}

describe('the README of the client', () => {
  let node: TestNode;
  let folder = '';
  const texts = new Map<string, string>();
  const programs: Program[] = [];
  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['anna'], 'support');
    folder = await mkdtemp(join(tmpdir(), 'lotse-client-readme-'));
    await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
    const readme = await readFile(join(projectFolder, 'client', 'README.md'), 'utf8');
    for (const [, name = '', text = ''] of readme.matchAll(/```js\n\/\/ (\S+\.mjs)\n([\s\S]*?)```/g)) {
      texts.set(name, `// ${name}\n${text}`);
      await writeFile(join(folder, name), text);
    }
  });
  afterAll(async () => {
    for (const program of programs) program.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (name: string, environment: Record<string, string>): Program => {
    const program = new Program(join(folder, name), { LOTSE: node.url, ...environment });
    programs.push(program);
    return program;
  };

  it('has a softphone of 30 lines', () => {
    expect(texts.get('softphone.mjs')?.trim().split('\n').length).toBeLessThanOrEqual(30);
  });

  it('shows a softphone and a switchboard that work with each other', async () => {
    const softphone = run('softphone.mjs', { AGENT_KEY: node.keys.get('anna') ?? '' });
    await softphone.says('connected: offline');
    softphone.type('accept');
    await softphone.says('400 validationFailed: offerId');
    const switchboard = run('switchboard.mjs', { SYSTEM_KEY: node.keys.get('system') ?? '' });
    await switchboard.says('call-1: waiting, place 1');
    softphone.type('available');
    await softphone.says('ringing: Kim, voice');
    await switchboard.says('call-1: ringing sip:anna@example.org');
    softphone.type('accept');
    await softphone.says('offer accepted');
    await softphone.says('contact active');
    await switchboard.says('call-1: with anna');
    expect(await switchboard.ended).toEqual([0, null]);
    softphone.type('done');
    await softphone.says('contact completed');
    softphone.type('away');
    softphone.endOfInput();
    expect(await softphone.ended).toEqual([0, null]);
    expect((await node.call('GET', '/v1/agents/anna/state')).body).toMatchObject({ presence: 'unavailable' });
  });
});
