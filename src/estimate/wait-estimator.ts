import type { AgentConfig } from '../domain/agent.js';
import type { AgentState } from '../routing/world.js';
import type { Accuracy } from './accuracy.js';
import { expectedWait } from './expected-wait.js';
import { Judged } from './judged.js';
import { Line } from './line.js';
import { RankList } from './rank-list.js';
import { Staff, type Ask, type StaffClass } from './staff.js';

/** An interval of ms from the moment it was asked for. */
export interface WaitInterval {
  lowMs: number;
  highMs: number;
}

/** The probability with which intervals are meant to hold: of waits expected to be short, and of long ones. */
export interface Levels {
  short: number;
  long: number;
}

/** With six short waits in ten, 79 % of all: narrow where a wide one would tell nothing, sure where waits are long. */
export const LEVELS: Levels = { short: 0.72, long: 0.9 };

/** What is known of a contact's wait before it is over. */
export interface Outlook {
  line: Line;
  /** Contacts before it that take from the same staff. */
  ahead: number;
  /** Ms; undefined where somebody is free for it. */
  expectedMs: number | undefined;
  /** Agents of its class that are there. */
  staff: number;
}

interface Tracked {
  ask: Ask;
  group: StaffClass;
  line: Line;
  /** Of the waiting order; lower is earlier. */
  score: number;
  since: number;
  phase: 'waiting' | 'offered' | 'active';
  offeredAt: number;
  agentId?: string;
  outlook?: Outlook;
  interval?: WaitInterval;
}

/** For so long the mix of a class's line and its staff's comings are not looked at again, ms. */
const MIX_MS = 5_000;

/** Classes of a channel whose mix stands for all that wait in it. */
const MOST_MIXED = 32;

interface Mix {
  at: number;
  share: number;
  joining: number;
  service: number | undefined;
}

/**
 * Estimates waits from what happens, event by event. Pure: no clock of its own, times in ms and never going back. What an
 * event costs does not grow with what waits, but for the rank in the waiting order (see RankList); kept are windows and
 * decayed sums per queue and channel, and a few numbers for each contact that has not ended.
 */
export class WaitEstimator {
  private readonly staff: Staff;
  private readonly lines = new Map<string, Map<string, Line>>();
  private readonly orders = new Map<string, RankList>();
  private readonly contacts = new Map<string, Tracked>();
  /** Those of whom only the place in the order is known: they came before this estimator did. */
  private readonly older = new Map<string, { queueId: string; score: number }>();
  private readonly judged = new Judged();
  private readonly mixes = new WeakMap<StaffClass, Mix>();

  /** @param translates whether others serve who asks this while nobody on duty speaks its language */
  constructor(
    private readonly levels: Levels = LEVELS,
    translates: (ask: Ask) => boolean = () => false,
  ) {
    this.staff = new Staff(translates);
  }

  /** Queues or channels are configured otherwise. */
  reconfigured(): void {
    this.staff.reconfigured();
  }

  setAgent(config: AgentConfig): void {
    this.staff.setAgent(config);
  }

  removeAgent(id: string): void {
    this.staff.removeAgent(id);
  }

  /** An agent's live side as it stands, nobody knows since when: no coming. */
  stateStands(state: AgentState): void {
    this.staff.stateStands(state);
  }

  setState(state: AgentState, at: number): void {
    this.staff.setState(state, at);
  }

  /** One who waits already, of whom nothing else is known. */
  waitsSince(id: string, queueId: string, score: number): void {
    if (this.contacts.has(id)) return;
    this.leaveOlder(id);
    this.older.set(id, { queueId, score });
    this.orderOf(queueId).add(score);
  }

  /** What a contact asks, as far as it is known. */
  askOf(id: string): Ask | undefined {
    return this.contacts.get(id)?.ask;
  }

  /** Forgets all contacts, as after the loss of the store's history; what was learned stays. */
  forgetContacts(): void {
    this.contacts.clear();
    this.older.clear();
    this.orders.clear();
    for (const ofQueue of this.lines.values()) for (const line of ofQueue.values()) line.waiting.clear();
  }

