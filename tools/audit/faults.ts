import { creditPlace, TOTAL_PLACE, type StoredDecision } from './decision-text.js';
import { writtenField, type LogEntry } from './log-entry.js';
import type { World } from './memory-source.js';
import type { InvariantCode } from './violation.js';

/** A fault to plant into a copy: what it breaks, and whom the audit must then name. */
export interface Fault {
  code: InvariantCode;
  what: string;
  /** Not every record has a place for it: a center may do without what it is about. */
  sometimes?: true;
  /** Changes the copy; returns the contact, agent or event to be named. Undefined: the record has no place for it. */
  plant(world: World): string | undefined;
}

/** At least one per invariant. */
export const FAULTS: readonly Fault[] = [
  { code: 'INV-1', what: 'a second agent holds a contact that is offered', plant: secondHolder },
  { code: 'INV-1', what: 'a contact that was handed over reached nobody', plant: handedToNobody, sometimes: true },
  { code: 'INV-1', what: 'parked work still takes its agent', plant: parkedAndHeld, sometimes: true },
  { code: 'INV-2', what: "an agent's capacity was 0 all the time", plant: noCapacity },
  { code: 'INV-2', what: 'a contact went on beside the one that interrupts it', plant: notSetAside },
  { code: 'INV-2', what: 'an offer was forced over a capacity, and nobody did it', plant: forcedByNobody },
  { code: 'INV-3', what: 'a contact was answered 2xx and left no trace', plant: lostContact },
  { code: 'INV-3', what: 'a contact ended twice', plant: endedTwice },
  { code: 'INV-3', what: 'a contact was merged into one that is not there', plant: mergedIntoNobody },
  { code: 'INV-3', what: 'a callback stands for a call that did not end by it', plant: callbackOfNobody },
  { code: 'INV-4', what: 'an accepted contact lost a minute of age', plant: lostAge },
  { code: 'INV-4', what: 'a transfer lost the age', plant: transferLostAge, sometimes: true },
  { code: 'INV-5', what: 'an offer never ended', plant: offerWithoutEnd },
  { code: 'INV-6', what: "a decision's credit was raised", plant: raisedCredit },
  { code: 'INV-7', what: 'an event is missing in the archive', plant: archiveGap },
  { code: 'INV-7', what: 'a field of a live record differs', plant: changedLiveField },
  { code: 'INV-7', what: "an accepted offer's leg is missing in the history", plant: lostLeg },
  { code: 'INV-7', what: 'the history has a contact among the live that ended', plant: endedAmongLive },
  { code: 'INV-8', what: 'a customer was offered who was to be called first', plant: offeredUnreached },
  { code: 'INV-9', what: 'an interval has one offer more than an agent got', plant: offerTooMany },
  { code: 'INV-9', what: "an interval lost a queue's answered wait", plant: lostAnswer },
  { code: 'INV-8', what: 'an agent stands for who names another', plant: standsForStranger, sometimes: true },
];

/** The first event from the middle of the archive on that fits, so that there is something before and after it. */
function pick(world: World, fits: (entry: LogEntry) => boolean): LogEntry | undefined {
  const middle = Math.floor(world.archive.length / 2);
  return world.archive.slice(middle).find(fits) ?? world.archive.find(fits);
}

/** Puts another version of an event into archive and log alike. */
function replace(world: World, entry: LogEntry, change: (copy: LogEntry) => void): void {
  const copy: LogEntry = { ...entry, ops: entry.ops.map((op) => [...op]) };
  change(copy);
  for (const list of [world.archive, world.log]) {
    const at = list.findIndex((other) => other.id === entry.id);
    if (at >= 0) list[at] = copy;
  }
}

/** Changes a hash field's written value in place. */
function rewrite(entry: LogEntry, key: string, field: string, value: string): void {
  for (const op of entry.ops) {
    if (op[0] !== 'HSET' || op[1] !== key) continue;
    for (let i = 2; i + 1 < op.length; i += 2) if (op[i] === field) op[i + 1] = value;
  }
}

function secondHolder(world: World): string | undefined {
  const offered = pick(world, (entry) => entry.type === 'contact.offered');
  const other = world.archive.find(
    (entry) => entry.type === 'agent.configured' && entry.agentId !== offered?.agentId,
  )?.agentId;
  if (offered?.contactId === undefined || other === undefined) return undefined;
  const { contactId } = offered;
  replace(world, offered, (copy) =>
    copy.ops.push(['HSET', `legs:${other}`, contactId, `primary|offered|voice|planted|${copy.at}`]),
  );
  return contactId;
}

function handedToNobody(world: World): string | undefined {
  const taken = pick(world, (entry) => entry.type === 'contact.active' && entry.cause === 'consulted');
  if (taken?.contactId === undefined) return undefined;
  replace(world, taken, (copy) => (copy.ops = copy.ops.filter(([, key]) => !key?.startsWith('legs:'))));
  return taken.contactId;
}

