import type { NumberOf, StoredRow } from './report.js';

/** Numbers that are read apart from the rows that they belong to, as these are taken. */
export class Additions {
  private readonly byKey = new Map<string, StoredRow>();
  private readonly keyOf: (row: StoredRow) => string;
  private ahead: readonly StoredRow[] = [];

  /**
   * @param rows by rising `n`; of the same `n` and columns one at most
   * @param columns what rows are told apart by beside `n`
   */
  constructor(
    private readonly rows: AsyncIterator<StoredRow[], void> | undefined,
    columns: readonly string[],
  ) {
    this.keyOf = (row) => columns.reduce((key, column) => `${key}\n${row[column]}`, String(row.n));
  }

  /** Takes those of the next rows, [first, last] by their `n`; what was taken for rows before them is gone. */
  async take(first: number, last: number): Promise<void> {
    for (const [key, { n }] of this.byKey) if (n < first) this.byKey.delete(key);
    while (this.rows !== undefined) {
      const beyond = this.ahead.findIndex(({ n }) => n > last);
      for (const row of beyond < 0 ? this.ahead : this.ahead.slice(0, beyond)) this.byKey.set(this.keyOf(row), row);
      this.ahead = beyond < 0 ? [] : this.ahead.slice(beyond);
      if (beyond >= 0) return;
      const next = await this.rows.next();
      if (next.done === true) return;
      this.ahead = next.value;
    }
  }

  /** A row's numbers with what is to be added to them. */
  to(row: StoredRow, numberOf: NumberOf): NumberOf {
    const more = this.byKey.size === 0 ? undefined : this.byKey.get(this.keyOf(row));
    return more === undefined ? numberOf : (name) => numberOf(name) + ((more[name] as number | undefined) ?? 0);
  }
}
