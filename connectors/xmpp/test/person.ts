import { randomUUID } from 'node:crypto';
import { type Client, client } from '@xmpp/client';
import { type Element, xml } from '@xmpp/xml';
import { WITHIN_MS } from '../../../test/support/becomes.js';
import { HOST, PASSWORD } from './prosody.js';

/** A message as its reader sees it. */
export interface Read {
  /** Bare address of who sent it. */
  from: string;
  id: string;
  body: string;
  /** It was said before this reader came. */
  isOld: boolean;
}

/** A message that this person sent. */
interface Sent {
  to: string;
  id: string;
  body: string;
}

/** Somebody with an ordinary XMPP client. */
export class Person {
  /** Every message with a text, as it came. */
  readonly inbox: Read[] = [];
  /** Typing marks without a text: `address state`. */
  readonly marks: string[] = [];
  /** Presences: `address type-or-show`. */
  readonly presences: string[] = [];
  /** Ids of messages that came back, and why. */
  readonly refused = new Map<string, string>();
  private readonly unsafe = new Map<string, Sent>();
  private readonly listeners = new Set<() => void>();
  private xmpp?: Client;
  private answer?: (read: Read) => Promise<void>;

  constructor(
    readonly name: string,
    private readonly port: number,
  ) {}

  get jid(): string {
    return `${this.name}@${HOST}`;
  }

  /** Signs in and says so. */
  async come(show?: string): Promise<void> {
    const service = `xmpp://127.0.0.1:${this.port}`;
    const who = { username: this.name, password: PASSWORD };
    const xmpp = client({ service, domain: HOST, resource: 'desk', credentials: (sign) => sign(who, 'PLAIN') });
    xmpp.reconnect.stop();
    xmpp.on('error', () => undefined);
    xmpp.on('connect', () => xmpp.socket?.setEncoding('utf8'));
    xmpp.on('stanza', (stanza) => this.hear(stanza));
    this.xmpp = xmpp;
    await xmpp.start();
    await this.show(show);
  }

  /** Signs out. */
  async leave(): Promise<void> {
    const { xmpp } = this;
    this.xmpp = undefined;
    await xmpp?.stop();
  }

  /** What the person's client says of it to everybody who subscribed. */
  async show(show?: string): Promise<void> {
    await this.stanza(xml('presence', {}, show === undefined ? undefined : xml('show', {}, show)));
  }

  /** A presence to one address: `subscribe` and the like, or plain. */
  async presence(to: string, type?: string): Promise<void> {
    await this.stanza(xml('presence', { to, type }));
  }

  async type(to: string, state: string): Promise<void> {
    const mark = xml(state, { xmlns: 'http://jabber.org/protocol/chatstates' });
    await this.stanza(xml('message', { to, type: 'chat' }, mark));
  }

  /** Writes, and settles when the other side has said that it is safe. */
  async write(to: string, body: string): Promise<void> {
    const id = await this.post(to, body);
    await this.until(() => !this.unsafe.has(id) || this.refused.has(id), `a receipt for “${body}”`);
    if (this.refused.has(id)) throw new Error(`“${body}” came back: ${this.refused.get(id)}`);
  }

  /** Writes and does not wait. Answers the message's id. */
  async post(to: string, body: string, id: string = randomUUID()): Promise<string> {
    const sent = { to, id, body };
    this.unsafe.set(id, sent);
    await this.send(sent);
    return id;
  }

  /** From now on each message with a text is answered in this way. */
  answers(answer: (read: Read) => Promise<void>): void {
    this.answer = answer;
  }

  /** What a careful client does: says again, under the same ids, what nobody called safe. */
  async repeatUnsafe(): Promise<number> {
    const again = [...this.unsafe.values()];
    for (const sent of again) await this.send(sent);
    return again.length;
  }

  get unsafeCount(): number {
    return this.unsafe.size;
  }

  /** The texts from an address, each id once. */
  texts(from: string): string[] {
    return this.read(from).map(({ body }) => body);
  }

  /** The messages from an address, each id once. */
  read(from: string): Read[] {
    const seen = new Set<string>();
    return this.inbox.filter((one) => one.from === from && !seen.has(one.id) && seen.add(one.id));
  }

  /** The n-th message (1 is the first) from an address that fits. */
  async reads(from: string | RegExp, fits: RegExp, nth = 1): Promise<Read> {
    const find = (): Read | undefined => {
      const seen = new Set<string>();
      const all = this.inbox.filter(
        (one) =>
          (typeof from === 'string' ? one.from === from : from.test(one.from)) &&
          fits.test(one.body) &&
          !seen.has(one.id) &&
          seen.add(one.id),
      );
      return all[nth - 1];
    };
    await this.until(() => find() !== undefined, `${nth}. “${fits.source}” from ${String(from)}`);
    return find() as Read;
  }

  /** Settles once it holds, looked at with every stanza. */
  until(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        this.listeners.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.listeners.delete(look);
        const had = this.inbox.slice(-10).map(({ from, body }) => `${from}: ${body}`);
        reject(new Error(`${this.name} never had: ${what}; had\n${[...had, ...this.presences.slice(-5)].join('\n')}`));
      }, WITHIN_MS);
      this.listeners.add(look);
      look();
    });
  }

  private async send({ to, id, body }: Sent): Promise<void> {
    const wish = xml('request', { xmlns: 'urn:xmpp:receipts' });
    await this.stanza(xml('message', { to, id, type: 'chat' }, xml('body', {}, body), wish));
  }

  private async stanza(stanza: Element): Promise<void> {
    if (this.xmpp === undefined) throw new Error(`${this.name} is not signed in`);
    await this.xmpp.send(stanza);
  }

  private hear(stanza: Element): void {
    const { from: full = '', type, id = '' } = stanza.attrs;
    const from = full.split('/')[0] as string;
    if (stanza.name === 'presence') this.hearPresence(from, type, stanza.getChildText('show'));
    if (stanza.name === 'message') this.hearMessage(stanza, from, type, id);
    for (const look of this.listeners) look();
  }

  private hearPresence(from: string, type: string | undefined, show: string | null): void {
    this.presences.push(`${from} ${type ?? show ?? 'here'}`);
    // As a person does who is asked whether the desk may see it.
    if (type === 'subscribe') void this.presence(from, 'subscribed');
  }

  private hearMessage(message: Element, from: string, type: string | undefined, id: string): void {
    if (type === 'error') {
      const why = message.getChild('error')?.getChildElements() ?? [];
      this.refused.set(id, why.map(({ name }) => name).join(' '));
      return;
    }
    const received = message.getChild('received', 'urn:xmpp:receipts')?.attrs['id'];
    if (received !== undefined) this.unsafe.delete(received);
    const body = message.getChildText('body');
    const isOld = message.getChild('delay', 'urn:xmpp:delay')?.attrs['from']?.includes('xmpp-') ?? false;
    if (body !== null) {
      const read = { from, id, body, isOld };
      const isNew = !this.inbox.some((one) => one.from === from && one.id === id);
      this.inbox.push(read);
      if (isNew) void this.answer?.(read);
      return;
    }
    const state = ['composing', 'paused', 'active', 'gone'].find(
      (name) => message.getChild(name, 'http://jabber.org/protocol/chatstates') !== undefined,
    );
    if (state !== undefined) this.marks.push(`${from} ${state}`);
  }
}
