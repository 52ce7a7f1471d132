import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { unprivilegedIdentity } from '../../src/embedded/postgres-program.js';
import { waitUntilGone } from '../../src/embedded/process-identity.js';
import { startOwner } from './owner-process.js';
import type { Owner } from './owner-process.js';

/** How long a test waits for processes to be gone, in milliseconds. */
const GONE_WITHIN_MS = 10_000;

let dataDir: string;
const owners: Owner[] = [];

async function owner(): Promise<Owner> {
  const started = await startOwner(dataDir);
  owners.push(started);
  return started;
}

async function areGone(pids: readonly number[]): Promise<boolean[]> {
  return Promise.all(pids.map((pid) => waitUntilGone({ pid }, GONE_WITHIN_MS)));
}

async function put(stores: Owner['stores'], value: string): Promise<void> {
  const redis = new Redis(stores.redisUrl);
  await redis.set('kept', value);
  redis.disconnect();
  const client = new pg.Client({ connectionString: stores.databaseUrl });
  await client.connect();
  await client.query('create table if not exists kept (value text)');
  await client.query('insert into kept values ($1)', [value]);
  await client.end();
}

async function values(stores: Owner['stores']): Promise<[string | null, string[]]> {
  const redis = new Redis(stores.redisUrl);
  const live = await redis.get('kept');
  redis.disconnect();
  const client = new pg.Client({ connectionString: stores.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ value: string }>('select value from kept');
  await client.end();
  return [live, rows.map((row) => row.value)];
}

describe('private stores', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lotse-start-'));
  });

  afterEach(async () => {
    await Promise.all(owners.splice(0).map((each) => each.kill('SIGKILL')));
  });

  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it('end with a SIGTERM of their owner, and start again with their data', async () => {
    const first = await owner();
    await put(first.stores, 'one');
    expect(await first.kill('SIGTERM')).toBe(0);
    expect(await areGone(Object.values(first.stores.pids))).toEqual([true, true, true]);
    const second = await owner();
    expect(await values(second.stores)).toEqual(['one', ['one']]);
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('are gone after a %s of their owner, and lose nothing', async (signal) => {
    const first = await owner();
    await put(first.stores, signal);
    await first.kill(signal);
    expect(await areGone(Object.values(first.stores.pids))).toEqual([true, true, true]);
    const [live, kept] = await values((await owner()).stores);
    expect(live).toBe(signal);
    expect(kept).toContain(signal);
  });

  it('can be started again at once, while those of a killed owner still end', async () => {
    const first = await owner();
    await put(first.stores, 'at once');
    await first.kill('SIGKILL');
    expect((await values((await owner()).stores))[0]).toBe('at once');
  });

  it('are gone after a SIGKILL of their guardian, and so is their owner', async () => {
    const first = await owner();
    process.kill(first.stores.pids['guardian'] ?? 0, 'SIGKILL');
    expect(await first.exited).toBe(1);
    expect(await areGone(Object.values(first.stores.pids))).toEqual([true, true, true]);
    expect(first.logged.join('\n')).toContain('private stores are gone');
  });

  it('start again where they were, with all data, after all of it was killed at once', async () => {
    const first = await owner();
    await put(first.stores, 'all');
    for (const pid of Object.values(first.stores.pids)) process.kill(pid, 'SIGKILL');
    await first.kill('SIGKILL');
    expect(await areGone(Object.values(first.stores.pids))).toEqual([true, true, true]);
    expect((await values((await owner()).stores))[0]).toBe('all');
  });

  it.each(['redis', 'postgres'])('bring a killed %s back on its port', async (name) => {
    const { stores, waitForLog } = await owner();
    await put(stores, name);
    process.kill(stores.pids[name] ?? 0, 'SIGKILL');
    await waitForLog('runs again');
    const [live, kept] = await values(stores);
    expect(live).toBe(name);
    expect(kept).toContain(name);
  });

  it('refuse a second owner on the same folder, and leave the first alone', async () => {
    const { stores } = await owner();
    await expect(startOwner(dataDir)).rejects.toThrow('Another Lotse is running on');
    await put(stores, 'still here');
  });

  it('start beside a stale pid file whose number an unrelated process has now', async () => {
    const first = await owner();
    await first.kill('SIGTERM');
    // One of the same user: those of others PostgreSQL already ignores by itself.
    const other = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore', ...(await unprivilegedIdentity()) });
    const data = join(dataDir, 'postgres');
    await writeFile(join(data, 'postmaster.pid'), `${other.pid}\n${data}\n1\n`);
    expect((await owner()).stores.databaseUrl).toContain('postgres://');
    other.kill();
  });

  it('keep passwords to themselves', async () => {
    const { stores } = await owner();
    for (const name of ['redis.password', 'postgres.password', 'stores.json', 'redis/redis.conf']) {
      expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
    }
    const redis = new Redis(stores.redisUrl.replace(/:\/\/.*@/, '://'));
    redis.on('error', () => undefined);
    await expect(redis.get('kept')).rejects.toThrow('NOAUTH');
    redis.disconnect();
    const open = new pg.Client({ connectionString: stores.databaseUrl.replace(/:[^:@]*@/, ':wrong@') });
    await expect(open.connect()).rejects.toThrow('password authentication failed');
  });

  it('write to the disk before they answer', async () => {
    const { stores } = await owner();
    const redis = new Redis(stores.redisUrl);
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await redis.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'hz')).toEqual(['hz', '100']);
    redis.disconnect();
    const client = new pg.Client({ connectionString: stores.databaseUrl });
    await client.connect();
    const { rows } = await client.query<Record<string, string>>(
      "select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding",
    );
    expect(rows).toEqual([{ fsync: 'on', encoding: 'UTF8' }]);
    await client.end();
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('put PostgreSQL where it can reach it, when the data folder is closed to it, and say so', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'lotse-closed-'));
    await chmod(closed, 0o700);
    const first = await startOwner(join(closed, 'data'));
    owners.push(first);
    const place = first.stores.postgresFolder ?? '';
    expect(place).toMatch(/^\/var\/(lib|tmp)\/lotse-[0-9a-f]{12}$/);
    expect(await readFile(join(place, 'postgres', 'PG_VERSION'), 'utf8')).toMatch(/^18/);
    await put(first.stores, 'elsewhere');
    await first.kill('SIGTERM');
    const second = await startOwner(join(closed, 'data'));
    owners.push(second);
    expect((await values(second.stores))[1]).toEqual(['elsewhere']);
    await second.kill('SIGTERM');
    await Promise.all([closed, place].map((folder) => rm(folder, { recursive: true, force: true })));
  });
});
