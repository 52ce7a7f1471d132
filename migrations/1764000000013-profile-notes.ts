import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a version of a routing profile was made, in the words of who made it. */
export class ProfileNotes1764000000013 implements MigrationInterface {
  readonly name = 'ProfileNotes1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "routing_profile_version" ADD COLUMN "note" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "routing_profile_version" DROP COLUMN "note"`);
  }
}
