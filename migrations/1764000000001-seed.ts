import type { MigrationInterface, QueryRunner } from 'typeorm';

type Channel = [id: string, name: string, kind: string, offerTimeout: number, wrapUp: number, target: number];

/**
 * What a workspace has from the start. Synchronous: the customer is there and waits (voice, video, chat, callback,
 * where the agent's answer makes the telephone ring). Offer time-outs fit the time that a person needs to see the offer:
 * 20 s where somebody hears it ring, longer where nobody does. Wrap-up: 30 s where notes follow a talk, 0 where the work
 * itself is writing.
 */
const CHANNELS: Channel[] = [
  ['voice', 'Voice', 'synchronous', 20, 30, 20],
  ['video', 'Video', 'synchronous', 20, 30, 20],
  ['chat', 'Chat', 'synchronous', 30, 15, 60],
  ['messaging', 'Messaging', 'asynchronous', 60, 0, 300],
  ['email', 'E-mail', 'asynchronous', 120, 0, 28800],
  ['social', 'Social', 'asynchronous', 120, 0, 3600],
  ['callback', 'Callback', 'synchronous', 30, 30, 300],
  ['case', 'Case', 'asynchronous', 300, 0, 86400],
];

/**
 * The profile `default`, in seconds of waiting: a point of priority is worth 30 s (the full 10 are five minutes), the
 * most valuable customer 60 s, work that is due now five minutes with a ramp of an hour, the best skill fit 30 s over
 * none, a preferred or familiar agent 20 s, an agent with nothing in hand 10 s over a full one; and among equals the one
 * who has been idle longest, a tenth of a second per second.
 */
const DEFAULT_CREDITS = {
  priority: 30,
  customerValue: 60,
  journeyStage: { default: 0, stages: {} },
  due: 300,
  dueHorizonSeconds: 3600,
  skill: 30,
  preference: 10,
  channel: 10,
  affinity: 20,
  occupancy: 10,
  idlePerSecond: 0.1,
};

const WORKSPACE = 'default';
const BY = 'install';

export class Seed1764000000001 implements MigrationInterface {
  readonly name = 'Seed1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO config_revision (workspace, revision, key_revision) VALUES ($1, 1, 0)`, [
      WORKSPACE,
    ]);
    await runner.query(`INSERT INTO projector_position (workspace, generation, seq) VALUES ($1, 0, 0)`, [WORKSPACE]);
    for (const [id, name, kind, offerTimeoutSeconds, wrapUpSeconds, defaultTargetSeconds] of CHANNELS) {
      const body = { id, name, kind, offerTimeoutSeconds, wrapUpSeconds, defaultTargetSeconds };
      await runner.query(`INSERT INTO channel (workspace, id, body, revision, updated_by) VALUES ($1, $2, $3, 1, $4)`, [
        WORKSPACE,
        id,
        JSON.stringify(body),
        BY,
      ]);
    }
    const profile = JSON.stringify({ id: 'default', name: 'Default', version: 1, credits: DEFAULT_CREDITS });
    const values = [WORKSPACE, profile, BY];
    await runner.query(
      `INSERT INTO routing_profile (workspace, id, body, version, revision, updated_by) VALUES ($1, 'default', $2, 1, 1, $3)`,
      values,
    );
    await runner.query(
      `INSERT INTO routing_profile_version (workspace, id, version, body, revision, created_by) VALUES ($1, 'default', 1, $2, 1, $3)`,
      values,
    );
  }

  /** Takes out only what this migration put in; the tables go with the migration before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['routing_profile_version', 'routing_profile', 'channel']) {
      await runner.query(`DELETE FROM "${table}" WHERE workspace = $1`, [WORKSPACE]);
    }
    await runner.query(`DELETE FROM projector_position WHERE workspace = $1`, [WORKSPACE]);
    await runner.query(`DELETE FROM config_revision WHERE workspace = $1`, [WORKSPACE]);
  }
}
