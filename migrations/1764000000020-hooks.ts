import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hooks. Their secrets stand in this table alone: the audit of configuration leaves them out. */
export class Hooks1764000000020 implements MigrationInterface {
  readonly name = 'Hooks1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "hook" (
      "workspace" text NOT NULL,
      "id" text NOT NULL,
      "body" jsonb NOT NULL,
      "revision" bigint NOT NULL,
      "updated_at" timestamptz NOT NULL DEFAULT now(),
      "updated_by" text NOT NULL,
      CONSTRAINT "pk_hook" PRIMARY KEY ("workspace", "id"))`);
  }

  /** An older server knows no changes of this kind: they go with the table, the revisions they had stay used. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM config_change WHERE kind = 'hook'`);
    await runner.query(`DROP TABLE "hook"`);
  }
}
