import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Configuration, API keys, the verbatim event log and the history made from it. Times named `…_at` that come from the
 * event log are store milliseconds (bigint); those that Postgres sets itself are timestamptz.
 */
export class Initial1764000000000 implements MigrationInterface {
  readonly name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CONFIGURATION, ...LOG, ...HISTORY]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE "${table}"`);
  }
}

const CONFIGURATION = [
  // One row per workspace: every configuration write locks it, so revisions are given in commit order.
  `CREATE TABLE "config_revision" (
    "workspace" text NOT NULL,
    "revision" bigint NOT NULL,
    "key_revision" bigint NOT NULL,
    CONSTRAINT "pk_config_revision" PRIMARY KEY ("workspace"))`,
  ...['skill', 'channel', 'queue', 'agent'].map(
    (table) => `CREATE TABLE "${table}" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "body" jsonb NOT NULL,
    "revision" bigint NOT NULL,
    "updated_at" timestamptz NOT NULL DEFAULT now(),
    "updated_by" text NOT NULL,
    CONSTRAINT "pk_${table}" PRIMARY KEY ("workspace", "id"))`,
  ),
  `CREATE TABLE "routing_profile" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "body" jsonb NOT NULL,
    "version" integer NOT NULL,
    "revision" bigint NOT NULL,
    "updated_at" timestamptz NOT NULL DEFAULT now(),
    "updated_by" text NOT NULL,
    CONSTRAINT "pk_routing_profile" PRIMARY KEY ("workspace", "id"))`,
  // Every version that ever was in force; survives the profile, so that old decisions can be read.
  `CREATE TABLE "routing_profile_version" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "version" integer NOT NULL,
    "body" jsonb NOT NULL,
    "revision" bigint NOT NULL,
    "created_at" timestamptz NOT NULL DEFAULT now(),
    "created_by" text NOT NULL,
    CONSTRAINT "pk_routing_profile_version" PRIMARY KEY ("workspace", "id", "version"))`,
  // The audit of configuration and what nodes read to catch up; "body" is null where the resource was removed.
  `CREATE TABLE "config_change" (
    "workspace" text NOT NULL,
    "revision" bigint NOT NULL,
    "kind" text NOT NULL,
    "resource_id" text NOT NULL,
    "body" jsonb,
    "changed_at" timestamptz NOT NULL DEFAULT now(),
    "changed_by" text NOT NULL,
    CONSTRAINT "pk_config_change" PRIMARY KEY ("workspace", "revision"))`,
  `CREATE TABLE "api_key" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "token_hash" text NOT NULL,
    "role" text NOT NULL,
    "agent_id" text,
    "name" text NOT NULL,
    "expires_at" timestamptz,
    "created_at" timestamptz NOT NULL DEFAULT now(),
    "revoked_at" timestamptz,
    "revision" bigint NOT NULL,
    CONSTRAINT "pk_api_key" PRIMARY KEY ("workspace", "id"))`,
  `CREATE UNIQUE INDEX "ix_api_key_token_hash" ON "api_key" ("token_hash")`,
  `CREATE INDEX "ix_api_key_revision" ON "api_key" ("workspace", "revision")`,
  `CREATE TABLE "idempotency_record" (
    "workspace" text NOT NULL,
    "api_key_id" text NOT NULL,
    "path" text NOT NULL,
    "key_hash" text NOT NULL,
    "body_hash" text NOT NULL,
    "result_id" text NOT NULL,
    "created_at" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "pk_idempotency_record" PRIMARY KEY ("workspace", "api_key_id", "path", "key_hash"))`,
  `CREATE INDEX "ix_idempotency_record_created" ON "idempotency_record" ("created_at")`,
];

const LOG = [
  `CREATE TABLE "event_log" (
    "workspace" text NOT NULL,
    "generation" integer NOT NULL,
    "seq" bigint NOT NULL,
    "type" text NOT NULL,
    "at" bigint NOT NULL,
    "contact_id" text,
    "agent_id" text,
    "offer_id" text,
    "queue_id" text,
    "cause" text,
    "offer_outcome" text,
    "ops" text NOT NULL,
    CONSTRAINT "pk_event_log" PRIMARY KEY ("workspace", "generation", "seq"))`,
  `CREATE TABLE "projector_position" (
    "workspace" text NOT NULL,
    "generation" integer NOT NULL,
    "seq" bigint NOT NULL,
    "moved_at" timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT "pk_projector_position" PRIMARY KEY ("workspace"))`,
  // Where one generation of the log ended for the archive and the next began.
  `CREATE TABLE "generation_cut" (
    "workspace" text NOT NULL,
    "generation" integer NOT NULL,
    "previous_generation" integer NOT NULL,
    "previous_seq" bigint NOT NULL,
    "at" bigint NOT NULL,
    CONSTRAINT "pk_generation_cut" PRIMARY KEY ("workspace", "generation"))`,
];

const HISTORY = [
  // "fields" is the live hash as last written, without "spec" and "h", which stand parsed in their own columns.
  `CREATE TABLE "contact" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "state" text NOT NULL,
    "queue_id" text NOT NULL,
    "channel" text NOT NULL,
    "agent_id" text,
    "served_by" text,
    "customer_id" text,
    "enqueued_at" bigint NOT NULL,
    "ended_at" bigint,
    "outcome" text,
    "segment_id" text,
    "leg_id" text,
    "fields" jsonb NOT NULL,
    "spec" jsonb NOT NULL,
    "history" jsonb NOT NULL,
    CONSTRAINT "pk_contact" PRIMARY KEY ("workspace", "id"))`,
  `CREATE INDEX "ix_contact_enqueued" ON "contact" ("workspace", "enqueued_at", "id")`,
  `CREATE INDEX "ix_contact_state" ON "contact" ("workspace", "state", "enqueued_at", "id")`,
  `CREATE INDEX "ix_contact_queue" ON "contact" ("workspace", "queue_id", "enqueued_at", "id")`,
  `CREATE INDEX "ix_contact_agent" ON "contact" ("workspace", "served_by", "enqueued_at", "id")`,
  `CREATE INDEX "ix_contact_customer" ON "contact" ("workspace", "customer_id", "enqueued_at", "id")`,
  // A contact's wait in one queue. "id" is the event that opened it; open while "left_at" is null.
  `CREATE TABLE "contact_segment" (
    "workspace" text NOT NULL,
    "contact_id" text NOT NULL,
    "id" text NOT NULL,
    "queue_id" text NOT NULL,
    "channel" text NOT NULL,
    "entered_at" bigint NOT NULL,
    "left_at" bigint,
    "outcome" text,
    "agent_id" text,
    CONSTRAINT "pk_contact_segment" PRIMARY KEY ("workspace", "contact_id", "id"))`,
  `CREATE INDEX "ix_contact_segment_left" ON "contact_segment" ("workspace", "left_at", "queue_id")`,
  // An agent's part in a contact from the accept on. "id" is the event that opened it.
  `CREATE TABLE "leg" (
    "workspace" text NOT NULL,
    "contact_id" text NOT NULL,
    "id" text NOT NULL,
    "kind" text NOT NULL,
    "agent_id" text NOT NULL,
    "offer_id" text,
    "queue_id" text NOT NULL,
    "channel" text NOT NULL,
    "active_at" bigint NOT NULL,
    "wrap_up_at" bigint,
    "ended_at" bigint,
    "end_cause" text,
    CONSTRAINT "pk_leg" PRIMARY KEY ("workspace", "contact_id", "id"))`,
  `CREATE INDEX "ix_leg_ended" ON "leg" ("workspace", "ended_at", "queue_id")`,
  `CREATE INDEX "ix_leg_agent" ON "leg" ("workspace", "agent_id", "active_at")`,
  `CREATE TABLE "offer" (
    "workspace" text NOT NULL,
    "id" text NOT NULL,
    "contact_id" text NOT NULL,
    "agent_id" text NOT NULL,
    "queue_id" text NOT NULL,
    "channel" text NOT NULL,
    "created_at" bigint NOT NULL,
    "expires_at" bigint NOT NULL,
    "outcome" text,
    "ended_at" bigint,
    CONSTRAINT "pk_offer" PRIMARY KEY ("workspace", "id"))`,
  `CREATE INDEX "ix_offer_contact" ON "offer" ("workspace", "contact_id")`,
  `CREATE TABLE "decision" (
    "workspace" text NOT NULL,
    "offer_id" text NOT NULL,
    "record" jsonb NOT NULL,
    CONSTRAINT "pk_decision" PRIMARY KEY ("workspace", "offer_id"))`,
  // The agent's live hash as last written, and the interval that is open.
  `CREATE TABLE "agent_state" (
    "workspace" text NOT NULL,
    "agent_id" text NOT NULL,
    "fields" jsonb NOT NULL,
    "interval_id" text,
    CONSTRAINT "pk_agent_state" PRIMARY KEY ("workspace", "agent_id"))`,
  `CREATE TABLE "agent_state_interval" (
    "workspace" text NOT NULL,
    "agent_id" text NOT NULL,
    "id" text NOT NULL,
    "presence" text NOT NULL,
    "routing_status" text NOT NULL,
    "reason_code" text,
    "from_at" bigint NOT NULL,
    "to_at" bigint,
    CONSTRAINT "pk_agent_state_interval" PRIMARY KEY ("workspace", "agent_id", "id"))`,
  `CREATE INDEX "ix_agent_state_interval_from" ON "agent_state_interval" ("workspace", "from_at")`,
];

const TABLES = [
  'config_revision',
  'skill',
  'channel',
  'queue',
  'agent',
  'routing_profile',
  'routing_profile_version',
  'config_change',
  'api_key',
  'idempotency_record',
  'event_log',
  'projector_position',
  'generation_cut',
  'contact',
  'contact_segment',
  'leg',
  'offer',
  'decision',
  'agent_state',
  'agent_state_interval',
];
