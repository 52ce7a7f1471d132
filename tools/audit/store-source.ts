import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import pg from 'pg';
import { entryFromStream, parseOps, setIfPresent, type LogEntry } from './log-entry.js';
import { condensed, isLiveState, type StoredValue } from './replica.js';
import type { FigureRow, GenerationCut, HistoryRow, LedgerLine, LogEnd, Source } from './source.js';

const PREFIX = 'acd:{default}:';
const WORKSPACE = 'default';
const PAGE = 2000;

interface EventRow {
  generation: number;
  seq: string;
  type: string;
  at: string;
  contact_id: string | null;
  agent_id: string | null;
  offer_id: string | null;
  queue_id: string | null;
  cause: string | null;
  offer_outcome: string | null;
  ops: string;
  /** Not in an archive from before decisions had a column of their own. */
  decision?: string | null;
  /** Not in an archive from before acts were told. */
  act?: string | null;
}

/** Reads the real stores, page by page, and writes nothing. */
export class StoreSource implements Source {
  readonly hasArchive = true;
  private readonly redis: Redis;
  private readonly pool: pg.Pool;

  constructor(
    redisUrl: string,
    databaseUrl: string,
    private readonly ledgerFiles: readonly string[],
  ) {
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: 3 });
    this.redis.on('error', () => undefined);
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    this.pool.on('error', () => undefined);
  }

  async close(): Promise<void> {
    this.redis.disconnect();
    await this.pool.end();
  }

  async end(): Promise<LogEnd> {
    const newest = await this.redis.xrevrange(`${PREFIX}events`, '+', '-', 'COUNT', 1);
    const [generation = 0, seq = 0] = (newest[0]?.[0] ?? '0-0').split('-').map(Number);
    const [seconds, micros] = await this.redis.time();
    return { generation, seq, now: Number(seconds) * 1000 + Math.floor(Number(micros) / 1000) };
  }

  /** Where the archive ends; 0.0 while it is empty. */
  async archiveEnd(): Promise<{ generation: number; seq: number }> {
    const sql = 'SELECT generation, seq FROM event_log WHERE workspace = $1 ORDER BY generation DESC, seq DESC LIMIT 1';
    const { rows } = await this.pool.query<{ generation: number; seq: string }>(sql, [WORKSPACE]);
    return { generation: rows[0]?.generation ?? 0, seq: Number(rows[0]?.seq ?? 0) };
  }

  async *archive(upTo: LogEnd): AsyncGenerator<LogEntry> {
    const sql = `SELECT * FROM event_log WHERE workspace = $1 AND (generation, seq) > ($2, $3) AND (generation, seq) <= ($4, $5)
      ORDER BY generation, seq LIMIT ${PAGE}`;
    let [generation, seq] = [0, 0];
    for (;;) {
      const { rows } = await this.pool.query<EventRow>(sql, [WORKSPACE, generation, seq, upTo.generation, upTo.seq]);
      for (const row of rows) yield entryFromRow(row);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      [generation, seq] = [last.generation, Number(last.seq)];
    }
  }

  async cuts(): Promise<GenerationCut[]> {
    const sql = 'SELECT generation, previous_generation, previous_seq FROM generation_cut WHERE workspace = $1';
    const { rows } = await this.pool.query<{ generation: number; previous_generation: number; previous_seq: string }>(
      sql,
      [WORKSPACE],
    );
    return rows.map((row) => ({
      generation: row.generation,
      previousGeneration: row.previous_generation,
      previousSeq: Number(row.previous_seq),
    }));
  }

  async *log(upTo: LogEnd, after?: LogEnd): AsyncGenerator<LogEntry> {
    let from = after ? `(${after.generation}-${after.seq}` : '-';
    const to = `${upTo.generation}-${upTo.seq}`;
    for (;;) {
      const page = await this.redis.xrange(`${PREFIX}events`, from, to, 'COUNT', PAGE);
      for (const [id, fields] of page) yield entryFromStream(id, fields);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      from = `(${last[0]}`;
    }
  }

  async *live(): AsyncGenerator<[key: string, value: StoredValue]> {
    let cursor = '0';
    do {
      const [next, keys] = await this.redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', 1000);
      cursor = next;
      const names = keys.map((key) => key.slice(PREFIX.length)).filter(isLiveState);
      const values = await Promise.all(names.map((name) => this.readKey(name)));
      for (const [i, name] of names.entries()) {
        const value = values[i];
        if (value) yield [name, value];
      }
    } while (cursor !== '0');
  }

  async *history(): AsyncGenerator<HistoryRow> {
    // The live first: one that ends meanwhile is seen twice, not never.
    for await (const row of this.table('live_contact', 'id, state, queue_id, fields, spec, pending'))
      yield contactRow(row, String(row['pending']));
    for await (const row of this.table('contact', 'id, state, queue_id, fields, spec'))
      yield contactRow(row, undefined);
    for await (const row of this.table('offer', 'id, contact_id, agent_id, outcome')) {
      yield {
        table: 'offer',
        id: String(row['id']),
        contactId: String(row['contact_id']),
        agentId: String(row['agent_id']),
        outcome: String(row['outcome']),
      };
    }
    for await (const row of this.table('leg', 'contact_id, id, agent_id, offer_id', 'contact_id, id')) {
      yield {
        table: 'leg',
        contactId: String(row['contact_id']),
        agentId: String(row['agent_id']),
        ...(row['offer_id'] !== null && { offerId: String(row['offer_id']) }),
      };
    }
  }

  async *figures(): AsyncGenerator<FigureRow> {
    const tables = {
      wait: ['interval_wait', ['queue_id', 'channel'], ['answered', 'abandoned', 'wait_ms']],
      agent: ['interval_agent', ['agent_id'], ['offers', 'accepted', 'missed']],
      end: ['interval_disposition', ['disposition', 'queue_id', 'channel'], ['contacts']],
    } as const;
    const sums = new Map<string, FigureRow>();
    for (const [table, [name, keys, measures]] of Object.entries(tables)) {
      const columns = ['at', ...keys, ...measures].join(', ');
      for await (const row of this.table(name, columns, ['at', ...keys].join(', ')))
        addFigures(sums, table as FigureRow['table'], row, measures);
    }
    yield* sums.values();
  }

  async *ledger(): AsyncGenerator<LedgerLine> {
    for (const file of this.ledgerFiles) {
      const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
      for await (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as LedgerLine;
    }
  }

  private async *table(table: string, columns: string, order = 'id'): AsyncGenerator<Record<string, unknown>> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(
        `DECLARE rows NO SCROLL CURSOR FOR SELECT ${columns} FROM "${table}" WHERE workspace = '${WORKSPACE}' ORDER BY ${order}`,
      );
      for (;;) {
        const { rows } = await client.query<Record<string, unknown>>(`FETCH ${PAGE} FROM rows`);
        if (rows.length === 0) break;
        yield* rows;
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  private async readKey(name: string): Promise<StoredValue | undefined> {
    const key = PREFIX + name;
    const [value, expiry] = await Promise.all([this.readValue(name, key), this.redis.pexpiretime(key)]);
    if (value && Number(expiry) > 0) value.expiresAt = Number(expiry);
    return value;
  }

  private async readValue(name: string, key: string): Promise<StoredValue | undefined> {
    if (name === 'deadlines' || name.startsWith('order:')) {
      const flat = ((await this.redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')) as unknown[]).flat().map(String);
      const scores = new Map<string, number>();
      for (let i = 0; i + 1 < flat.length; i += 2) scores.set(flat[i] ?? '', Number(flat[i + 1]));
      return scores.size > 0 ? { kind: 'zset', scores } : undefined;
    }
    if (name.startsWith('keyactive:')) {
      const members = await this.redis.smembers(key);
      return members.length > 0 ? { kind: 'set', members: new Set(members) } : undefined;
    }
    if (name.startsWith('last:') || name.startsWith('callback:')) {
      const value = await this.redis.get(key);
      return value === null ? undefined : { kind: 'string', value: condensed(value) };
    }
    const fields = new Map<string, string>();
    for (const [field, value] of Object.entries(await this.redis.hgetall(key)))
      fields.set(field, condensed(String(value)));
    return fields.size > 0 ? { kind: 'hash', fields } : undefined;
  }
}

function entryFromRow(row: EventRow): LogEntry {
  const seq = Number(row.seq);
  const entry: LogEntry = {
    generation: row.generation,
    seq,
    id: `${row.generation}.${seq}`,
    type: row.type,
    at: Number(row.at),
    ops: [],
  };
  setIfPresent(entry, 'contactId', row.contact_id);
  setIfPresent(entry, 'agentId', row.agent_id);
  setIfPresent(entry, 'offerId', row.offer_id);
  setIfPresent(entry, 'queueId', row.queue_id);
  setIfPresent(entry, 'cause', row.cause);
  setIfPresent(entry, 'outcome', row.offer_outcome);
  setIfPresent(entry, 'decision', row.decision);
  entry.ops = parseOps(row.ops, entry);
  setIfPresent(entry, 'act', row.act);
  return entry;
}

/** Dispositions are summed up: what they say is free text. */
function addFigures(
  sums: Map<string, FigureRow>,
  table: FigureRow['table'],
  row: Record<string, unknown>,
  measures: readonly string[],
): void {
  const at = Number(row['at']);
  const names = table === 'agent' ? [String(row['agent_id'])] : [String(row['queue_id']), String(row['channel'])];
  const key = [table, at, ...names].join('\n');
  const sum = sums.get(key) ?? { table, at, names, measures: {} };
  sums.set(key, sum);
  for (const measure of measures) {
    const name = measure === 'wait_ms' ? 'waitMs' : measure;
    sum.measures[name] = (sum.measures[name] ?? 0) + Number(row[measure]);
  }
}

/** What the history keeps open with a live contact. */
interface PendingText {
  leg?: { agent_id: string };
  offers?: { id: string }[];
}

function contactRow(row: Record<string, unknown>, pending: string | undefined): HistoryRow {
  const { leg, offers = [] } = pending === undefined ? {} : (JSON.parse(pending) as PendingText);
  return {
    table: 'contact',
    ended: pending === undefined,
    id: String(row['id']),
    state: String(row['state']),
    queueId: String(row['queue_id']),
    fields: JSON.parse(String(row['fields'])) as Record<string, string>,
    spec: String(row['spec']),
    ...(leg && { openLeg: leg.agent_id }),
    openOffers: offers.map((offer) => offer.id),
  };
}
