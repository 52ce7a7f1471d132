import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, translateEmbedded } from './load-embedded.mjs';

/**
 * Starts one private Redis and one private PostgreSQL for the whole run. They are fast instead of durable (what is
 * tested about durability starts its own), and die with this process.
 */
export default async function globalSetup() {
  await mkdir(cacheFolder, { recursive: true });
  const code = await translateEmbedded();
  const load = (name) => import(join(code, 'embedded', name));
  const [redis, redisPrograms, postgres, postgresPrograms] = await Promise.all(
    ['redis-server.js', 'redis-program.js', 'postgres-server.js', 'postgres-program.js'].map(load),
  );
  const home = await mkdtemp(join(tmpdir(), 'lotse-test-'));
  await chmod(home, 0o711);
  const say = (line) => process.stderr.write(`${line}\n`);
  const identity = await postgresPrograms.unprivilegedIdentity();
  const started = await Promise.all([
    redisPrograms.findRedisProgram(cacheFolder, say).then(async (program) => {
      process.env.TEST_REDIS_PROGRAM = JSON.stringify(program);
      return redis.startRedisServer({ program, home, settings: ['appendonly no'] });
    }),
    postgresPrograms.reachablePostgresHome(home, identity).then((programHome) =>
      postgres.startPostgresServer({
        programs: postgresPrograms.postgresPrograms(programHome, identity),
        home,
        settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
      }),
    ),
  ]);
  process.env.TEST_REDIS_URL = started[0].url;
  process.env.TEST_DATABASE_URL = started[1].url;
  process.env.TEST_EMBEDDED_CODE = code;
  globalThis.stopTestStores = async () => {
    await Promise.all([started[0].process.stop('SIGTERM', 2000), started[1].process.stop('SIGINT', 5000)]);
    await Promise.all([home, code].map((folder) => rm(folder, { recursive: true, force: true })));
  };
}
