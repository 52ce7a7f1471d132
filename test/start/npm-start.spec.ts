import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lotse } from '@lotse/client';
import { waitUntilGone } from '../../src/embedded/process-identity.js';
import { dockerStages, saying } from '../deploy/dockerfile.js';
import { sharedRedisUrl, startPostgres, startRedis } from '../support/stores.js';
import { StartFailed, projectFolder, startServer } from './started-server.js';
import type { StartedServer } from './started-server.js';

/** How long a test waits for processes to be gone, in milliseconds. */
const GONE_WITHIN_MS = 15_000;

let dataDir: string;
const running: StartedServer[] = [];

async function start(variables: Record<string, string> = {}): Promise<StartedServer> {
  const server = await startServer({ LOTSE_DATA_DIR: dataDir, ...variables });
  running.push(server);
  return server;
}

async function areGone(pids: readonly number[]): Promise<number[]> {
  const gone = await Promise.all(pids.map((pid) => waitUntilGone({ pid }, GONE_WITHIN_MS)));
  return pids.filter((_, index) => gone[index] !== true);
}

/** A client with the key that the server made. */
async function lotse({ url }: StartedServer): Promise<Lotse> {
  return new Lotse({ url, key: (await readFile(join(dataDir, 'admin.key'), 'utf8')).trim() });
}

/** Runs the health check of the image, as the container would. */
function healthCheck(port: string): number | null {
  const image = dockerStages(readFileSync(join(projectFolder, 'Dockerfile'), 'utf8')).at(-1) ?? [];
  const [, command = '[]'] = (saying(image, 'HEALTHCHECK')[0] ?? '').split(/CMD (?=\[)/);
  const [program = '', ...args] = JSON.parse(command) as string[];
  return spawnSync(program, args, { env: { PATH: process.env['PATH'], PORT: port } }).status;
}

describe('npm start', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lotse-npm-start-'));
    const built = spawnSync(process.execPath, [join(projectFolder, 'tools', 'build.mjs')], { encoding: 'utf8' });
    expect([built.status, built.stderr]).toEqual([0, '']);
  });

  afterEach(async () => {
    for (const pid of running.splice(0).flatMap((server) => [server.npm, ...server.pids])) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It is gone, as it should be.
      }
    }
  });

  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('starts with nothing given, says how to go on in at most ten lines, and keeps its data', async () => {
    const first = await start();
    expect(first.lines().length).toBeLessThanOrEqual(10);
    expect(first.lines().join('\n')).toContain(`to start over: stop Lotse, rm -r ${dataDir}`);
    expect((await stat(join(dataDir, 'admin.key'))).mode & 0o777).toBe(0o600);
    expect(healthCheck(new URL(first.url).port)).toBe(0);
    const kept = { path: { id: 'kept' } };
    await (await lotse(first)).put('/v1/skills/{id}', { ...kept, body: { name: 'Kept' } });
    process.kill(first.server, 'SIGTERM');
    expect(await areGone(first.pids)).toEqual([]);
    expect(healthCheck(new URL(first.url).port)).toBe(1);
    const second = await start();
    expect(await (await lotse(second)).get('/v1/skills/{id}', kept)).toMatchObject({ name: 'Kept' });
    expect(second.lines().join('\n')).not.toContain('shown this once');
  });

  it.each([
    ['SIGINT', 'server'],
    ['SIGTERM', 'npm'],
    ['SIGKILL', 'server'],
    ['SIGKILL', 'guardian'],
    ['SIGKILL', 'npm'],
  ] as const)('leaves no process behind after a %s of its %s', async (signal, which) => {
    const server = await start();
    expect(server.pids).toHaveLength(4);
    process.kill(server[which] ?? -1, signal);
    expect(await areGone(server.pids)).toEqual([]);
  });

  it('uses stores from outside and starts none', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'lotse-outside-'));
    const [redis, database] = [await startRedis(), await startPostgres()];
    const server = await start({
      LOTSE_DATA_DIR: elsewhere,
      REDIS_URL: redis.url,
      DATABASE_URL: database.url,
      LOTSE_ADMIN_KEY: 'given-from-outside',
    });
    expect(server.lines().join('\n')).toContain('nothing was started');
    expect(server.pids).toEqual([server.server]);
    expect(await readdir(elsewhere)).toEqual([]);
    process.kill(server.server, 'SIGTERM');
    expect(await areGone(server.pids)).toEqual([]);
    await Promise.all([redis.stop(), database.stop(), rm(elsewhere, { recursive: true })]);
  });

  it('lists every wrong value and starts nothing', async () => {
    const failure = await start({
      LOTSE_DATA_DIR: join(dataDir, 'never'),
      LOTSE_LOG_LEVEL: 'loud',
      REDIS_URL: sharedRedisUrl().replace('redis:', 'hunter2:'),
      LOTSE_WEBHOOK_ALLOW: 'everything',
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailed);
    const { code, output } = failure as StartFailed;
    expect(code).toBe(1);
    for (const name of ['LOTSE_LOG_LEVEL', 'REDIS_URL', 'LOTSE_WEBHOOK_ALLOW'])
      expect(output).toContain(`  ${name} must`);
    expect(output).not.toMatch(/hunter2|loud|everything|\n {4}at /);
    await expect(stat(join(dataDir, 'never'))).rejects.toThrow('ENOENT');
  });

  it('refuses a folder on which another one runs', async () => {
    const first = await start();
    const failure = await start().catch((error: unknown) => error);
    expect((failure as StartFailed).output).toContain('Another Lotse is running on');
    expect(await (await lotse(first)).get('/v1/skills')).toMatchObject({ items: [{ id: 'kept' }] });
  });
});
