import pg from 'pg';
import { WORKSPACE } from '../../store/workspace.js';
import { NONE, type IntervalTable, type MeasureKind } from './interval-tables.js';
import { packHistogram, quarterOf } from './ladders.js';

/** What a fact adds: numbers; a wait into a histogram or the longest; the steps of an array from which on it counts. */
type Added<T extends IntervalTable> = Partial<Record<keyof T['measures'] & string, number>>;

interface Row {
  at: number;
  dimensions: string[];
  numbers: Map<string, number>;
  steps: Map<string, number[]>;
  histograms: Map<string, Map<number, number>>;
}

/** Longest text that a key takes from what people write, UTF-16 units: an index entry has an end. */
const LONGEST_TEXT = 400;

/**
 * What a run of events adds to the rows of intervals, summed up per row: as many writes as rows are touched, however many
 * contacts there were.
 */
export class IntervalFacts {
  private readonly tables = new Map<IntervalTable, Map<string, Row>>();

  /** Adds to the row of the interval that `at` lies in. */
  add<T extends IntervalTable>(table: T, at: number, dimensions: readonly (string | null)[], added: Added<T>): void {
    const row = this.row(table, quarterOf(at), dimensions);
    for (const [measure, value] of Object.entries(added) as [string, number][])
      this.measure(row, measure, table.measures[measure] as MeasureKind, value, table);
  }

  clear(): void {
    this.tables.clear();
  }

  /** Beginnings of the intervals that have something to add. */
  quarters(): Set<number> {
    return new Set([...this.tables.values()].flatMap((rows) => [...rows.values()].map(({ at }) => at)));
  }

  /** Statements that add all of it, one for each table that has something to add. */
  statements(): string[] {
    return [...this.tables].map(([table, rows]) => upsert(table, [...rows.values()]));
  }

  private row(table: IntervalTable, at: number, dimensions: readonly (string | null)[]): Row {
    let rows = this.tables.get(table);
    if (rows === undefined) this.tables.set(table, (rows = new Map()));
    // What differs only in what the database cannot hold is one row, or one statement would write it twice.
    const texts = dimensions.map(storable);
    const key = `${at}\0${texts.join('\0')}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = { at, dimensions: texts, numbers: new Map(), steps: new Map(), histograms: new Map() };
      rows.set(key, row);
    }
    return row;
  }

  private measure(row: Row, measure: string, kind: MeasureKind, value: number, table: IntervalTable): void {
    if (kind === 'count' || kind === 'ms') row.numbers.set(measure, (row.numbers.get(measure) ?? 0) + value);
    else if (kind === 'longest') row.numbers.set(measure, Math.max(row.numbers.get(measure) ?? 0, value));
    else if (kind === 'histogram') {
      const counts = row.histograms.get(measure) ?? new Map<number, number>();
      row.histograms.set(measure, counts.set(value, (counts.get(value) ?? 0) + 1));
    } else {
      const length = table.lengths?.[measure] ?? 0;
      const steps = row.steps.get(measure) ?? zeros(length);
      for (let i = value; i < length; i += 1) steps[i] = (steps[i] as number) + 1;
      row.steps.set(measure, steps);
    }
  }
}

/** Text as the tables hold it: without NUL and halves of surrogate pairs. */
function storable(text: string | null): string {
  if (text === null) return NONE;
  if (/^[\w.:-]*$/.test(text)) return text;
  const whole = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  return Buffer.from(whole).toString().replaceAll('\0', '\ufffd');
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

function upsert(table: IntervalTable, rows: readonly Row[]): string {
  const measures = Object.entries(table.measures) as [string, MeasureKind][];
  const keys = ['workspace', 'at', ...table.dimensions];
  const values = rows.map((row) => {
    const cells = [
      `'${WORKSPACE}'`,
      String(row.at),
      ...row.dimensions.map((text) => pg.escapeLiteral(text)),
      ...measures.map(([measure, kind]) => literal(row, measure, kind, table)),
    ];
    return `(${cells.join(',')})`;
  });
  return `INSERT INTO ${table.name} AS t (${[...keys, ...measures.map(([measure]) => measure)].join(', ')})
    VALUES ${values.join(',\n')}
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${measures.map(([measure, kind]) => sumOf(measure, kind, table)).join(', ')}`;
}

function literal(row: Row, measure: string, kind: MeasureKind, table: IntervalTable): string {
  if (kind === 'histogram') return packHistogram(row.histograms.get(measure) ?? new Map());
  if (kind !== 'steps') return String(row.numbers.get(measure) ?? 0);
  const steps = row.steps.get(measure) ?? zeros(table.lengths?.[measure] ?? 0);
  return `'{${steps.join(',')}}'`;
}

function sumOf(measure: string, kind: MeasureKind, table: IntervalTable): string {
  if (kind === 'longest') return `${measure} = greatest(t.${measure}, excluded.${measure})`;
  if (kind !== 'steps') return `${measure} = t.${measure} + excluded.${measure}`;
  const length = table.lengths?.[measure] ?? 0;
  const sums = Array.from({ length }, (_, i) => `t.${measure}[${i + 1}] + excluded.${measure}[${i + 1}]`);
  return `${measure} = ARRAY[${sums.join(', ')}]`;
}
