import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environmentTable } from '../../src/config/environment.js';
import type { ContactState } from '../../src/domain/contact.js';
import { CONTACT_TRANSITIONS } from '../../src/domain/transitions.js';
import { startReport } from '../../src/embedded/start-report.js';
import { TestNode } from '../ws/node.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

interface Decision {
  candidates: { totalMs: number; credits: Record<string, number>; inputs: { ageMs: number; idleMs: number } }[];
}

describe('the README', () => {
  let node: TestNode;
  let folder = '';
  let readme = '';
  beforeAll(async () => {
    node = await TestNode.start();
    folder = await mkdtemp(join(tmpdir(), 'lotse-readme-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    readme = await readFile(join(root, 'README.md'), 'utf8');
  });
  afterAll(async () => {
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('every block of "Ten minutes by hand" works in its order, and the decision is the one computed by hand', async () => {
    const blocks = [...readme.matchAll(/```(sh|js)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
      language,
      text: text ?? '',
    }));
    expect(blocks.length).toBeGreaterThanOrEqual(6);
    for (const { language, text } of blocks) {
      const name = /^\/\/ (\S+\.mjs)$/m.exec(text)?.[1];
      if (language === 'js') await writeFile(join(folder, name ?? 'unnamed.mjs'), text);
    }
    const script = blocks
      .filter(({ language }) => language === 'sh')
      .map(({ text }) => text)
      .join('\n');
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, LOTSE: node.url, KEY: node.keys.get('admin'), NODE_OPTIONS: '' },
    });
    expect(stdout).toContain('offer.created Kim');
    const lines = stdout.trim().split('\n');
    const contact = JSON.parse(lines.findLast((line) => line.startsWith('{"id":"call-1"')) ?? '{}') as {
      state: string;
    };
    expect(contact.state).toBe('completed');
    expectByHand(JSON.parse(lines[lines.length - 1] ?? '{}') as Decision);
  });

  function expectByHand(decision: Decision): void {
    const [winner] = decision.candidates;
    if (!winner) throw new Error('no winner');
    const table = [...readme.matchAll(/^\| (\w+) +\| .* \| (\d+|`ageMs`|`idleMs` ÷ 10) +\|$/gm)];
    const byHand: Record<string, number> = Object.fromEntries(
      table.map(([, credit = '', text]) => {
        if (text === '`ageMs`') return [credit, winner.inputs.ageMs];
        return [credit, text?.startsWith('`idleMs`') ? Math.round(winner.inputs.idleMs / 10) : Number(text)];
      }),
    );
    expect(winner.credits).toEqual(byHand);
    expect(winner.totalMs).toBe(Object.values(byHand).reduce((sum, ms) => sum + ms, 0));
  }

  test('shows the start as the program tells it', () => {
    const lines = startReport({
      afterMs: 4_200,
      url: 'http://127.0.0.1:3000',
      dataDir: '/home/you/lotse/.lotse',
      started: ['redis', 'postgres'],
      adminKey: { from: 'made', key: 'lotse_admin_…' },
    });
    expect(readme).toContain(`$ npm ci && npm start\n${lines.join('\n')}\n`);
  });

  test('says what it has to say in its order', () => {
    const headings = [...readme.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings.slice(0, 8)).toEqual([
      'Two commands',
      'The way of a contact',
      'Ten minutes by hand',
      'One decision, by hand',
      'Doubt it',
      'Figures',
      'Where to read first',
      'Known limits',
    ]);
  });

  test('draws a contact’s way in the states and with the arrows that there are', () => {
    const picture = /```mermaid\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const arrows = [...picture.matchAll(/^ *(\S+) --> (\w+): /gm)].filter(([, from]) => from !== '[*]');
    expect(arrows.length).toBeGreaterThan(10);
    for (const [, from = '', to = ''] of arrows)
      expect([from, CONTACT_TRANSITIONS[from as ContactState]]).toEqual([from, expect.arrayContaining([to])]);
  });

  test('its table of settings is the one of the program', () => {
    const plain = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
    expect(plain(readme)).toContain(plain(environmentTable()));
  });

  test('names only scripts that exist', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});
