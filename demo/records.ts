import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export const CALL_TYPES = ['PS', 'PE', 'IN', 'NE', 'NW', 'TT'] as const;
export type CallType = (typeof CALL_TYPES)[number];

export type RecordedOutcome = 'AGENT' | 'HANG' | 'PHANTOM';

/** Agent name of an answer or hang-up that no agent is known for. */
export const NO_SERVER = 'NO_SERVER';

/** One recorded call. Times are seconds since local midnight of `date`, growing past 86,400 after midnight. */
export interface CallRecord {
  line: string;
  callId: string;
  customerId: string;
  priority: 0 | 1 | 2;
  type: CallType;
  /** yymmdd */
  date: string;
  /** When the caller reached the bank's voice unit. */
  vruEntry: number;
  /** When the caller left it for an agent: the arrival. */
  vruExit: number;
  /** Whether the caller stood in the queue at all. */
  queued: boolean;
  queueStart: number;
  queueExit: number;
  /** Seconds in the queue; 0 for who did not queue. */
  queueSeconds: number;
  outcome: RecordedOutcome;
  serviceStart: number;
  serviceExit: number;
  /** 0: none recorded. */
  serviceSeconds: number;
  /** An agent's name, or `NO_SERVER`. */
  server: string;
}

/** What a row counts as. Only `call` takes part in a replay; the other kinds are left out and counted. */
export type RowKind = 'call' | 'phantom' | 'neverQueued' | 'noServer';

const FIELDS = 17;
const DAY = 86_400;

/** Reads a records file, compressed where the name ends in `.gz`. Throws with the line number on a row it cannot read. */
export function readRecords(path: string): CallRecord[] {
  const bytes = readFileSync(path);
  return parseRecords((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Parses the tab-separated records, header line included or not. */
export function parseRecords(text: string): CallRecord[] {
  const records: CallRecord[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('vru+line')) return;
    records.push(parseRow(line.split('\t'), index + 1));
  });
  return records;
}

function parseRow(cells: string[], line: number): CallRecord {
  if (cells.length !== FIELDS) throw new Error(`line ${line}: ${cells.length} fields instead of ${FIELDS}`);
  const cell = (index: number): string => (cells[index] ?? '').trim();
  const entry = clock(cell(6), line);
  const at = (index: number): number => {
    const seconds = clock(cell(index), line);
    return seconds < entry ? seconds + DAY : seconds;
  };
  const queued = cell(9) !== '0:00:00';
  const served = cell(13) !== '0:00:00';
  return {
    line: cell(0),
    callId: cell(1),
    customerId: cell(2),
    priority: oneOf([0, 1, 2] as const, Number(cell(3)), 'priority', line),
    type: oneOf(CALL_TYPES, cell(4), 'type', line),
    date: cell(5),
    vruEntry: entry,
    vruExit: at(7),
    queued,
    queueStart: queued ? at(9) : 0,
    queueExit: queued ? at(10) : 0,
    queueSeconds: queued ? Number(cell(11)) : 0,
    outcome: oneOf(['AGENT', 'HANG', 'PHANTOM'] as const, cell(12), 'outcome', line),
    serviceStart: served ? at(13) : 0,
    serviceExit: served ? at(14) : 0,
    serviceSeconds: Number(cell(15)),
    server: cell(16),
  };
}

function oneOf<T>(values: readonly T[], value: unknown, field: string, line: number): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined)
    throw new Error(`line ${line}: ${field} ${String(value)} is not one of ${values.join(', ')}`);
  return found;
}

function clock(text: string, line: number): number {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) throw new Error(`line ${line}: ${text} is not a time of day`);
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

/**
 * `call_id` alone repeats (13,344 ids over 25,669 calls): line, call id and date together are unique. The result is
 * also the contact's id, so it holds only characters that the API allows.
 */
export function callKey(record: Pick<CallRecord, 'line' | 'callId' | 'date'>): string {
  return `${record.line}-${record.callId}-${record.date}`.replace(/[^A-Za-z0-9_.:-]/g, '_');
}

/** What the row counts as: rows of the switch, hang-ups before the queue and answers by nobody take no part. */
export function rowKind(record: CallRecord): RowKind {
  if (record.outcome === 'PHANTOM') return 'phantom';
  if (record.outcome === 'HANG') return record.queued ? 'call' : 'neverQueued';
  return record.server === NO_SERVER ? 'noServer' : 'call';
}

/** Whether the caller reached an agent or waited for one: the denominator "asked for an agent". */
export function askedForAgent(record: CallRecord): boolean {
  return record.outcome !== 'PHANTOM' && (record.outcome === 'AGENT' || record.queued);
}
