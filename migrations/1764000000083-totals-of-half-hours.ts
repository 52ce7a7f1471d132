import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left of their keys beside `workspace` and `at`, in SQL. */
const TOTALS = { interval_wait_total: '"channel"', interval_skill_total: '"skill_id", "channel"' };

/** Totals of waits by the half hour. Sums of days are made anew by the projector; until then reports read the quarters. */
export class TotalsOfHalfHours1764000000083 implements MigrationInterface {
  readonly name = 'TotalsOfHalfHours1764000000083';

  async up(runner: QueryRunner): Promise<void> {
    for (const [of, key] of Object.entries(TOTALS)) {
      await runner.query(`CREATE TABLE "${of}_half" (LIKE "${of}")`);
      await runner.query(
        `ALTER TABLE "${of}_half" ADD CONSTRAINT "pk_${of}_half" PRIMARY KEY ("workspace", "at", ${key})`,
      );
    }
    await runner.query(`UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const of of Object.keys(TOTALS)) await runner.query(`DROP TABLE "${of}_half"`);
  }
}
