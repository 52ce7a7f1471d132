import type { AgentConfig } from '../../src/domain/agent.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { MirrorService } from '../../src/mirror/mirror.service.js';
import { migrate } from '../../src/store/migrate.js';
import { becomes } from '../support/becomes.js';
import { createTestDatabase, sharedRedisUrl, uniqueName } from '../support/stores.js';
import { SILENT, startStoreNode, type StoreNode } from './store-node.js';

const by = { actor: 'test' };
const agent = (id: string, capacity: number): AgentConfig => ({
  id,
  name: id,
  kind: 'human',
  queues: [],
  skills: [],
  channels: [{ id: 'voice', capacity }],
});
const queue = (id: string, open = true) => ({
  id,
  name: id,
  routingProfileId: 'default',
  shortAbandonSeconds: 5,
  steps: [],
  open,
});

describe('the mirror', () => {
  let node: StoreNode;
  let live: LiveRedis;
  let mirror: MirrorService;
  beforeAll(async () => {
    const url = await createTestDatabase();
    await migrate(url);
    node = await startStoreNode(url);
    live = new LiveRedis({ url: sharedRedisUrl(), workspace: uniqueName('w'), nodeId: 'n1' });
    await live.connection.connect();
    await node.writer.put('agent', agent('early', 1), by);
    mirror = new MirrorService(node.cache, node.writer, live, (listener) => live.connection.onOpen(listener), SILENT);
    await mirror.start();
  });
  afterAll(async () => {
    await mirror.stop();
    await node.stop();
    await live.connection.close();
  });

  const capacity = async (id: string): Promise<unknown> => {
    const { redis, keys } = live.connection;
    const config = await redis.hget(keys.agent(id), 'cfg');
    return config === null ? undefined : (JSON.parse(config) as { voice: { capacity: number } }).voice.capacity;
  };

  it('brings what was there at the start, and each change before its put returns', async () => {
    expect(await capacity('early')).toBe(1);
    await node.writer.put('agent', agent('ann', 1), by);
    expect(await capacity('ann')).toBe(1);
    await node.writer.put('agent', agent('ann', 3), by);
    expect(await capacity('ann')).toBe(3);
    await node.writer.put('queue', queue('q', false), by);
    expect(await live.connection.redis.hget(live.connection.keys.queue('q'), 'open')).toBe('0');
  });

  it('brings everything again when the live store opens after a loss', async () => {
    const { redis, keys } = live.connection;
    await redis.del(keys.agent('early'), keys.agent('ann'));
    redis.disconnect(true);
    await new Promise<void>((resolve) => {
      const stop = live.connection.onOpen(() => (stop(), resolve()));
    });
    await mirror.sync();
    expect(await capacity('early')).toBe(1);
    expect(await capacity('ann')).toBe(3);
  });

  it('takes removed agents away, and lets them come back', async () => {
    await node.writer.remove('agent', 'ann', by);
    expect(await capacity('ann')).toBeUndefined();
    await node.writer.put('agent', agent('ann', 2), by);
    expect(await capacity('ann')).toBe(2);
  });

  it('keeps an agent with work and a queue with contacts', async () => {
    await node.writer.put('queue', queue('busy'), by);
    await live.setPresence({ agentId: 'ann', presence: 'available', by: 'agent' });
    await live.putExternalLoad({ agentId: 'ann', ref: 'r', channel: 'voice' });
    await live.enqueue({
      spec: { id: 'c', channel: 'voice', queueId: 'busy', requirements: [], priority: 0 },
      bodyHash: 'b',
      keyId: 'k',
      agingRate: 1,
      creditMs: 0,
      dueHorizonSeconds: 0,
      dueCreditSeconds: 0,
    });
    await expect(node.writer.remove('agent', 'ann', by)).rejects.toMatchObject({ code: 'resourceInUse' });
    await expect(node.writer.remove('queue', 'busy', by)).rejects.toMatchObject({ code: 'resourceInUse' });
    expect(node.cache.current().agent.has('ann')).toBe(true);
    expect(await capacity('ann')).toBe(2);
  });

  it('puts an agent back whose removal did not commit', async () => {
    node.writer.guardRemovals((_, id) => (id === 'early' ? Promise.reject(new Error('no commit')) : Promise.resolve()));
    const before = await live.logEnd();
    await expect(node.writer.remove('agent', 'early', by)).rejects.toThrow('no commit');
    expect(await capacity('early')).toBeUndefined();
    const back = async (): Promise<boolean> =>
      ((await live.eventsAfter(before, 10)) ?? []).some((e) => e.type === 'agent.configured' && e.agentId === 'early');
    await becomes(back, 'it is put back');
    expect(await capacity('early')).toBe(1);
    await node.writer.put('agent', agent('early', 4), by);
    expect(await capacity('early')).toBe(4);
  });
});
