import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sums of days are made anew by the projector; until then reports read the quarters. */
const ANEW = `UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`;

/** What is left of their keys beside `workspace` and `at`, in SQL. */
const HALVES = { interval_wait: '"queue_id", "channel"', interval_skill: '"skill_id", "queue_id", "channel"' };

async function total(runner: QueryRunner, of: string, over: readonly string[], key: readonly string[]): Promise<void> {
  await runner.query(`CREATE TABLE "${of}_total" (LIKE "${of}")`);
  await runner.query(`ALTER TABLE "${of}_total" ${over.map((column) => `DROP "${column}"`).join(', ')},
    ADD CONSTRAINT "pk_${of}_total" PRIMARY KEY ("workspace", "at", ${key.map((column) => `"${column}"`).join(', ')})`);
}

/** Totals of quarters of an hour tell skills apart, there are such of dispositions, and waits are summed up by the half hour. */
export class MoreSumsOfDays1764000000082 implements MigrationInterface {
  readonly name = 'MoreSumsOfDays1764000000082';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "interval_skill_total"`);
    await total(runner, 'interval_skill', ['queue_id'], ['skill_id', 'channel']);
    await total(runner, 'interval_disposition', ['queue_id'], ['disposition', 'channel']);
    for (const [of, key] of Object.entries(HALVES)) {
      await runner.query(`CREATE TABLE "${of}_half" (LIKE "${of}")`);
      await runner.query(
        `ALTER TABLE "${of}_half" ADD CONSTRAINT "pk_${of}_half" PRIMARY KEY ("workspace", "at", ${key})`,
      );
    }
    await runner.query(ANEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const of of Object.keys(HALVES)) await runner.query(`DROP TABLE "${of}_half"`);
    await runner.query(`DROP TABLE "interval_disposition_total"`);
    await runner.query(`DROP TABLE "interval_skill_total"`);
    await total(runner, 'interval_skill', ['skill_id', 'queue_id'], ['channel']);
    await runner.query(ANEW);
  }
}
