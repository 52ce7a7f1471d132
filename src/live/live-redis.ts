import type { Redis } from 'ioredis';
import type { ActBy } from '../domain/act.js';
import type { AgentConfig, AgentWithLegs } from '../domain/agent.js';
import { isEnded, type ContactRecord } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import { decodeDecision } from '../domain/compact-decision.js';
import type { DecisionRecord } from '../domain/decision.js';
import type { LogEvent } from '../domain/events.js';
import type { OfferRecord } from '../domain/offer.js';
import { AlertTransitions } from './alert-transitions.js';
import { ActTransitions } from './act-transitions.js';
import { AgentTransitions } from './agent-transitions.js';
import { CallbackTransitions } from './callback-transitions.js';
import { LiveConnection, type LiveOptions } from './connection.js';
import { ContactTransitions } from './contact-transitions.js';
import type { Keys } from './keys.js';
import { Lease } from './lease.js';
import type { AgentSnapshot, LiveStore, WaitingOrder } from './live-store.js';
import { wholeMs } from './duration.js';
import { EventLog } from './log.js';
import { Nodes } from './nodes.js';
import { OfferTransitions } from './offer-transitions.js';
import { Places } from './places.js';
import { parseAgentWithLegs, parseContact, parseOffer, type Hash } from './records.js';
import { unwrap } from './refusals.js';
import { WorkTransitions } from './work-transitions.js';

const END_ATTEMPTS = 5;

/** Live state in Redis: the transitions grouped by subject, and the reads. */
export class LiveRedis implements LiveStore {
  readonly connection: LiveConnection;
  /** Fed by whoever follows the log; while nobody does, every command reads. */
  readonly places = new Places();
  readonly contactTransitions: ContactTransitions;
  readonly workTransitions: WorkTransitions;
  readonly actTransitions: ActTransitions;
  readonly callbackTransitions: CallbackTransitions;
  readonly offerTransitions: OfferTransitions;
  readonly agentTransitions: AgentTransitions;
  readonly alerts: AlertTransitions;
  readonly log: EventLog;
  readonly lease: Lease;
  readonly nodes: Nodes;

  constructor(options: LiveOptions & { nodeId: string }) {
    this.connection = new LiveConnection(options);
    this.contactTransitions = new ContactTransitions(this.connection, this.places);
    this.workTransitions = new WorkTransitions(this.connection, this.places);
    this.actTransitions = new ActTransitions(this.connection, this.places);
    this.callbackTransitions = new CallbackTransitions(this.connection, this.places);
    this.offerTransitions = new OfferTransitions(this.connection, this.places);
    this.agentTransitions = new AgentTransitions(this.connection, options.nodeId);
    this.alerts = new AlertTransitions(this.connection);
    this.log = new EventLog(this.connection);
    this.lease = new Lease(this.connection, options.nodeId);
    this.nodes = new Nodes(this.connection, this.agentTransitions, options.nodeId);
  }

  enqueue: LiveStore['enqueue'] = (command) => this.contactTransitions.enqueue(command);
  cancel: LiveStore['cancel'] = (command) => this.contactTransitions.cancel(command);
  requeue: LiveStore['requeue'] = (command) => this.contactTransitions.requeue(command);
  complete: LiveStore['complete'] = (command) => this.contactTransitions.complete(command);
  hold: LiveStore['hold'] = (command) => this.workTransitions.hold(command);
  park: LiveStore['park'] = (command) => this.workTransitions.park(command);
  resume: LiveStore['resume'] = (command) => this.workTransitions.resume(command);
  extendWrapUp: LiveStore['extendWrapUp'] = (command) => this.workTransitions.extendWrapUp(command);
  transfer: LiveStore['transfer'] = (command) => this.workTransitions.transfer(command);
  consult: LiveStore['consult'] = (command) => this.workTransitions.consult(command);
  completeConsult: LiveStore['completeConsult'] = (command) => this.workTransitions.completeConsult(command);
  callback: LiveStore['callback'] = (command) => this.callbackTransitions.callback(command);
  attempt: LiveStore['attempt'] = (command) => this.callbackTransitions.attempt(command);
  merge: LiveStore['merge'] = (command) => this.workTransitions.merge(command);
  patch: LiveStore['patch'] = (command) => this.contactTransitions.patch(command);
  accept: LiveStore['accept'] = (command) => this.offerTransitions.accept(command);
  refuseOffer: LiveStore['refuseOffer'] = (command) => this.offerTransitions.refuseOffer(command);
  pullToFront: LiveStore['pullToFront'] = (command) => this.actTransitions.pullToFront(command);
  assign: LiveStore['assign'] = (command) => this.actTransitions.assign(command);
  setPresence: LiveStore['setPresence'] = (command) => this.agentTransitions.setPresence(command);
  putExternalLoad: LiveStore['putExternalLoad'] = (command) => this.agentTransitions.putExternalLoad(command);
  deleteExternalLoad: LiveStore['deleteExternalLoad'] = (command) => this.agentTransitions.deleteExternalLoad(command);

