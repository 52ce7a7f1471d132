import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sums of days are made anew by the projector; until then reports read the quarters. */
const ANEW = `UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`;

async function total(runner: QueryRunner, of: string, over: readonly string[], key: readonly string[]): Promise<void> {
  await runner.query(`CREATE TABLE "${of}_total" (LIKE "${of}")`);
  await runner.query(`ALTER TABLE "${of}_total" ${over.map((column) => `DROP "${column}"`).join(', ')},
    ADD CONSTRAINT "pk_${of}_total" PRIMARY KEY ("workspace", "at", ${key.map((column) => `"${column}"`).join(', ')})`);
}

/** Totals of quarters of an hour tell skills apart, and there are such of dispositions. */
export class TotalsOfSkillsAndDispositions1764000000082 implements MigrationInterface {
  readonly name = 'TotalsOfSkillsAndDispositions1764000000082';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "interval_skill_total"`);
    await total(runner, 'interval_skill', ['queue_id'], ['skill_id', 'channel']);
    await total(runner, 'interval_disposition', ['queue_id'], ['disposition', 'channel']);
    await runner.query(ANEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "interval_disposition_total"`);
    await runner.query(`DROP TABLE "interval_skill_total"`);
    await total(runner, 'interval_skill', ['skill_id', 'queue_id'], ['channel']);
    await runner.query(ANEW);
  }
}
