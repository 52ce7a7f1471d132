import { CALLBACK_CHANNEL, DEFAULT_DIAL_SECONDS } from '../domain/callback.js';
import type { ContactRecord, ContactSpec } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import type { LiveConnection, ScriptReply } from './connection.js';
import type { CommandOptions, ContactResult } from './live-store.js';
import type { ContactPlace, Places } from './places.js';
import { parseContact, toHash } from './records.js';
import { unwrap } from './refusals.js';

/** How often a command reads again when what it had read has moved on. */
const READ_AGAIN = 10;
const PLACE = [
  'id',
  'state',
  'queueId',
  'agentId',
  'offerId',
  'key',
  'channel',
  'cust',
  'from',
  'cons',
  'ctype',
  'thr',
  'dial',
] as const;

/**
 * What scripts on a contact answer: position 0 where it does not wait; the contact's fields as a flat list and those of
 * its offer by name, both as JSON.
 */
export type ContactReply = readonly [now: number, position: number, repeated: 0 | 1, contact: string, offer?: string];

/** Whose contact it has to be, where an agent's key asks. */
interface Asked extends CommandOptions {
  asAgentId?: string;
  /** Also the agent who parked or transferred it may ask. */
  orFormerAgent?: boolean;
}

/** Commands on one contact: each must know the contact's place first, because a script names its keys. */
export abstract class ContactCommands {
  constructor(
    protected readonly connection: LiveConnection,
    private readonly places: Places,
  ) {}

  /** Builds the keys from the contact's place and runs; reads the place (again) where the script says that it moved. */
  protected async withContact(
    contactId: string,
    command: Asked,
    attempt: (place: ContactPlace) => Promise<ScriptReply>,
    tries = READ_AGAIN,
  ): Promise<ContactResult> {
    let place = this.places.ofContact(contactId);
    // Whether a contact is there, and whose it is, only the store may say.
    if (place === undefined || !isOf(place, command)) place = await this.place(contactId);
    for (let i = 1; ; i++) {
      const refused = placeRefusal(place, contactId, command);
      // What forbids now may be what the first of two equal commands did.
      const reply: ScriptReply | undefined = refused
        ? await this.connection.remembered(command)
        : await attempt(place as ContactPlace);
      if (!reply) throw refused as DomainError;
      if (reply[0] !== 'moved' || i >= tries)
        return contactResult(this.connection, unwrap<ContactReply>(reply, `contact ${contactId}`));
      place = await this.place(contactId);
    }
  }

  /** Only the fields that tell which keys a script needs; undefined where there is no such contact. */
  protected async place(contactId: string): Promise<ContactPlace | undefined> {
    const key = this.connection.keys.contact(contactId);
    const values = await this.connection.read((redis) => redis.hmget(key, ...PLACE));
    const [id, state, queueId, agentId, offerId, keyId, channel, customer, ...rest] = values.map(
      (value) => value ?? undefined,
    );
    const [formerAgentId, consultFor, contactTypeId, thread, standingAgentId] = rest;
    if (id === undefined) return undefined;
    const [known, at] = [
      { id, state: state ?? '', queueId: queueId ?? '' },
      { agentId, offerId, customer, thread, formerAgentId, consultFor, contactTypeId, standingAgentId },
    ];
    return { ...known, ...at, keyId: keyId ?? '', channel: channel ?? '' };
  }

  /** What names the open callback of its customer, where the contact is a callback. */
  protected callbackKey({ channel, customer }: ContactPlace): string | undefined {
    return channel === CALLBACK_CHANNEL && customer !== undefined ? this.connection.keys.callback(customer) : undefined;
  }

  /** The hash of the agent who stands for a callback. */
  protected standsKey({ standingAgentId }: ContactPlace): string | undefined {
    return standingAgentId && this.connection.keys.agent(standingAgentId);
  }

  /** Of a contact without customer and thread: none. */
  protected matterKeys({ customer, thread }: Pick<ContactPlace, 'customer' | 'thread'>) {
    const { keys } = this.connection;
    return { matter: customer && keys.matter(customer), thread: thread && keys.thread(thread) };
  }

  protected contactKeys(place: ContactPlace, command: CommandOptions) {
    const { keys } = this.connection;
    return {
      meta: keys.meta,
      events: keys.events,
      deadlines: keys.deadlines,
      contact: keys.contact(place.id),
      command: command.commandId && keys.command(command.commandId),
    };
  }
}

/** How long the customer is called before an agent is asked, ms; undefined: the agent comes first. */
export function dialMsOf({ callback }: ContactSpec): number | undefined {
  if (callback?.mode !== 'customerFirst') return undefined;
  return Math.round((callback.dialSeconds ?? DEFAULT_DIAL_SECONDS) * 1000);
}

function placeRefusal(place: ContactPlace | undefined, contactId: string, asked: Asked): DomainError | undefined {
  if (!place) return new DomainError('notFound', `There is no contact ${contactId}.`);
  if (isOf(place, asked)) return undefined;
  return new DomainError('forbidden', 'This contact is not with you.', { state: place.state });
}

function isOf(place: ContactPlace, { asAgentId, orFormerAgent }: Asked): boolean {
  if (asAgentId === undefined || place.agentId === asAgentId) return true;
  const isNobodys = place.agentId === undefined || place.state === 'offered';
  return orFormerAgent === true && isNobodys && place.formerAgentId === asAgentId;
}

/**
 * What a script told of a contact.
 * @param spec where the reply leaves it out
 */
export function contactResult(connection: LiveConnection, reply: ContactReply, spec?: ContactSpec): ContactResult {
  const [now, position, repeated, fields] = reply;
  connection.clock.learn(now);
  const contact = parsed(fields, spec);
  return { contact, position: position || null, repeated: repeated === 1, now };
}

function parsed(fields: string, spec: ContactSpec | undefined): ContactRecord {
  const hash = toHash(JSON.parse(fields));
  const contact = parseContact(hash, hash.spec === undefined ? spec : undefined);
  if (!contact) throw new Error('a script answered without its contact');
  return contact;
}
