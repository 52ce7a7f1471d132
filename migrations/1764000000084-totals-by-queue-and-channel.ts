import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which totals or quarters each is a sum, over what, and what is left of its key beside `workspace` and `at`, in SQL. */
const TOTALS: Record<string, { of: string; over: string; key: string }> = {
  interval_disposition_queue_total: { of: 'interval_disposition', over: 'disposition', key: '"queue_id", "channel"' },
  interval_skill_channel_total: { of: 'interval_skill_total', over: 'skill_id', key: '"channel"' },
  interval_skill_channel_total_half: { of: 'interval_skill_total', over: 'skill_id', key: '"channel"' },
};

/**
 * Totals of dispositions by queue, and of skills by channel alone. Sums of days are made anew by the projector; until then
 * reports read the quarters.
 */
export class TotalsByQueueAndChannel1764000000084 implements MigrationInterface {
  readonly name = 'TotalsByQueueAndChannel1764000000084';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, { of, over, key }] of Object.entries(TOTALS)) {
      await runner.query(`CREATE TABLE "${table}" (LIKE "${of}")`);
      await runner.query(
        `ALTER TABLE "${table}" DROP "${over}", ADD CONSTRAINT "pk_${table}" PRIMARY KEY ("workspace", "at", ${key})`,
      );
    }
    await runner.query(`UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TOTALS)) await runner.query(`DROP TABLE "${table}"`);
  }
}
