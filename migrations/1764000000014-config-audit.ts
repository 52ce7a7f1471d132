import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The changes of one resource, for the audit. */
export class ConfigAudit1764000000014 implements MigrationInterface {
  readonly name = 'ConfigAudit1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "ix_config_change_resource" ON "config_change" ("workspace", "kind", "resource_id", "revision")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_config_change_resource"`);
  }
}
