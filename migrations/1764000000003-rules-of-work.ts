import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Opening hours, reason codes and contact types, configured as the other resources are. */
export class RulesOfWork1764000000003 implements MigrationInterface {
  readonly name = 'RulesOfWork1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`CREATE TABLE "${table}" (
        "workspace" text NOT NULL,
        "id" text NOT NULL,
        "body" jsonb NOT NULL,
        "revision" bigint NOT NULL,
        "updated_at" timestamptz NOT NULL DEFAULT now(),
        "updated_by" text NOT NULL,
        CONSTRAINT "pk_${table}" PRIMARY KEY ("workspace", "id"))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE "${table}"`);
  }
}

const TABLES = ['hours', 'reason_code', 'contact_type'];
