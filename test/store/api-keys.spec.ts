import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAdminKey } from '../../src/store/admin-key.js';
import { migrate } from '../../src/store/migrate.js';
import { WITHIN_MS } from '../support/becomes.js';
import { createTestDatabase } from '../support/stores.js';
import { startStoreNode, type StoreNode } from './store-node.js';

describe('API keys', () => {
  let url: string;
  let a: StoreNode;
  let b: StoreNode;
  let dataDir: string;
  beforeAll(async () => {
    url = await createTestDatabase();
    await migrate(url);
    a = await startStoreNode(url);
    b = await startStoreNode(url);
    dataDir = await mkdtemp(join(tmpdir(), 'lotse-keys-'));
  });
  afterAll(async () => {
    await a.stop();
    await b.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('are found by their token and stored as a hash alone', async () => {
    const { id, key } = await a.keys.create({ role: 'agent', agentId: 'ann', name: 'desk' });
    expect(key).toMatch(new RegExp(`^lotse_${id}_[A-Za-z0-9_-]{32}$`));
    expect(a.keys.find(key)).toMatchObject({ id, role: 'agent', agentId: 'ann', name: 'desk' });
    expect(a.keys.find(`${key}x`)).toBeUndefined();
    const { rows } = await a.postgres.run('SELECT row_to_json(k)::text AS row FROM api_key k');
    expect(JSON.stringify(rows)).not.toContain(key.slice(-32));
    expect(JSON.stringify(a.keys.list())).not.toContain(key.slice(-32));
  });

  it('are good on a node that has not heard of them yet, once it has looked', async () => {
    const deaf = await startStoreNode(url, { listening: false });
    const { id, key } = await a.keys.create({ role: 'system', name: 'young' });
    expect(deaf.keys.find(key)).toBeUndefined();
    await deaf.keys.refresh();
    expect(deaf.keys.find(key)?.id).toBe(id);
    await deaf.stop();
  });

  it('end on every node soon after their revocation', async () => {
    const { id, key } = await a.keys.create({ role: 'system', name: 'pbx' });
    await b.watch.check();
    expect(b.keys.find(key)?.id).toBe(id);
    const told = new Promise<string>((resolve, reject) => {
      b.keys.onRevoked(resolve);
      setTimeout(() => reject(new Error('not told')), WITHIN_MS).unref();
    });
    await a.keys.revoke(id);
    expect(a.keys.find(key)).toBeUndefined();
    expect(await told).toBe(id);
    expect(b.keys.find(key)).toBeUndefined();
    await expect(a.keys.revoke(id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('expire by the clock of the store', async () => {
    const { key } = await a.keys.create({ role: 'metrics', name: 'old', expiresAt: a.watch.storeNow() - 1 });
    const later = await a.keys.create({ role: 'metrics', name: 'new', expiresAt: a.watch.storeNow() + 60_000 });
    expect(a.keys.find(key)).toBeUndefined();
    expect(a.keys.find(later.key)).toBeDefined();
  });

  it('answer a repeated creation with the same key, another body with a mismatch', async () => {
    const idempotency = {
      callerKeyId: 'admin',
      callerToken: 'secret',
      path: '/v1/api-keys',
      key: 'k1',
      bodyHash: 'h1',
    };
    const first = await a.keys.create({ role: 'system', name: 'once' }, idempotency);
    const second = await b.keys.create({ role: 'system', name: 'once' }, idempotency);
    expect(second).toEqual({ ...first, repeated: true });
    expect(a.keys.list().filter((key) => key.name === 'once')).toHaveLength(1);
    await expect(a.keys.create({ role: 'admin', name: 'x' }, { ...idempotency, bodyHash: 'h2' })).rejects.toMatchObject(
      {
        code: 'idempotencyMismatch',
      },
    );
    const other = await a.keys.create({ role: 'system', name: 'other' }, { ...idempotency, key: 'k2' });
    expect(other.key.slice(-32)).not.toBe(first.key.slice(-32));
  });

  it('begin with an admin key that is made once, readable by its owner alone', async () => {
    const first = await ensureAdminKey(a.keys, { dataDir });
    const written = (await readFile(join(dataDir, 'admin.key'), 'utf8')).trim();
    expect(first.made).toBe(written);
    expect((await stat(join(dataDir, 'admin.key'))).mode & 0o777).toBe(0o600);
    expect(a.keys.find(written)?.role).toBe('admin');
    expect((await ensureAdminKey(a.keys, { dataDir })).made).toBeUndefined();
  });

  it('take an admin key from the environment, and only the last one given', async () => {
    await ensureAdminKey(a.keys, { dataDir, adminKey: 'first-given' });
    expect(a.keys.find('first-given')?.role).toBe('admin');
    await ensureAdminKey(a.keys, { dataDir, adminKey: 'second-given' });
    expect(a.keys.find('first-given')).toBeUndefined();
    expect(a.keys.find('second-given')?.role).toBe('admin');
  });
});
