import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documents } from './documents.js';
import { type AsyncApi, frameTypes, restTypes } from './generate.js';

/** Renews the types that the client has from the server's own documents; `--folder` writes them elsewhere. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { folder: { type: 'string' } } });
  const folder = values.folder ?? join('client', 'src', 'generated');
  const { openApi, asyncApi } = await documents();
  await writeFile(join(folder, 'rest.ts'), await restTypes(openApi));
  await writeFile(join(folder, 'frames.ts'), await frameTypes(asyncApi as AsyncApi));
}

await main();
// The application was never started, so it cannot be closed: what its modules hold open must not keep the process.
process.exit();
