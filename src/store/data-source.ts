import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { ENTITIES } from './entities/index.js';

/** How one part of the program uses Postgres: each has its own pool, so that none can starve another. */
export interface PoolOptions {
  /** Seen in pg_stat_activity. */
  purpose: 'configuration' | 'projector' | 'history' | 'reports' | 'migration';
  connections: number;
  /** Longest that one statement may take, ms; 0: no limit. */
  statementTimeoutMs: number;
  /** Settings of the session, as `-c name=value`. */
  session?: string;
  /** Statements are sent without waiting for the answers to those before: Postgres makes one while another is read. */
  pipelined?: true;
}

export const POOLS = {
  configuration: { purpose: 'configuration', connections: 4, statementTimeoutMs: 5_000 },
  // A crash of Postgres may take back the last half second of commits, position and rows alike: the projector copies it
  // again from the log, which keeps at least 15 minutes. So its commits need not wait for the disk.
  projector: {
    purpose: 'projector',
    connections: 2,
    statementTimeoutMs: 30_000,
    session: '-c synchronous_commit=off',
  },
  history: { purpose: 'history', connections: 6, statementTimeoutMs: 5_000 },
  // Long readings, few at once. A statement whose client has gone away ends within a second.
  reports: {
    purpose: 'reports',
    connections: 2,
    statementTimeoutMs: 60_000,
    session:
      '-c client_connection_check_interval=1000 -c jit=off -c work_mem=64MB -c cursor_tuple_fraction=1 -c synchronize_seqscans=off',
    pipelined: true,
  },
  migration: { purpose: 'migration', connections: 2, statementTimeoutMs: 0 },
} as const satisfies Record<string, PoolOptions>;

const INT8 = 20;
const NUMERIC = 1700;

/** Sequence numbers, milliseconds and counts all fit a number: bigint and numeric come back as one. */
const NUMBERS = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === INT8 || oid === NUMERIC) return Number;
    return format === undefined ? pg.types.getTypeParser(oid) : pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Settings that every connection of ours shares, also those outside TypeORM. */
export function connectionSettings(databaseUrl: string, options: PoolOptions): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: `lotse-${options.purpose}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 2_000,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs === 0 ? 0 : 60_000,
    // A server that no longer answers at all cannot enforce its own limit.
    ...(options.statementTimeoutMs === 0 ? {} : { query_timeout: options.statementTimeoutMs + 1_000 }),
    ...(options.session === undefined ? {} : { options: options.session }),
    types: NUMBERS as pg.CustomTypesConfig,
  };
}

/** A TypeORM data source with the project's entities and migrations. Does not connect yet. */
export function createDataSource(databaseUrl: string, options: PoolOptions): DataSource {
  const { connectionString, ...settings } = connectionSettings(databaseUrl, options);
  return new DataSource({
    type: 'postgres',
    url: connectionString,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logging: false,
    // An idle connection that breaks is replaced by the next query; the query that meets it reports it.
    poolErrorHandler: () => undefined,
    extra: {
      ...settings,
      max: options.connections,
      idleTimeoutMillis: 30_000,
      ...(options.pipelined && { pipeline: true }),
    },
  });
}
