// `npm run client:types`: translates the server's sources without checking them, and asks them for their documents. Not
// from `dist`: what goes there may not compile before the client has its new types.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import typescript from 'typescript';
import { root } from '../build.mjs';

const folders = ['src', 'migrations', join('tools', 'client-types')];
const { config } = typescript.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
const { options } = typescript.convertCompilerOptionsFromJson(config.compilerOptions, root);

// Below node_modules, so that packages are found from there.
const cache = join(root, 'node_modules', '.cache', 'lotse');
mkdirSync(cache, { recursive: true });
const target = mkdtempSync(join(cache, 'client-types-'));
process.on('exit', () => rmSync(target, { recursive: true, force: true }));

for (const folder of folders) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) translate(path, join(target, path.slice(root.length)));
  }
}
writeFileSync(join(target, 'package.json'), '{"type":"module"}');
process.chdir(root);
await import(pathToFileURL(join(target, 'tools', 'client-types', 'main.js')).href);

function translate(from, to) {
  if (!/\.(ts|lua)$/.test(from) || from.endsWith('.spec.ts')) return;
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith('.lua')) return copyFileSync(from, to);
  const compilerOptions = { ...options, module: typescript.ModuleKind.ESNext, sourceMap: false };
  const { outputText } = typescript.transpileModule(readFileSync(from, 'utf8'), { compilerOptions, fileName: from });
  writeFileSync(to.replace(/\.ts$/, '.js'), outputText);
}