function parkedAndHeld(world: World): string | undefined {
  const parked = pick(world, (entry) => entry.type === 'contact.parked');
  if (parked?.contactId === undefined) return undefined;
  replace(world, parked, (copy) => (copy.ops = copy.ops.filter(([, key]) => !key?.startsWith('legs:'))));
  return parked.contactId;
}

function transferLostAge(world: World): string | undefined {
  const sent = pick(world, (entry) => entry.type === 'contact.waiting' && entry.cause === 'transferred');
  if (sent?.contactId === undefined) return undefined;
  replace(world, sent, (copy) => rewrite(copy, `contact:${sent.contactId}`, 'venq', String(sent.at)));
  return sent.contactId;
}

function noCapacity(world: World): string | undefined {
  const agentId = pick(world, (entry) => entry.type === 'contact.offered')?.agentId;
  if (agentId === undefined) return undefined;
  const configured = world.archive.filter((entry) => entry.type === 'agent.configured' && entry.agentId === agentId);
  for (const entry of configured) {
    const key = `agent:${agentId}`;
    const cfg = writtenField(entry, key, 'cfg');
    if (cfg === undefined) continue;
    const parsed = JSON.parse(cfg) as Record<string, { capacity: number }>;
    for (const channel of Object.values(parsed)) channel.capacity = 0;
    replace(world, entry, (copy) => rewrite(copy, key, 'cfg', JSON.stringify(parsed)));
  }
  return agentId;
}

function forcedByNobody(world: World): string | undefined {
  const offered = pick(world, (entry) => entry.type === 'contact.offered');
  if (offered === undefined) return undefined;
  replace(world, offered, (copy) => (copy.cause = 'supervisorOverride'));
  return offered.contactId;
}

function notSetAside(world: World): string | undefined {
  const accepted = pick(world, (entry) => entry.type === 'contact.active' && entry.outcome === 'accepted');
  const offered = world.archive.find(
    (entry) => entry.type === 'contact.offered' && entry.offerId === accepted?.offerId,
  );
  const agentId = accepted?.agentId;
  if (agentId === undefined || offered?.contactId === undefined) return undefined;
  const channel = writtenField(offered, `legs:${agentId}`, offered.contactId)?.split('|')[2] ?? '';
  const key = `agent:${agentId}`;
  for (const entry of world.archive.filter(({ type, agentId: id }) => type === 'agent.configured' && id === agentId)) {
    const limits = JSON.parse(writtenField(entry, key, 'cfg') ?? '{}') as Record<string, unknown>;
    limits['planted'] = { capacity: 1, interruptedBy: [channel] };
    replace(world, entry, (copy) => rewrite(copy, key, 'cfg', JSON.stringify(limits)));
  }
  const contactId = 'planted-contact-that-goes-on';
  replace(world, offered, (copy) =>
    copy.ops.push(['HSET', `legs:${agentId}`, contactId, `primary|active|planted|planted|${copy.at}`]),
  );
  return contactId;
}

function lostContact(world: World): string {
  const contactId = 'planted-contact-that-left-no-trace';
  world.ledger.push({ contactId });
  return contactId;
}

function endedTwice(world: World): string | undefined {
  const ended = pick(world, (entry) => entry.type === 'contact.completed' || entry.type === 'contact.abandoned');
  const next = ended && world.archive[world.archive.indexOf(ended) + 1];
  if (ended?.contactId === undefined || !next) return undefined;
  const { contactId } = ended;
  replace(world, next, (copy) => Object.assign(copy, { type: 'contact.cancelled', contactId }));
  return contactId;
}

function mergedIntoNobody(world: World): string | undefined {
  const ended = pick(world, (entry) => entry.type === 'contact.abandoned' || entry.type === 'contact.cancelled');
  if (ended?.contactId === undefined) return undefined;
  replace(world, ended, (copy) => {
    Object.assign(copy, { type: 'contact.cancelled', cause: 'merged' });
    copy.ops.push(['HSET', `contact:${ended.contactId}`, 'into', 'planted-contact-that-is-not-there']);
  });
  return ended.contactId;
}

function callbackOfNobody(world: World): string | undefined {
  const entered = pick(world, (entry) => entry.cause === 'enqueued');
  if (entered?.contactId === undefined) return undefined;
  replace(world, entered, (copy) => copy.ops.push(['HSET', `contact:${entered.contactId}`, 'cbOf', 'planted-call']));
  return entered.contactId;
}

function lostAge(world: World): string | undefined {
  const accepted = pick(world, (entry) => entry.type === 'contact.active' && entry.outcome === 'accepted');
  const key = `contact:${accepted?.contactId}`;
  const age = accepted && writtenField(accepted, key, 'age');
  if (!accepted || age === undefined) return undefined;
  replace(world, accepted, (copy) => rewrite(copy, key, 'age', String(Number(age) - 60_000)));
  return accepted.contactId;
}

