import { DomainError } from '../../src/domain/errors.js';
import { HistoryService } from '../../src/history/history.service.js';
import { Projector } from '../../src/history/projector.js';
import { applyOps, parseContact, type Hash } from '../../src/live/records.js';
import { POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { Postgres, type Run } from '../../src/store/postgres.js';
import type { Script } from '../../src/store/script.js';
import { SILENT } from '../store/store-node.js';
import { WITHIN_MS } from '../support/becomes.js';
import { expectKeptAgrees, expectLogAgrees } from '../support/kept-figures.js';
import { createTestDatabase } from '../support/stores.js';
import { actsOf, logOf, startHistoryWorld, wholeLog, type HistoryWorld } from './history-world.js';

/** Three batches of events, the later ones about contacts of the earlier. */
const CONTACTS = 1_300;
const AT_ONCE = 50;
/** Events that the projector takes at once. */
const BATCH = 1_000;
const BATCHES = 3;

/** A database that is away when it is to write for the n-th time: once what comes behind is ready, if anything does. */
class Failing extends Postgres {
  writes = 0;
  private asked: () => void = () => undefined;

  constructor(
    url: string,
    private readonly failsAt: number,
  ) {
    super(url, POOLS.projector);
    const { run } = this;
    const told: Run = async (sql, parameters) => {
      const result = await run<never>(sql, parameters);
      // Whoever asked goes on first.
      setImmediate(this.asked);
      return result;
    };
    Object.assign(this, { run: told });
  }

  override async script(script: Script): Promise<void> {
    this.writes += 1;
    if (this.writes !== this.failsAt) return super.script(script);
    if (this.writes < BATCHES) await new Promise<void>((resolve) => (this.asked = resolve));
    throw new DomainError('storeUnavailable', 'It is away.');
  }
}

describe('a log of many batches', () => {
  let world: HistoryWorld;
  const opened: { postgres: Postgres; projector: Projector }[] = [];
  beforeAll(async () => {
    world = await startHistoryWorld();
    const acts = actsOf(world.live);
    // In the first batch, so that those behind need not wait for it to read whom they are about.
    for (let i = 0; i < CONTACTS; i += 100) await acts.agent(`a${i}`);
    const ids = Array.from({ length: CONTACTS }, (_, i) => `c${i}`);
    const each = async (act: (id: string) => Promise<unknown>): Promise<void> => {
      for (let i = 0; i < CONTACTS; i += AT_ONCE) await Promise.all(ids.slice(i, i + AT_ONCE).map(act));
    };
    await each((id) => acts.enqueue(id));
    for (let i = 0; i < CONTACTS; i += 100) {
      await acts.offer(`o${i}`, `c${i}`, `a${i}`);
      await world.live.refuseOffer({ offerId: `o${i}`, outcome: 'declined' });
    }
    await each((contactId) => world.live.cancel({ contactId, reason: 'abandoned' }));
  });
  afterAll(async () => {
    await Promise.all(opened.map(({ projector }) => projector.stop()));
    await Promise.all(opened.map(({ postgres }) => postgres.close()));
    await world.stop();
  });

  const freshArchive = async (): Promise<string> => {
    const url = await createTestDatabase();
    await migrate(url);
    return url;
  };
  const project = (postgres: Postgres): Projector => {
    const projector = new Projector(postgres, logOf(world.live).log, SILENT);
    opened.push({ postgres, projector });
    projector.start();
    return projector;
  };

  /** Every event once and in order, what it left of each contact, and each figure as often as it was told. */
  async function expectWhole(postgres: Postgres, projector: Projector): Promise<void> {
    const events = await wholeLog(world.live);
    expect(Math.ceil(events.length / BATCH)).toBe(BATCHES);
    const { rows: copied } = await postgres.run<{ id: string }>(
      `SELECT generation || '.' || seq AS id FROM event_log ORDER BY generation, seq`,
    );
    expect(copied.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    const hashes = new Map<string, Hash>();
    for (const event of events) applyOps(hashes, event.ops);
    const history = new HistoryService(postgres, world.node.cache, projector);
    for (let i = 0; i < CONTACTS; i += 10)
      expect(await history.contact(`c${i}`)).toEqual(parseContact(hashes.get(`contact:c${i}`) as Hash));
    const { rows } = await postgres.run<{ n: number }>('SELECT count(*)::int AS n FROM contact');
    expect(rows).toEqual([{ n: CONTACTS }]);
    await expectKeptAgrees(postgres, []);
    await expectLogAgrees(postgres, []);
  }

  it.each([1, 2, 3])('is archived whole, whichever write fails: number %i', async (failsAt) => {
    const postgres = new Failing(await freshArchive(), failsAt);
    const projector = project(postgres);
    expect(await projector.waitFor(await world.live.logEnd(), WITHIN_MS)).toBe(true);
    // The one that failed again, and nothing of what was made ready behind it.
    expect(postgres.writes).toBe(BATCHES + 1);
    await expectWhole(postgres, projector);
  });

  it('is archived whole by nodes that overtake each other', async () => {
    const url = await freshArchive();
    const nodes = [1, 2, 3].map(() => {
      const postgres = new Postgres(url, POOLS.projector);
      return { postgres, projector: project(postgres) };
    });
    const end = await world.live.logEnd();
    for (const { projector } of nodes) expect(await projector.waitFor(end, WITHIN_MS)).toBe(true);
    const [{ postgres, projector }] = nodes as [{ postgres: Postgres; projector: Projector }];
    await expectWhole(postgres, projector);
  });
});
