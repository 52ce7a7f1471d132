import { type Kind, KIND_WORDS, KINDS, leastOf, type Sightings } from './kinds.js';
import { recognize, type RecordedContact } from './recognize.js';

/** What the clients saw, as far as it is compared. */
export interface Seen {
  contacts: ReadonlyMap<string, string>;
  callbacks: ReadonlySet<string>;
  stillThere: ReadonlyMap<string, string>;
  seen: Sightings;
}

export interface Verdict {
  /** Contacts of customers in the server's record. */
  contacts: number;
  /** Of them, by channel. */
  channels: Record<string, number>;
  /** By the server's record. */
  counts: Record<Kind, number>;
  /** What each kind must reach. */
  least: number;
  /** What was not reached, in words. */
  missing: string[];
  /** Differences between the server's record and what the clients saw, in words. */
  differences: string[];
}

/**
 * Counts by the server's record, holds the counts against the least, and the record against what the clients saw, contact
 * by contact.
 *
 * @param wanted contacts that the run was to have
 */
export function judge(record: ReadonlyMap<string, RecordedContact>, clients: Seen, wanted: number): Verdict {
  const found = recognize(record, clients.stillThere);
  const least = leastOf(wanted);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, found[kind].size])) as Record<Kind, number>;
  const known = [...clients.contacts].filter(([id]) => record.has(id));
  const channels: Record<string, number> = {};
  for (const [, channel] of known) channels[channel] = (channels[channel] ?? 0) + 1;
  return {
    contacts: known.length,
    channels,
    counts,
    least,
    missing: [
      ...(known.length < wanted ? [`${known.length} contacts, not ${wanted}`] : []),
      ...KINDS.filter((kind) => counts[kind] < least).map(
        (kind) => `${KIND_WORDS[kind]}: ${counts[kind]}, not ${least}`,
      ),
    ],
    differences: [...lifeDifferences(record, clients), ...KINDS.flatMap((kind) => differencesIn(kind, found, clients))],
  };
}

const ENDED: readonly string[] = ['completed', 'abandoned', 'cancelled', 'expired'];

/** Each contact that was taken is there and has ended; beside them there are consults, and nothing else. */
function lifeDifferences(record: ReadonlyMap<string, RecordedContact>, { contacts, callbacks }: Seen): string[] {
  const lost = [...contacts.keys(), ...callbacks].filter((id) => !record.has(id));
  const others = [...record.values()].filter(
    ({ id, consultFor }) => consultFor === undefined && !contacts.has(id) && !callbacks.has(id),
  );
  const open = [...record.values()].filter(({ state }) => !ENDED.includes(state));
  return [
    ...lost.map((id) => `${id} was answered 2xx, and the server does not know it`),
    ...others.map(({ id }) => `${id} is in the server's record, and nobody brought it`),
    ...open.map(({ id, state }) => `${id} has not ended: it is ${state}`),
  ];
}

function differencesIn(kind: Kind, found: Sightings, { seen }: Seen): string[] {
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((id) => !b.has(id));
  return [
    ...only(found[kind], seen[kind]).map(
      (id) => `${id}: ${KIND_WORDS[kind]} by the server's record, not by the clients'`,
    ),
    ...only(seen[kind], found[kind]).map(
      (id) => `${id}: ${KIND_WORDS[kind]} by the clients' record, not by the server's`,
    ),
  ];
}
