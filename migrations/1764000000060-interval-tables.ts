import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures summed up by quarters of an hour, kept by the projector, and how far they are filled with what was there
 * before; sums of these by hours and days, and which of them changed since. An agent's time is told in them until `told_at`; what was archived before this migration is told by the
 * filling, so all agents begin at the end of the archive.
 */
export class IntervalTables1764000000060 implements MigrationInterface {
  readonly name = 'IntervalTables1764000000060';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(TABLES).reverse())
      for (const length of ['', ...lengthsOf(name)]) await runner.query(`DROP TABLE "${name}${length}"`);
    await runner.query(`DROP TABLE "interval_stale"`);
    await runner.query(`DROP TABLE "interval_fill"`);
    await runner.query(`DROP INDEX "ix_contact_ended"`);
    await runner.query(`ALTER TABLE "agent_state" DROP "told_at"`);
  }
}

const WAITS = `"answered" integer, "abandoned" integer, "moved_on" integer, "requested" integer, "withdrawn" integer,
  "wait_ms" bigint, "longest_ms" bigint, "answered_within" integer[], "abandoned_before" integer[], "waits" numeric,
  "bot_answered" integer, "bot_handed_over" integer, "bot_solved" integer, "rona" integer, "parts" integer,
  "part_ms" bigint, "wrap_up_ms" bigint, "transferred" integer, "callbacks" integer, "reached" integer,
  "not_reached" integer, "hung_up" integer, "failed_attempts" integer, "callback_parts" integer, "callback_ms" bigint`;
const ENDS = `"contacts" integer, "resolved" integer, "unresolved" integer, "bot_solved" integer, "callbacks" integer,
  "callbacks_resolved" integer, "customers_known" integer, "settled" integer, "first_contacts" integer,
  "resolved_at_first" integer`;

const TABLES: Record<string, { dimensions: string[]; measures: string }> = {
  interval_wait: { dimensions: ['queue_id', 'channel'], measures: WAITS },
  interval_skill: { dimensions: ['skill_id', 'queue_id', 'channel'], measures: WAITS },
  interval_agent: {
    dimensions: ['agent_id'],
    measures: `"signed_in_ms" bigint, "handling_ms" bigint, "wrap_up_ms" bigint, "idle_ms" bigint,
      "unavailable_ms" bigint, "not_responding_ms" bigint, "offers" integer, "accepted" integer, "declined" integer,
      "missed" integer, "parts" integer, "part_ms" bigint, "transferred" integer, "completed" integer,
      "callbacks" integer, "callback_ms" bigint`,
  },
  interval_disposition: { dimensions: ['disposition', 'queue_id', 'channel'], measures: ENDS },
  interval_agent_disposition: { dimensions: ['disposition', 'queue_id', 'channel', 'agent_id'], measures: ENDS },
};

/** Rows of the last quarter change with every batch: room on their page, and vacuumed soon. */
const createTable = ([base, { dimensions, measures }]: [string, (typeof TABLES)[string]], length = ''): string => {
  const name = `${base}${length}`;
  return `CREATE TABLE "${name}" (
    "workspace" text COLLATE "C" NOT NULL,
    "at" bigint NOT NULL,
    ${dimensions.map((column) => `"${column}" text COLLATE "C" NOT NULL,`).join(' ')}
    ${measures.replaceAll(/( integer| bigint| numeric)(\[\])?/g, '$& NOT NULL')},
    CONSTRAINT "pk_${name}" PRIMARY KEY ("workspace", "at", ${dimensions.map((column) => `"${column}"`).join(', ')}))
    WITH (fillfactor = 85, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.02)`;
};

/** Sums of whole days, by local hours and by local days. */
const lengthsOf = (name: string): string[] => (name === 'interval_agent_disposition' ? ['_day'] : ['_hour', '_day']);

const WEEK_MS = 7 * 86_400_000;

const UP = [
  // Rows of contacts that ended come in the order of their ends: a summary of each stretch of pages finds them.
  `CREATE INDEX "ix_contact_ended" ON "contact" USING brin ("ended_at") WITH (autosummarize = on, pages_per_range = 32)`,
  ...Object.entries(TABLES).map((table) => createTable(table)),
  ...Object.entries(TABLES).flatMap((table) => lengthsOf(table[0]).map((length) => createTable(table, length))),
  `CREATE TABLE "interval_stale" (
    "workspace" text COLLATE "C" NOT NULL,
    "day" bigint NOT NULL,
    "noted_at" bigint NOT NULL,
    CONSTRAINT "pk_interval_stale" PRIMARY KEY ("workspace", "day"))`,
  `ALTER TABLE "agent_state" ADD "told_at" bigint`,
  `CREATE TABLE "interval_fill" (
    "workspace" text COLLATE "C" NOT NULL,
    "next_at" bigint,
    "last_at" bigint NOT NULL,
    "log_begins_at" bigint NOT NULL,
    "settled_at" bigint NOT NULL,
    "rolled_at" bigint,
    "rolled_zone" text,
    CONSTRAINT "pk_interval_fill" PRIMARY KEY ("workspace"))`,
  `INSERT INTO interval_fill (workspace, next_at, last_at, log_begins_at, settled_at)
    SELECT workspace, least(first, log_begins) - least(first, log_begins) % 86400000, last, log_begins,
           last - ${WEEK_MS} - (last - ${WEEK_MS}) % 900000 FROM (
      SELECT p.workspace, e.at AS last,
        (SELECT at FROM event_log f WHERE f.workspace = p.workspace ORDER BY generation, seq LIMIT 1) AS log_begins,
        least((SELECT min(enqueued_at) FROM contact c WHERE c.workspace = p.workspace),
              (SELECT min(enqueued_at) FROM live_contact c WHERE c.workspace = p.workspace)) AS first
      FROM projector_position p JOIN event_log e USING (workspace, generation, seq)) AS archived`,
  `UPDATE agent_state a SET told_at = greatest(a.since, f.last_at) FROM interval_fill f
    WHERE f.workspace = a.workspace AND a.since IS NOT NULL`,
];
