import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts by thresholds; and who is being served, for live figures of agents that look at no one who waits. */
export class Alerts1764000000050 implements MigrationInterface {
  readonly name = 'Alerts1764000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "alert" (
      "workspace" text NOT NULL,
      "id" text NOT NULL,
      "body" jsonb NOT NULL,
      "revision" bigint NOT NULL,
      "updated_at" timestamptz NOT NULL DEFAULT now(),
      "updated_by" text NOT NULL,
      CONSTRAINT "pk_alert" PRIMARY KEY ("workspace", "id"))`);
    await runner.query(
      `CREATE INDEX "ix_live_contact_served" ON "live_contact" ("workspace") WHERE state IN ('active', 'wrapUp')`,
    );
  }

  /** An older server knows no changes of this kind: they go with the table, the revisions they had stay used. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_live_contact_served"`);
    await runner.query(`DELETE FROM config_change WHERE kind = 'alert'`);
    await runner.query(`DROP TABLE "alert"`);
  }
}
