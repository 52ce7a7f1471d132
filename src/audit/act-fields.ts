import type { LoggedAct } from '../domain/act.js';
import { iso } from '../domain/iso.js';

/** What an act changed, by the names that the API has for it. */
export type Changed = Record<string, unknown>;

/** A field of a contact's or an agent's live hash: what the API calls it, and how its text is read. */
const FIELDS: Readonly<Record<string, [name: string, read?: (text: string) => unknown]>> = {
  state: ['state'],
  queueId: ['queueId'],
  agentId: ['agentId'],
  offerId: ['offerId'],
  front: ['pulledToFront', () => true],
  outcome: ['outcome'],
  disposition: ['disposition'],
  resolved: ['resolved', (text) => text === 'true'],
  note: ['note'],
  held: ['heldSince', time],
  wrapUntil: ['wrapUpUntil', time],
  resv: ['reservedFor'],
  target: ['transferredTo'],
  handover: ['handover', (text) => JSON.parse(text) as unknown],
  consult: ['consultId'],
  into: ['mergedInto'],
  cbId: ['callbackId'],
  presence: ['presence'],
  reason: ['reasonCode'],
  chs: ['channels', (text) => JSON.parse(text) as unknown],
  next: ['next'],
  nextr: ['nextReasonCode'],
  nr: ['notRespondingSince', time],
};

function time(text: string): string {
  return iso(Number(text));
}

/** What it was, and what it is; of what the client asked for only what differs. */
export function changedBy({ before, after }: LoggedAct): { before: Changed; after: Changed } {
  const [was, is] = [named(before), named(after)];
  const [asked, asks] = [spec(before), spec(after)];
  for (const name of new Set([...Object.keys(asked), ...Object.keys(asks)])) {
    if (JSON.stringify(asked[name]) === JSON.stringify(asks[name])) continue;
    if (asked[name] !== undefined) was[name] = asked[name];
    if (asks[name] !== undefined) is[name] = asks[name];
  }
  return { before: was, after: is };
}

function named(fields: Record<string, string>): Changed {
  const changed: Changed = {};
  for (const [field, text] of Object.entries(fields)) {
    const [name, read] = FIELDS[field] ?? [];
    if (name !== undefined) changed[name] = read === undefined ? text : read(text);
  }
  return changed;
}

function spec(fields: Record<string, string>): Changed {
  return fields['spec'] === undefined ? {} : (JSON.parse(fields['spec']) as Changed);
}
