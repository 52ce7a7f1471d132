import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is planned for routing profiles: versions that come into force at a time, and switchbacks with their blocks. */
export class ProfilePlans1764000000040 implements MigrationInterface {
  readonly name = 'ProfilePlans1764000000040';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['profile_schedule', 'switchback'])
      await runner.query(`CREATE TABLE "${table}" (
        "workspace" text NOT NULL,
        "id" text NOT NULL,
        "body" jsonb NOT NULL,
        "revision" bigint NOT NULL,
        "updated_at" timestamptz NOT NULL DEFAULT now(),
        "updated_by" text NOT NULL,
        CONSTRAINT "pk_${table}" PRIMARY KEY ("workspace", "id"))`);
    await runner.query(`CREATE TABLE "switchback_block" (
      "workspace" text NOT NULL,
      "experiment_id" text NOT NULL,
      "block" integer NOT NULL,
      "version" integer NOT NULL,
      "in_force" integer NOT NULL,
      "begun_at" bigint NOT NULL,
      "queues" text[] NOT NULL,
      CONSTRAINT "pk_switchback_block" PRIMARY KEY ("workspace", "experiment_id", "block"))`);
  }

  /** An older server knows no changes of these kinds: they go with the tables, the revisions they had stay used. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM config_change WHERE kind IN ('profileSchedule', 'switchback')`);
    for (const table of ['switchback_block', 'switchback', 'profile_schedule'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
