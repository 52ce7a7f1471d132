import { isEnded } from '../../src/domain/contact.js';
import type { Everything } from './invariants.js';

/** Matters hold few contacts, and tell of each whether it has ended; one of a customer goes when all is done. */
export function matterFaults({ hashes, matters, contacts }: Everything): string[] {
  const faults: string[] = [];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const [name, entries] of matters) {
    const phases = Object.entries(entries).map(([id, text]) => ({ id, phase: text.split('|')[1] }));
    if (phases.length > 20) faults.push(`${name}: ${phases.length} contacts`);
    if (name.startsWith('matter:') && phases.every(({ phase }) => phase === 'ended' || phase === 'linked'))
      faults.push(`${name}: all is done`);
    for (const { id, phase } of phases) {
      const contact = byId.get(id);
      if (contact && phase !== 'linked' && (phase === 'open') === isEnded(contact.state))
        faults.push(`${name}: ${id} ${phase}, ${contact.state}`);
    }
  }
  for (const { id, state } of contacts) {
    const { cust, thr } = hashes.get(`contact:${id}`) ?? {};
    if (isEnded(state)) continue;
    for (const key of [cust && `matter:${cust}`, thr && `thread:${thr}`]) {
      const entries = key ? matters.get(key) : {};
      const full = Object.keys(entries ?? {}).length === 20;
      if (key && !full && entries?.[id] === undefined) faults.push(`${id}: ${state}, not in ${key}`);
    }
  }
  return faults;
}

/** What a callback has of the contact in whose stead it goes on: for good, and until something is done with it. */
const KEPT = ['seq', 'thr'];
const KEPT_AT_FIRST = ['rate', 'cr', 'due', 'dueAt', 'maxWait', 'ovf', 'ctype', 'last', 'bot', 'earlier'];

/** A callback stands where the call stood: age, rank, limits, matter; and each names the other. */
export function callbackFaults({ hashes, matters, contacts }: Everything): string[] {
  const faults: string[] = [];
  for (const { id, callbackId } of contacts) {
    if (callbackId === undefined) continue;
    const old = hashes.get(`contact:${id}`) ?? {};
    const callback = hashes.get(`contact:${callbackId}`);
    // Where it is only linked its own matter does not know.
    for (const [name, entries] of matters)
      if (entries[id] !== undefined && entries[id].split('|')[1] !== 'linked') faults.push(`${name}: still has ${id}`);
    if (callback === undefined) continue;
    if (callback.cbOf !== id) faults.push(`${callbackId}: in the stead of ${callback.cbOf}, not of ${id}`);
    if (callback.enq !== old.venq) faults.push(`${callbackId}: since ${callback.enq}, ${id} since ${old.venq}`);
    const isNew = Object.keys(callback).filter((field) => field.startsWith('h.')).length === 1;
    for (const field of isNew ? [...KEPT, ...KEPT_AT_FIRST] : KEPT)
      if (callback[field] !== old[field])
        faults.push(`${callbackId}: ${field} ${callback[field]}, ${id} ${old[field]}`);
  }
  return faults;
}

/** A merge is told once in each of the two stories, and they agree. */
export function mergeFaults({ contacts }: Everything): string[] {
  const faults: string[] = [];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const { id, state, outcome, mergedInto, mergedIds, history } of contacts) {
    const told = history.filter(({ type }) => type === 'merged').map(({ detail }) => detail);
    const expected = [...(mergedIds ?? []), ...(mergedInto === undefined ? [] : [`into ${mergedInto}`])];
    if (told.join() !== expected.join()) faults.push(`${id}: told ${told.join()}, merged ${expected.join()}`);
    if (new Set(mergedIds).size !== (mergedIds ?? []).length) faults.push(`${id}: merged twice ${mergedIds?.join()}`);
    if ((mergedInto !== undefined) !== (outcome === 'merged')) faults.push(`${id}: ${outcome} into ${mergedInto}`);
    if (mergedInto !== undefined && state !== 'cancelled') faults.push(`${id}: merged, and ${state}`);
    const into = mergedInto === undefined ? undefined : byId.get(mergedInto);
    if (into && !into.mergedIds?.includes(id)) faults.push(`${mergedInto}: does not name ${id}`);
    for (const other of mergedIds ?? []) {
      const gone = byId.get(other);
      if (gone && gone.mergedInto !== id) faults.push(`${other}: merged into ${gone.mergedInto}, ${id} names it`);
    }
  }
  return faults;
}
