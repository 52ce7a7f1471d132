import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Callbacks by when they ended, for their figures. Other contacts pay nothing for it. */
export class CallbackFigures1764000000012 implements MigrationInterface {
  readonly name = 'CallbackFigures1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "ix_contact_callback_ended" ON "contact" ("workspace", "ended_at", "queue_id") WHERE channel = 'callback'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_contact_callback_ended"`);
  }
}
