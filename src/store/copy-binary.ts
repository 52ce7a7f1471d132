import { WORKSPACE } from './workspace.js';

/** Column types that rows of ours are copied with; each may be null. */
export type ColumnType = 'text' | 'int4' | 'int8';

/** A table to copy rows into: `workspace` and then a column for each of these properties, in this order. */
export interface CopyTable<Row> {
  readonly name: string;
  readonly columns: { readonly [K in keyof Row]-?: ColumnType };
  /** Columns that have another name than the property. */
  readonly names?: { readonly [K in keyof Row]?: string };
}

/** A COPY statement, and the protocol's messages with its rows. */
export interface Copy {
  statement: string;
  messages: Buffer;
}

type Value = string | number | null | undefined;

/** What the last rows of a table took, bytes: mostly what the next will take. */
const lastSizes = new Map<string, number>();

/**
 * Rows in Postgres's binary COPY format: neither we nor the server escape, quote or parse anything. Text that Postgres
 * cannot hold becomes U+FFFD, because one odd note must not stop the archive: NUL here, half a surrogate pair by UTF-8.
 */
export function copyRows<Row extends object>(table: CopyTable<Row>, rows: readonly Row[]): Copy {
  const properties = Object.keys(table.columns) as (keyof Row & string)[];
  const types = properties.map((property) => table.columns[property]);
  const out = new CopyMessages((lastSizes.get(table.name) ?? 0) * 1.25);
  for (const row of rows) {
    out.begin(properties.length + 1);
    out.text(WORKSPACE);
    for (let i = 0; i < properties.length; i += 1) {
      const value = row[properties[i] as keyof Row] as Value;
      if (value === undefined || value === null) out.null();
      else if (types[i] === 'text') out.text(value as string);
      else if (types[i] === 'int8') out.int8(value as number);
      else out.int4(value as number);
    }
  }
  const messages = out.end();
  lastSizes.set(table.name, messages.length);
  const names = properties.map((property) => table.names?.[property] ?? property).join(', ');
  return { statement: `COPY ${table.name} (workspace, ${names}) FROM STDIN (FORMAT binary)`, messages };
}

/** A CopyData message's head (its length is written at the end), then the format's own. */
const HEAD = Buffer.from('d\0\0\0\0PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const COPY_DONE = Buffer.from('c\0\0\0\x04', 'latin1');
const LEAST_SIZE = 16_384;
const TWO_POW_32 = 2 ** 32;

class CopyMessages {
  private buffer: Buffer;
  private at: number;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(Math.max(LEAST_SIZE, Math.ceil(size)));
    this.at = HEAD.copy(this.buffer);
  }

  begin(fields: number): void {
    this.reserve(2);
    this.at = this.buffer.writeInt16BE(fields, this.at);
  }

  text(value: string): void {
    const clean = value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
    this.reserve(4 + clean.length * 3);
    const length = this.buffer.write(clean, this.at + 4);
    this.buffer.writeInt32BE(length, this.at);
    this.at += 4 + length;
  }

  int4(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  /** Takes safe integers. */
  int8(value: number): void {
    const high = Math.floor(value / TWO_POW_32);
    this.int32(8);
    this.int32(high);
    this.reserve(4);
    this.at = this.buffer.writeUInt32BE(value - high * TWO_POW_32, this.at);
  }

  null(): void {
    this.int32(-1);
  }

  end(): Buffer {
    this.begin(-1);
    this.reserve(COPY_DONE.length);
    this.buffer.writeInt32BE(this.at - 1, 1);
    this.at += COPY_DONE.copy(this.buffer, this.at);
    return this.buffer.subarray(0, this.at);
  }

  private int32(value: number): void {
    this.reserve(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
