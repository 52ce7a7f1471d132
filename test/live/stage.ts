import type { AgentChannel } from '../../src/domain/agent.js';
import { DEFAULT_CALLBACK, type AttemptOutcome, type CallbackSpec } from '../../src/domain/callback.js';
import type { ContactRecord, ContactSpec } from '../../src/domain/contact.js';
import { DomainError } from '../../src/domain/errors.js';
import type { LogEvent } from '../../src/domain/events.js';
import type { AttemptCommand, CallbackCommand, DialItemResult } from '../../src/live/callback-commands.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import type {
  AssignCommand,
  CommandOptions,
  ConsultCommand,
  ContactResult,
  EnqueueCommand,
  EnqueueResult,
  OfferItem,
  OfferItemResult,
  TransferCommand,
} from '../../src/live/live-store.js';
import type { Hash } from '../../src/live/records.js';
import { madeDecision } from '../support/made-decision.js';
import { sharedRedisUrl, startRedis, uniqueName } from '../support/stores.js';

/** The stores that every transition is tried on: one alone, and one in cluster mode that refuses keys of two slots. */
export const STORES = ['one Redis', 'a Redis in cluster mode'] as const;

export async function storeOf(name: (typeof STORES)[number]): Promise<{ url: string; stop: () => Promise<void> }> {
  if (name === 'one Redis') return { url: sharedRedisUrl(), stop: () => Promise.resolve() };
  return startRedis({ cluster: true });
}

