import type { LiveRows } from '../../queues/live-row.js';
import { emptyRows, type Wanted } from './row-deltas.js';
import { StatsTicker, type Reading, type StatsSource } from './stats-ticker.js';

type Parts = ConstructorParameters<typeof StatsTicker>;

describe('StatsTicker', () => {
  let skills: () => Promise<void>;
  const source: StatsSource = {
    stats: () => Promise.resolve({ waiting: 1 }),
    firstIds: () => [],
    rows: async (wanted: Wanted) => {
      if (wanted.skill !== undefined) await skills();
      const rows = emptyRows<object>();
      for (const id of wanted.queue ?? []) rows.queue.set(id, { queueId: id });
      for (const id of wanted.skill ?? []) rows.skill.set(id, { skillId: id });
      return rows as unknown as LiveRows;
    },
  };
  const recent = { position: () => ({ generation: 1, seq: 1 }) } as unknown as Parts[0];
  const logger = { warn: () => undefined } as unknown as Parts[1];
  let ticker: StatsTicker;
  let failures: number;
  const names = (reading: Reading | undefined): Record<string, string[]> => ({
    queue: [...(reading?.rows.queue.keys() ?? [])],
    skill: [...(reading?.rows.skill.keys() ?? [])],
  });
  const join = (): void => {
    ticker.join({
      wanted: () => ({ queue: ['q'], skill: ['s'] }),
      take: () => undefined,
      failed: () => void (failures += 1),
    });
  };
  beforeEach(() => {
    failures = 0;
    ticker = new StatsTicker(recent, logger, source);
    skills = () => Promise.resolve();
  });
  afterEach(() => ticker.onModuleDestroy());

  it('reads what is wanted', async () => {
    join();
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: ['s'] });
  });

  it('tells the others where what is slow fails, and it when it is there', async () => {
    skills = () => Promise.reject(new Error('it took too long'));
    join();
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: [] });
    skills = () => Promise.resolve();
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: ['s'] });
    skills = () => Promise.reject(new Error('it took too long'));
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: ['s'] });
    expect(failures).toBe(0);
  });

  it('does not wait for what is slow', async () => {
    let end: () => void = () => undefined;
    skills = () => new Promise((resolve) => (end = resolve));
    join();
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: [] });
    end();
    expect(names(await ticker.refresh())).toEqual({ queue: ['q'], skill: ['s'] });
  });
});
