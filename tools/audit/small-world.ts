import type { LogEntry } from './log-entry.js';
import type { World } from './memory-source.js';
import { Replica } from './replica.js';
import { FiguresCheck } from './figures.check.js';
import { stateOf } from './contact-life.check.js';
import { writeDecision } from './decision-text.js';
import { smallDecision } from './small-decision.js';

const START = 1_700_000_000_000;
const AGENTS = 20;

/** The part of an event that a step of the small world chooses. */
type Step = Partial<LogEntry> & { type: string; ops: string[][] };

/**
 * A made-up center whose record is faultless: contacts are offered, declined, missed, requeued, abandoned, completed.
 * For trying the audit where no server is.
 */
export class SmallWorld {
  private readonly entries: LogEntry[] = [];
  private readonly idle: string[] = [];
  private now = START;

  constructor(private readonly contacts = 1200) {}

  build(): World {
    for (let i = 0; i < AGENTS; i += 1) this.configureAgent(`agent-${i}`);
    for (let i = 0; i < this.contacts; i += 1) this.contactsLife(i);
    return this.world();
  }

  private emit(step: Step): string {
    const seq = this.entries.length + 1;
    const id = `1.${seq}`;
    this.now += 7;
    const stamp = step.contactId !== undefined ? [['HSET', `contact:${step.contactId}`, 'ev', id]] : [];
    if (step.agentId !== undefined) stamp.push(['HSET', `agent:${step.agentId}`, 'ev', id]);
    this.entries.push({ ...step, generation: 1, seq, id, at: this.now, ops: [...step.ops, ...stamp] });
    return id;
  }

  private configureAgent(agentId: string): void {
    const cfg = JSON.stringify({ voice: { capacity: 1, blocks: ['chat'] }, chat: { capacity: 2 } });
    this.emit({
      type: 'agent.configured',
      agentId,
      ops: [['HSET', `agent:${agentId}`, 'id', agentId, 'cfg', cfg, 'presence', 'offline']],
    });
    this.emit({
      type: 'agent.presence',
      agentId,
      cause: 'available',
      ops: [['HSET', `agent:${agentId}`, 'presence', 'available']],
    });
    this.idle.push(agentId);
  }

  private contactsLife(i: number): void {
    const contactId = `contact-${i}`;
    const enqueued = this.now + 7 - (i % 4) * 1000;
    const fields = [
      'id',
      contactId,
      'spec',
      '{}',
      'state',
      'waiting',
      'queueId',
      'sales',
      'enq',
      String(enqueued),
      'venq',
      String(enqueued),
    ];
    this.emit({
      type: 'contact.waiting',
      contactId,
      queueId: 'sales',
      cause: 'enqueued',
      ops: [
        ['HSET', `contact:${contactId}`, ...fields],
        ['ZADD', 'order:sales', String(enqueued), contactId],
      ],
    });
    const standing = i % 6 === 4 ? this.dialled(contactId, enqueued) : undefined;
    if (i % 10 === 9) return this.end(contactId, 'abandoned', []);
    let offers = 0;
    for (const outcome of i % 7 === 3 ? ['declined', 'missed'] : [])
      this.refused(contactId, `offer-${i}-${offers++}`, enqueued, outcome);
    const offerId = `offer-${i}-${offers}`;
    const agentId = this.offer(contactId, offerId, enqueued);
    if (standing !== undefined) this.standsDown(standing);
    const waitedMs = this.accepted(contactId, agentId, offerId, enqueued);
    if (i % 11 === 5) return this.afresh(contactId, agentId, `${offerId}-again`, waitedMs);
    const last = i % 13 === 6 ? this.handedOver(contactId, agentId) : agentId;
    this.completed(contactId, last);
  }

  /** Called first and reached; returns who stands for it. */
  private dialled(contactId: string, enqueued: number): string {
    const agentId = this.idle.at(-1) ?? '';
    const key = `contact:${contactId}`;
    const until = String(this.now + 45_000);
    this.emit({
      type: 'contact.scheduled',
      contactId,
      queueId: 'sales',
      cause: 'dialling',
      ops: [
        ['ZREM', 'order:sales', contactId],
        ['HSET', key, 'state', 'scheduled', 'dialMs', '45000', 'dial', agentId, 'dialUntil', until],
      ],
    });
    this.emit({
      type: 'agent.stands',
      agentId,
      cause: 'dialling',
      ops: [['HSET', `agent:${agentId}`, 'dial', contactId]],
    });
    this.emit({
      type: 'contact.waiting',
      contactId,
      queueId: 'sales',
      cause: 'reached',
      ops: [
        ['HSET', key, 'state', 'waiting', 'reach', '1'],
        ['HDEL', key, 'dialUntil'],
        ['ZADD', 'order:sales', String(enqueued), contactId],
      ],
    });
    return agentId;
  }

