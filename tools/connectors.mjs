// `npm run test:connectors`: the connectors with the real systems that they connect. These are taken from the PATH, else
// unpacked from Debian's packages into the cache folder; LOTSE_CONNECTORS_INSTALL=1 has apt install them instead, as root.
// What cannot be had is left out, which is said, and counted as left out. `--json --outputFile=…` are jest's own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBuilt, root } from './build.mjs';

/** A program, the packages of Debian that hold it, and the connectors whose tests need it. */
const PROGRAMS = [
  {
    name: 'kamailio',
    packages: ['kamailio', 'kamailio-extra-modules', 'kamailio-json-modules', 'kamailio-utils-modules'],
    needs: '/usr/lib/x86_64-linux-gnu/kamailio/modules/http_client.so',
    connectors: ['kamailio'],
  },
  { name: 'sipp', packages: ['sip-tester'], connectors: ['kamailio'] },
  // Its Lua modules are looked for where the system has them: unpacked elsewhere it does not start.
  { name: 'prosody', packages: ['prosody'], connectors: ['xmpp'], whole: true },
];
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'];

const cache = join(root, 'node_modules', '.cache', 'lotse-connectors');
const quiet = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' } };
const run = (command, args, cwd) => spawnSync(command, args, { ...quiet, cwd });

function onPath(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FOLDERS];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function installed({ name, needs }) {
  const command = onPath(name);
  if (command === undefined || (needs !== undefined && !existsSync(needs))) return undefined;
  return { command, env: {}, root: '' };
}

/** Asked to, as root: into the system, without starting anything. */
function install(program) {
  if (process.env.LOTSE_CONNECTORS_INSTALL !== '1' || process.getuid?.() !== 0) return undefined;
  const apt = (...args) => run('apt-get', ['-qq', '-y', '--no-install-recommends', ...args]);
  if (apt('install', ...program.packages).status !== 0) {
    apt('update');
    apt('install', ...program.packages);
  }
  return installed(program);
}

/** Without any rights: the packages and what of theirs the system has not, unpacked into a folder of the project's. */
function unpack(program) {
  const home = join(cache, program.name);
  const found = () => {
    const command = ['usr/sbin', 'usr/bin']
      .map((folder) => join(home, folder, program.name))
      .find((path) => existsSync(path));
    if (command === undefined) return undefined;
    const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu/kamailio', 'lib/x86_64-linux-gnu'];
    return { command, env: { LD_LIBRARY_PATH: libraries.map((folder) => join(home, folder)).join(':') }, root: home };
  };
  if (found() !== undefined) return found();
  const work = join(cache, `unpack-${process.pid}`);
  for (const folder of ['lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(join(work, folder), { recursive: true });
  try {
    // Lists of one's own: no rights are needed, and the system's stay as they are.
    const own = ['-o', `Dir::State::Lists=${join(work, 'lists')}`, '-o', `Dir::Cache=${join(work, 'cache')}`];
    const base = [...own, '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=root', '-qq'];
    run('apt-get', [...base, 'update'], work);
    const plan =
      run('apt-get', [...base, '-s', '--no-install-recommends', 'install', ...program.packages], work).stdout ?? '';
    const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
    if (names.length === 0 || run('apt-get', [...base, 'download', ...names], work).status !== 0) return undefined;
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      if (run('dpkg', ['-x', join(work, file), join(work, 'root')]).status !== 0) return undefined;
    }
    rmSync(home, { recursive: true, force: true });
    renameSync(join(work, 'root'), home);
    return found();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const missing = [];
const programs = {};
for (const program of PROGRAMS) {
  if (!program.connectors.some((connector) => existsSync(join(root, 'connectors', connector, 'test')))) continue;
  const found = installed(program) ?? install(program) ?? (program.whole ? undefined : unpack(program));
  if (found === undefined) missing.push(program);
  else programs[program.name] = found;
}
const leftOut = [...new Set(missing.flatMap(({ connectors }) => connectors))];
for (const { name, packages } of missing) {
  process.stdout.write(`There is no ${name} here: apt-get install ${packages.join(' ')}\n`);
}

const tests = readdirSync(join(root, 'connectors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'connectors', entry.name, 'test')))
  .map((entry) => entry.name);
const files = (connector) =>
  readdirSync(join(root, 'connectors', connector, 'test')).filter((name) => name.endsWith('.spec.ts')).length;
const count = leftOut.filter((name) => tests.includes(name)).reduce((sum, name) => sum + files(name), 0);
const there = tests.filter((name) => !leftOut.includes(name));
if (count > 0) process.stdout.write(`Left out: ${count} test files of connectors/${leftOut.join(', connectors/')}\n`);

const options = process.argv.slice(2);
const named = options.filter((option) => !option.startsWith('-'));
const output = options.find((option) => option.startsWith('--outputFile='))?.slice('--outputFile='.length);

/** Runs jest on what these options name; its exit code and, where asked for, its counts. */
function jest(...wanted) {
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = options.filter((option) => option.startsWith('-'));
  const args = ['--experimental-vm-modules', program, '--config', 'connectors/jest.config.mjs', ...flags, ...wanted];
  const env = { ...process.env, CONNECTOR_PROGRAMS: JSON.stringify(programs) };
  const code = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
  return { code, counts: output === undefined ? undefined : JSON.parse(readFileSync(output, 'utf8')) };
}

const COUNTS = ['numPassedTests', 'numFailedTests', 'numRuntimeErrorTestSuites'];
const runs = [];
if (there.length > 0) {
  await ensureBuilt();
  const all = there.map((name) => `connectors/${name}/`);
  if (named.length > 0) runs.push(jest(...named));
  else {
    const alone = there.map(
      (name) => `connectors/${name}/test/${name === 'kamailio' ? '(load|overload|killed|hanging)' : 'load'}\\.spec`,
    );
    runs.push(jest(`--testPathIgnorePatterns=${alone.join('|')}`, '--maxWorkers=2', ...all));
    // Calls a second are measured here, or hundreds of callers wait as long as callers do: no other file beside it.
    runs.push(jest('--maxWorkers=1', ...alone));
  }
}
if (output !== undefined) {
  const sum = (count) => runs.reduce((all, { counts }) => all + (counts?.[count] ?? 0), 0);
  writeFileSync(output, JSON.stringify(Object.fromEntries(COUNTS.map((count) => [count, sum(count)]))));
}
process.exitCode = runs.find(({ code }) => code !== 0)?.code ?? 0;
