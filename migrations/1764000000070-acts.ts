import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What supervisors did to contacts and agents stands in the log's events, and so in their archive; the audit reads it there,
 * by time, together with the changes of configuration. Of the archive only events with an act are indexed.
 */
export class Acts1764000000070 implements MigrationInterface {
  readonly name = 'Acts1764000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "event_log" ADD "act" text`);
    await runner.query(
      `CREATE INDEX "ix_event_log_act" ON "event_log" ("workspace", "at", "generation", "seq") WHERE act IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "ix_config_change_time" ON "config_change" ("workspace", "changed_at", "revision")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_config_change_time"`);
    await runner.query(`DROP INDEX "ix_event_log_act"`);
    await runner.query(`ALTER TABLE "event_log" DROP "act"`);
  }
}
