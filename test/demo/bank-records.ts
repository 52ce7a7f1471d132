import { fileURLToPath } from 'node:url';
import { readRecords } from '../../demo/records.js';

/** The published records, as the demo reads them. */
export const RECORDS_FILE = fileURLToPath(new URL('../data/anonymous-bank-1999.tsv.gz', import.meta.url));

export function bankRecords(): ReturnType<typeof readRecords> {
  return readRecords(RECORDS_FILE);
}
