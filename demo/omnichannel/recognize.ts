import type { AnswerOf } from '@lotse/client';
import { type Kind, noSightings, type Sightings } from './kinds.js';

/** A contact as the server tells of it. */
export type ContactAnswer = AnswerOf<'get', '/v1/contacts/{id}'>;
export type HistoryLine = ContactAnswer['history'][number];
/** What of it is looked at. */
export type RecordedContact = Pick<
  ContactAnswer,
  | 'id'
  | 'state'
  | 'outcome'
  | 'history'
  | 'handover'
  | 'mergedInto'
  | 'mergedContacts'
  | 'callbackId'
  | 'callback'
  | 'consultFor'
>;

/** How the one who was asked, by a transfer or a consult, let the contact down. */
const LET_DOWN: Readonly<Record<string, Kind>> = {
  declined: 'targetDeclines',
  missed: 'targetMisses',
  rescinded: 'targetDies',
  transportLost: 'targetDies',
};

/**
 * Which kinds of things happened to which contacts, by the server's record alone: each contact's history and the
 * contacts that it names. What happened to a consult counts for the contact that it was for.
 *
 * @param stillThere contacts that the server named in its hello to an agent whose socket had been cut, and that agent
 */
export function recognize(
  contacts: ReadonlyMap<string, RecordedContact>,
  stillThere: ReadonlyMap<string, string>,
): Sightings {
  const found = noSightings();
  for (const contact of contacts.values()) {
    const { consultFor } = contact;
    if (consultFor !== undefined) {
      for (const kind of letDownBeforeAnswer(contact.history)) found[kind].add(consultFor);
      continue;
    }
    for (const kind of kindsInHistory(contact.history)) found[kind].add(contact.id);
    for (const kind of kindsByReference(contact, contacts)) found[kind].add(contact.id);
    if (nothingLost(contact, stillThere.get(contact.id))) found.droppedSocket.add(contact.id);
  }
  return found;
}

/** Reads a history line by line, with what is open at each. */
function kindsInHistory(history: readonly HistoryLine[]): Kind[] {
  const kinds: Kind[] = [];
  let [isConsulting, isSent] = [false, false];
  let parked: { by: string | undefined; interrupted: boolean; resumed: boolean } | undefined;
  for (const { type, agentId, detail = '' } of history) {
    if (type === 'consulting') isConsulting = true;
    if (type === 'consultEnded') {
      if (isConsulting) kinds.push('consultCancelled');
      isConsulting = false;
    }
    if (type === 'transferred') {
      kinds.push(isConsulting ? 'consultCompleted' : 'blindTransfer');
      isSent = !isConsulting;
      isConsulting = false;
    }
    if (type === 'requeued' && detail === 'connectFailed') kinds.push('connectFailed');
    if (type === 'parked') parked = { by: agentId, interrupted: detail === 'interrupted', resumed: false };
    if (type === 'resumed' && parked) parked.resumed = true;
    const down = isSent ? letDown(type, detail) : undefined;
    if (down) kinds.push(down);
    if (type !== 'accepted') continue;
    isSent = false;
    if (parked?.resumed && !parked.interrupted)
      kinds.push(parked.by === agentId ? 'resumedBySame' : 'resumedByAnother');
    if (parked?.resumed && parked.interrupted && parked.by === agentId) kinds.push('interruption');
    parked = undefined;
  }
  return kinds;
}

function letDownBeforeAnswer(history: readonly HistoryLine[]): Kind[] {
  const answered = history.findIndex(({ type }) => type === 'accepted');
  const before = answered < 0 ? history : history.slice(0, answered);
  return before.flatMap(({ type, detail }) => letDown(type, detail) ?? []);
}

/** An offer that an accepted call has taken back lets nobody down. */
function letDown(type: string, detail: string | undefined): Kind | undefined {
  return type === 'rescinded' && detail === 'interrupted' ? undefined : LET_DOWN[type];
}

function kindsByReference(contact: RecordedContact, contacts: ReadonlyMap<string, RecordedContact>): Kind[] {
  const kinds: Kind[] = [];
  const { id, outcome, handover, mergedInto, callbackId, history } = contact;
  const wasHandedOver = history.some(({ type }) => type === 'handedOver');
  if (wasHandedOver && handover?.reason === 'wantsPerson') kinds.push('handoverByWish');
  if (wasHandedOver && handover?.reason === 'connectionLost') kinds.push('handoverByFailure');
  const into = contacts.get(mergedInto ?? '');
  if (outcome === 'merged' && into?.mergedContacts?.includes(id)) kinds.push('mergedThread');
  const back = contacts.get(callbackId ?? '');
  if (outcome === 'callback' && back?.state === 'completed' && back.callback?.reached) kinds.push('callback');
  return kinds;
}

/** Its agent's socket was cut and came back, and one accept, by that agent, is all that ever became of an offer. */
function nothingLost({ state, history }: RecordedContact, agentId: string | undefined): boolean {
  if (agentId === undefined) return false;
  const offers = history.filter(({ type }) => type === 'offered');
  const accepts = history.filter(({ type }) => type === 'accepted');
  return state === 'completed' && offers.length === 1 && accepts.length === 1 && accepts[0]?.agentId === agentId;
}
