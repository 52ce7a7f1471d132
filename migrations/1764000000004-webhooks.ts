import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions by webhook. Their secrets stand in this table alone: the audit of configuration leaves them out. */
export class Webhooks1764000000004 implements MigrationInterface {
  readonly name = 'Webhooks1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "webhook" (
      "workspace" text NOT NULL,
      "id" text NOT NULL,
      "body" jsonb NOT NULL,
      "revision" bigint NOT NULL,
      "updated_at" timestamptz NOT NULL DEFAULT now(),
      "updated_by" text NOT NULL,
      CONSTRAINT "pk_webhook" PRIMARY KEY ("workspace", "id"))`);
  }

  /** An older server knows no changes of this kind: they go with the table, the revisions they had stay used. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM config_change WHERE kind = 'webhook'`);
    await runner.query(`DROP TABLE "webhook"`);
  }
}