  /** Forgets a queue that is not configured any more; its contacts are told by their own events. */
  removeQueue(queueId: string): void {
    this.lines.delete(queueId);
    if (this.orders.get(queueId)?.size === 0) this.orders.delete(queueId);
  }

  /**
   * A contact waits, for the first time or again. After an offer that came to nothing its wait goes on.
   * @returns its interval as of now, undefined for lack of data
   */
  waits(id: string, ask: Ask, score: number, at: number): WaitInterval | undefined {
    this.leaveOlder(id);
    const known = this.contacts.get(id);
    if (known?.phase === 'waiting') this.leaveOrder(known);
    if (known?.phase === 'active') this.served(known, at);
    const again = known !== undefined && known.phase !== 'active' && known.ask.queueId === ask.queueId;
    const group = this.staff.classOf(ask);
    const line = this.lineOf(ask);
    const order = this.orderOf(ask.queueId);
    const position = order.upTo(score) + 1;
    const contact: Tracked = { ask, group, line, score, since: at, phase: 'waiting', offeredAt: at };
    if (again) Object.assign(contact, { since: known.since, outlook: known.outlook, interval: known.interval });
    else {
      contact.outlook = this.outlook(ask, position, at);
      contact.interval = contact.outlook && this.interval(contact.outlook);
      if (contact.outlook?.expectedMs !== undefined) line.noteExpected(contact.outlook.expectedMs);
    }
    order.add(score);
    line.count(group, 1);
    this.contacts.set(id, contact);
    return contact.interval;
  }

  /** Its place in the order changed. */
  ranked(id: string, score: number): void {
    const before = this.older.get(id);
    if (before !== undefined) this.waitsSince(id, before.queueId, score);
    const contact = this.contacts.get(id);
    if (contact?.phase !== 'waiting') return;
    const order = this.orderOf(contact.ask.queueId);
    order.remove(contact.score);
    order.add(score);
    contact.score = score;
  }

  offered(id: string, agentId: string | undefined, at: number): void {
    this.leaveOlder(id);
    const contact = this.contacts.get(id);
    if (contact?.phase !== 'waiting') return;
    this.leaveOrder(contact);
    contact.phase = 'offered';
    contact.offeredAt = at;
    contact.agentId = agentId;
  }

  answered(id: string, agentId: string | undefined, at: number): void {
    this.offered(id, agentId, at);
    const contact = this.contacts.get(id);
    if (contact?.phase !== 'offered') return;
    contact.phase = 'active';
    this.learn(contact, at, true);
  }

  /** The contact ended, or needs no agent for a while: it gave up, or its agent's work for it is over. */
  ended(id: string, at: number): void {
    this.leaveOlder(id);
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    this.contacts.delete(id);
    if (contact.phase === 'active') {
      this.served(contact, at);
      return;
    }
    if (contact.phase === 'waiting') this.leaveOrder(contact);
    this.learn(contact, at, false);
  }

  /** What can be said of one who would stand at a position now. Undefined for lack of data, or of anybody to serve it. */
  outlook(ask: Ask, position: number, at: number): Outlook | undefined {
    const group = this.staff.classOf(ask);
    const line = this.lineOf(ask);
    const staff = this.staff.present(group);
    const { share, joining, service } = this.mixOf(group, line, at);
    const ahead = Math.max(0, position - 1) * share;
    if (this.staff.idle(group) > ahead) return { line, ahead, expectedMs: undefined, staff };
    if (service === undefined) return undefined;
    const departures = (staff * this.staff.capacity(group)) / service + joining;
    if (departures <= 0) return undefined;
    return { line, ahead, expectedMs: expectedWait(ahead, departures, line.leaving()), staff };
  }

  /**
   * Where a contact waits; undefined where it does not. `position` is 1-based, and too low by as many as wait with the
   * very same rank.
   */
  placeOf(id: string): { queueId: string; score: number; position: number } | undefined {
    const contact = this.contacts.get(id);
    if (contact !== undefined && contact.phase !== 'waiting') return undefined;
    const score = contact?.score ?? this.older.get(id)?.score;
    const queueId = contact?.ask.queueId ?? this.older.get(id)?.queueId;
    if (score === undefined || queueId === undefined) return undefined;
    return { queueId, score, position: this.orderOf(queueId).below(score) + 1 };
  }

