import type { LogCheck, Report, Seen } from './check.js';
import type { LogEntry } from './log-entry.js';
import type { Replica } from './replica.js';
import type { FigureRow } from './source.js';

const QUARTER_MS = 900_000;
const ENDED: ReadonlySet<string> = new Set(['completed', 'abandoned', 'cancelled', 'expired']);

interface Wait {
  from: number;
  queueId: string;
  channel: string;
  end?: { at: number; how: string };
}

/** A contact as it was after its last event. */
interface Stand {
  waits: boolean;
  queueId: string;
  state: string;
  wait?: Wait;
}

interface Counted {
  row: FigureRow;
  /** Whose events made it. */
  contacts: Set<string>;
}

/**
 * INV-9: what the history keeps of intervals is what a plain count of the log gives: waits by when and where they began,
 * offers by when they ended and to whom, contacts that somebody worked at by when they came.
 */
export class FiguresCheck implements LogCheck {
  readonly counted = new Map<string, Counted>();
  private readonly stands = new Map<string, Stand>();

  after({ entry, replica }: Seen): void {
    this.count(entry, replica);
  }

  count(entry: LogEntry, replica: Replica): void {
    const { contactId, outcome, agentId = '', at } = entry;
    if (contactId === undefined) return;
    if (outcome !== undefined) {
      // Told of the offer, not of the event: an agent may be another's by now.
      const offeredTo = replica.hash(`offer:${entry.offerId}`)?.get('agentId') ?? agentId;
      const measures = { offers: 1, accepted: Number(outcome === 'accepted'), missed: Number(outcome === 'missed') };
      this.add('agent', at, [offeredTo], contactId, measures);
    }
    const hash = replica.hash(`contact:${contactId}`);
    const state = hash?.get('state');
    if (hash === undefined || state === undefined || hash.get('cons') !== undefined) return;
    this.follow(contactId, hash, state, entry);
  }

  /** @param moving contacts that changed after the log was read, or are not projected yet: their rows are left out */
  compare(rows: readonly FigureRow[], moving: ReadonlySet<string>, report: Report): void {
    const kept = new Map(rows.map((row) => [keyOf(row), row]));
    for (const key of new Set([...this.counted.keys(), ...kept.keys()])) {
      const counted = this.counted.get(key);
      if (counted !== undefined && [...counted.contacts].some((id) => moving.has(id))) continue;
      const row = (counted?.row ?? kept.get(key)) as FigureRow;
      const names = new Set([
        ...Object.keys(counted?.row.measures ?? {}),
        ...Object.keys(kept.get(key)?.measures ?? {}),
      ]);
      for (const name of names) {
        const [log, table] = [counted?.row.measures[name] ?? 0, kept.get(key)?.measures[name] ?? 0];
        if (log === table) continue;
        const when = new Date(row.at).toISOString();
        const message = `${row.table} ${row.names.join(' ')} of ${when}: ${name} is ${table}, by the log ${log}`;
        const contactId = counted?.contacts.values().next().value;
        report({
          code: 'INV-9',
          ...(row.table === 'agent' && { agentId: row.names[0] ?? '' }),
          ...(row.table !== 'agent' && contactId !== undefined && { contactId }),
          message,
        });
      }
    }
  }

  private follow(contactId: string, hash: Map<string, string>, state: string, { at, cause }: LogEntry): void {
    // A contact of the same id is another.
    const before = cause === 'enqueued' ? undefined : this.stands.get(contactId);
    const queueId = hash.get('queueId') ?? '';
    const waits = hash.get('dialUntil') !== undefined || state === 'waiting' || state === 'offered';
    const moved = before !== undefined && before.queueId !== queueId;
    let wait = before?.wait;
    if (before?.waits === true && wait !== undefined && (!waits || moved))
      wait = { ...wait, end: { at, how: waits ? 'moved' : hash.get('outcome') === 'callback' ? 'callback' : state } };
    if (waits && (before?.waits !== true || moved)) {
      const isBack = before?.state === 'active' && !moved && hash.get('rq') !== undefined && wait !== undefined;
      if (isBack) delete wait?.end;
      else {
        this.addWait(contactId, wait);
        const from = before === undefined ? Number(hash.get('enq') ?? at) : at;
        wait = { from, queueId, channel: hash.get('channel') ?? '' };
      }
    }
    if (ENDED.has(state) && !ENDED.has(before?.state ?? '')) {
      this.addWait(contactId, wait);
      wait = undefined;
      const names = [queueId, hash.get('channel') ?? ''];
      if (state === 'completed' && names[1] !== 'callback')
        this.add('end', Number(hash.get('enq') ?? at), names, contactId, { contacts: 1 });
    }
    this.stands.set(contactId, { waits, queueId, state, ...(wait && { wait }) });
  }

  private addWait(contactId: string, wait: Wait | undefined): void {
    if (wait?.end === undefined || wait.channel === 'callback') return;
    const { from, queueId, channel, end } = wait;
    const answered = end.how === 'active';
    const measures = {
      answered: Number(answered),
      abandoned: Number(end.how === 'abandoned'),
      waitMs: answered ? end.at - from : 0,
    };
    this.add('wait', from, [queueId, channel], contactId, measures);
  }

  private add(
    table: FigureRow['table'],
    moment: number,
    names: string[],
    contactId: string,
    measures: Record<string, number>,
  ): void {
    const at = moment - (moment % QUARTER_MS);
    const key = keyOf({ table, at, names });
    let counted = this.counted.get(key);
    if (counted === undefined)
      this.counted.set(key, (counted = { row: { table, at, names, measures: {} }, contacts: new Set() }));
    counted.contacts.add(contactId);
    for (const [name, value] of Object.entries(measures))
      counted.row.measures[name] = (counted.row.measures[name] ?? 0) + value;
  }
}

function keyOf({ table, at, names }: Pick<FigureRow, 'table' | 'at' | 'names'>): string {
  return [table, at, ...names].join('\n');
}
