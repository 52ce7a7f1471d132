import type { QueryRunner } from 'typeorm';
import type { Rows } from './run.js';
import type { runScript } from './script.js';

/** Of pg, as the pool lends it. */
export type Connection = Parameters<typeof runScript>[0] & {
  end(): Promise<void>;
  connection: { stream: { destroy(): void } };
};

/** Closes a connection whose state is unknown, so that the pool replaces it; Postgres rolls its transaction back. */
export function discard(connection: Connection): void {
  connection.end().catch(() => undefined);
  // A pipelined one would end its statements first.
  connection.connection.stream.destroy();
}

/** Runs one statement. */
export async function execute<T>(runner: QueryRunner, sql: string, parameters?: unknown[]): Promise<Rows<T>> {
  const result = await runner.query(sql, parameters, true);
  return { rows: result.records as T[], affected: result.affected ?? 0 };
}
