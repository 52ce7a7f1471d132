import type { Pool } from 'pg';
import { SHORTS_MS, TARGETS_MS, WAIT_BOUNDS_MS } from '../src/history/intervals/ladders.js';

/** A center of 10 million contacts in a year: open 14 hours a day, 24 queues, 300 agents at work 9 hours each day. */
export const YEAR = {
  contacts: 10_000_000,
  days: 365,
  queues: 24,
  skillsOfQueue: 2,
  agents: 300,
  dispositions: 8,
  opensAtQuarter: 24,
  quarters: 56,
  quartersOfAgent: 36,
} as const;

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const PER_WAIT_ROW = YEAR.contacts / (YEAR.days * YEAR.queues * YEAR.quarters);
const PER_AGENT_ROW = YEAR.contacts / (YEAR.days * YEAR.agents * YEAR.quartersOfAgent);

/** As many rows as the projector would have written, straight into the interval tables. @param begin a midnight of UTC */
export async function fillYear(pool: Pool, begin: number): Promise<void> {
  // A few thousand quarters to draw from: what a row holds does not matter to what it costs, how much it holds does.
  await pool.query(`SET work_mem = '256MB'`);
  await pool.query(`SET maintenance_work_mem = '512MB'`);
  await pool.query(`CREATE TABLE sample AS SELECT * FROM (${samples()}) AS drawn`);
  for (const table of [
    'interval_wait',
    'interval_skill',
    'interval_agent',
    'interval_disposition',
    'interval_agent_disposition',
  ]) {
    const { rows } = await pool.query<{ rule: string }>(
      `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = 'pk_${table}'`,
    );
    await pool.query(`ALTER TABLE ${table} DROP CONSTRAINT pk_${table}`);
    // What is read costs the same; what is written is written once.
    await pool.query(`ALTER TABLE ${table} SET UNLOGGED`);
    // By time, as the projector writes them: rows of one quarter lie together.
    await pool.query(`${INSERTS[table]} ORDER BY 2`, [begin]);
    await pool.query(`ALTER TABLE ${table} ADD CONSTRAINT pk_${table} ${rows[0]?.rule ?? ''}`);
    await pool.query(`VACUUM (ANALYZE) ${table}`);
  }
  await pool.query(`DROP TABLE sample`);
}

/** 2,000 quarters of a queue: waits of 1 s to some minutes, one in ten given up. */
function samples(): string {
  const count = Math.round(PER_WAIT_ROW);
  const array = (steps: readonly number[], condition: (step: number) => string): string =>
    `ARRAY[${steps.map((step) => `count(*) FILTER (WHERE ${condition(step)})`).join(', ')}]::integer[]`;
  return `
    SELECT s, count(*) FILTER (WHERE answered)::int AS answered, count(*) FILTER (WHERE NOT answered)::int AS abandoned,
           sum(wait) FILTER (WHERE answered) AS wait_ms, max(wait) FILTER (WHERE answered) AS longest_ms,
           ${array(TARGETS_MS, (target) => `answered AND wait <= ${target}`)} AS answered_within,
           ${array(SHORTS_MS, (short) => `NOT answered AND wait < ${short}`)} AS abandoned_before,
           sum(('1' || repeat('0', 9 * width_bucket(wait - 1, '{${WAIT_BOUNDS_MS.slice(0, -1).join(',')}}'::bigint[])))::numeric)
             FILTER (WHERE answered) AS waits
    FROM (SELECT s, (c % 10) > 0 AS answered,
                 (1000 * exp(3 * abs(sin(s * 12.9898 + c * 78.233)) + 2 * abs(sin(s * 4.1414 + c * 7.7))))::bigint AS wait
          FROM generate_series(1, 2000) s, generate_series(1, ${count}) c) AS drawn
    GROUP BY s`;
}

const quarterOfDay = (first: string, count: number): string =>
  `$1::bigint + d * ${DAY_MS}::bigint + (${first} + k) * ${QUARTER_MS}::bigint
   FROM generate_series(0, ${YEAR.days - 1}) d, generate_series(0, ${count - 1}) k`;
