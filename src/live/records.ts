import type { AgentRecord, AgentWithLegs, Presence } from '../domain/agent.js';
import { CALLBACK_CHANNEL, type CallbackProgress } from '../domain/callback.js';
import type {
  BotAcceptance,
  ContactRecord,
  ContactSpec,
  ContactState,
  Handover,
  HistoryEntry,
  Reservation,
} from '../domain/contact.js';
import type { WriteOp } from '../domain/events.js';
import type { Leg, LegKind, LegPhase } from '../domain/leg.js';
import type { Translate } from '../domain/language.js';
import type { OfferOutcome, OfferRecord } from '../domain/offer.js';
import { parseMissing, TYPE_FIELD } from './ending-terms.js';

export type Hash = Record<string, string>;

/** Turns a flat list (field, value, …), as scripts and the store answer it, into a hash. */
export function toHash(flat: unknown): Hash {
  const hash: Hash = Object.create(null) as Hash;
  // An empty list that was remembered comes back as `{}`.
  if (!Array.isArray(flat)) return hash;
  for (let i = 0; i + 1 < flat.length; i += 2) hash[flat[i] as string] = flat[i + 1] as string;
  return hash;
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** For which agent a contact waits; undefined: for any. */
export function parseReservation({ resv, resvUntil }: Hash): Reservation | undefined {
  return resv === undefined || resv === '' ? undefined : { agentId: resv, untilMs: optionalNumber(resvUntil) };
}

/** What the contact asked for, unless a bot has handed it over since. */
export function parseBotAcceptance(hash: Hash, spec: ContactSpec): BotAcceptance | undefined {
  return hash.bot === 'never' ? 'never' : spec.botAcceptance;
}

function parseProgress({ channel, att, attLast, reach, dialUntil }: Hash): CallbackProgress | undefined {
  if (channel !== CALLBACK_CHANNEL) return undefined;
  return {
    attempts: Number(att ?? 0),
    lastOutcome: attLast?.split('|', 1)[0],
    reached: reach !== undefined,
    dialUntil: optionalNumber(dialUntil),
  };
}

function parseIds(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as string[]);
}

/** A line of a contact's story, as its field holds it. */
function parseLine(text: string): HistoryEntry {
  const [at = '0', type = '', agentId = '', detail = ''] = text.split('|');
  return { at: Number(at), type, ...(agentId ? { agentId } : {}), ...(detail ? { detail } : {}) };
}

/** Lines of a story stand in fields `h.<number of the event>`: in that order they are told. */
export const STORY_FIELD = 'h.';

/**
 * What of a contact's hash is named by what it holds: its story, when each agent last declined or missed it, and the
 * fields of its type (undefined where there is none). One walk for all: it is made for every answer.
 */
function parseNamed(hash: Hash): Pick<ContactRecord, 'history' | 'declines' | 'fields'> {
  const declines: Record<string, number> = {};
  let fields: Record<string, unknown> | undefined;
  const lines: number[] = [];
  for (const field in hash) {
    if (field.startsWith(STORY_FIELD)) lines.push(Number(field.slice(STORY_FIELD.length)));
    else if (field.startsWith('decl.')) declines[field.slice(5)] = Number(hash[field]);
    else if (field.startsWith(TYPE_FIELD))
      (fields ??= {})[field.slice(TYPE_FIELD.length)] = JSON.parse(hash[field] as string);
  }
  lines.sort((a, b) => a - b);
  return { declines, fields, history: lines.map((seq) => parseLine(hash[STORY_FIELD + seq] as string)) };
}

/**
 * A contact's hash as a record; undefined for an empty or half-known hash.
 * @param spec what the hash holds as `spec`, where the caller has it already
 */
