import { csvLine } from './csv.js';
import type { OpenReport } from './reports.service.js';

/** A report as JSON, written as its rows come: `{timezone, interval, from, to, items}`. */
export async function* asJson({ timezone, interval, from, to, batches }: OpenReport): AsyncGenerator<string> {
  const head = JSON.stringify({ timezone, interval, from, to });
  yield `${head.slice(0, -1)},"items":[`;
  let between = '';
  for await (const rows of batches) {
    yield between + rows.map((row) => JSON.stringify(row)).join(',');
    between = ',';
  }
  yield ']}';
}

/** The same rows as CSV with a header. */
export async function* asCsv({ columns, batches }: OpenReport): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const rows of batches)
    yield rows.map((row) => csvLine(columns.map((column) => row[column] ?? null))).join('');
}
