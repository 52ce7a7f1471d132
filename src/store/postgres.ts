import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../domain/errors.js';
import { discard, execute, type Connection } from './connection.js';
import { createDataSource, type PoolOptions } from './data-source.js';
import { asDomainError, isAway } from './faults.js';
import type { Run } from './run.js';
import { runScript, type Script } from './script.js';
import { Snapshot } from './snapshot.js';

export type { Run };

/** Runs a script inside the transaction. */
export type RunScript = (script: Script) => Promise<void>;

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
   * One state of the store for several statements, as it is when the first of them begins. Holds a connection until it is
   * closed; an abort breaks the connection, which ends also a statement that is under way.
   */
  async snapshot(signal: AbortSignal): Promise<Snapshot> {
    const { runner, connection } = await this.checkOut();
    return Snapshot.begin(runner, connection, signal);
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