export function parseContact(hash: Hash, spec?: ContactSpec): ContactRecord | undefined {
  if (!hash.id || (spec === undefined && hash.spec === undefined)) return undefined;
  const asked = spec ?? (JSON.parse(hash.spec as string) as ContactSpec);
  return {
    id: hash.id,
    spec: asked,
    state: hash.state as ContactState,
    queueId: hash.queueId ?? '',
    channel: hash.channel ?? '',
    enqueuedAt: Number(hash.enq),
    virtualEnqueuedAt: Number(hash.venq),
    ageMs: Number(hash.age ?? 0),
    enqueueSeq: Number(hash.seq),
    since: Number(hash.since),
    due: Number(hash.due ?? 0),
    pulledToFront: hash.front === undefined ? undefined : true,
    lastAgentId: hash.last,
    earlierIds: parseIds(hash.earlier),
    mergedInto: hash.into,
    mergedIds: parseIds(hash.merged),
    botAcceptance: parseBotAcceptance(hash, asked),
    reserved: parseReservation(hash),
    agentId: hash.agentId,
    offerId: hash.state === 'offered' ? hash.offerId : undefined,
    legKind: hash.kind as LegKind | undefined,
    offerExpiresAt: optionalNumber(hash.exp),
    translate: hash.state === 'offered' ? parseTranslate(hash.tr, hash.offerId) : undefined,
    wrapUpUntil: optionalNumber(hash.wrapUntil),
    scheduledAt: optionalNumber(hash.releaseAt),
    heldSince: optionalNumber(hash.held),
    formerAgentId: hash.from,
    parkedBecause: hash.intr === undefined ? undefined : 'interrupted',
    handover: hash.handover === undefined ? undefined : (JSON.parse(hash.handover) as Handover),
    consultFor: hash.cons,
    consultId: hash.consult,
    consultAgentId: hash.consultAgent,
    consultedId: hash.consulted,
    reservedFor: hash.resv,
    reservedUntil: optionalNumber(hash.resvUntil),
    callback: parseProgress(hash),
    callbackOf: hash.cbOf,
    standingAgentId: hash.dial,
    callbackId: hash.cbId,
    outcome: hash.outcome,
    endedBy: hash.endedBy,
    disposition: hash.disposition,
    resolved: hash.resolved === undefined ? undefined : hash.resolved === 'true',
    note: hash.note,
    dueAt: optionalNumber(hash.dueAt),
    missing: parseMissing(hash.missing),
    endedAt: optionalNumber(hash.endedAt),
    keyId: hash.key ?? '',
    bodyHash: hash.bh ?? '',
    eventId: hash.ev ?? '0.0',
    ...parseNamed(hash),
  };
}

/** What an offer told its agent to translate; the field of an earlier offer says nothing of this one. */
export function parseTranslate(text: string | undefined, offerId: string | undefined): Translate | undefined {
  if (text === undefined) return undefined;
  const { offerId: of, ...translate } = JSON.parse(text) as Translate & { offerId: string };
  return of === offerId ? translate : undefined;
}

/** An agent's hash as a record; undefined while the agent is not configured. */
export function parseAgent(hash: Hash): AgentRecord | undefined {
  if (!hash.id || hash.presence === undefined) return undefined;
  const used: Record<string, number> = {};
  for (const field of Object.keys(hash)) if (field.startsWith('u.')) used[field.slice(2)] = Number(hash[field]);
  return {
    id: hash.id,
    presence: hash.presence as Presence,
    presenceSince: Number(hash.psince ?? 0),
    presenceBy: hash.pby as AgentRecord['presenceBy'],
    reasonCode: hash.reason,
    next: hash.next === undefined ? undefined : { presence: hash.next as Presence, reasonCode: hash.nextr },
    channels: hash.chs === undefined ? undefined : (JSON.parse(hash.chs) as string[]),
    notRespondingSince: optionalNumber(hash.nr),
    standsFor: hash.dial,
    offers: Number(hash.nO ?? 0),
    active: Number(hash.nA ?? 0),
    wrapUp: Number(hash.nW ?? 0),
    external: Number(hash.nX ?? 0),
    used,
    idleSince: Number(hash.idle ?? 0),
    eventId: hash.ev ?? '0.0',
  };
}

export function parseLegs(hash: Hash): Leg[] {
  return Object.entries(hash).map(([contactId, text]) => {
    const [kind = 'primary', phase = 'active', channel = '', offerId = '', since = '0'] = text.split('|');
    return {
      contactId,
      kind: kind as LegKind,
      phase: phase as LegPhase,
      channel,
      ...(offerId ? { offerId } : {}),
      since: Number(since),
    };
  });
}

export function parseAgentWithLegs(agent: Hash, legs: Hash): AgentWithLegs | undefined {
  const record = parseAgent(agent);
  return record && { legs: parseLegs(legs), ...record };
}

export function parseOffer(hash: Hash): OfferRecord | undefined {
  if (!hash.id) return undefined;
  return {
    id: hash.id,
    contactId: hash.contactId ?? '',
    agentId: hash.agentId ?? '',
    channel: hash.channel ?? '',
    queueId: hash.queueId ?? '',
    createdAt: Number(hash.createdAt),
    expiresAt: Number(hash.expiresAt),
    outcome: hash.outcome as OfferOutcome | undefined,
    endedAt: optionalNumber(hash.endedAt),
  };
}

/** Replays the hash writes of an event into a map of hashes (key without the workspace prefix → hash). */
export function applyOps(hashes: Map<string, Hash>, ops: readonly WriteOp[]): void {
  for (const [command, key, ...args] of ops) {
    if (command === 'HSET') {
      let hash = hashes.get(key);
      if (!hash) hashes.set(key, (hash = Object.create(null) as Hash));
      for (let i = 0; i + 1 < args.length; i += 2) hash[args[i] as string] = args[i + 1] as string;
    } else if (command === 'HDEL') {
      const hash = hashes.get(key);
      if (hash) for (const field of args) delete hash[field];
    } else if (command === 'DEL') {
      hashes.delete(key);
    }
  }
}
