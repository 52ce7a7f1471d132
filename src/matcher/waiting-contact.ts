import type { ContactSpec } from '../domain/contact.js';
import type { WriteOp } from '../domain/events.js';
import type { LiveConnection } from '../live/connection.js';
import { parseBotAcceptance, parseReservation, type Hash } from '../live/records.js';
import type { WaitingContact } from '../routing/world.js';

/** What of a contact's hash the matcher decides by, beside `decl.<agentId>`: when each agent declined or missed it. */
const FIELDS = [
  'id',
  'spec',
  'state',
  'queueId',
  'channel',
  'enq',
  'venq',
  'seq',
  'due',
  'last',
  'resv',
  'resvUntil',
  'bot',
  'reach',
  'dial',
  'front',
  'ev',
] as const;
const NEEDED: ReadonlySet<string> = new Set(FIELDS);
const DECLINE = 'decl.';

/** Values in the order of `FIELDS`, false where absent; of a contact with declines its whole hash comes after them. */
type Row = (string | false | string[])[];

/**
 * The needed fields of contacts, in the order of their ids; empty where there is none. One script reads them all and one
 * JSON text brings them: with 100,000 waiting, a command for each costs more than twice as much.
 * @throws DomainError `storeUnavailable`, `outcomeUnknown`
 */
export async function readContacts(connection: LiveConnection, ids: readonly string[]): Promise<Hash[]> {
  if (ids.length === 0) return [];
  const { keys } = connection;
  const items = ids.map((id) => ({ keys: { contact: keys.contact(id) }, args: {} }));
  const reply = await connection.run('read-waiting', { meta: keys.meta }, { fields: FIELDS }, items);
  return (JSON.parse(reply[1] as string) as Row[]).map(toNeeded);
}

export async function readContact(connection: LiveConnection, id: string): Promise<Hash> {
  return (await readContacts(connection, [id]))[0] as Hash;
}

function toNeeded(row: Row): Hash {
  const hash = Object.create(null) as Hash;
  for (let i = 0; i < FIELDS.length; i += 1) {
    const value = row[i];
    if (typeof value === 'string') hash[FIELDS[i] as string] = value;
  }
  const whole = row[FIELDS.length];
  if (Array.isArray(whole)) {
    for (let i = 0; i + 1 < whole.length; i += 2)
      if (whole[i]?.startsWith(DECLINE)) hash[whole[i] as string] = whole[i + 1] as string;
  }
  return hash;
}

/** An event's writes to this contact, without the fields that the matcher does not need. */
export function keepNeeded(ops: readonly WriteOp[], key: string): WriteOp[] {
  return ops.filter((op) => op[1] === key).map((op) => (op[0] === 'HSET' ? needed(op) : op));
}

function needed(op: WriteOp): WriteOp {
  const kept: WriteOp = ['HSET', op[1]];
  for (let i = 2; i + 1 < op.length; i += 2) {
    const field = op[i] as string;
    if (NEEDED.has(field) || field.startsWith(DECLINE)) kept.push(field, op[i + 1] as string);
  }
  return kept;
}

/** The contact as the engine sees it; undefined for a half-known hash. */
export function toWaiting(hash: Hash): WaitingContact | undefined {
  if (!hash.id || hash.spec === undefined) return undefined;
  const spec = JSON.parse(hash.spec) as ContactSpec;
  return {
    id: hash.id,
    queueId: hash.queueId ?? '',
    channel: hash.channel ?? '',
    agingChannel: spec.callback?.fromChannel,
    requirements: spec.requirements,
    language: spec.language,
    priority: spec.priority,
    customerValue: spec.customer?.value ?? 0,
    journeyStage: spec.journeyStage,
    preferredAgentId: spec.preferredAgentId,
    lastAgentId: hash.last,
    botAcceptance: parseBotAcceptance(hash, spec),
    reserved: parseReservation(hash),
    dialFirst: spec.callback?.mode === 'customerFirst' && hash.reach === undefined,
    due: Number(hash.due ?? 0),
    pulledToFront: hash.front !== undefined,
    virtualEnqueuedAt: Number(hash.venq),
    enqueuedAt: Number(hash.enq),
    enqueueSeq: Number(hash.seq),
    declines: declinesOf(hash),
  };
}

function declinesOf(hash: Hash): Record<string, number> {
  const declines: Record<string, number> = {};
  for (const field in hash) if (field.startsWith(DECLINE)) declines[field.slice(DECLINE.length)] = Number(hash[field]);
  return declines;
}
