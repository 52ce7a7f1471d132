import type { Postgres } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';
import { recount } from './recount.js';
import { quarterOf } from './ladders.js';

const CHUNK_MS = 86_400_000;

/**
 * Fills the interval tables with what was in the history before there were any: a day at a time, each in a transaction
 * that notes how far it is, so that it goes on where it was left, on any node. Nothing is projected before it is done.
 */
export class IntervalFill {
  private done = false;

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