/** The code that a command was refused with; 'ok' when it was not. */
export async function codeOf(command: Promise<unknown>): Promise<string> {
  try {
    await command;
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

export async function refusalOf(command: Promise<unknown>): Promise<DomainError> {
  try {
    await command;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the command was not refused');
}

/** A workspace of its own with the lease taken: what each test plays on. */
export class Stage {
  private made = 0;

  private constructor(
    readonly live: LiveRedis,
    public epoch: string,
  ) {}

  static async open(url: string, workspace = uniqueName()): Promise<Stage> {
    const live = new LiveRedis({ url, workspace, nodeId: 'n1', strictKeys: true });
    await live.connection.connect();
    const lease = await live.lease.acquire();
    return new Stage(live, lease.epoch as string);
  }

  async close(): Promise<void> {
    await this.live.connection.close();
  }

  /** A queue `q`, and available agents with the given voice capacity. */
  async with(agents: Record<string, number>, queues: readonly string[] = ['q']): Promise<this> {
    for (const queue of queues) await this.live.mirrorQueue(queue, true, 1);
    for (const [id, capacity] of Object.entries(agents)) {
      await this.mirror(id, [{ id: 'voice', capacity }]);
      await this.live.setPresence({ agentId: id, presence: 'available', by: 'agent' });
    }
    return this;
  }

  async mirror(id: string, channels: AgentChannel[], revision = 1): Promise<void> {
    await this.live.mirrorAgent({ id, name: id, kind: 'human', queues: ['q'], skills: [], channels }, revision);
  }

  spec(id: string, more: Partial<ContactSpec> = {}): ContactSpec {
    return { id, channel: 'voice', queueId: 'q', requirements: [], priority: 0, ...more };
  }

  enqueue(id: string, more: Partial<EnqueueCommand> = {}, spec: Partial<ContactSpec> = {}): Promise<EnqueueResult> {
    return this.live.enqueue({
      spec: this.spec(id, spec),
      bodyHash: `body of ${id}`,
      keyId: 'key1',
      agingRate: 1,
      creditMs: 0,
      dueHorizonSeconds: 0,
      dueCreditSeconds: 0,
      ...more,
    });
  }

  item(contactId: string, agentId: string, more: Partial<OfferItem> = {}): OfferItem {
    const offerId = `o${(this.made += 1)}`;
    const decision = madeDecision(contactId, agentId);
    return { offerId, contactId, agentId, queueId: 'q', channel: 'voice', offerTimeoutSeconds: 20, decision, ...more };
  }

  offerAll(items: readonly OfferItem[], faultAt?: number): Promise<OfferItemResult[]> {
    return this.live.offerTransitions.offer(items, this.epoch, faultAt);
  }

  /** Tries one offer. @returns its id, or the reason for which it was refused */
  async offer(contactId: string, agentId: string, more: Partial<OfferItem> = {}): Promise<string> {
    const item = this.item(contactId, agentId, more);
    const [result] = await this.offerAll([item]);
    return result?.ok ? item.offerId : (result?.because ?? 'no answer');
  }

  /** An offer by hand, by the pair as it stands. */
  async assign(contactId: string, agentId: string, more: Partial<AssignCommand> = {}): Promise<ContactResult> {
    const contact = await this.hash(`contact:${contactId}`);
    const agent = await this.hash(`agent:${agentId}`);
    return this.live.assign({
      contactId,
      agentId,
      offerId: `o${(this.made += 1)}`,
      decision: madeDecision(contactId, agentId),
      offerTimeoutSeconds: 20,
      expectedEventId: contact.ev ?? '',
      agentEventId: agent.ev ?? '',
      ...more,
    });
  }

  /** A callback that calls the customer first; it waits. */
  customerFirst(
    id: string,
    more: Partial<EnqueueCommand> = {},
    callback: Partial<CallbackSpec> = {},
  ): Promise<EnqueueResult> {
    const asked = { ...DEFAULT_CALLBACK, mode: 'customerFirst' as const, dialSeconds: 45, ...callback };
    return this.enqueue(id, more, { channel: 'callback', customer: { id: `customer of ${id}` }, callback: asked });
  }

  dialAll(
    items: readonly (readonly [contactId: string, agentId: string])[],
    faultAt?: number,
  ): Promise<DialItemResult[]> {
    const given = items.map(([contactId, agentId]) => ({ contactId, agentId, queueId: 'q', channel: 'callback' }));
    return this.live.callbackTransitions.dial(given, this.epoch, faultAt);
  }

  /** Has one customer called. @returns `ok`, or the reason for which it was refused */
  async dial(contactId: string, agentId: string): Promise<string> {
    const [result] = await this.dialAll([[contactId, agentId]]);
    return result?.ok ? 'ok' : (result?.because ?? 'no answer');
  }

  async active(contactId: string, agentId: string): Promise<string> {
    await this.enqueue(contactId);
    const offerId = await this.offer(contactId, agentId);
    await this.live.accept({ offerId });
    return offerId;
  }

  transfer(contactId: string, more: Partial<TransferCommand>): Promise<ContactResult> {
    const order = { agingRate: 1, creditMs: 0, dueCreditSeconds: 0 };
    return this.live.transfer({ contactId, reserveSeconds: 20, keepAge: true, ...order, ...more });
  }

  consult(contactId: string, consultId: string, more: Partial<ConsultCommand> = {}): Promise<ContactResult> {
    const order = { agingRate: 1, creditMs: 0 };
    return this.live.consult({ contactId, spec: this.spec(consultId), reserveSeconds: 20, ...order, ...more });
  }

  /** The customer of a contact that waits hangs up and is called back. */
  async callback(
    contactId: string,
    callbackId: string,
    more: Partial<CommandOptions & CallbackCommand> = {},
  ): Promise<EnqueueResult> {
    const old = (await this.live.contact(contactId))?.contact as ContactRecord;
    const { customer = { id: `customer of ${contactId}` } } = old.spec;
    const callback = { ...DEFAULT_CALLBACK, fromChannel: old.channel };
    const spec = { ...old.spec, id: callbackId, channel: 'callback', customer, callback };
    return this.live.callback({ old, spec, keyId: 'key1', callbackHash: `asked for ${callbackId}`, ...more });
  }

  attempt(
    contactId: string,
    outcome: AttemptOutcome,
    more: Partial<CommandOptions & AttemptCommand> = {},
  ): Promise<ContactResult> {
    return this.live.attempt({ contactId, outcome, mostAttempts: 2, spacingSeconds: 60, ...more });
  }

  /** Everything from the log's beginning. */
  async log(): Promise<LogEvent[]> {
    const { redis, keys } = this.live.connection;
    const [first] = await redis.xrange(keys.events, '-', '+', 'COUNT', 1);
    const all = (await this.live.eventsAfter('0.0', 1_000_000)) ?? [];
    if (all.length === 0 && first) throw new Error('the log does not begin at its beginning');
    return all;
  }

  async lastEvent(): Promise<LogEvent> {
    const event = (await this.log()).at(-1);
    if (!event) throw new Error('the log is empty');
    return event;
  }

  /** Every key of the workspace except those that are of no event, as text: what a refusal must leave untouched. */
  async state(): Promise<Record<string, string>> {
    return stateOf(this.live);
  }

  hash(key: string): Promise<Hash> {
    return this.live.connection.redis.hgetall(`${this.live.connection.keys.prefix}${key}`) as Promise<Hash>;
  }
}

/** Keys that no event writes: see the log's description in the folder's README. */
const UNLOGGED = /^(meta|cmd:.*|socks:.*|nodesocks:.*|nodes|events)$/;

/** Logged state as text, key by key, with the time at which it goes. */
export async function stateOf(live: LiveRedis): Promise<Record<string, string>> {
  const { redis, keys } = live.connection;
  const state: Record<string, string> = {};
  const stream = redis.scanStream({ match: `${keys.prefix}*`, count: 1000 });
  const found = new Set<string>();
  for await (const batch of stream) for (const key of batch as string[]) found.add(key);
  for (const key of [...found].sort()) {
    const name = key.slice(keys.prefix.length);
    if (UNLOGGED.test(name)) continue;
    const gone = String(await redis.call('PEXPIRETIME', key));
    state[name] = `${await contentOf(live, key)} until ${gone}`;
  }
  return state;
}

async function contentOf(live: LiveRedis, key: string): Promise<string> {
  const { redis } = live.connection;
  const type = await redis.type(key);
  switch (type) {
    case 'hash':
      return JSON.stringify(Object.entries(await redis.hgetall(key)).sort());
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
    case 'set':
      return JSON.stringify((await redis.smembers(key)).sort());
    case 'string':
      return JSON.stringify(await redis.get(key));
    default:
      throw new Error(`${key} is a ${type}`);
  }
}
