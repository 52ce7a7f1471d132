import { setTimeout as pause } from 'node:timers/promises';
import type { Lotse } from '@lotse/client';
import type { ContactAnswer } from './recognize.js';

const PAGE = 200;
const SETTLES_WITHIN_MS = 60_000;
const ENDED: readonly string[] = ['completed', 'abandoned', 'cancelled', 'expired'];

/**
 * Reads all contacts of these queues back from the server, once those that are known have ended in its history: that is
 * written a moment after the fact. After a minute it takes what is there.
 */
export async function readRecord(
  admin: Lotse,
  queueIds: readonly string[],
  known: readonly string[],
): Promise<Map<string, ContactAnswer>> {
  const deadline = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const record = await readOnce(admin, queueIds);
    const isSettled =
      known.every((id) => record.has(id)) && [...record.values()].every(({ state }) => ENDED.includes(state));
    if (isSettled || Date.now() > deadline) return record;
    await pause(500);
  }
}

async function readOnce(admin: Lotse, queueIds: readonly string[]): Promise<Map<string, ContactAnswer>> {
  const record = new Map<string, ContactAnswer>();
  for (const queueId of queueIds) {
    let cursor: string | undefined;
    do {
      const query = { queueId, limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = await admin.get('/v1/contacts', { query });
      for (const contact of items) record.set(contact.id, contact);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return record;
}
