import type { LogEntry } from './log-entry.js';
import type { StoredValue } from './replica.js';
import type { FigureRow, GenerationCut, HistoryRow, LedgerLine, LogEnd, Source } from './source.js';

/** A whole record in memory: a copy to plant faults into. */
export interface World {
  /** Where archive and log were read up to, and where the log was when everything had been read. */
  end: LogEnd;
  lateEnd: LogEnd;
  archive: LogEntry[];
  /** With what came between the two ends. */
  log: LogEntry[];
  cuts: GenerationCut[];
  live: [key: string, value: StoredValue][];
  history: HistoryRow[];
  figures: FigureRow[];
  ledger: LedgerLine[];
}

/** Reads a source into memory. Throws when the log is longer than `mostEvents`. */
export async function copyOf(source: Source, mostEvents: number): Promise<World> {
  const end = await source.end();
  const world: World = {
    end,
    lateEnd: end,
    archive: [],
    log: [],
    cuts: await source.cuts(),
    live: [],
    history: [],
    figures: [],
    ledger: [],
  };
  for await (const entry of source.archive(end)) {
    world.archive.push(entry);
    if (world.archive.length > mostEvents) throw new Error(`more than ${mostEvents} events`);
  }
  for await (const entry of source.log(end)) world.log.push(entry);
  for await (const pair of source.live()) world.live.push(pair);
  for await (const row of source.history()) world.history.push(row);
  for await (const row of source.figures()) world.figures.push(row);
  for await (const line of source.ledger()) world.ledger.push(line);
  world.lateEnd = await source.end();
  for await (const entry of source.log(world.lateEnd, end)) world.log.push(entry);
  return world;
}

/** A source over a world in memory: its log ends where it ended, and later where it was when the copy was made. */
export class MemorySource implements Source {
  readonly hasArchive = true;

  private asked = false;

  constructor(private readonly world: World) {}

  end(): Promise<LogEnd> {
    const end = this.asked ? this.world.lateEnd : this.world.end;
    this.asked = true;
    return Promise.resolve(end);
  }

  cuts(): Promise<GenerationCut[]> {
    return Promise.resolve(this.world.cuts);
  }

  async *archive(): AsyncGenerator<LogEntry> {
    yield* this.world.archive;
  }

  async *log(upTo: LogEnd, after?: LogEnd): AsyncGenerator<LogEntry> {
    for (const entry of this.world.log) {
      if (after && comesAfter(entry, after) <= 0) continue;
      if (comesAfter(entry, upTo) <= 0) yield entry;
    }
  }

  async *live(): AsyncGenerator<[key: string, value: StoredValue]> {
    yield* this.world.live;
  }

  async *history(): AsyncGenerator<HistoryRow> {
    yield* this.world.history;
  }

  async *figures(): AsyncGenerator<FigureRow> {
    yield* this.world.figures;
  }

  async *ledger(): AsyncGenerator<LedgerLine> {
    yield* this.world.ledger;
  }
}

function comesAfter(entry: LogEntry, end: LogEnd): number {
  return entry.generation - end.generation || entry.seq - end.seq;
}
