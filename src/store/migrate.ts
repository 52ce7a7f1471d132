import pg from 'pg';
import { connectionSettings, createDataSource, POOLS } from './data-source.js';

/** Any fixed number: whoever migrates this project's tables holds the lock of this name. */
const LOCK = 5_683_201;

/**
 * Brings the database to the latest version and returns the names of the migrations that ran. Any number of nodes may
 * start at once: an advisory lock of a session lets one work and the others find it done. All pending migrations commit
 * together or not at all.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const guard = new pg.Client(connectionSettings(databaseUrl, POOLS.migration));
  // A connection lost while it waits surfaces in the query under way; without a listener it would end the process.
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await runPending(databaseUrl);
  } finally {
    // Ends the session and with it the lock.
    await guard.end();
  }
}

async function runPending(databaseUrl: string): Promise<string[]> {
  const source = await createDataSource(databaseUrl, POOLS.migration).initialize();
  try {
    const ran = await source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
