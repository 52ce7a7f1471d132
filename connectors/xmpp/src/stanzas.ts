import { type Child, type Element, xml } from '@xmpp/xml';

const CHAT_STATES = 'http://jabber.org/protocol/chatstates';
const RECEIPTS = 'urn:xmpp:receipts';
const DELAY = 'urn:xmpp:delay';
const ORIGIN_ID = 'urn:xmpp:sid:0';
const DISCO = 'http://jabber.org/protocol/disco#info';
const STANZA_ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const STATES = ['active', 'composing', 'paused', 'inactive', 'gone'];

export interface Text {
  from: string;
  to: string;
  id: string;
  body: string;
  /** When it was said, if that was earlier; ms since 1970. */
  said?: number;
}

/** A message of a chat; its id is said twice, since some servers replace the attribute. */
export function text({ from, to, id, body, said }: Text): Element {
  return xml(
    'message',
    { type: 'chat', from, to, id },
    xml('body', {}, body),
    xml('active', { xmlns: CHAT_STATES }),
    xml('origin-id', { xmlns: ORIGIN_ID, id }),
    said === undefined ? undefined : xml('delay', { xmlns: DELAY, from, stamp: new Date(said).toISOString() }),
  );
}

/** A typing mark (XEP-0085). */
export function mark(from: string, to: string, state: string): Element {
  return xml('message', { type: 'chat', from, to }, xml(state, { xmlns: CHAT_STATES }));
}

/** The typing mark that a message is, or has beside its text. */
export function markOf(message: Element): string | undefined {
  return STATES.find((state) => message.getChild(state, CHAT_STATES) !== undefined);
}

/** Says that a message is safe (XEP-0184), to the very device that asked; undefined where nobody did. */
export function receipt(message: Element): Element | undefined {
  const { id, from, to } = message.attrs;
  if (id === undefined || message.getChild('request', RECEIPTS) === undefined) return undefined;
  return xml('message', { from: to, to: from, type: 'chat' }, xml('received', { xmlns: RECEIPTS, id }));
}

/** A message or query that was not taken, back to who sent it. */
export function refusal(stanza: Element, type: 'cancel' | 'wait' | 'modify', condition: string, words = ''): Element {
  const { id, from, to } = stanza.attrs;
  return xml(
    stanza.name,
    { type: 'error', from: to, to: from, id },
    xml(
      'error',
      { type },
      xml(condition, { xmlns: STANZA_ERRORS }),
      words === '' ? undefined : xml('text', { xmlns: STANZA_ERRORS }, words),
    ),
  );
}

/** What a stanza of type `error` says went wrong. */
export function conditionOf(stanza: Element): string {
  const named = stanza.getChild('error')?.getChildElements() ?? [];
  return named.find(({ name }) => name !== 'text')?.name ?? 'undefined-condition';
}

export function presence(from: string, to: string, type?: string, show?: string, status?: string): Element {
  const children: Child[] = [
    show === undefined ? undefined : xml('show', {}, show),
    status === undefined ? undefined : xml('status', {}, status),
  ];
  return xml('presence', { from, to, type }, ...children);
}

/** Answers a query: what this address is, or that it cannot be asked that. */
export function answer(query: Element): Element | undefined {
  const { id, from, to, type } = query.attrs;
  if (type !== 'get' && type !== 'set') return undefined;
  const isAsked = type === 'get' && query.getChild('query', DISCO) !== undefined;
  if (!isAsked) return refusal(query, 'cancel', 'service-unavailable');
  const features = [DISCO, CHAT_STATES, RECEIPTS].map((name) => xml('feature', { var: name }));
  const identity = xml('identity', { category: 'client', type: 'bot', name: 'Lotse' });
  return xml('iq', { type: 'result', from: to, to: from, id }, xml('query', { xmlns: DISCO }, identity, ...features));
}
