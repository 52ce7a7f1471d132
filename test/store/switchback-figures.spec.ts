import { windowFigures, type Window } from '../../src/profiles/switchback-figures.js';
import { migrate } from '../../src/store/migrate.js';
import { createTestDatabase } from '../support/stores.js';
import { startStoreNode, type StoreNode } from './store-node.js';

const by = { actor: 'test' };
const MINUTE_MS = 60_000;
const BEGIN = Date.parse('2026-03-02T09:00:00.000Z');
const OUTCOMES = ['answered', 'answered', 'answered', 'abandoned', 'abandoned', 'movedOn', 'callback', 'cancelled'];
const QUEUES = ['sales', 'service', 'other'];
/** What `sales` and `service` were configured with, ms. */
const TARGETS: Record<string, number> = { sales: 30_000, service: 20_000 };
const SHORT: Record<string, number> = { sales: 8_000, service: 5_000 };

interface Wait {
  queue: string;
  channel: string;
  enteredAt: number;
  wait: number;
  outcome: string;
}

describe('the figures of blocks', () => {
  let node: StoreNode;
  const waits: Wait[] = [];
  beforeAll(async () => {
    const url = await createTestDatabase();
    await migrate(url);
    node = await startStoreNode(url);
    const queue = { name: 'q', routingProfileId: 'default', steps: [], open: true };
    const serviceLevel = { targetSeconds: 30, percent: 80 };
    await node.writer.put('queue', { ...queue, id: 'sales', serviceLevel, shortAbandonSeconds: 8 }, by);
    await node.writer.put('queue', { ...queue, id: 'service', shortAbandonSeconds: 5 }, by);
    let state = 99;
    const draw = (n: number): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % n;
    for (let i = 0; i < 4_000; i += 1)
      waits.push({
        queue: QUEUES[draw(3_000) % 3] as string,
        channel: draw(10_000) % 10 === 0 ? 'callback' : 'voice',
        // Some on the very edges.
        enteredAt: BEGIN + (i % 10 === 0 ? (draw(720) % 72) * 5 * MINUTE_MS : draw(360 * MINUTE_MS)),
        wait: draw(60_000),
        outcome: OUTCOMES[draw(8_000) % 8] as string,
      });
    await node.postgres.run(
      `INSERT INTO contact_segment (workspace, contact_id, id, queue_id, channel, entered_at, left_at, outcome)
       SELECT 'default', 'c' || n, '1.' || n, queue, channel, at, at + wait, outcome
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) WITH ORDINALITY AS w(queue, channel, at, wait, outcome, n)`,
      [
        waits.map(({ queue: id }) => id),
        waits.map(({ channel }) => channel),
        waits.map(({ enteredAt }) => enteredAt),
        waits.map(({ wait }) => wait),
        waits.map(({ outcome }) => outcome),
      ],
    );
  });
  afterAll(() => node.stop());

  /** By the definitions alone. */
  function recount({ from, to, queues }: Window) {
    const counted = waits.filter(
      ({ queue, channel, enteredAt, outcome }) =>
        channel !== 'callback' &&
        outcome !== 'callback' &&
        enteredAt >= from &&
        enteredAt < to &&
        queues.includes(queue),
    );
    const answered = counted.filter(({ outcome }) => outcome === 'answered');
    const within = answered.filter(({ queue, wait }) => wait <= (TARGETS[queue] ?? NaN)).length;
    const gaveUp = counted.filter(({ outcome }) => outcome === 'abandoned');
    const short = gaveUp.filter(({ queue, wait }) => wait < (SHORT[queue] ?? NaN)).length;
    const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
    const total = answered.reduce((sum, { wait }) => sum + wait, 0);
    return {
      offered: counted.length,
      answered: answered.length,
      answeredWithinTarget: within,
      abandoned: gaveUp.length - short,
      shortAbandoned: short,
      open: 0,
      sl: share(within, counted.length - short),
      asaSeconds: answered.length > 0 ? Math.round(total / answered.length) / 1000 : null,
      abandonment: share(gaveUp.length - short, counted.length),
    };
  }

  it('equal a recount of the waits, block by block, each with its own queues', async () => {
    const windows = Array.from({ length: 12 }, (_, block): Window => {
      const from = BEGIN + (30 * block + 5) * MINUTE_MS;
      const queues = block === 7 ? ['service'] : block === 9 ? [] : ['sales', 'service'];
      return { from, to: from + (block === 4 ? 10 : 25) * MINUTE_MS, queues };
    });
    const figures = await windowFigures(node.postgres, windows, node.cache.current());
    expect(figures).toEqual(windows.map(recount));
    expect(figures.filter(({ offered }) => offered > 20).length).toBeGreaterThanOrEqual(10);
    expect(figures[9]).toMatchObject({ offered: 0, sl: null, asaSeconds: null, abandonment: null });
  });

  it('of no block are none', async () => {
    expect(await windowFigures(node.postgres, [], node.cache.current())).toEqual([]);
  });
});
