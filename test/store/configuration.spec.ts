import pg from 'pg';
import type { AgentConfig } from '../../src/domain/agent.js';
import type { QueueConfig } from '../../src/domain/configuration.js';
import { migrate } from '../../src/store/migrate.js';
import { becomes } from '../support/becomes.js';
import { createTestDatabase } from '../support/stores.js';
import { reached, startStoreNode, type StoreNode } from './store-node.js';

const by = { actor: 'test' };
const queue = (id: string, more: Partial<QueueConfig> = {}): QueueConfig => ({
  id,
  name: id,
  routingProfileId: 'default',
  shortAbandonSeconds: 5,
  steps: [],
  open: true,
  ...more,
});
const agent = (id: string, more: Partial<AgentConfig> = {}): AgentConfig => ({
  id,
  name: id,
  kind: 'human',
  queues: [],
  skills: [],
  channels: [],
  ...more,
});

describe('configuration', () => {
  let url: string;
  let a: StoreNode;
  let b: StoreNode;
  beforeAll(async () => {
    url = await createTestDatabase();
    await migrate(url);
    a = await startStoreNode(url);
    b = await startStoreNode(url);
  });
  afterAll(async () => {
    await a.stop();
    await b.stop();
  });

  it('is in force on the writing node when put returns, and soon on the other', async () => {
    const skill = await a.writer.put('skill', { id: 'german', name: 'German' }, by);
    expect(skill.created).toBe(true);
    expect(a.cache.current().skill.get('german')).toEqual({
      value: { id: 'german', name: 'German' },
      revision: skill.revision,
    });
    await reached(b, skill.revision);
    expect(b.cache.current().skill.get('german')?.value.name).toBe('German');
    const again = await b.writer.put('skill', { id: 'german', name: 'Deutsch' }, by);
    expect(again.created).toBe(false);
    expect(b.cache.current().skill.get('german')?.value.name).toBe('Deutsch');
  });

  it('waits for what listeners do with a change before put returns', async () => {
    const seen: string[] = [];
    const stop = a.cache.onChange(async (changes) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(...changes.map((change) => change.id));
    });
    await a.writer.put('skill', { id: 'french', name: 'French' }, by);
    expect(seen).toContain('french');
    stop();
  });

  it('gives each write its own revision while both nodes write at once', async () => {
    const before = a.cache.current().revision;
    const writes = Array.from({ length: 30 }, (_, i) =>
      (i % 2 ? a : b).writer.put('skill', { id: `s${i}`, name: 's' }, by),
    );
    const revisions = (await Promise.all(writes)).map((write) => write.revision).sort((x, y) => x - y);
    expect(revisions).toEqual(Array.from({ length: 30 }, (_, i) => before + 1 + i));
    await Promise.all([reached(a, before + 30), reached(b, before + 30)]);
    expect([...a.cache.current().skill.keys()].sort()).toEqual([...b.cache.current().skill.keys()].sort());
  });

  it('never lets a reference dangle when one node removes what another starts to use', async () => {
    for (let i = 0; i < 10; i += 1) {
      const { revision } = await a.writer.put('skill', { id: 'raced', name: 'r' }, by);
      await reached(b, revision);
      const outcomes = await Promise.allSettled([
        a.writer.remove('skill', 'raced', by),
        b.writer.put('agent', agent('racer', { skills: [{ id: 'raced', level: 5 }] }), by),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      if (outcomes[1].status === 'fulfilled') await b.writer.remove('agent', 'racer', by);
    }
  });

  it('names the path of every unknown reference', async () => {
    const refused = a.writer.put(
      'agent',
      agent('x', {
        queues: ['nowhere'],
        skills: [
          { id: 'german', level: 1 },
          { id: 'none', level: 1 },
        ],
        channels: [{ id: 'voice', capacity: 1, blocks: ['fax'] }],
      }),
      by,
    );
    await expect(refused).rejects.toMatchObject({
      code: 'unknownReference',
      details: { errors: [{ path: 'queues.0' }, { path: 'skills.1.id' }, { path: 'channels.0.blocks.0' }] },
    });
    const bad = queue('q', {
      routingProfileId: 'none',
      steps: [{ afterSeconds: 5, dropSkills: ['none'], addQueues: ['q', 'nowhere'] }],
      overflow: { toQueueId: 'nowhere' },
    });
    await expect(a.writer.put('queue', bad, by)).rejects.toMatchObject({
      details: {
        errors: [
          { path: 'routingProfileId' },
          { path: 'steps.0.dropSkills.0' },
          { path: 'steps.0.addQueues.1' },
          { path: 'overflow.toQueueId' },
        ],
      },
    });
    expect(a.cache.current().agent.has('x')).toBe(false);
  });

  it('keeps what is in use and names its users', async () => {
    await a.writer.put('queue', queue('sales'), by);
    await a.writer.put('agent', agent('ann', { queues: ['sales'], skills: [{ id: 'german', level: 7 }] }), by);
    await a.writer.put(
      'queue',
      queue('rest', { overflow: { toQueueId: 'sales' }, steps: [{ afterSeconds: 1, dropSkills: ['german'] }] }),
      by,
    );
    await expect(a.writer.remove('queue', 'sales', by)).rejects.toMatchObject({
      code: 'resourceInUse',
      message: expect.stringMatching(/queue "rest".*agent "ann"/),
    });
    await expect(a.writer.remove('skill', 'german', by)).rejects.toMatchObject({
      message: expect.stringMatching(/queue "rest".*agent "ann"/),
    });
    await expect(a.writer.remove('channel', 'voice', by)).rejects.toMatchObject({ code: 'resourceInUse' });
    await expect(a.writer.remove('profile', 'default', by)).rejects.toMatchObject({ code: 'resourceInUse' });
    await expect(a.writer.remove('skill', 'unknown', by)).rejects.toMatchObject({ code: 'notFound' });
    await a.writer.remove('queue', 'rest', by);
    await a.writer.remove('agent', 'ann', by);
    await a.writer.remove('queue', 'sales', by);
    expect(a.cache.current().queue.has('sales')).toBe(false);
  });

  it('asks the guards before a removal commits', async () => {
    await a.writer.put('queue', queue('guarded'), by);
    let refuse = true;
    a.writer.guardRemovals((kind, id) =>
      refuse && kind === 'queue' && id === 'guarded' ? Promise.reject(new Error('busy')) : Promise.resolve(),
    );
    await expect(a.writer.remove('queue', 'guarded', by)).rejects.toThrow('busy');
    expect(a.cache.current().queue.has('guarded')).toBe(true);
    refuse = false;
    await a.writer.remove('queue', 'guarded', by);
    expect(a.cache.current().queue.has('guarded')).toBe(false);
  });

  it('makes a new version of a profile with each put, also after a removal, and keeps the old ones', async () => {
    const profile = { ...a.cache.current().profile.get('default')!.value, id: 'mine', version: 99 };
    expect((await a.writer.put('profile', profile, by)).value.version).toBe(1);
    expect((await a.writer.put('profile', profile, by)).value.version).toBe(2);
    await a.writer.remove('profile', 'mine', by);
    expect((await a.writer.put('profile', profile, by)).value.version).toBe(3);
    const { rows } = await a.postgres.run<{ n: number }>(
      `SELECT count(*) AS n FROM routing_profile_version WHERE id = 'mine'`,
    );
    expect(rows[0]?.n).toBe(3);
  });

  it('gives nothing for a weight that a stored profile does not know yet', async () => {
    const { rows } = await a.postgres.run<{ credits: object }>(
      `SELECT body->'credits' AS credits FROM routing_profile WHERE id = 'default'`,
    );
    expect(rows[0]?.credits).not.toHaveProperty('bot');
    expect(a.cache.current().profile.get('default')?.value.credits).toEqual({ ...rows[0]?.credits, bot: 0 });
  });

  it('honours If-Match', async () => {
    const { revision } = await a.writer.put('skill', { id: 'matched', name: 'm' }, by);
    const stale = { ifMatch: `"${revision - 1}"`, actor: 'test' };
    await expect(a.writer.put('skill', { id: 'matched', name: 'n' }, stale)).rejects.toMatchObject({
      code: 'preconditionFailed',
    });
    await expect(a.writer.remove('skill', 'matched', stale)).rejects.toMatchObject({ code: 'preconditionFailed' });
    await expect(
      a.writer.put('skill', { id: 'new', name: 'n' }, { ifMatch: '*', actor: 'test' }),
    ).rejects.toMatchObject({ code: 'preconditionFailed' });
    await a.writer.put('skill', { id: 'matched', name: 'n' }, { ifMatch: `"1", "${revision}"`, actor: 'test' });
  });

  it('asks Postgres on a miss, on a node that hears nothing', async () => {
    const deaf = await startStoreNode(url, { listening: false });
    await a.writer.put('skill', { id: 'unheard', name: 'u' }, by);
    expect(deaf.cache.current().skill.has('unheard')).toBe(false);
    expect((await deaf.cache.find('skill', 'unheard'))?.value.name).toBe('u');
    expect(await deaf.cache.find('skill', 'nowhere')).toBeUndefined();
    await deaf.stop();
  });

  it('hears of changes again after its connections were cut', async () => {
    const administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
    await administrator.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await administrator.end();
    const put = async () => a.writer.put('skill', { id: 'after', name: 'a' }, by);
    let revision = 0;
    // As many tries as there may be dead connections to give up.
    const isWritten = (): Promise<boolean> =>
      put().then(
        (written) => (revision = written.revision) > 0,
        () => false,
      );
    await becomes(isWritten, 'it is written');
    await reached(b, revision);
  });
});
