/** One event of the log as it was written, whether read from the stream or from the archive. */
export interface LogEntry {
  generation: number;
  seq: number;
  /** `generation.seq` */
  id: string;
  type: string;
  /** Store time, ms. */
  at: number;
  contactId?: string;
  agentId?: string;
  offerId?: string;
  queueId?: string;
  cause?: string;
  /** Set when this event ended an offer. */
  outcome?: string;
  /** Redis writes, keys without the workspace prefix. */
  ops: string[][];
  /** Of an offer: its decision record as it was written. */
  decision?: string;
  /** Of a supervisor's act: what it was, as it was written. */
  act?: string;
}

/** What an entry's field `e` lists, in this order; the last, being free text, may hold the separator itself. */
const HEADER = ['type', 'at', 'contactId', 'agentId', 'offerId', 'queueId', 'outcome', 'cause'] as const;

/** Reads the fields of a stream entry `gen-seq`. Throws when the write set cannot be read. */
export function entryFromStream(id: string, flat: readonly string[]): LogEntry {
  const [generation, seq] = id.split('-').map(Number);
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '');
  const parts = (fields.get('e') ?? '').split('|');
  const header = new Map(
    HEADER.map((name, i) => [name, name === 'cause' ? parts.slice(i).join('|') : parts[i]] as const),
  );
  const entry: LogEntry = {
    generation: generation ?? 0,
    seq: seq ?? 0,
    id: `${generation}.${seq}`,
    type: header.get('type') ?? '',
    at: Number(header.get('at') ?? 0),
    ops: [],
  };
  for (const name of ['contactId', 'agentId', 'offerId', 'queueId', 'cause', 'outcome'] as const)
    setIfPresent(entry, name, header.get(name));
  setIfPresent(entry, 'decision', fields.get('d'));
  entry.ops = parseOps(fields.get('ops'), entry);
  setIfPresent(entry, 'act', fields.get('a'));
  return entry;
}

type OptionalField = 'contactId' | 'agentId' | 'offerId' | 'queueId' | 'cause' | 'outcome' | 'decision' | 'act';

/** Empty and missing mean the same: the event does not concern such a thing. */
export function setIfPresent(entry: LogEntry, field: OptionalField, value: string | null | undefined): void {
  if (value !== undefined && value !== null && value !== '') entry[field] = value;
}

/** The write set of an entry whose other fields are read: JSON text, or an offer's in short. */
export function parseOps(text: string | undefined, entry: LogEntry): string[][] {
  if (text === undefined || text === '') return [];
  if (text.startsWith('offered|')) return offeredWrites(text.split('|').slice(1), entry);
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return [];
  return value.map((op: unknown) => (Array.isArray(op) ? op.map(String) : []));
}

/** What binding a contact to an agent writes; the entry's line tells whom, the rest stands in short. */
function offeredWrites(short: string[], entry: LogEntry): string[][] {
  const [order = '', channel = '', expires = '', open = '', held = '', key = '', standing = ''] = short;
  const { id, contactId: contact = '', agentId: agent = '', offerId: offer = '', queueId: queue = '' } = entry;
  const at = String(entry.at);
  const pairs = (fields: Record<string, string>): string[] => Object.entries(fields).flat();
  const now = { state: 'offered', since: at, agentId: agent, offerId: offer, kind: 'primary', exp: expires, ev: id };
  const made = { id: offer, contactId: contact, agentId: agent, channel, queueId: queue, createdAt: at };
  const writes = [
    ['HSET', `contact:${contact}`, ...pairs({ ...now, [`h.${entry.seq}`]: `${at}|offered|${agent}|${offer}` })],
    ['ZREM', `order:${queue}`, `${'0'.repeat(Math.max(0, 12 - order.length))}${order}:${contact}`],
    ['HSET', `offer:${offer}`, ...pairs({ ...made, expiresAt: expires, ev: id, key })],
    ['HSET', `agent:${agent}`, ...pairs({ nO: open, [`u.${channel}`]: held, ev: id })],
    ['HSET', `legs:${agent}`, contact, `primary|offered|${channel}|${offer}|${at}`],
    ['ZADD', 'deadlines', expires, `offer|${offer}`],
  ];
  if (standing !== '') writes.push(['HDEL', `contact:${contact}`, 'dial']);
  const translation = short.slice(7).join('|');
  if (translation !== '') writes.push(['HSET', `contact:${contact}`, 'tr', translation]);
  return writes;
}

/** Negative when `a` came before `b`. */
export function compareEntries(a: LogEntry, b: LogEntry): number {
  return a.generation - b.generation || a.seq - b.seq;
}

/** Names the first field in which two readings of one event differ; undefined when they are equal. */
export function firstDifference(a: LogEntry, b: LogEntry): string | undefined {
  for (const field of [...HEADER, 'decision', 'act'] as const) if (a[field] !== b[field]) return field;
  return JSON.stringify(a.ops) === JSON.stringify(b.ops) ? undefined : 'ops';
}

/** Every `field, value` pair that an event writes into one hash, in order. */
export function* hashWrites(entry: LogEntry, key: string): Generator<[field: string, value: string]> {
  for (const op of entry.ops) {
    if (op[0] !== 'HSET' || op[1] !== key) continue;
    for (let i = 2; i + 1 < op.length; i += 2) yield [op[i] ?? '', op[i + 1] ?? ''];
  }
}

/** The last value that an event writes into a field; undefined when it leaves the field alone. */
export function writtenField(entry: LogEntry, key: string, field: string): string | undefined {
  let found: string | undefined;
  for (const [name, value] of hashWrites(entry, key)) if (name === field) found = value;
  return found;
}
