import { DomainError } from '../domain/errors.js';
import { contactResult, type ContactReply } from './contact-commands.js';
import type { LiveConnection, ScriptReply } from './connection.js';
import type { CommandOptions, LiveStore, OfferItem, OfferItemResult, OfferResult } from './live-store.js';
import type { Places } from './places.js';
import { parseOffer, type Hash } from './records.js';
import { refusal, unwrap } from './refusals.js';
import type { GivenItem } from './script-binding.js';

const READ_AGAIN = 10;
/** Largest group of one commit. */
export const MAX_GROUP = 64;

/** The lease was lost: a newer matcher decides. */
export class StaleFenceError extends Error {
  constructor(readonly epoch: string) {
    super(`fenced by epoch ${epoch}`);
    this.name = 'StaleFenceError';
  }
}

type RefuseCommand = Parameters<LiveStore['refuseOffer']>[0];

interface OfferPlace {
  contactId: string;
  agentId: string;
  queueId: string;
  channel: string;
  keyId: string;
  consultFor?: string;
  /** Hashed, where there are any. */
  customer?: string;
  thread?: string;
}

/** What a script that binds a group says of each of its items. @throws StaleFenceError */
export function bindingResults<T extends { ok: boolean }>(reply: ScriptReply, count: number): T[] {
  if (reply[0] === 'staleFence') throw new StaleFenceError(String(reply[1]));
  if (reply[0] !== 'ok') throw refusal(reply, 'offer');
  return Array.from({ length: count }, (_, i) => {
    const [answer, at] = [reply[1 + 2 * i], reply[2 + 2 * i]];
    return (answer === 'ok'
      ? { ok: true, eventId: at }
      : { ok: false, because: answer, refusedAt: at }) as unknown as T;
  });
}

/** Transitions whose subject is an offer. */
export class OfferTransitions {
  constructor(
    private readonly connection: LiveConnection,
    private readonly places: Places,
  ) {}

  /**
   * Binds up to 64 contacts to agents, a compare-and-set per item.
   * @param epoch the lease's fencing epoch
   * @param faultAt test only: raises an error while item n is looked at
   * @throws StaleFenceError
   */
  async offer(items: readonly OfferItem[], epoch: string, faultAt?: number): Promise<OfferItemResult[]> {
    if (items.length > MAX_GROUP) throw new Error(`a group has at most ${MAX_GROUP} items`);
    const { keys } = this.connection;
    const shared = { meta: keys.meta, events: keys.events, deadlines: keys.deadlines };
    const reply = await this.connection.run(
      'offer',
      shared,
      { epoch, faultAt },
      items.map((item) => this.given(item)),
    );
    return bindingResults<OfferItemResult>(reply, items.length);
  }

  private given(item: OfferItem): GivenItem {
    const { keys } = this.connection;
    const { contactId, agentId, queueId, channel, offerId, decision, translate } = item;
    return {
      keys: {
        contact: keys.contact(contactId),
        agent: keys.agent(agentId),
        legs: keys.legs(agentId),
        offer: keys.offer(offerId),
        order: keys.order(queueId),
        stands: item.standingAgentId && keys.agent(item.standingAgentId),
      },
      args: {
        contactId,
        agentId,
        queueId,
        channel,
        offerId,
        timeoutMs: Math.round(item.offerTimeoutSeconds * 1000),
        decision,
        translate: translate && JSON.stringify({ offerId, ...translate }),
      },
    };
  }

  /** @param command `ifConnected`: refused with `stateForbids` where the agent has no socket on any node */
  async accept(
    command: CommandOptions & { offerId: string; asAgentId?: string; ifConnected?: boolean },
  ): Promise<OfferResult> {
    const { keys } = this.connection;
    const { offerId, commandHash } = command;
    return this.withOffer(command, async (place, names, moved) => {
      const { agentId, queueId, keyId, channel, consultFor, customer, thread } = place;
      return this.connection.run(
        'accept',
        {
          keyactive: keys.keyActive(keyId, channel),
          parent: consultFor && keys.contact(consultFor),
          socks: command.ifConnected ? keys.sockets(agentId) : undefined,
          matter: customer && keys.matter(customer),
          thread: thread && keys.thread(thread),
          ...names,
        },
        { offerId, queueId, keyId, channel, commandHash },
        moved?.[1] === 'interrupts' ? await this.interrupted(moved.slice(2) as string[]) : [],
      );
    });
  }

