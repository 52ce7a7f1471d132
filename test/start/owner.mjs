// A stand-in for the server: starts private stores on the folder it is given, says how to reach them, and waits.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [code, dataDir] = process.argv.slice(2);
const { startEmbeddedStores } = await import(pathToFileURL(join(code, 'embedded', 'embedded-stores.js')).href);
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
try {
  const stores = await startEmbeddedStores({ dataDir, log: (line) => tell({ log: line }) });
  const end = () => void stores.stop().then(() => process.exit());
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  setInterval(() => undefined, 60_000);
  tell({ ready: stores });
} catch (error) {
  tell({ failed: error.message });
  process.exitCode = 1;
}
