import { compareEventIds, type LogEvent } from '../domain/events.js';
import type { LiveConnection } from '../live/connection.js';
import { applyOps, parseAgent, type Hash } from '../live/records.js';
import type { AgentState, Decision, RoutingEngine } from '../routing/world.js';
import { keepNeeded, readContact, readContacts, toWaiting } from './waiting-contact.js';

const CHUNK = 250;
/** Members of a waiting order that are asked for at once. */
const PAGE = 2500;
/** Chunks on their way at once: while the store answers one, this node takes over another. */
const CHUNKS_IN_FLIGHT = 4;

/** What the matcher knows of live state, kept from the log, with its own commits that the log has not told yet. */
export class Replica {
  /** Live hashes of agents and of contacts that wait or are offered, by key without prefix. */
  private readonly hashes = new Map<string, Hash>();
  /** agent id → offer id → channel: committed or on the way, not yet told by the log. */
  private readonly pending = new Map<string, Map<string, string>>();
  /** Agents whose dialling is committed or on the way, not yet told by the log. */
  private readonly pendingDials = new Set<string>();
  private readonly missing = new Set<string>();
  /** Queues whose order has been read. */
  private readonly queues = new Set<string>();

  constructor(
    private readonly engine: RoutingEngine,
    private readonly connection: LiveConnection,
    /** Contacts that came back and are not known in full: they are read, then `known` again. */
    private readonly onRead: () => void,
  ) {}

  /** Reads agents and waiting contacts in chunks. Each carries the id of its last event. */
  async load(agentIds: readonly string[], queueIds: readonly string[]): Promise<void> {
    const { redis, keys } = this.connection;
    const chunks = new InFlight(CHUNKS_IN_FLIGHT);
    for (let i = 0; i < agentIds.length; i += CHUNK) {
      const chunk = agentIds.slice(i, i + CHUNK);
      await chunks.add(async () => {
        const hashes = await Promise.all(chunk.map((id) => redis.hgetall(keys.agent(id))));
        chunk.forEach((id, n) => this.keepAgent(id, hashes[n] as Hash));
      });
    }
    for (const queueId of queueIds) {
      this.queues.add(queueId);
      await this.loadQueue(queueId, chunks);
    }
    await chunks.end();
  }

  /** Reads those of them that it has not read yet, and no event has told of. */
  async loadNew(agentIds: readonly string[], queueIds: readonly string[]): Promise<void> {
    const agents = agentIds.filter((id) => !this.hashes.has(`agent:${id}`));
    const queues = queueIds.filter((id) => !this.queues.has(id));
    if (agents.length > 0 || queues.length > 0) await this.load(agents, queues);
  }

  private async loadQueue(queueId: string, chunks: InFlight): Promise<void> {
    const { redis, keys } = this.connection;
    const scan = (cursor: string): Promise<[cursor: string, flat: string[]]> => {
      const page = redis.zscan(keys.order(queueId), cursor, 'COUNT', PAGE);
      page.catch(() => undefined);
      return page;
    };
    for (let page: ReturnType<typeof scan> | undefined = scan('0'); page !== undefined;) {
      const [next, flat]: [string, string[]] = await page;
      // Asked for ahead: behind the chunks on their way, it would come when the store has nothing left to do.
      page = next === '0' ? undefined : scan(next);
      const ids = flat.filter((_, n) => n % 2 === 0).map((member) => member.slice(13));
      for (let i = 0; i < ids.length; i += CHUNK) {
        const chunk = ids.slice(i, i + CHUNK);
        await chunks.add(async () => {
          const hashes = await readContacts(this.connection, chunk);
          chunk.forEach((id, n) => this.keepContact(id, hashes[n] as Hash));
        });
      }
    }
  }

  private keepAgent(id: string, hash: Hash): void {
    if (!hash.id) return;
    this.hashes.set(`agent:${id}`, hash);
    this.showAgent(id);
  }

  private keepContact(id: string, hash: Hash): void {
    if (!hash.id) return;
    this.hashes.set(`contact:${id}`, hash);
    this.showContact(id);
  }

  /** Takes over one event, unless what is known is newer. */
  apply(event: LogEvent): void {
    if (event.type === 'contact.rescored') return;
    if (event.contactId !== undefined) this.applyContact(event, event.contactId);
    if (event.agentId !== undefined) this.applyAgent(event, event.agentId);
  }

