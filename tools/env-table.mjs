// Puts the table of all variables between the marks of the README; `--check` only says whether it is there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, root } from './build.mjs';

await ensureBuilt();
const { environmentTable } = await import('../dist/src/config/environment.js');
const file = join(root, 'README.md');
const text = readFileSync(file, 'utf8');
const marks = /(<!-- environment -->\n)[\s\S]*?(<!-- \/environment -->)/;
if (!marks.test(text)) {
  process.stderr.write('README.md has no <!-- environment --> … <!-- /environment -->. The table:\n');
  process.stdout.write(`${environmentTable()}\n`);
  process.exit(1);
}
const wanted = text.replace(marks, (_, open, close) => `${open}\n${environmentTable()}\n\n${close}`);
if (process.argv.includes('--check')) process.exit(wanted === text ? 0 : 1);
writeFileSync(file, wanted);
