import { DomainError } from '../domain/errors.js';
import type { Versioned } from '../store/config-store.js';

export interface ConfigPage<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** One page of a map, in the order of ids; the cursor is the last id of the page before. */
export function pageOf<T>(
  all: ReadonlyMap<string, Versioned<T>>,
  limit: number,
  cursor: string | undefined,
): ConfigPage<T> {
  const after = cursor === undefined ? '' : readCursor(cursor);
  const ids = [...all.keys()].filter((id) => id > after).sort();
  const page = ids.slice(0, limit);
  const items = page.flatMap((id) => all.get(id)?.value ?? []);
  const last = page.at(-1);
  return {
    items,
    nextCursor: ids.length > page.length && last !== undefined ? Buffer.from(last).toString('base64url') : null,
  };
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^[A-Za-z0-9_.:-]{1,64}$/.test(id)) return id;
  const message = 'must be a nextCursor of an earlier answer';
  throw new DomainError('validationFailed', `cursor: ${message}`, { errors: [{ path: 'cursor', message }] });
}
