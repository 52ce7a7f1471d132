import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What reports look for by time. These tables are written in the order of time, near enough, so that a summary of each
 * stretch of pages (BRIN) finds the right ones, and costs next to nothing to keep.
 */
export class ReportIndexes1764000000030 implements MigrationInterface {
  readonly name = 'ReportIndexes1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of INDEXES)
      await runner.query(`CREATE INDEX "${name}" ON ${on} WITH (autosummarize = on, pages_per_range = 32)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of [...INDEXES].reverse()) await runner.query(`DROP INDEX "${name}"`);
  }
}

const INDEXES = [
  ['ix_contact_segment_entered', '"contact_segment" USING brin ("entered_at")'],
  ['ix_leg_times', '"leg" USING brin ("active_at", "ended_at")'],
  ['ix_offer_ended', '"offer" USING brin ("ended_at")'],
  ['ix_agent_state_interval_times', '"agent_state_interval" USING brin ("from_at", "to_at")'],
] as const;
