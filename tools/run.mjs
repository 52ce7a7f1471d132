// `npm run demo` and the like: builds where needed and becomes the tool, in this very process.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, root } from './build.mjs';

const tools = {
  demo: 'demo/main.js',
  estimate: 'demo/estimate/main.js',
  audit: 'tools/audit/main.js',
  chaos: 'tools/chaos/main.js',
  bench: 'bench/main.js',
  decision: 'tools/decision.js',
  rebuild: 'tools/rebuild/main.js',
  simulate: 'tools/simulate/main.js',
};

const [name = ''] = process.argv.splice(2, 1);
const file = Object.hasOwn(tools, name) ? tools[name] : undefined;
if (file === undefined) {
  process.stderr.write(`There is no tool of that name; there are ${Object.keys(tools).join(', ')}.\n`);
  process.exit(2);
}
await ensureBuilt();
const path = join(root, 'dist', file);
process.argv[1] = path;
await import(pathToFileURL(path).href);
