// All tests and the check; ends with a line `N passed, N failed`, and with a code that says the same.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
const npm = (...args) => spawnSync('npm', args, options).status === 0;

/** Runs the tests of a script and counts them; a test file that does not even load is one that failed. */
function tests(...script) {
  const folder = mkdtempSync(join(tmpdir(), 'lotse-ci-'));
  const file = join(folder, 'results.json');
  const isGreen = npm(...script, '--', '--json', `--outputFile=${file}`);
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    return { passed: results.numPassedTests, failed: isGreen ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const own = tests('test');
// Beside the connectors, whose tests wait for calls to be over.
const checking = once(spawn('npm', ['run', 'check'], options), 'exit');
const connectors = tests('run', 'test:connectors');
const [code] = await checking;
const check = code === 0;
const sum = {
  passed: own.passed + connectors.passed + (check ? 1 : 0),
  failed: own.failed + connectors.failed + (check ? 0 : 1),
};
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