  /** Queues whose staff may have fallen since the last time that this was asked. */
  takeLeft(): ReadonlySet<string> {
    return this.staff.takeLeft();
  }

  /** Agents of a contact's class that are there. */
  staffOf(ask: Ask): number {
    return this.staff.present(this.staff.classOf(ask));
  }

  /** Undefined while too few waits of its line have ended. */
  interval({ line, ahead, expectedMs }: Outlook): WaitInterval | undefined {
    const level = expectedMs === undefined || line.isShort(expectedMs) ? this.levels.short : this.levels.long;
    const found = expectedMs === undefined ? line.immediateWait(level) : line.ratios(ahead, level);
    if (found === undefined) return undefined;
    const unit = expectedMs ?? 1;
    return { lowMs: found.low * unit, highMs: found.high * unit };
  }

  /**
   * How the latest intervals of a queue, or of all, did for those who had to wait; undefined while fewer than 30 are known.
   */
  accuracy(queueId?: string): Accuracy | undefined {
    if (queueId === undefined) return this.judged.accuracy();
    const [first, ...others] = [...(this.lines.get(queueId)?.values() ?? [])].map(({ judged }) => judged);
    return first?.accuracy(others);
  }

  private learn({ line, since, outlook, interval }: Tracked, at: number, answered: boolean): void {
    const wait = at - since;
    if (outlook !== undefined && outlook.expectedMs === undefined) {
      line.foundFree(wait, answered);
      return;
    }
    line.ended(wait, answered);
    if (outlook?.expectedMs === undefined) return;
    line.missed(outlook.ahead, wait / outlook.expectedMs, answered);
    if (interval === undefined) return;
    const kept = { low: interval.lowMs, high: interval.highMs, wait, answered };
    line.judged.add(kept);
    this.judged.add(kept);
  }

  private served({ line, group, offeredAt, agentId }: Tracked, at: number): void {
    line.served(at - offeredAt);
    if (agentId !== undefined) this.staff.served(agentId, group.ask.channel, at - offeredAt);
  }

  private leaveOrder({ ask, score, line, group }: Tracked): void {
    this.orderOf(ask.queueId).remove(score);
    line.count(group, -1);
  }

  private leaveOlder(id: string): void {
    const before = this.older.get(id);
    if (before === undefined) return;
    this.older.delete(id);
    this.orderOf(before.queueId).remove(before.score);
  }

  /** Of who waits in the queue, the share that takes from the class's staff; and how fast more of them come. */
  private mixOf(group: StaffClass, line: Line, at: number): Mix {
    const known = this.mixes.get(group);
    if (known !== undefined && at - known.at < MIX_MS) return known;
    let all = 0;
    let taking = 0;
    let looked = 0;
    for (const each of this.lines.get(group.ask.queueId)?.values() ?? []) {
      for (const other of each.waiting.values()) {
        all += other.count;
        taking += other.count * this.staff.share(group, other.group);
        if ((looked += 1) >= MOST_MIXED) break;
      }
    }
    const mean = line.meanService();
    const service = mean === undefined ? undefined : this.staff.meanService(group, mean);
    const mix = { at, share: all === 0 ? 1 : taking / all, joining: this.staff.joining(group, at), service };
    this.mixes.set(group, mix);
    return mix;
  }

  private lineOf({ queueId, channel }: Ask): Line {
    let ofQueue = this.lines.get(queueId);
    if (ofQueue === undefined) this.lines.set(queueId, (ofQueue = new Map<string, Line>()));
    let line = ofQueue.get(channel);
    if (line === undefined) ofQueue.set(channel, (line = new Line()));
    return line;
  }

  private orderOf(queueId: string): RankList {
    let order = this.orders.get(queueId);
    if (order === undefined) this.orders.set(queueId, (order = new RankList()));
    return order;
  }
}
