import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../domain/errors.js';
import { createDataSource, type PoolOptions } from './data-source.js';
import type { Rows, Run } from './run.js';
import { runScript, type Script } from './script.js';

export type { Rows, Run };

/** Runs a script inside the transaction. */
export type RunScript = (script: Script) => Promise<void>;

/** Messages of pg and its pool that have no code; all mean that the server was not reached or went away. */
const LOST =
  /timeout (exceeded|expired)|connection terminated|connection ended|query read timeout|client has encountered a connection error/i;
/** Classes 08 (connection), 57P (shutdown), 53 (no resources), and a cancelled statement. */
const AWAY = /^(08...|57P0[1-5]|53...|57014|25P0[34])$/;

/** True when the error says "Postgres is out of reach or overloaded", not "the statement is wrong". */
export function isAway(error: unknown): boolean {
  // By shape, not by class: the runtime's own errors may come from another realm.
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (AWAY.test(code) || /^E[A-Z_]+$/.test(code))) return true;
  return typeof message === 'string' && LOST.test(message);
}

/** Text that Postgres cannot hold: NUL, or half a surrogate pair inside JSON. */
const BAD_TEXT = ['22021', '22P05', '22P02'];

function asDomainError(error: unknown, commitSent: boolean): unknown {
  if (BAD_TEXT.includes((error as { code?: string } | null)?.code ?? '')) {
    return new DomainError('validationFailed', 'Text must hold neither NUL characters nor halves of surrogate pairs.');
  }
  if (!isAway(error)) return error;
  const code = commitSent ? 'outcomeUnknown' : 'storeUnavailable';
  return new DomainError(code, 'The configuration and history store is out of reach.', { retryAfterSeconds: 1 });
}

/**
 * One pool of connections that need not be there: each call tries again, and throws `storeUnavailable` when Postgres is
 * away, `outcomeUnknown` when it went away while a commit was under way.
 */
export class Postgres {
  private readonly source: DataSource;
  private connecting: Promise<void> | undefined;
  private closed = false;

  constructor(databaseUrl: string, options: PoolOptions) {
    this.source = createDataSource(databaseUrl, options);
  }

  /** Runs one statement on any connection of the pool. */
  readonly run: Run = async (sql, parameters) => {
    const { runner, connection } = await this.checkOut();
    try {
      return await execute(runner, sql, parameters);
    } catch (error) {
      if (isAway(error)) discard(connection);
      throw asDomainError(error, false);
    } finally {
      await runner.release();
    }
  };

  /** The rows of one statement. */
  async query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.run<T>(sql, parameters)).rows;
  }

  /** Runs a script as a transaction of its own, in one round trip: all of it or nothing. */
  async script(script: Script): Promise<void> {
    const { runner, connection } = await this.checkOut();
    try {
      await runScript(connection, script);
    } catch (error) {
      if (isAway(error)) discard(connection);
      throw asDomainError(error, true);
    } finally {
      await runner.release();
    }
  }

  /** Runs `work` in one transaction; whatever it throws rolls back. */
  async transaction<T>(
    work: (run: Run, script: RunScript) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<T> {
    const { runner, connection } = await this.checkOut();
    let commitSent = false;
    try {
      await runner.startTransaction(isolation);
      const result = await work(
        (sql, parameters) => execute(runner, sql, parameters),
        (script) => runScript(connection, script),
      );
      commitSent = true;
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (isAway(error) || commitSent) discard(connection);
      else if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => discard(connection));
      throw asDomainError(error, commitSent);
    } finally {
      await runner.release();
    }
  }

  /**
   * The rows of one SELECT, up to `batch` at a time, by a cursor: no more is read than is taken, and
   * a batch beyond. Whoever stops taking
   * them ends it. An abort breaks the connection, which ends also a statement that is under way. `gathered`: all rows are
   * made before the first is given, by as many workers as the server lends; a cursor's own plan has none.
   */
  async *rows<T>(
    sql: string,
    parameters: unknown[],
    { batch, signal, gathered = false }: { batch: number; signal: AbortSignal; gathered?: boolean },
  ): AsyncGenerator<T[], void, undefined> {
    const { runner, connection } = await this.checkOut();
    const breakOff = (): void => discard(connection);
    signal.addEventListener('abort', breakOff, { once: true });
    try {
      if (signal.aborted) return;
      await runner.startTransaction();
      if (gathered) await execute(runner, `CREATE TEMP TABLE gathered ON COMMIT DROP AS ${sql}`, parameters);
      // In the order in which they were written: `synchronize_seqscans` is off in pools that gather.
      const from = gathered ? 'SELECT * FROM gathered' : sql;
      await execute(runner, `DECLARE taken NO SCROLL CURSOR FOR ${from}`, gathered ? [] : parameters);
      const fetch = (): Promise<Rows<T>> => {
        const fetched = execute<T>(runner, `FETCH ${batch} FROM taken`);
        // Nobody may come to ask for it.
        fetched.catch(() => undefined);
        return fetched;
      };
      for (let next = fetch(); ;) {
        const { rows } = await next;
        const isLast = rows.length < batch;
        // Made while these are taken.
        if (!isLast) next = fetch();
        if (rows.length > 0) yield rows;
        if (isLast) break;
      }
    } catch (error) {
      if (isAway(error)) discard(connection);
      throw asDomainError(error, false);
    } finally {
      signal.removeEventListener('abort', breakOff);
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => discard(connection));
      await runner.release();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connecting?.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
  }

  private async checkOut(): Promise<{ runner: QueryRunner; connection: Connection }> {
    if (this.closed)
      throw new DomainError('storeUnavailable', 'The server is shutting down.', { retryAfterSeconds: 1 });
    try {
      if (!this.source.isInitialized) await this.connect();
      const runner = this.source.createQueryRunner();
      return { runner, connection: (await runner.connect()) as Connection };
    } catch (error) {
      throw asDomainError(error, false);
    }
  }

  /** One attempt at a time, shared by all who ask. */
  private connect(): Promise<void> {
    this.connecting ??= this.source
      .initialize()
      .then(() => undefined)
      .finally(() => (this.connecting = undefined));
    return this.connecting;
  }
}

type Connection = Parameters<typeof runScript>[0] & { end(): Promise<void> };

/** Closes a connection whose state is unknown, so that the pool replaces it; Postgres rolls its transaction back. */
function discard(connection: Connection): void {
  connection.end().catch(() => undefined);
}

async function execute<T>(runner: QueryRunner, sql: string, parameters?: unknown[]): Promise<Rows<T>> {
  const result = await runner.query(sql, parameters, true);
  return { rows: result.records as T[], affected: result.affected ?? 0 };
}