const queue = `'queue-' || q, CASE WHEN q % 4 = 0 THEN 'chat' ELSE 'voice' END`;
const WAIT_COLUMNS = `answered, abandoned, moved_on, requested, withdrawn, wait_ms, longest_ms, answered_within, abandoned_before,
  waits, bot_answered, bot_handed_over, bot_solved, rona, parts, part_ms, wrap_up_ms, transferred, callbacks, reached, not_reached,
  hung_up, failed_attempts, callback_parts, callback_ms`;
const WAIT_VALUES = `answered, abandoned, 0, 0, 0, wait_ms, longest_ms, answered_within, abandoned_before, waits, 1, 1, 0, 1, answered,
  answered * 240000, answered * 30000, 1, 0, 0, 0, 0, 0, 0, 0`;
const FIRST_COLUMNS = 'customers_known, settled, first_contacts, resolved_at_first';
const DRAWN = `sample.s = 1 + (d * 7919 + k * 104729 + q * 1299709) % 2000`;

const INSERTS: Record<string, string> = {
  interval_wait: `INSERT INTO interval_wait (workspace, at, queue_id, channel, ${WAIT_COLUMNS}, ${FIRST_COLUMNS})
    SELECT 'default', at, ${queue}, ${WAIT_VALUES}, 8, 8, 8, 8 FROM (
      SELECT d, k, q, ${quarterOfDay(String(YEAR.opensAtQuarter), YEAR.quarters).replace('FROM', 'AS at FROM')},
        generate_series(1, ${YEAR.queues}) q) AS cell JOIN sample ON ${DRAWN}`,
  interval_skill: `INSERT INTO interval_skill (workspace, at, skill_id, queue_id, channel, ${WAIT_COLUMNS})
    SELECT 'default', at, 'skill-' || (q + z) % 12, ${queue}, ${WAIT_VALUES} FROM (
      SELECT d, k, q, z, ${quarterOfDay(String(YEAR.opensAtQuarter), YEAR.quarters).replace('FROM', 'AS at FROM')},
        generate_series(1, ${YEAR.queues}) q, generate_series(1, ${YEAR.skillsOfQueue}) z) AS cell
    JOIN sample ON ${DRAWN}`,
  interval_agent: `INSERT INTO interval_agent
    SELECT 'default', at, 'agent-' || a, 900000, 720000, 90000, 150000, 30000, 0, 3, 3, 0, 0, 3, 720000, 0, 3, 0, 0
    FROM (SELECT a, ${quarterOfDay(`${YEAR.opensAtQuarter} + a % 20`, YEAR.quartersOfAgent).replace('FROM', 'AS at FROM')},
            generate_series(1, ${YEAR.agents}) a) AS cell`,
  interval_disposition: `INSERT INTO interval_disposition
    SELECT 'default', at, 'disposition-' || c, ${queue}, 2, 1, 1, 0, 0, 0, 1, 1, 1, 1
    FROM (SELECT q, c, ${quarterOfDay(String(YEAR.opensAtQuarter), YEAR.quarters).replace('FROM', 'AS at FROM')},
            generate_series(1, ${YEAR.queues}) q, generate_series(1, ${YEAR.dispositions}) c) AS cell`,
  interval_agent_disposition: `INSERT INTO interval_agent_disposition
    SELECT 'default', at, 'disposition-' || (a + k + c * 3) % ${YEAR.dispositions}, ${queue.replaceAll('q', '(1 + a % 24)').replace("'(1 + a % 24)ueue-'", "'queue-'")}, 'agent-' || a, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1
    FROM (SELECT a, c, k, ${quarterOfDay(`${YEAR.opensAtQuarter} + a % 20`, YEAR.quartersOfAgent).replace('FROM', 'AS at FROM')},
            generate_series(1, ${YEAR.agents}) a, generate_series(1, ${Math.floor(PER_AGENT_ROW)}) c) AS cell`,
};