function offerWithoutEnd(world: World): string | undefined {
  const ended = pick(world, (entry) => entry.outcome !== undefined);
  if (!ended) return undefined;
  replace(world, ended, (copy) => delete copy.outcome);
  return ended.contactId;
}

function raisedCredit(world: World): string | undefined {
  const offered = pick(world, (entry) => entry.type === 'contact.offered');
  if (offered?.decision === undefined) return undefined;
  const record = JSON.parse(offered.decision) as StoredDecision;
  const winner = record.candidates[0];
  if (!winner) return undefined;
  for (const place of [creditPlace('priority'), TOTAL_PLACE]) winner[place] = Number(winner[place]) + 1000;
  replace(world, offered, (copy) => (copy.decision = JSON.stringify(record)));
  return offered.contactId;
}

function archiveGap(world: World): string | undefined {
  const middle = Math.floor(world.archive.length / 2);
  const next = world.archive[middle + 1];
  if (!next) return undefined;
  // Long ago for the log: kept there, the event would merely be found not archived.
  const [missing] = world.archive.splice(middle, 1);
  world.log = world.log.filter((entry) => entry.id !== missing?.id);
  return next.id;
}

function changedLiveField(world: World): string | undefined {
  const late = world.log.filter((entry) => entry.generation > world.end.generation || entry.seq > world.end.seq);
  const moving = new Set(late.flatMap((entry) => entry.ops.map((op) => op[1])));
  const found = world.live.find(
    ([key, value]) => /^(contact|agent):/.test(key) && value.kind === 'hash' && !moving.has(key),
  );
  if (!found || found[1].kind !== 'hash') return undefined;
  const [key, value] = found;
  const fields = new Map(value.fields).set('ev', 'planted');
  world.live = world.live.map((pair) => (pair === found ? [key, { ...value, fields }] : pair));
  return key.slice(key.indexOf(':') + 1);
}

function lostLeg(world: World): string | undefined {
  const lost = world.history.find((row) => row.table === 'leg' && row.offerId !== undefined);
  if (lost?.table !== 'leg') return undefined;
  world.history = world.history.filter((row) => row !== lost);
  return lost.offerId;
}

function endedAmongLive(world: World): string | undefined {
  const ended = world.history.find((row) => row.table === 'contact' && row.ended);
  if (ended?.table !== 'contact') return undefined;
  world.history = world.history.map((row) => (row === ended ? { ...ended, ended: false } : row));
  return ended.id;
}

function offerTooMany(world: World): string | undefined {
  const found = world.figures.find(({ table }) => table === 'agent');
  raise(world, found, 'offers', 1);
  return found?.names[0];
}

function lostAnswer(world: World): string | undefined {
  const found = world.figures.find(({ table, measures }) => table === 'wait' && (measures['answered'] ?? 0) > 0);
  raise(world, found, 'answered', -1);
  // The audit names the first whose event the interval has.
  const began = (entry: LogEntry): number => Number(writtenField(entry, `contact:${entry.contactId}`, 'enq'));
  return world.archive.find(
    (entry) =>
      found !== undefined &&
      entry.cause === 'enqueued' &&
      entry.queueId === found.names[0] &&
      began(entry) >= found.at &&
      began(entry) < found.at + 900_000,
  )?.contactId;
}

function raise(world: World, row: World['figures'][number] | undefined, measure: string, by: number): void {
  world.figures = world.figures.map((each) =>
    each === row ? { ...each, measures: { ...each.measures, [measure]: (each.measures[measure] ?? 0) + by } } : each,
  );
}

function offeredUnreached(world: World): string | undefined {
  const contactId = pick(world, (entry) => entry.type === 'contact.offered')?.contactId;
  const entered = world.archive.find((entry) => entry.contactId === contactId && entry.cause === 'enqueued');
  if (contactId === undefined || entered === undefined) return undefined;
  // Reached or not: of what the log told, nothing says so any more.
  for (const entry of world.archive.filter((each) => each.contactId === contactId && each.cause === 'reached'))
    replace(world, entry, (copy) => copy.ops.push(['HDEL', `contact:${contactId}`, 'reach']));
  replace(world, entered, (copy) => copy.ops.push(['HSET', `contact:${contactId}`, 'dialMs', '45000']));
  return contactId;
}

function standsForStranger(world: World): string | undefined {
  const stands = pick(world, (entry) => entry.type === 'agent.stands' && entry.cause === 'dialling');
  if (stands?.agentId === undefined) return undefined;
  replace(world, stands, (copy) => rewrite(copy, `agent:${stands.agentId}`, 'dial', 'planted-stranger'));
  return stands.agentId;
}
