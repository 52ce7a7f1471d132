import { PrimaryColumn, Column } from 'typeorm';

/** A part of the primary key named as in the migrations. */
export function KeyColumn(
  table: string,
  options: { name?: string; type?: 'text' | 'integer' | 'bigint' } = {},
): PropertyDecorator {
  return PrimaryColumn({ type: options.type ?? 'text', name: options.name, primaryKeyConstraintName: `pk_${table}` });
}

/** A part of the primary key of a table of the history: compared as bytes, which is much cheaper than as a language. */
export function HistoryKey(table: string, name?: string): PropertyDecorator {
  return PrimaryColumn({ type: 'text', name, collation: 'C', primaryKeyConstraintName: `pk_${table}` });
}

/** Text of the history that an index orders by: compared as bytes. */
export function IndexedText(name?: string, nullable = false): PropertyDecorator {
  return Column({ type: 'text', name, collation: 'C', nullable });
}

/** Text that may be absent. */
export function OptionalText(name?: string): PropertyDecorator {
  return Column({ type: 'text', name, nullable: true });
}

/** Store milliseconds, as the event log gives them; fits a number until the year 287396. */
export function StoreTime(name: string, nullable = false): PropertyDecorator {
  return Column({ type: 'bigint', name, nullable });
}

/** When Postgres wrote the row, by its own clock. */
export function WrittenAt(name: string): PropertyDecorator {
  return Column({ type: 'timestamptz', name, default: () => 'now()' });
}
