import { resolve } from 'node:path';
import { EnvironmentError, readEnvironment } from './config/environment.js';
import { openStores } from './embedded/open-stores.js';
import { startReport } from './embedded/start-report.js';
import { startServer } from './server.js';

/** How long an orderly end may take before the process ends all the same, ms. */
const END_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const environment = readEnvironment();
  let ending: Promise<void> | undefined;
  let close = (): Promise<void> => Promise.resolve();
  const end = (code: number): void => {
    ending ??= close()
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
      .then(() => process.exit(code));
    setTimeout(() => process.exit(code), END_WITHIN_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0));

  const stores = await openStores(environment, {
    log: (line: string) => process.stderr.write(`${line}\n`),
    onLost: (reason) => {
      process.stderr.write(`The private stores are gone: ${reason}\n`);
      end(1);
    },
  });
  close = () => stores.stop();
  const server = await startServer(environment, stores);
  close = async () => {
    await server.close();
    await stores.stop();
  };
  if (ending || environment.quiet) return;
  const { made, file } = server.adminKey;
  const lines = startReport({
    afterMs: performance.now(),
    url: server.url,
    dataDir: resolve(environment.dataDir),
    started: stores.started,
    postgresFolder: stores.postgresFolder,
    adminKey: made ? { from: 'made', key: made } : file ? { from: 'kept' } : { from: 'given' },
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  const text =
    error instanceof EnvironmentError || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