  private standsDown(agentId: string): void {
    this.emit({ type: 'agent.stands', agentId, cause: 'released', ops: [['HDEL', `agent:${agentId}`, 'dial']] });
  }

  private offer(contactId: string, offerId: string, enqueued: number): string {
    const agentId = this.idle.shift() ?? '';
    const at = this.now + 7;
    const decision = smallDecision(contactId, agentId, at, enqueued);
    this.emit({
      type: 'contact.offered',
      contactId,
      agentId,
      offerId,
      queueId: 'sales',
      decision: writeDecision(decision),
      ops: [
        ['HSET', `contact:${contactId}`, 'state', 'offered', 'agentId', agentId, 'offerId', offerId],
        ['HSET', `legs:${agentId}`, contactId, `primary|offered|voice|${offerId}|${at}`],
        ['HSET', `agent:${agentId}`, 'nO', '1', 'u.voice', '1'],
        ['HSET', `offer:${offerId}`, 'id', offerId, 'contactId', contactId, 'agentId', agentId],
        ['ZADD', 'deadlines', String(at + 20_000), `offer|${offerId}`],
        ['ZREM', 'order:sales', contactId],
      ],
    });
    return agentId;
  }

  private refused(contactId: string, offerId: string, enqueued: number, outcome: string): void {
    const agentId = this.offer(contactId, offerId, enqueued);
    this.emit({
      type: 'contact.waiting',
      contactId,
      agentId,
      offerId,
      queueId: 'sales',
      cause: outcome,
      outcome,
      ops: [
        ['HSET', `contact:${contactId}`, 'state', 'waiting'],
        ['HDEL', `contact:${contactId}`, 'agentId', 'offerId'],
        ...freed(agentId, contactId),
        ['HSET', `agent:${agentId}`, 'nO', '0'],
        ...closed(offerId, outcome),
        ['ZADD', 'order:sales', String(enqueued), contactId],
      ],
    });
    this.idle.push(agentId);
  }

  /** Returns its age, ms. */
  private accepted(contactId: string, agentId: string, offerId: string, enqueued: number): number {
    const at = this.now + 7;
    this.emit({
      type: 'contact.active',
      contactId,
      agentId,
      offerId,
      outcome: 'accepted',
      ops: [
        ['HSET', `contact:${contactId}`, 'state', 'active', 'age', String(at - enqueued)],
        ['HDEL', `contact:${contactId}`, 'offerId', 'venq'],
        ['HSET', `legs:${agentId}`, contactId, `primary|active|voice|${offerId}|${at}`],
        ['HSET', `agent:${agentId}`, 'nO', '0', 'nA', '1'],
        ...closed(offerId, 'accepted'),
      ],
    });
    return at - enqueued;
  }

  private completed(contactId: string, agentId: string): void {
    this.end(contactId, 'completed', [...freed(agentId, contactId), ['HSET', `agent:${agentId}`, 'nA', '0']], agentId);
    this.idle.push(agentId);
  }

  /** Parked, resumed, transferred with its age, and served by another. */
  private afresh(contactId: string, agentId: string, offerId: string, ageMs: number): void {
    const leaves = [...freed(agentId, contactId), ['HSET', `agent:${agentId}`, 'nA', '0']];
    this.emit({
      type: 'contact.parked',
      contactId,
      agentId,
      cause: 'parked',
      ops: [...leaves, ['HSET', `contact:${contactId}`, 'state', 'parked', 'from', agentId]],
    });
    this.idle.push(agentId);
    let enqueued = this.waitsAgain(contactId, 'resumed', ageMs);
    const next = this.offer(contactId, offerId, enqueued);
    const age = this.accepted(contactId, next, offerId, enqueued);
    const left = [...freed(next, contactId), ['HSET', `agent:${next}`, 'nA', '0']];
    enqueued = this.waitsAgain(contactId, 'transferred', age, { agentId: next, ops: left });
    this.idle.push(next);
    const third = this.offer(contactId, `${offerId}-2`, enqueued);
    this.accepted(contactId, third, `${offerId}-2`, enqueued);
    this.completed(contactId, third);
  }

