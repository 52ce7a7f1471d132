import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A folder for what tests keep between runs: a fetched Redis, translated sources. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'lotse');

/**
 * Translates `src/config` and `src/embedded` (types are not checked here), so that plain Node can run them without a
 * build. Gives the folder that holds both.
 */
export async function translateEmbedded() {
  await removeAbandoned();
  const target = join(cacheFolder, `embedded-${process.pid}`);
  for (const folder of ['config', 'embedded']) {
    await mkdir(join(target, folder), { recursive: true });
    for (const name of await readdir(join(root, 'src', folder))) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const source = await readFile(join(root, 'src', folder, name), 'utf8');
      const { outputText } = typescript.transpileModule(source, {
        compilerOptions: { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2023 },
      });
      await writeFile(join(target, folder, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
  await writeFile(join(target, 'package.json'), '{"type":"module"}');
  return target;
}

/** Removes what runs that were killed left behind. */
async function removeAbandoned() {
  for (const name of await readdir(cacheFolder).catch(() => [])) {
    const pid = Number(/^embedded-(\d+)$/.exec(name)?.[1]);
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