  /** Ends a consult that is of no use any more, whoever has it or not. */
  async endConsult(contactId: string, act?: ActBy): Promise<void> {
    for (let i = 1; ; i += 1) {
      const state = (await this.contact(contactId))?.contact.state;
      if (state === undefined || isEnded(state)) return;
      const open = state === 'waiting' || state === 'offered';
      try {
        if (open) await this.cancel({ contactId, reason: 'cancelled', detail: 'consult', act });
        else await this.complete({ contactId, endedBy: 'system', endWrapUp: true, wrapUpSeconds: 0, act });
        return;
      } catch (error) {
        // It went on in between: somebody answered, or did not any more.
        if (!(error instanceof DomainError) || error.code !== 'stateForbids' || i === END_ATTEMPTS) throw error;
      }
    }
  }

  agentSnapshot(id: string): Promise<AgentSnapshot> {
    return this.agentTransitions.snapshot(id);
  }
  mirrorAgent(agent: AgentConfig, revision: number): Promise<void> {
    return this.agentTransitions.mirrorAgent(agent, revision);
  }
  removeAgent(agentId: string, revision: number): Promise<void> {
    return this.agentTransitions.removeAgent(agentId, revision);
  }
  mirrorQueue(queueId: string, open: boolean, revision: number): Promise<void> {
    return this.agentTransitions.mirrorQueue(queueId, open, revision);
  }
  removeQueue(queueId: string, revision: number): Promise<void> {
    return this.agentTransitions.removeQueue(queueId, revision);
  }
  agentUnreachable(agentId: string): Promise<void> {
    return this.agentTransitions.unreachable(agentId);
  }
  socketOpened(agentId: string, connectionId: string): Promise<void> {
    return this.nodes.socketOpened(agentId, connectionId);
  }
  socketClosed(agentId: string, connectionId: string): Promise<void> {
    return this.nodes.socketClosed(agentId, connectionId);
  }

  now(): number {
    return this.connection.clock.now();
  }
  logEnd(): Promise<string> {
    return this.log.end();
  }
  eventsAfter(cursor: string, limit: number): Promise<LogEvent[] | undefined> {
    return this.log.after(cursor, limit);
  }

  async contact(id: string): Promise<{ contact: ContactRecord; position: number | null } | undefined> {
    return this.reading(async ({ redis, keys }) => {
      const hash = (await redis.hgetall(keys.contact(id))) as Hash;
      const contact = parseContact(hash);
      if (!contact) return undefined;
      if (contact.state !== 'waiting') return { contact, position: null };
      const member = `${String(contact.enqueueSeq).padStart(12, '0')}:${id}`;
      const rank = await redis.zrank(keys.order(contact.queueId), member);
      return { contact, position: rank === null ? null : rank + 1 };
    });
  }

  async contacts(ids: readonly string[]): Promise<ContactRecord[]> {
    return this.reading(async ({ redis, keys }) => {
      const hashes = await Promise.all(ids.map((id) => redis.hgetall(keys.contact(id))));
      return hashes.flatMap((hash) => parseContact(hash as Hash) ?? []);
    });
  }

