import { csvLine, type Cell } from './csv.js';
import type { OpenReport } from './reports.service.js';

/** A report as JSON, written as its rows come: `{timezone, interval, from, to, items}`. */
export async function* asJson({ timezone, interval, from, to, columns, batches }: OpenReport): AsyncGenerator<string> {
  const head = JSON.stringify({ timezone, interval, from, to });
  yield `${head.slice(0, -1)},"items":[`;
  const names = columns.map((column, i) => `${i === 0 ? '' : ','}${JSON.stringify(column)}:`);
  const item = (row: Cell[]): string => {
    let text = '{';
    for (let i = 0; i < names.length; i += 1) text += `${names[i]}${JSON.stringify(row[i])}`;
    return `${text}}`;
  };
  let between = '';
  for await (const rows of batches) {
    yield between + rows.map(item).join(',');
    between = ',';
  }
  yield ']}';
}

/** The same rows as CSV with a header. */
export async function* asCsv({ columns, batches }: OpenReport): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const rows of batches) {
    let lines = '';
    for (const row of rows) lines += csvLine(row);
    yield lines;
  }
}