  /** What of an agent's contacts an accept sets aside: only its script knows which these are, and asks for them. */
  private async interrupted(contactIds: readonly string[]): Promise<GivenItem[]> {
    const { keys } = this.connection;
    const read = await this.connection.read((redis) =>
      Promise.all(
        contactIds.map((id) => redis.hmget(keys.contact(id), 'queueId', 'key', 'channel', 'offerId', 'cons')),
      ),
    );
    return contactIds.map((contactId, n) => {
      const [queueId = '', keyId = '', channel = '', offerId, consultFor] = (read[n] ?? []).map((v) => v ?? undefined);
      return {
        keys: {
          contact: keys.contact(contactId),
          keyactive: keys.keyActive(keyId, channel),
          parent: consultFor && keys.contact(consultFor),
          order: keys.order(queueId),
          offer: offerId && keys.offer(offerId),
        },
        args: { contactId, queueId, keyId, offerId },
      };
    });
  }

  async refuseOffer(command: RefuseCommand & { timer?: boolean }): Promise<OfferResult> {
    const { offerId, outcome, reason, timer, commandHash } = command;
    return this.withOffer(command, ({ queueId }, names) =>
      this.connection.run('refuse-offer', names, { offerId, queueId, outcome, reason, timer, commandHash }),
    );
  }

  /** As with contacts: the place that the log told first, what the store says where that was wrong. */
  private async withOffer(
    command: CommandOptions & { offerId: string; asAgentId?: string },
    attempt: (place: OfferPlace, names: GivenItem['keys'], moved?: ScriptReply) => Promise<ScriptReply>,
  ): Promise<OfferResult> {
    const { offerId, asAgentId } = command;
    let place = this.toldPlace(offerId, asAgentId) ?? (await this.place(offerId, false));
    let moved: ScriptReply | undefined;
    for (let i = 1; ; i++) {
      if (!place) {
        const known = await this.connection.remembered(command);
        if (known) return this.resultOf(known, offerId);
        throw new DomainError('notFound', `There is no offer ${offerId}.`);
      }
      if (asAgentId !== undefined && asAgentId !== place.agentId) {
        throw new DomainError('forbidden', 'This offer is not yours.');
      }
      const reply = await attempt(place, this.names(offerId, place, command), moved);
      if (reply[0] !== 'moved' || i >= READ_AGAIN) return this.resultOf(reply, offerId);
      moved = reply;
      place = await this.place(offerId, true);
    }
  }

  private names(offerId: string, place: OfferPlace, command: CommandOptions): GivenItem['keys'] {
    const { keys } = this.connection;
    return {
      meta: keys.meta,
      events: keys.events,
      deadlines: keys.deadlines,
      offer: keys.offer(offerId),
      contact: keys.contact(place.contactId),
      order: keys.order(place.queueId),
      agent: keys.agent(place.agentId),
      legs: keys.legs(place.agentId),
      command: command.commandId && keys.command(command.commandId),
    };
  }

  private resultOf(reply: ScriptReply, offerId: string): OfferResult {
    const result = unwrap<ContactReply>(reply, `offer ${offerId}`);
    const offer = parseOffer(JSON.parse(result[4] ?? '{}') as Hash);
    if (!offer) throw new Error('a script answered without its offer');
    return { offer, ...contactResult(this.connection, result) };
  }

  /** What the log told of an open offer; undefined where only the store may say whose it is. */
  private toldPlace(offerId: string, asAgentId: string | undefined): OfferPlace | undefined {
    const place = this.places.ofOffer(offerId);
    if (place?.agentId === undefined || (asAgentId !== undefined && asAgentId !== place.agentId)) return undefined;
    const { id: contactId, agentId, queueId, channel, keyId, consultFor, customer, thread } = place;
    return { contactId, agentId, queueId, channel, keyId, consultFor, customer, thread };
  }

  /** Whom an offer binds. The contact's queue as it was then; `afresh` when the script said that it has moved since. */
  private async place(offerId: string, afresh: boolean): Promise<OfferPlace | undefined> {
    const { keys } = this.connection;
    const [contactId, agentId, queueId, channel, keyId] = await this.connection.read((redis) =>
      redis.hmget(keys.offer(offerId), 'contactId', 'agentId', 'queueId', 'channel', 'key'),
    );
    if (!contactId || !agentId) return undefined;
    const place = { contactId, agentId, queueId: queueId ?? '', channel: channel ?? '', keyId: keyId ?? '' };
    if (!afresh) return place;
    const known = await this.connection.read((redis) =>
      redis.hmget(keys.contact(contactId), 'queueId', 'cons', 'cust', 'thr'),
    );
    const [now, consultFor, customer, thread] = known.map((value) => value ?? undefined);
    return { ...place, queueId: now ?? '', consultFor, customer, thread };
  }
}
