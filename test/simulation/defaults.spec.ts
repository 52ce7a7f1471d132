import { SIMULATED_CHANNELS, SIMULATED_DEFAULT_PROFILE } from '../../src/simulation/virtual/defaults.js';
import { migrate } from '../../src/store/migrate.js';
import { startStoreNode, type StoreNode } from '../store/store-node.js';
import { createTestDatabase } from '../support/stores.js';

describe('what a scenario leaves out', () => {
  let node: StoreNode;
  beforeAll(async () => {
    const url = await createTestDatabase();
    await migrate(url);
    node = await startStoreNode(url);
  });
  afterAll(() => node.stop());

  it('is as in a new workspace, but for wrap-up', () => {
    const { channel, profile } = node.cache.current();
    const channels = [...channel.values()].map(({ value: { id, kind, defaultTargetSeconds } }) => ({
      id,
      kind,
      defaultTargetSeconds,
    }));
    const simulated = SIMULATED_CHANNELS.map(({ id, kind, defaultTargetSeconds }) => ({
      id,
      kind,
      defaultTargetSeconds,
    }));
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    expect(simulated.sort(byId)).toEqual(channels.sort(byId));
    expect(SIMULATED_DEFAULT_PROFILE.credits).toEqual({ bot: 0, ...profile.get('default')?.value.credits });
  });
});
