import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from './clock.js';
import type { Conversation, Entry, Leg, Parked } from './conversation.js';
import { Journal } from './journal.js';

/** What the journal holds. To apply one twice is to apply it once. */
type Change =
  | { t: 'open'; c: string; customer: string; address: string; at: number }
  | { t: 'said'; c: string; n: number; entry: Entry }
  | { t: 'taken'; c: string; to: string; n: number }
  | { t: 'leg'; c: string; leg?: Leg }
  | { t: 'parked'; c: string; parked?: Parked }
  | { t: 'closed'; c: string }
  | { t: 'ended'; c: string; at: number };

export interface BookSettings {
  folder: string;
  /** How long the ids of an ended conversation are kept, so that late repeats are known, ms. */
  keepMs: number;
}

/** All conversations, in memory and in the journal. Changes are seen at once and durable when their promise settles. */
export class Book {
  private readonly byId = new Map<string, Conversation>();
  /** The conversation that a customer's next message to an address belongs to. */
  private readonly open = new Map<string, Conversation>();
  /** Every message that was taken, by sender and id. */
  private readonly heard = new Set<string>();
  private journal!: Journal<Change>;

  private constructor(
    private readonly settings: BookSettings,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {}

  /**
   * @param failed the disk refused: nothing that comes after can be promised
   * @throws JournalDamaged
   */
  static async load(settings: BookSettings, clock: Clock, failed: (error: unknown) => void): Promise<Book> {
    const book = new Book(settings, clock, failed);
    const path = join(settings.folder, 'conversations.jsonl');
    for (const change of Journal.read<Change>(path)) book.apply(change);
    book.journal = await Journal.open(path, () => book.changes());
    return book;
  }

  /** Those whose contacts have not ended. */
  living(): Conversation[] {
    return [...this.byId.values()].filter(({ endedAt }) => endedAt === undefined);
  }

  conversation(id: string): Conversation | undefined {
    return this.byId.get(id);
  }

  openFor(customer: string, address: string): Conversation | undefined {
    return this.open.get(key(customer, address));
  }

  /** Whether this very message was taken before. */
  hasHeard(sender: string, messageId: string): boolean {
    return this.heard.has(key(sender, messageId));
  }

  /**
   * Begins a conversation with what was said first. Its id follows from these, so that whoever begins it again begins
   * the same one.
   */
  begin(customer: string, address: string, first: readonly Entry[], after = ''): [Conversation, Promise<void>] {
    const hash = createHash('sha256').update([customer, address, first[0]?.id, after].join('\n')).digest('hex');
    const id = `xmpp-${hash.slice(0, 32)}`;
    const known = this.byId.get(id);
    if (known !== undefined) return [known, Promise.resolve()];
    const said = first.map((entry, n): Change => ({ t: 'said', c: id, n, entry }));
    const durable = this.write({ t: 'open', c: id, customer, address, at: this.clock.now() }, ...said);
    return [this.byId.get(id) as Conversation, durable];
  }

  say({ id, entries }: Conversation, entry: Entry): Promise<void> {
    return this.write({ t: 'said', c: id, n: entries.length, entry });
  }

  /** The XMPP server has taken the first n entries for the customer (`''`) or an agent. */
  taken({ id }: Conversation, to: string, n: number): Promise<void> {
    return this.write({ t: 'taken', c: id, to, n });
  }

  setLeg({ id }: Conversation, leg: Leg | undefined): Promise<void> {
    return this.write({ t: 'leg', c: id, leg });
  }

  setParked({ id }: Conversation, parked: Parked | undefined): Promise<void> {
    return this.write({ t: 'parked', c: id, parked });
  }

  close({ id }: Conversation): Promise<void> {
    return this.write({ t: 'closed', c: id });
  }

  end({ id }: Conversation): Promise<void> {
    return this.write({ t: 'ended', c: id, at: this.clock.now() });
  }

  /** Settles when everything that was said so far is durable. */
  settled(): Promise<void> {
    return this.journal.append();
  }

  /** Settles when all is on the disk, and takes nothing more. */
  finish(): Promise<void> {
    return this.journal.close();
  }

  private write(...changes: Change[]): Promise<void> {
    for (const change of changes) this.apply(change);
    const durable = this.journal.append(...changes);
    durable.catch(this.failed);
    return durable;
  }

  private apply(change: Change): void {
    if (change.t === 'open') return this.begun(change);
    const conversation = this.byId.get(change.c);
    if (conversation === undefined) return;
    switch (change.t) {
      case 'said':
        return this.said(conversation, change.n, change.entry);
      case 'taken':
        conversation.taken.set(change.to, Math.max(change.n, conversation.taken.get(change.to) ?? 0));
        return;
      case 'leg':
        conversation.leg = change.leg;
        conversation.lastAgentId = change.leg?.agentId ?? conversation.lastAgentId;
        return;
      case 'parked':
        conversation.parked = change.parked;
        return;
      case 'closed':
        return this.closed(conversation);
      case 'ended':
        this.closed(conversation);
        conversation.endedAt = change.at;
        // Its text is of no use any more.
        for (const entry of conversation.entries) entry.text = '';
    }
  }

  private begun({ c: id, customer, address, at }: Extract<Change, { t: 'open' }>): void {
    if (this.byId.has(id)) return;
    const conversation: Conversation = {
      id,
      customer,
      address,
      openedAt: at,
      entries: [],
      taken: new Map(),
      closed: false,
    };
    this.byId.set(id, conversation);
    this.open.set(key(customer, address), conversation);
  }

  private said(conversation: Conversation, n: number, entry: Entry): void {
    if (n !== conversation.entries.length) return;
    conversation.entries.push(entry);
    const sender = entry.by === 'customer' ? conversation.customer : entry.agentId;
    if (sender !== undefined) this.heard.add(key(sender, entry.id));
  }

  private closed(conversation: Conversation): void {
    conversation.closed = true;
    const at = key(conversation.customer, conversation.address);
    if (this.open.get(at) === conversation) this.open.delete(at);
  }

  /** All that is worth keeping; forgets what ended long ago. */
  private *changes(): Iterable<Change> {
    const until = this.clock.now() - this.settings.keepMs;
    for (const [id, conversation] of this.byId) {
      if (conversation.endedAt !== undefined && conversation.endedAt < until) this.forget(conversation);
      else yield* changesOf(id, conversation);
    }
  }

  private forget(conversation: Conversation): void {
    this.byId.delete(conversation.id);
    for (const { by, id, agentId } of conversation.entries) {
      const sender = by === 'customer' ? conversation.customer : agentId;
      if (sender !== undefined) this.heard.delete(key(sender, id));
    }
  }
}

function* changesOf(c: string, conversation: Conversation): Iterable<Change> {
  const { customer, address, openedAt, entries, taken, leg, lastAgentId, parked, closed, endedAt } = conversation;
  yield { t: 'open', c, customer, address, at: openedAt };
  for (const [n, entry] of entries.entries()) yield { t: 'said', c, n, entry };
  for (const [to, n] of taken) yield { t: 'taken', c, to, n };
  // A leg that is over still tells who had it.
  const former = lastAgentId === undefined ? undefined : { agentId: lastAgentId, jid: '', from: 0, at: 0 };
  if (leg ?? former) yield { t: 'leg', c, leg: leg ?? former };
  if (leg === undefined && former !== undefined) yield { t: 'leg', c };
  if (parked !== undefined) yield { t: 'parked', c, parked };
  if (closed) yield { t: 'closed', c };
  if (endedAt !== undefined) yield { t: 'ended', c, at: endedAt };
}

/** Neither addresses nor ids of messages hold a line break. */
function key(one: string, other: string): string {
  return `${one}\n${other}`;
}
