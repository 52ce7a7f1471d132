import type { QueryRunner } from 'typeorm';
import { discard, execute, type Connection } from './connection.js';
import { asDomainError, isAway } from './faults.js';
import type { Rows } from './run.js';

/**
 * One state of the store, however many statements read it, one after the other. Errors are those of `Postgres`; after one
 * nothing but `close` is left.
 */
export class Snapshot {
  private closing: Promise<void> | undefined;
  private cursors = 0;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly connection: Connection,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.breakOff, { once: true });
  }

  /** On a connection that it gives back when it is closed. */
  static async begin(runner: QueryRunner, connection: Connection, signal: AbortSignal): Promise<Snapshot> {
    const snapshot = new Snapshot(runner, connection, signal);
    if (signal.aborted) discard(connection);
    try {
      await snapshot.guarded(() => runner.startTransaction('REPEATABLE READ'));
      return snapshot;
    } catch (error) {
      await snapshot.close();
      throw error;
    }
  }

  /** The rows of one statement, all at once. */
  async query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.guarded(() => execute<T>(this.runner, sql, parameters))).rows;
  }

  /**
   * The rows of one SELECT, up to `batch` at a time, by a cursor: no more is read than is taken, and two batches beyond,
   * one that is made while the other is on its way. The batches of several are made in turn. `gathered`: all
   * rows are made before the first is given, by as many workers as the server lends; a cursor's own plan has none.
   */
  async *rows<T>(
    sql: string,
    parameters: unknown[],
    { batch, gathered = false }: { batch: number; gathered?: boolean },
  ): AsyncGenerator<T[], void, undefined> {
    const number = (this.cursors += 1);
    const [table, cursor] = [`gathered_${number}`, `taken_${number}`];
    if (gathered) await this.query(`CREATE TEMP TABLE ${table} ON COMMIT DROP AS ${sql}`, parameters);
    // In the order in which they were written: `synchronize_seqscans` is off in pools that gather.
    const from = gathered ? `SELECT * FROM ${table}` : sql;
    await this.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${from}`, gathered ? [] : parameters);
    const fetch = (): Promise<Rows<T>> => {
      const fetched = this.guarded(() => execute<T>(this.runner, `FETCH ${batch} FROM ${cursor}`));
      // Nobody may come to ask for it.
      fetched.catch(() => undefined);
      return fetched;
    };
    const ahead = [fetch(), fetch()];
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      const { rows } = await next;
      const isLast = rows.length < batch;
      if (!isLast) ahead.push(fetch());
      if (rows.length > 0) yield rows;
      if (isLast) break;
    }
  }

  /** Gives the connection back, whatever is under way on it. Repeats wait for the first. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    this.signal.removeEventListener('abort', this.breakOff);
    if (this.runner.isTransactionActive) await this.runner.rollbackTransaction().catch(() => discard(this.connection));
    await this.runner.release();
  }

  private readonly breakOff = (): void => discard(this.connection);

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isAway(error)) discard(this.connection);
      throw asDomainError(error, false);
    }
  }
}