  /** Returns its virtual enqueue time. */
  private waitsAgain(contactId: string, cause: string, ageMs: number, more: Partial<Step> = {}): number {
    const venq = this.now + 7 - ageMs;
    this.emit({
      type: 'contact.waiting',
      contactId,
      queueId: 'sales',
      cause,
      ...more,
      ops: [
        ...(more.ops ?? []),
        ['HSET', `contact:${contactId}`, 'state', 'waiting', 'venq', String(venq)],
        ['ZADD', 'order:sales', String(venq), contactId],
      ],
    });
    return venq;
  }

  /** The two events of a hand-over; returns who has it now. */
  private handedOver(contactId: string, agentId: string): string {
    const taker = this.idle.shift() ?? '';
    this.emit({
      type: 'contact.updated',
      contactId,
      agentId,
      cause: 'transferred',
      ops: [
        ...freed(agentId, contactId),
        ['HSET', `agent:${agentId}`, 'nA', '0'],
        ['HSET', `contact:${contactId}`, 'agentId', taker],
      ],
    });
    this.emit({
      type: 'contact.active',
      contactId,
      agentId: taker,
      cause: 'consulted',
      ops: [
        ['HSET', `legs:${taker}`, contactId, `primary|active|voice||${this.now + 7}`],
        ['HSET', `agent:${taker}`, 'nA', '1', 'u.voice', '1'],
      ],
    });
    this.idle.push(agentId);
    return taker;
  }

  private end(contactId: string, state: string, ops: string[][], agentId?: string): void {
    const age = state === 'abandoned' ? ['age', String(this.now + 7 - this.enqueuedAt(contactId))] : [];
    this.emit({
      type: `contact.${state}`,
      contactId,
      ...(agentId !== undefined && { agentId }),
      ops: [
        ...ops,
        ['ZREM', 'order:sales', contactId],
        ['HSET', `contact:${contactId}`, 'state', state, ...age],
        ['HDEL', `contact:${contactId}`, 'agentId'],
        ['PEXPIREAT', `contact:${contactId}`, String(this.now + 3_600_000)],
      ],
    });
  }

  private enqueuedAt(contactId: string): number {
    const first = this.entries.find((entry) => entry.contactId === contactId);
    const fields = first?.ops[0] ?? [];
    return Number(fields[fields.indexOf('enq') + 1]);
  }

  private world(): World {
    const replica = new Replica();
    const end = { generation: 1, seq: this.entries.length, now: this.now };
    const world: World = {
      end,
      lateEnd: end,
      archive: this.entries,
      log: this.entries.slice(-500),
      cuts: [],
      live: [],
      history: [],
      figures: [],
      ledger: [],
    };
    const states = new Map<string, string>();
    const figures = new FiguresCheck();
    for (const entry of this.entries) {
      replica.apply(entry);
      figures.count(entry, replica);
      this.recordOffer(world, entry);
      const state = stateOf(entry);
      if (entry.contactId !== undefined && state !== undefined) states.set(entry.contactId, state);
    }
    for (const [id, state] of states) {
      world.history.push({
        table: 'contact',
        ended: true,
        id,
        state,
        queueId: 'sales',
        fields: {},
        spec: '{}',
        openOffers: [],
      });
      world.ledger.push({ contactId: id });
    }
    world.live = [...replica.keys];
    world.figures = [...figures.counted.values()].map(({ row }) => row);
    return world;
  }

  private recordOffer(world: World, { type, outcome, offerId = '', contactId = '', agentId = '' }: LogEntry): void {
    if (type === 'contact.offered') world.ledger.push({ offerId, agentId, event: 'created' });
    if (outcome === undefined) return;
    world.ledger.push({ offerId, agentId, event: 'ended', outcome });
    world.history.push({ table: 'offer', id: offerId, contactId, agentId, outcome });
    if (outcome === 'accepted') world.history.push({ table: 'leg', contactId, agentId, offerId });
  }
}

function freed(agentId: string, contactId: string): string[][] {
  return [
    ['HDEL', `legs:${agentId}`, contactId],
    ['HDEL', `agent:${agentId}`, 'u.voice'],
  ];
}

function closed(offerId: string, outcome: string): string[][] {
  return [
    ['HSET', `offer:${offerId}`, 'outcome', outcome],
    ['ZREM', 'deadlines', `offer|${offerId}`],
  ];
}
