import { IntervalTables1764000000060 } from '../../migrations/1764000000060-interval-tables.js';
import { MIGRATIONS } from '../../migrations/index.js';
import { IntervalFill } from '../../src/history/intervals/interval-fill.js';
import { Projector } from '../../src/history/projector.js';
import { createDataSource, POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { SILENT } from '../store/store-node.js';
import { expectKeptAgrees, keptRows } from '../support/kept-figures.js';
import { WITHIN_MS } from '../support/becomes.js';
import { actsOf, logOf, startHistoryWorld, type HistoryWorld } from './history-world.js';

const DAY_MS = 86_400_000;

describe('interval tables of a history that was there before them', () => {
  let world: HistoryWorld;
  beforeAll(async () => {
    world = await startHistoryWorld();
    world.projector.start();
  });
  afterAll(() => world.stop());

  it('are filled a day at a time, from where it was left, before anything more is projected', async () => {
    const { live, postgres } = world;
    const acts = actsOf(live);
    for (const id of ['ann', 'bob']) await acts.agent(id);
    // One that came long before it was told, one that is in talk, one that a requeue may send back, one that waits.
    await acts.enqueue('early', 'sales', { customerId: 'kim', enqueuedAt: live.now() - 40 * DAY_MS });
    for (const [id, agentId] of [
      ['early', 'ann'],
      ['talks', 'bob'],
      ['wraps', 'ann'],
    ] as const) {
      if (id !== 'early') await acts.enqueue(id);
      await acts.offer(`${id}-1`, id, agentId);
      await live.accept({ offerId: `${id}-1` });
    }
    await acts.enqueue('waits');
    await acts.complete('early', 0);
    await acts.complete('wraps', 30);
    await world.settle();
    await world.projector.stop();

    const source = await createDataSource(world.url, POOLS.migration).initialize();
    for (let at = MIGRATIONS.length; at > MIGRATIONS.indexOf(IntervalTables1764000000060); at -= 1)
      await source.undoLastMigration();
    await source.destroy();
    await migrate(world.url);
    expect((await keptRows(postgres)).every(({ rows }) => rows.length === 0)).toBe(true);
    // One node begins and is gone, another goes on; what came meanwhile waits.
    expect(await new IntervalFill(postgres).step()).toBe(false);
    await live.requeue({ contactId: 'talks', reason: 'legLost' });
    await acts.complete('wraps', 30, true);
    const { log, wake } = logOf(live);
    const second = new Projector(postgres, log, SILENT);
    second.start();
    wake();
    expect(await second.waitFor(await live.logEnd(), WITHIN_MS)).toBe(true);
    for (const id of ['ann', 'bob']) await live.setPresence({ agentId: id, presence: 'unavailable', by: 'agent' });
    wake();
    expect(await second.waitFor(await live.logEnd(), WITHIN_MS)).toBe(true);
    await second.stop();
    await expectKeptAgrees(postgres, []);
    const kept = await keptRows(postgres);
    expect(kept.find(({ name }) => name === 'interval_wait')?.rows).toHaveLength(2);
    expect(await postgres.query('SELECT next_at FROM interval_fill')).toEqual([{ next_at: null }]);
  }, 60_000);
});
