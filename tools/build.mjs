// Builds when a source is newer than the last build. Says nothing unless the build fails.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', '.built');
/** Packages of their own, in the order in which they need each other. */
const packages = ['client', 'connectors/xmpp'];
const outputOf = (name) => join(root, name, 'dist');
const lock = join(root, 'node_modules', '.cache', 'lotse-build');
const sources = ['src', 'migrations', 'demo', 'tools', 'bench', ...packages.map((name) => `${name}/src`)];
const settings = [
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  ...packages.flatMap((name) => [`${name}/package.json`, `${name}/tsconfig.json`]),
];
/** The packages come first: the demo imports what the client is built to. */
const compilers = [
  ...packages.map((name) => ({ program: 'typescript/bin/tsc', args: ['-p', name] })),
  { program: '@nestjs/cli/bin/nest.js', args: ['build'] },
];

/** Makes sure that `dist` belongs to the sources; ends the process with the compiler's words when it cannot. */
export async function ensureBuilt() {
  if (isFresh()) return;
  await takeLock();
  try {
    if (!isFresh()) build();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function build() {
  // A source that changes while the compiler runs is newer than this moment, and so built again next time.
  const began = new Date();
  for (const name of packages) rmSync(outputOf(name), { recursive: true, force: true });
  for (const compiler of compilers) compile(compiler);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

function compile({ program, args }) {
  const path = join(root, 'node_modules', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\nThe build failed.\n`);
  rmSync(lock, { recursive: true, force: true });
  process.exit(1);
}

function isFresh() {
  const built = changedAt(stamp);
  if (built === 0 || packages.some((name) => changedAt(outputOf(name)) === 0)) return false;
  return (
    Math.max(
      ...settings.map((name) => changedAt(join(root, name))),
      ...sources.map((name) => newest(join(root, name))),
    ) < built
  );
}

/** When anything below a folder changed last; a folder's own time tells that a file went. */
function newest(folder) {
  const entries = changedAt(folder) === 0 ? [] : readdirSync(folder, { withFileTypes: true });
  const times = entries
    .filter((entry) => !entry.name.endsWith('.spec.ts'))
    .map((entry) => (entry.isDirectory() ? newest(join(folder, entry.name)) : changedAt(join(folder, entry.name))));
  return Math.max(changedAt(folder), ...times);
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** One build at a time: two would delete each other's output. A lock whose process is gone counts for nothing. */
async function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch {
      if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch {
    return Date.now() - changedAt(lock) > 1000;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureBuilt();
