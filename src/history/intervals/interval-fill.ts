import type { Postgres } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import { COMES_BACK_MS, settle } from './first-contact.js';
import { recount } from './recount.js';
import { quarterOf } from './ladders.js';

const CHUNK_MS = 86_400_000;
const SETTLED_AT_ONCE_MS = 6 * 3_600_000;

/**
 * Fills the interval tables with what was in the history before there were any: a day at a time, each in a transaction
 * that notes how far it is, so that it goes on where it was left, on any node. Nothing is projected before it is done.
 */
export class IntervalFill {
  private done = false;
  private settledAt = -Infinity;

  constructor(private readonly postgres: Postgres) {}

  /** Fills one more day. True: all is there. */
  async step(): Promise<boolean> {
    if (this.done) return true;
    this.done = await this.postgres.transaction(async (run) => {
      const { rows } = await run<{ next: number | null; last: number; logBegins: number }>(
        `SELECT next_at AS next, last_at AS last, log_begins_at AS "logBegins" FROM interval_fill
         WHERE workspace = $1 FOR UPDATE`,
        [WORKSPACE],
      );
      const next = rows[0]?.next ?? null;
      if (next === null) return true;
      const { last, logBegins } = rows[0] as { last: number; logBegins: number };
      const to = next + CHUNK_MS;
      await recount(run, next, to, await botsOf(run));
      // Before the log there are but contacts that came earlier than they were told.
      const { rows: earlier } = await run<{ at: number | null }>(
        `SELECT least(${EARLIEST('contact')}, ${EARLIEST('live_contact')}) AS at`,
        [WORKSPACE, to, logBegins],
      );
      const from = to < logBegins ? quarterOf(earlier[0]?.at ?? logBegins) : to;
      await run(`UPDATE interval_fill SET next_at = $2 WHERE workspace = $1`, [WORKSPACE, from > last ? null : from]);
      return from > last;
    });
    return this.done;
  }

  /**
   * Settles, some hours at a time, which contacts were resolved at the first: those whose seven days are over at `now`,
   * the time of the last event that is archived. Each once, whichever node does it.
   */
  async settle(now: number): Promise<void> {
    const due = quarterOf(Math.max(0, now - COMES_BACK_MS));
    while (this.settledAt < due) this.settledAt = await this.settleUpTo(due);
  }

  private async settleUpTo(due: number): Promise<number> {
    return this.postgres.transaction(async (run) => {
      await run(
        `INSERT INTO interval_fill (workspace, next_at, last_at, log_begins_at, settled_at)
         VALUES ($1, NULL, $2, $2, $2) ON CONFLICT DO NOTHING`,
        [WORKSPACE, due],
      );
      const { rows } = await run<{ at: number }>(
        'SELECT settled_at AS at FROM interval_fill WHERE workspace = $1 FOR UPDATE',
        [WORKSPACE],
      );
      const from = rows[0]?.at ?? due;
      if (from >= due) return from;
      const to = Math.min(due, from + SETTLED_AT_ONCE_MS);
      await settle(run, from, to);
      await run('UPDATE interval_fill SET settled_at = $2 WHERE workspace = $1', [WORKSPACE, to]);
      return to;
    });
  }
}

const EARLIEST = (table: string): string =>
  `(SELECT min(enqueued_at) FROM ${table} WHERE workspace = $1 AND enqueued_at >= $2 AND enqueued_at < $3)`;

/** Who is a bot, as configured now. */
export async function botsOf(run: Postgres['run']): Promise<string[]> {
  const { rows } = await run<{ id: string }>(
    `SELECT id FROM agent WHERE workspace = $1 AND body->>'kind' = 'bot' ORDER BY id`,
    [WORKSPACE],
  );
  return rows.map(({ id }) => id);
}
