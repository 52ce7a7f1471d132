export interface Rows<T> {
  rows: T[];
  /** Rows that an INSERT, UPDATE or DELETE touched. */
  affected: number;
}

/** Runs one statement; `$1`-style parameters. */
export type Run = <T = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Rows<T>>;
