import type { Report } from './check.js';
import { compareEntries, firstDifference, type LogEntry } from './log-entry.js';
import type { LogEnd, Source } from './source.js';

export interface LogCounts {
  archived: number;
  inLog: number;
  cuts: number;
}

/**
 * INV-7: archive and log as one sequence. Where both have an event the two must be equal; the archive may only lack
 * the log's end, the log only what is archived already; sequence numbers have no gaps, except at recorded cuts.
 */
export class MergedLog {
  readonly counts: LogCounts = { archived: 0, inLog: 0, cuts: 0 };
  /** Contacts with events that the archive has not confirmed yet: history may lag behind on them. */
  readonly unarchived = new Set<string>();
  private last: LogEntry | undefined;
  private archiveGap = false;

  constructor(
    private readonly source: Source,
    private readonly upTo: LogEnd,
    private readonly report: Report,
  ) {}

  async *entries(): AsyncGenerator<LogEntry> {
    const cuts = new Map((await this.source.cuts()).map((cut) => [cut.generation, cut]));
    const archive = this.source.archive(this.upTo)[Symbol.asyncIterator]();
    const log = this.source.log(this.upTo)[Symbol.asyncIterator]();
    // The log first: what it holds now can only be cut at its beginning, never within what was read.
    let fromLog = await log.next();
    let fromArchive = await archive.next();
    while (fromArchive.done !== true || fromLog.done !== true) {
      const a = fromArchive.done === true ? undefined : fromArchive.value;
      const l = fromLog.done === true ? undefined : fromLog.value;
      const order = a && l ? compareEntries(a, l) : a ? -1 : 1;
      const entry = this.reconcile(order <= 0 ? a : undefined, order >= 0 ? l : undefined);
      if (order <= 0) fromArchive = await archive.next();
      if (order >= 0) fromLog = await log.next();
      this.checkSequence(entry, cuts);
      yield entry;
    }
  }

  private reconcile(archived: LogEntry | undefined, logged: LogEntry | undefined): LogEntry {
    if (archived) this.counts.archived += 1;
    if (logged) this.counts.inLog += 1;
    const entry = archived ?? logged;
    if (!entry) throw new Error('neither archive nor log had the event');
    const fault = (message: string): void =>
      this.report({ code: 'INV-7', eventId: entry.id, ...subjectOf(entry), message });
    if (archived && logged) {
      const field = firstDifference(archived, logged);
      if (field !== undefined) fault(`archive and log differ in ${field}`);
    } else if (archived && this.counts.inLog > 0) {
      fault('is in the archive, and missing in the log');
    }
    if (!archived && this.source.hasArchive) {
      this.archiveGap = true;
      if (entry.contactId !== undefined) this.unarchived.add(entry.contactId);
    } else if (archived && this.archiveGap) {
      this.archiveGap = false;
      fault('is in the archive, and one before it is not');
    }
    return entry;
  }

  private checkSequence(
    entry: LogEntry,
    cuts: ReadonlyMap<number, { previousGeneration: number; previousSeq: number }>,
  ): void {
    const last = this.last;
    this.last = entry;
    const fault = (message: string): void =>
      this.report({ code: 'INV-7', eventId: entry.id, ...subjectOf(entry), message });
    if (!last) {
      if (entry.seq !== 1) fault(`the record begins at ${entry.id}`);
      return;
    }
    if (entry.generation < last.generation) return fault(`comes after ${last.id}`);
    if (entry.generation === last.generation) {
      if (entry.seq !== last.seq + 1) fault(`follows ${last.id}: ${entry.seq - last.seq - 1} missing between`);
      return;
    }
    this.counts.cuts += 1;
    if (entry.seq === last.seq + 1) return;
    const cut = cuts.get(entry.generation);
    if (cut?.previousGeneration !== last.generation || cut.previousSeq !== last.seq) {
      fault(`a new generation after ${last.id} whose cut nobody recorded`);
    }
  }
}

function subjectOf(entry: LogEntry): { contactId?: string; agentId?: string } {
  if (entry.contactId !== undefined) return { contactId: entry.contactId };
  return entry.agentId === undefined ? {} : { agentId: entry.agentId };
}
