import type { Run } from '../../store/postgres.js';
import { WORKSPACE } from '../../store/workspace.js';

export const DAY_MS = 86_400_000;
/** What is younger than this is in no day that is rolled up, whichever clock told of it. */
const SURELY_OPEN_MS = DAY_MS;

/** $1 workspace, $2 days of UTC, $3 when. Of days that are rolled up. */
const NOTE = `INSERT INTO interval_stale (workspace, day, noted_at)
  SELECT $1, day, $3 FROM unnest($2::bigint[]) AS day, interval_fill f
  WHERE f.workspace = $1 AND day < f.rolled_at ON CONFLICT DO NOTHING`;

const dayOf = (at: number): number => at - (at % DAY_MS);

/** Notes, in the transaction that changes the rows of these quarters, that what is rolled up of them no longer holds. */
export async function noteStale(run: Run, quarters: Iterable<number>, at: number): Promise<void> {
  const days = [...new Set([...quarters].map(dayOf))];
  if (days.length > 0) await run(NOTE, [WORKSPACE, days, at]);
}

/** The same as statements of a script, for events of which the last has the time `at`: most touch no day of old. */
export function staleStatements(quarters: Iterable<number>, at: number): string[] {
  const days = [...new Set([...quarters].filter((quarter) => quarter < at - SURELY_OPEN_MS).map(dayOf))];
  if (days.length === 0) return [];
  return [
    NOTE.replaceAll('$1', `'${WORKSPACE}'`)
      .replace('$2', `'{${days.join(',')}}'`)
      .replace('$3', String(at)),
  ];
}
