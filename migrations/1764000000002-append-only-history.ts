import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The history as something that is only added to. What is still open stands with its contact in "live_contact" (as JSON
 * in "pending") or with its agent in "agent_state"; "contact", "contact_segment", "leg", "offer" and
 * "agent_state_interval" get a row when it has ended. The live hash and the spec are text: nothing is parsed on the way
 * in, and nothing refused. A decision is read from the event that made its offer.
 */
export class AppendOnlyHistory1764000000002 implements MigrationInterface {
  readonly name = 'AppendOnlyHistory1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** The table of decisions comes back empty; a contact's story stays among its fields. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const LIVE = `'scheduled', 'waiting', 'offered', 'active', 'parked', 'wrapUp'`;

/** The live hash with the story in it: a field for each line, as the live store has it now. */
const WITH_STORY = `(fields || (SELECT coalesce(jsonb_object_agg('h.' || n,
      concat((e->>'at'), '|', (e->>'type'), '|', (e->>'agentId'), '|', (e->>'detail'))), '{}')
    FROM jsonb_array_elements(history) WITH ORDINALITY AS entries(e, n)))::text`;

/** Columns that keys and indexes are made of: compared as bytes, which costs a fraction of a language's order. */
const BYTEWISE: Record<string, string[]> = {
  event_log: ['workspace', 'offer_id'],
  contact: ['workspace', 'id', 'state', 'queue_id', 'served_by', 'customer_id'],
  contact_segment: ['workspace', 'contact_id', 'id', 'queue_id'],
  leg: ['workspace', 'contact_id', 'id', 'queue_id'],
  offer: ['workspace', 'id'],
  agent_state: ['workspace', 'agent_id'],
  agent_state_interval: ['workspace', 'agent_id', 'id'],
};
const collate = (collation: string): string[] =>
  Object.entries(BYTEWISE).map(
    ([table, columns]) =>
      `ALTER TABLE "${table}" ${columns.map((column) => `ALTER "${column}" TYPE text COLLATE "${collation}"`).join(', ')}`,
  );

/** Columns that no condition names: ANALYZE, which a growing table calls for often, need not read and sort them. */
const UNASKED: Record<string, string[]> = {
  event_log: ['type', 'contact_id', 'agent_id', 'queue_id', 'cause', 'offer_outcome', 'ops', 'decision'],
  live_contact: ['channel', 'fields', 'spec', 'pending'],
  contact: ['channel', 'outcome', 'fields', 'spec'],
  contact_segment: ['channel', 'outcome', 'agent_id'],
  leg: ['kind', 'agent_id', 'offer_id', 'channel', 'end_cause'],
  offer: ['contact_id', 'agent_id', 'queue_id', 'channel', 'outcome'],
  agent_state: ['fields', 'interval_id'],
  agent_state_interval: ['presence', 'routing_status', 'reason_code'],
};
const statistics = (target: number): string[] =>
  Object.entries(UNASKED).map(
    ([table, columns]) =>
      `ALTER TABLE "${table}" ${columns.map((column) => `ALTER "${column}" SET STATISTICS ${target}`).join(', ')}`,
  );

/** Compressing rows of 2 to 4 KB, as offers' events are, cost a sixth of all that writing them took. */
const LARGER_ROWS = ['event_log', 'contact'] as const;

const UP = [
  `ALTER TABLE "event_log" ADD "decision" text`,
  `CREATE INDEX "ix_event_log_offer" ON "event_log" ("workspace", "offer_id") WHERE type = 'contact.offered'`,
  // Rows of some seconds or minutes: vacuumed soon, and not compressed below a page.
  `CREATE TABLE "live_contact" (
    "workspace" text COLLATE "C" NOT NULL,
    "id" text COLLATE "C" NOT NULL,
    "state" text COLLATE "C" NOT NULL,
    "queue_id" text COLLATE "C" NOT NULL,
    "channel" text NOT NULL,
    "served_by" text COLLATE "C",
    "customer_id" text COLLATE "C",
    "enqueued_at" bigint NOT NULL,
    "fields" text NOT NULL,
    "spec" text NOT NULL,
    "virtual_enqueued_at" bigint,
    "pending" text NOT NULL,
    CONSTRAINT "pk_live_contact" PRIMARY KEY ("workspace", "id"))
    WITH (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0,
          toast_tuple_target = 8160)`,
  `CREATE INDEX "ix_live_contact_enqueued" ON "live_contact" ("workspace", "enqueued_at", "id")`,
  `INSERT INTO live_contact
    SELECT c.workspace, c.id, c.state, c.queue_id, c.channel, c.agent_id, c.customer_id, c.enqueued_at, ${WITH_STORY},
           c.spec::text, (c.fields->>'venq')::bigint,
           jsonb_strip_nulls(jsonb_build_object(
             'segment', (SELECT to_jsonb(s) - 'workspace' FROM contact_segment s
                         WHERE s.workspace = c.workspace AND s.contact_id = c.id AND s.id = c.segment_id),
             'leg', (SELECT to_jsonb(l) - 'workspace' FROM leg l
                     WHERE l.workspace = c.workspace AND l.contact_id = c.id AND l.id = c.leg_id AND l.ended_at IS NULL),
             'offers', (SELECT jsonb_agg(to_jsonb(o) - 'workspace') FROM offer o
                        WHERE o.workspace = c.workspace AND o.contact_id = c.id AND o.outcome IS NULL)))::text
    FROM contact c WHERE c.state IN (${LIVE})`,
  `DELETE FROM contact WHERE state IN (${LIVE})`,
  // A subquery is not allowed in ALTER … USING.
  `ALTER TABLE "contact" ADD "story" text`,
  `UPDATE contact SET story = ${WITH_STORY}`,
  `ALTER TABLE "contact" ALTER "fields" TYPE text USING story, ALTER "spec" TYPE text`,
  `ALTER TABLE "contact" DROP "agent_id", DROP "segment_id", DROP "leg_id", DROP "history", DROP "story"`,
  `DELETE FROM contact_segment WHERE left_at IS NULL`,
  `ALTER TABLE "contact_segment" ALTER "left_at" SET NOT NULL, ALTER "outcome" SET NOT NULL`,
  `DELETE FROM leg WHERE ended_at IS NULL`,
  `ALTER TABLE "leg" ALTER "ended_at" SET NOT NULL, ALTER "end_cause" SET NOT NULL`,
  `DROP INDEX "ix_leg_agent"`,
  `DELETE FROM offer WHERE outcome IS NULL`,
  `ALTER TABLE "offer" ALTER "outcome" SET NOT NULL, ALTER "ended_at" SET NOT NULL`,
  `DROP INDEX "ix_offer_contact"`,
  `DROP TABLE "decision"`,
  `ALTER TABLE "agent_state" ALTER "fields" TYPE text, ADD "since" bigint`,
  `UPDATE agent_state a SET since = i.from_at FROM agent_state_interval i
    WHERE i.workspace = a.workspace AND i.agent_id = a.agent_id AND i.id = a.interval_id`,
  `DELETE FROM agent_state_interval WHERE to_at IS NULL`,
  `ALTER TABLE "agent_state_interval" ALTER "to_at" SET NOT NULL`,
  `DROP INDEX "ix_agent_state_interval_from"`,
  ...collate('C'),
  ...statistics(0),
  ...LARGER_ROWS.map((table) => `ALTER TABLE "${table}" SET (toast_tuple_target = 4096)`),
];

/** JSON text without what jsonb refuses: NUL, and halves of surrogate pairs, which alone stand escaped here. */
const jsonb = (column: string): string =>
  `regexp_replace(${column}, '\\\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb`;

const CONTACT_COLUMNS = `workspace, id, state, queue_id, channel, served_by, customer_id, enqueued_at`;

const DOWN = [
  ...statistics(-1),
  ...LARGER_ROWS.map((table) => `ALTER TABLE "${table}" RESET (toast_tuple_target)`),
  ...collate('default'),
  `CREATE INDEX "ix_agent_state_interval_from" ON "agent_state_interval" ("workspace", "from_at")`,
  `ALTER TABLE "agent_state_interval" ALTER "to_at" DROP NOT NULL`,
  `ALTER TABLE "agent_state" ALTER "fields" TYPE jsonb USING ${jsonb('fields')}`,
  `INSERT INTO agent_state_interval (workspace, agent_id, id, presence, routing_status, reason_code, from_at)
    SELECT workspace, agent_id, interval_id, fields->>'presence',
           CASE WHEN fields ? 'nr' THEN 'notResponding'
                WHEN coalesce((fields->>'nO')::int, 0) > 0 THEN 'offered'
                WHEN coalesce((fields->>'nA')::int, 0) + coalesce((fields->>'nX')::int, 0) > 0 THEN 'busy'
                WHEN coalesce((fields->>'nW')::int, 0) > 0 THEN 'wrapUp' ELSE 'idle' END,
           fields->>'reason', since
    FROM agent_state WHERE interval_id IS NOT NULL AND since IS NOT NULL`,
  `ALTER TABLE "agent_state" DROP "since"`,
  `CREATE TABLE "decision" (
    "workspace" text NOT NULL,
    "offer_id" text NOT NULL,
    "record" jsonb NOT NULL,
    CONSTRAINT "pk_decision" PRIMARY KEY ("workspace", "offer_id"))`,
  `CREATE INDEX "ix_offer_contact" ON "offer" ("workspace", "contact_id")`,
  `ALTER TABLE "offer" ALTER "outcome" DROP NOT NULL, ALTER "ended_at" DROP NOT NULL`,
  `CREATE INDEX "ix_leg_agent" ON "leg" ("workspace", "agent_id", "active_at")`,
  `ALTER TABLE "leg" ALTER "ended_at" DROP NOT NULL, ALTER "end_cause" DROP NOT NULL`,
  `ALTER TABLE "contact_segment" ALTER "left_at" DROP NOT NULL, ALTER "outcome" DROP NOT NULL`,
  `ALTER TABLE "contact" ADD "agent_id" text, ADD "segment_id" text, ADD "leg_id" text,
    ADD "history" jsonb NOT NULL DEFAULT '[]',
    ALTER "fields" TYPE jsonb USING ${jsonb('fields')}, ALTER "spec" TYPE jsonb USING ${jsonb('spec')}`,
  `ALTER TABLE "contact" ALTER "history" DROP DEFAULT`,
  `INSERT INTO contact (${CONTACT_COLUMNS}, fields, spec, history, agent_id, segment_id, leg_id)
    SELECT ${CONTACT_COLUMNS}, ${jsonb('fields')}, ${jsonb('spec')}, '[]', served_by,
           pending::jsonb#>>'{segment,id}', pending::jsonb#>>'{leg,id}' FROM live_contact`,
  ...[
    ['contact_segment', `pending::jsonb->'segment'`],
    ['leg', `pending::jsonb->'leg'`],
  ].map(
    ([table, row]) => `INSERT INTO ${table} SELECT r.* FROM live_contact l,
      jsonb_populate_record(NULL::${table}, ${row} || jsonb_build_object('workspace', l.workspace)) r
      WHERE ${row} IS NOT NULL ON CONFLICT DO NOTHING`,
  ),
  `INSERT INTO offer SELECT r.* FROM live_contact l, jsonb_array_elements(pending::jsonb->'offers') o,
    jsonb_populate_record(NULL::offer, o || jsonb_build_object('workspace', l.workspace)) r`,
  `DROP TABLE "live_contact"`,
  `DROP INDEX "ix_event_log_offer"`,
  `ALTER TABLE "event_log" DROP "decision"`,
];
