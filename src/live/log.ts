import { compareEventIds, eventId, parseEventId, type LogEvent } from '../domain/events.js';
import type { LiveConnection } from './connection.js';
import { parseEvent } from './logged-event.js';

/** Those who must have seen an event before it may be trimmed. */
export type LogConsumer = 'projected' | 'fed';

const KEEP_MS = 15 * 60 * 1000;
/** Beyond what consumers need, never more than this stays, however fast it comes. */
const KEEP_EVENTS = 100_000;
const MARK_EVERY_MS = 5000;

type Entry = [id: string, fields: string[]];

/** Reading the event log by position, and trimming it. */
export class EventLog {
  private marks: { at: number; id: string }[] = [];

  constructor(private readonly connection: LiveConnection) {}

  async end(): Promise<string> {
    const { keys } = this.connection;
    const [gen, seq] = await this.connection.read((redis) => redis.hmget(keys.meta, 'gen', 'seq'));
    return `${gen ?? 0}.${seq ?? 0}`;
  }

  /** Events after the cursor; undefined when they are trimmed or the cursor is of a history that was lost. */
  async after(cursor: string, limit: number): Promise<LogEvent[] | undefined> {
    const from = parseEventId(cursor);
    if (!from) return undefined;
    const { keys } = this.connection;
    const position = this.connection.read((redis) => redis.hmget(keys.meta, 'gen', 'seq', `end.${from.generation}`));
    // Sent together and answered in this order, so the entries are never older than the position.
    const reading = this.connection.read((redis) =>
      redis.xrange(keys.events, `(${from.generation}-${from.seq}`, '+', 'COUNT', limit),
    );
    const [[gen, seq, end], entries] = (await Promise.all([position, reading])) as [(string | null)[], Entry[]];
    const [generation, last] = [Number(gen ?? 0), Number(seq ?? 0)];
    if (from.generation > generation) return undefined;
    if (from.generation === generation && from.seq > last) return undefined;
    if (from.generation < generation && from.generation > 0 && (!end || from.seq > Number(end))) return undefined;
    const events = entries.map(([id, fields]) => parseEvent(id, fields));
    const first = events[0];
    if (first ? first.seq !== from.seq + 1 : from.seq < last) return undefined;
    return events;
  }

  /** One event by its id; undefined when it is trimmed or never was. */
  async event(id: string): Promise<LogEvent | undefined> {
    const { keys } = this.connection;
    const entry = id.replace('.', '-');
    const found = (await this.connection.read((redis) => redis.xrange(keys.events, entry, entry))) as Entry[];
    return found[0] && parseEvent(...found[0]);
  }

  /** A consumer tells how far it is durable. */
  async confirm(consumer: LogConsumer, id: string): Promise<void> {
    await this.connection.redis.hset(this.connection.keys.meta, consumer, id);
  }

  async confirmed(consumer: LogConsumer): Promise<string | undefined> {
    const { keys } = this.connection;
    return (await this.connection.read((redis) => redis.hget(keys.meta, consumer))) ?? undefined;
  }

  /**
   * Drops what every consumer has confirmed and no client cursor may ask for any more. Called by the leaseholder.
   * Goes by ids, which are in order over generations too: a consumer that still stands in a history that was lost holds
   * back everything after its cut.
   */
  async trim(): Promise<void> {
    const { keys, clock } = this.connection;
    const meta = await this.connection.read((redis) => redis.hgetall(keys.meta));
    const old = this.oldSince(clock.now(), eventId(Number(meta.gen ?? 0), Number(meta.seq ?? 0)));
    const many = locate(Number(meta.seq ?? 0) - KEEP_EVENTS, meta);
    const wanted = compareEventIds(old, many) > 0 ? old : many;
    const keepFrom = [wanted, meta.projected ?? '0.0', meta.fed ?? '0.0'].sort(compareEventIds)[0] as string;
    if (keepFrom === '0.0') return;
    await this.connection.redis.xtrim(keys.events, 'MINID', '~', keepFrom.replace('.', '-'));
  }

  /** The end of the log as it stood at least 15 minutes ago, as far as this node has watched it. */
  private oldSince(now: number, end: string): string {
    const newest = this.marks[this.marks.length - 1];
    if (newest && compareEventIds(newest.id, end) > 0) this.marks = [];
    if (!newest || now - newest.at >= MARK_EVERY_MS) this.marks.push({ at: now, id: end });
    while (this.marks[1] && this.marks[1].at <= now - KEEP_MS) this.marks.shift();
    const oldest = this.marks[0];
    return oldest && oldest.at <= now - KEEP_MS ? oldest.id : '0.0';
  }
}

/** The id of the event with this sequence number: that of the first generation whose end is not before it. */
function locate(seq: number, meta: Record<string, string>): string {
  if (seq <= 0) return '0.0';
  let generation = Number(meta.gen ?? 0);
  for (const [field, end] of Object.entries(meta)) {
    const ended = field.startsWith('end.') ? Number(field.slice(4)) : generation;
    if (ended < generation && Number(end) >= seq) generation = ended;
  }
  return eventId(generation, seq);
}
