import type pg from 'pg';

export interface Gap {
  /** Store time of the commit before the gap, ms. */
  from: number;
  ms: number;
}

/** The longest time between two committed offers within a window of store time; the archive must have caught up. */
export async function longestGap(postgres: pg.Pool, from: number, to: number): Promise<Gap> {
  const sql = `SELECT at FROM event_log WHERE workspace = 'default' AND type = 'contact.offered' AND at BETWEEN $1 AND $2
    ORDER BY generation, seq`;
  const { rows } = await postgres.query<{ at: string }>(sql, [from, to]);
  const longest: Gap = { from, ms: 0 };
  let before = from;
  for (const at of [...rows.map((row) => Number(row.at)), to]) {
    if (at - before > longest.ms) Object.assign(longest, { from: before, ms: at - before });
    before = at;
  }
  return longest;
}