  async offer(id: string): Promise<(OfferRecord & { decision?: DecisionRecord }) | undefined> {
    return this.reading(async ({ redis, keys }) => {
      const hash = (await redis.hgetall(keys.offer(id))) as Hash;
      const offer = parseOffer(hash);
      const decision = offer && hash.ev && (await this.log.event(hash.ev))?.decision;
      return offer && { ...offer, ...(decision && { decision: decodeDecision(decision) }) };
    });
  }

  async agent(id: string): Promise<AgentWithLegs | undefined> {
    return this.reading(async ({ redis, keys }) => {
      const [agent, legs] = await Promise.all([redis.hgetall(keys.agent(id)), redis.hgetall(keys.legs(id))]);
      return parseAgentWithLegs(agent as Hash, legs as Hash);
    });
  }

  async activeContactsOfKey(keyId: string, channel: string): Promise<string[]> {
    return this.reading(async ({ redis, keys }) => {
      return redis.smembers(keys.keyActive(keyId, channel));
    });
  }

  async lostContactsOfKey(command: Parameters<LiveStore['lostContactsOfKey']>[0]): Promise<string[]> {
    const active = await this.activeContactsOfKey(command.keyId, command.channel);
    return this.connection.firstOf(
      command,
      active.filter((id) => !command.openIds.has(id)),
    );
  }

  async waitingIds(queueId: string, from: number, count: number): Promise<string[]> {
    return this.reading(async ({ redis, keys }) => {
      const members = await redis.zrange(keys.order(queueId), String(from), String(from + count - 1));
      // A member is the enqueue's number in twelve digits, a colon and the id.
      return members.map((member) => member.slice(13));
    });
  }

  async waitingIn(queueId: string): Promise<number> {
    return this.reading(async ({ redis, keys }) => redis.zcard(keys.order(queueId)));
  }

  async queueLengths(
    queueIds: readonly string[],
  ): Promise<Map<string, { waiting: number; oldestEnqueuedAt?: number }>> {
    return this.reading(async ({ redis, keys }) => {
      const lengths = await Promise.all(
        queueIds.map(async (id) => {
          const [waiting, first] = await Promise.all([
            redis.zcard(keys.order(id)),
            redis.zrange(keys.order(id), '0', '0'),
          ]);
          const contactId = first[0]?.slice(13);
          const enqueued = contactId ? await redis.hget(keys.contact(contactId), 'venq') : null;
          return [id, { waiting, ...(enqueued ? { oldestEnqueuedAt: Number(enqueued) } : {}) }] as const;
        }),
      );
      return new Map(lengths);
    });
  }

  async liveContactsOfQueue(queueId: string): Promise<number> {
    return this.reading(async ({ redis, keys }) => {
      return Number((await redis.hget(keys.queue(queueId), 'live')) ?? 0);
    });
  }

  /** Writes new positions for contacts of a queue after its weights changed, and how long they may wait there, s. */
  async rescore(
    queueId: string,
    items: readonly (WaitingOrder & { contactId: string })[],
    limits: { maxWaitSeconds?: number; overflowAfterSeconds?: number } = {},
  ): Promise<void> {
    const { keys } = this.connection;
    const { meta, events, deadlines } = keys;
    const reply = await this.connection.run(
      'rescore',
      { meta, events, deadlines, order: keys.order(queueId) },
      { queueId, maxWaitMs: wholeMs(limits.maxWaitSeconds), overflowMs: wholeMs(limits.overflowAfterSeconds) },
      items.map(({ contactId, agingRate, creditMs }) => ({
        keys: { contact: keys.contact(contactId) },
        args: { contactId, agingRate, creditMs },
      })),
    );
    unwrap(reply, `queue ${queueId}`);
  }

  /** Tests only: moves the workspace's time forward. */
  async moveClock(byMs: number): Promise<void> {
    const { keys, clock } = this.connection;
    const reply = await this.connection.run(
      'clock',
      { meta: keys.meta, events: keys.events, nodes: keys.nodes },
      { byMs },
    );
    const [now] = unwrap<[now: number]>(reply, 'clock');
    clock.reset(now);
  }

  private reading<T>(query: (from: { redis: Redis; keys: Keys }) => Promise<T>): Promise<T> {
    return this.connection.read((redis) => query({ redis, keys: this.connection.keys }));
  }
}
