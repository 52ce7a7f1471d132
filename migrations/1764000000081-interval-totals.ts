import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each is told apart by no more, and what is left of its key beside `workspace` and `at`, in SQL. */
const TOTALS: Record<string, { over: string[]; key: string }> = {
  interval_wait: { over: ['queue_id'], key: ', "channel"' },
  interval_skill: { over: ['skill_id', 'queue_id'], key: ', "channel"' },
  interval_agent: { over: ['agent_id'], key: '' },
};

/**
 * Quarters of an hour summed up over queues, skills and agents, for reports that do not tell these apart. The projector
 * fills them with the other sums of days, which are made anew; until then reports read the quarters.
 */
export class IntervalTotals1764000000081 implements MigrationInterface {
  readonly name = 'IntervalTotals1764000000081';

  async up(runner: QueryRunner): Promise<void> {
    for (const [of, { over, key }] of Object.entries(TOTALS)) {
      await runner.query(`CREATE TABLE "${of}_total" (LIKE "${of}")`);
      await runner.query(`ALTER TABLE "${of}_total" ${over.map((column) => `DROP "${column}"`).join(', ')},
        ADD CONSTRAINT "pk_${of}_total" PRIMARY KEY ("workspace", "at"${key})`);
    }
    await runner.query(`UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const of of Object.keys(TOTALS)) await runner.query(`DROP TABLE "${of}_total"`);
  }
}
