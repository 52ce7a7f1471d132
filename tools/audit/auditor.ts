import { CapacityCheck } from './capacity.check.js';
import { ChangeOrderCheck } from './change-order.check.js';
import type { LogCheck, Report } from './check.js';
import { ContactLifeCheck } from './contact-life.check.js';
import { DiallingCheck } from './dialling.check.js';
import { FiguresCheck } from './figures.check.js';
import { HistoryCheck } from './history.check.js';
import { LedgerCheck } from './ledger.check.js';
import { Legs } from './legs.js';
import { LiveStateCheck } from './live-state.check.js';
import type { LogEntry } from './log-entry.js';
import { MatterCheck } from './matter.check.js';
import { MergedLog, type LogCounts } from './merged-log.js';
import { OffersCheck } from './offers.check.js';
import { PrimaryLegCheck } from './primary-leg.check.js';
import { Replica } from './replica.js';
import type { LogEnd, Source } from './source.js';
import { Violations, type Violation } from './violation.js';

/** What an audit found. */
export interface AuditResult {
  contacts: number;
  offers: number;
  events: number;
  ledgerContacts: number;
  liveKeys: number;
  log: LogCounts;
  violations: Violations;
}

/** Reads a source once, in log order, and holds every invariant against it. Keeps the first `keep` violations. */
export async function audit(source: Source, keep?: number): Promise<AuditResult> {
  const violations = new Violations(keep);
  const report: Report = (violation) => violations.add(violation);
  const end = await source.end();
  const replica = new Replica();
  const legs = new Legs();
  const lives = new ContactLifeCheck();
  const offers = new OffersCheck();
  const matters = new MatterCheck(lives);
  const others = [new PrimaryLegCheck(), new CapacityCheck(), new ChangeOrderCheck(), new DiallingCheck()];
  const figures = new FiguresCheck();
  const checks: LogCheck[] = [lives, offers, matters, figures, ...others];
  const merged = new MergedLog(source, end, report);
  let events = 0;
  for await (const entry of merged.entries()) {
    events += 1;
    try {
      replica.apply(entry);
    } catch (error) {
      report({ code: 'INV-7', eventId: entry.id, message: error instanceof Error ? error.message : String(error) });
    }
    const seen = { entry, replica, legs, legChanges: legs.apply(entry) };
    for (const check of checks) check.after(seen, report);
  }
  matters.finish(report);
  replica.expire(end.now);
  const late: Violation[] = [];
  const liveKeys = await compareLive(source, replica, end, { lives, offers }, report, (violation) =>
    late.push(violation),
  );
  const ledgerContacts = await compareRecords(
    source,
    { lives, offers, replica, unarchived: merged.unarchived },
    (violation) => late.push(violation),
  );
  const moved = await contactsSince(source, end);
  if (source.hasArchive) {
    const rows = [];
    for await (const row of source.figures()) rows.push(row);
    figures.compare(rows, new Set([...moved, ...(await contactsSince(source, end)), ...merged.unarchived]), report);
  }
  for (const violation of late) if (!moved.has(violation.contactId ?? '')) report(violation);
  return {
    contacts: lives.lives.size,
    offers: offers.offers.size,
    events,
    ledgerContacts,
    liveKeys,
    log: merged.counts,
    violations,
  };
}

interface Lives {
  lives: ContactLifeCheck;
  offers: OffersCheck;
}

/** `late` gets what only counts for contacts that did not move while the stores were read. */
async function compareLive(
  source: Source,
  replica: Replica,
  end: LogEnd,
  read: Lives,
  report: Report,
  late: Report,
): Promise<number> {
  const live: Parameters<LiveStateCheck['see']>[] = [];
  for await (const pair of source.live()) live.push(pair);
  const after = await source.end();
  const since: LogEntry[] = [];
  for await (const entry of source.log(after, end)) since.push(entry);
  const check = new LiveStateCheck(replica, after.now, since, report);
  const isLive = new Set<string>();
  for (const [key, value] of live) {
    if (key.startsWith('contact:')) isLive.add(key.slice(8));
    check.see(key, value);
  }
  check.finish();
  reportLost(read, isLive, late);
  return check.compared;
}

/** INV-3 and INV-5 at the log's end: what has not ended must be live. */
function reportLost({ lives, offers }: Lives, isLive: ReadonlySet<string>, report: Report): void {
  for (const contactId of lives.lives.keys()) {
    if (lives.ended(contactId) || isLive.has(contactId)) continue;
    report({ code: 'INV-3', contactId, message: 'never ended, and is not live' });
  }
  for (const [offerId, { contactId, agentId, outcome }] of offers.offers) {
    if (outcome !== undefined || lives.lives.get(contactId)?.state === 'offered') continue;
    report({ code: 'INV-5', offerId, contactId, agentId, message: 'never ended, though its contact went on' });
  }
}

interface Reading extends Lives {
  replica: Replica;
  unarchived: ReadonlySet<string>;
}

async function compareRecords(source: Source, read: Reading, report: Report): Promise<number> {
  const { lives, offers, replica, unarchived } = read;
  if (source.hasArchive) {
    const history = new HistoryCheck(lives, offers, replica, unarchived, report);
    for await (const row of source.history()) history.see(row);
    history.finish();
  }
  const ledger = new LedgerCheck(lives, offers, report);
  for await (const line of source.ledger()) ledger.see(line);
  ledger.finish();
  return ledger.contacts;
}

/** Contacts with events after `end`: whatever was read of them later may be newer than the log that was read. */
async function contactsSince(source: Source, end: LogEnd): Promise<Set<string>> {
  const moved = new Set<string>();
  for await (const entry of source.log(await source.end(), end))
    if (entry.contactId !== undefined) moved.add(entry.contactId);
  return moved;
}
