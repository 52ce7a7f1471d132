import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIRSTS = ['customers_known', 'settled', 'first_contacts', 'resolved_at_first'];
const COUNTS = [
  ...['answered', 'abandoned', 'moved_on', 'requested', 'withdrawn', 'bot_answered', 'bot_handed_over', 'bot_solved'],
  ...['rona', 'parts', 'transferred', 'callbacks', 'reached', 'not_reached', 'hung_up', 'failed_attempts'],
  'callback_parts',
];
const OTHERS = ['wait_ms', 'longest_ms', 'waits', 'part_ms', 'wrap_up_ms', 'callback_ms'];
const ZEROS = [...COUNTS, ...OTHERS].map(() => '0').join(', ');
/** Sums of days are made anew by the projector; until then reports read the quarters. */
const ANEW = `UPDATE interval_fill SET rolled_at = NULL, rolled_zone = NULL`;

/**
 * The first contacts of a queue stand with its waits, so that the report of queues reads one row for each quarter, queue
 * and channel, not one for each disposition as well. What is there is taken from the dispositions.
 */
export class FirstContactsOfQueues1764000000080 implements MigrationInterface {
  readonly name = 'FirstContactsOfQueues1764000000080';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['interval_wait', 'interval_wait_hour', 'interval_wait_day']) {
      const added = FIRSTS.map((column) => `ADD "${column}" integer NOT NULL DEFAULT 0`);
      await runner.query(`ALTER TABLE "${table}" ${added.join(', ')}`);
      await runner.query(
        `ALTER TABLE "${table}" ${FIRSTS.map((column) => `ALTER "${column}" DROP DEFAULT`).join(', ')}`,
      );
    }
    await runner.query(
      `INSERT INTO interval_wait (workspace, at, queue_id, channel, ${[...COUNTS, ...OTHERS].join(', ')}, answered_within,
         abandoned_before, ${FIRSTS.join(', ')})
       SELECT workspace, at, queue_id, channel, ${ZEROS}, array_fill(0, ARRAY[45]), array_fill(0, ARRAY[15]),
         ${FIRSTS.map((column) => `sum(${column})`).join(', ')}
       FROM interval_disposition GROUP BY workspace, at, queue_id, channel HAVING sum(customers_known) <> 0
       ON CONFLICT (workspace, at, queue_id, channel)
       DO UPDATE SET ${FIRSTS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
    await runner.query(ANEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    const isEmpty = COUNTS.map((column) => `${column} = 0`).join(' AND ');
    await runner.query(`DELETE FROM interval_wait WHERE ${isEmpty}`);
    for (const table of ['interval_wait', 'interval_wait_hour', 'interval_wait_day'])
      await runner.query(`ALTER TABLE "${table}" ${FIRSTS.map((column) => `DROP "${column}"`).join(', ')}`);
    await runner.query(ANEW);
  }
}