  private applyAgent(event: LogEvent, agentId: string): void {
    const key = `agent:${agentId}`;
    const known = this.hashes.get(key);
    if (event.offerId !== undefined) this.settle(agentId, event.offerId);
    if (event.type === 'agent.stands') this.pendingDials.delete(agentId);
    if (event.type === 'agent.removed') {
      this.hashes.delete(key);
      this.engine.setAgentState({ id: agentId, presence: 'offline', notResponding: false, used: {}, idleSince: 0 });
      return;
    }
    if (known?.ev !== undefined && compareEventIds(event.id, known.ev) <= 0) return;
    const ops = event.ops.filter((op) => op[1] === key);
    if (ops.length === 0) return;
    applyOps(this.hashes, ops);
    this.showAgent(agentId);
  }

  private applyContact(event: LogEvent, contactId: string): void {
    const key = `contact:${contactId}`;
    const known = this.hashes.get(key);
    if (known?.ev !== undefined && compareEventIds(event.id, known.ev) <= 0) return;
    if (known || event.cause === 'enqueued') {
      applyOps(this.hashes, keepNeeded(event.ops, key));
      this.showContact(contactId);
    } else if (event.type === 'contact.waiting') {
      void this.fetch(contactId);
    }
  }

  /** A contact that comes back from a stretch with an agent: only the store knows all of it. */
  private async fetch(contactId: string): Promise<void> {
    if (this.missing.has(contactId)) return;
    this.missing.add(contactId);
    try {
      const hash = await readContact(this.connection, contactId);
      const known = this.hashes.get(`contact:${contactId}`);
      if (!known && hash.id) {
        this.keepContact(contactId, hash);
        this.onRead();
      }
    } finally {
      this.missing.delete(contactId);
    }
  }

  private showAgent(agentId: string): void {
    const hash = this.hashes.get(`agent:${agentId}`);
    const record = hash && parseAgent(hash);
    if (!record) return;
    const used = { ...record.used };
    for (const channel of this.pending.get(agentId)?.values() ?? []) used[channel] = (used[channel] ?? 0) + 1;
    const state: AgentState = {
      id: agentId,
      presence: record.presence,
      channels: record.channels,
      notResponding: record.notRespondingSince !== undefined,
      standsForDial: record.standsFor !== undefined || this.pendingDials.has(agentId),
      used,
      idleSince: record.idleSince,
    };
    this.engine.setAgentState(state);
  }

  /** Shows the contact to the engine while it waits; forgets it once an agent has it or it has ended. */
  private showContact(contactId: string): void {
    const key = `contact:${contactId}`;
    const hash = this.hashes.get(key);
    if (hash?.state === 'waiting') {
      const contact = toWaiting(hash);
      if (contact) this.engine.setContact(contact);
      return;
    }
    this.engine.removeContact(contactId);
    if (hash?.state !== 'offered') this.hashes.delete(key);
  }

  /** Our own commit is on its way: the engine has counted it already. */
  expect(decision: Decision, offerId: string): void {
    let offers = this.pending.get(decision.agentId);
    if (!offers) this.pending.set(decision.agentId, (offers = new Map()));
    offers.set(offerId, decision.channel);
  }

  /** The same of a dialling. */
  expectDial(agentId: string): void {
    this.pendingDials.add(agentId);
  }

  /** The dialling was refused. */
  settleDial(agentId: string): void {
    this.pendingDials.delete(agentId);
  }

  /** The agent who stands for a callback that waits. */
  standingFor(contactId: string): string | undefined {
    return this.hashes.get(`contact:${contactId}`)?.dial;
  }

  /** The commit is told by the log, or was refused. */
  settle(agentId: string, offerId: string): void {
    const offers = this.pending.get(agentId);
    if (!offers?.delete(offerId)) return;
    if (offers.size === 0) this.pending.delete(agentId);
  }

  /** After a refusal, once the log has told all that led to it: both sides as the log has them. */
  restore(contactId: string, agentId: string): void {
    this.engine.wakeAgent(agentId);
    this.showAgent(agentId);
    this.engine.wakeContact(contactId);
    if (this.hashes.has(`contact:${contactId}`)) this.showContact(contactId);
  }
}

/** Runs tasks side by side, so many at most. */
class InFlight {
  private readonly running = new Set<Promise<void>>();
  private failure: unknown;

  constructor(private readonly most: number) {}

  /** Starts a task; settles when there is room for the next. @throws what an earlier task threw */
  async add(task: () => Promise<void>): Promise<void> {
    const run: Promise<void> = task()
      .catch((error: unknown) => void (this.failure ??= error))
      .finally(() => this.running.delete(run));
    this.running.add(run);
    if (this.running.size >= this.most) await Promise.race(this.running);
    if (this.failure !== undefined) throw this.failure;
  }

  /** Waits for all. @throws what one of them threw */
  async end(): Promise<void> {
    await Promise.all(this.running);
    if (this.failure !== undefined) throw this.failure;
  }
}
