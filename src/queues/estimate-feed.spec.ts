import type { EventType, LogEvent, WriteOp } from '../domain/events.js';
import type { Ask } from '../estimate/staff.js';
import type { WaitEstimator } from '../estimate/wait-estimator.js';
import type { AgentState } from '../routing/world.js';
import { EstimateFeed } from './estimate-feed.js';

const SPEC = JSON.stringify({ requirements: [{ skillId: 's', minLevel: 1, mandatory: true, relaxable: true }] });
const ENQUEUED: WriteOp[] = [
  ['HSET', 'contact:c', 'id', 'c', 'state', 'waiting', 'channel', 'voice', 'spec', SPEC],
  ['ZADD', 'order:q', '17', '000000000001:c'],
];

describe('EstimateFeed', () => {
  let told: unknown[][];
  let asks: Map<string, Ask>;
  let feed: EstimateFeed;

  beforeEach(() => {
    told = [];
    asks = new Map();
    const note =
      (name: string) =>
      (...args: unknown[]): void =>
        void told.push([name, ...args]);
    const estimator = {
      askOf: (id: string) => asks.get(id),
      waits: (id: string, ask: Ask, score: number, at: number) => {
        asks.set(id, ask);
        told.push(['waits', id, `${ask.queueId} ${ask.channel} ${ask.requirements[0]?.skillId}`, score, at]);
      },
      setState: (state: AgentState) => told.push(['setState', state]),
      ...Object.fromEntries(['ranked', 'waitsSince', 'offered', 'answered', 'ended'].map((name) => [name, note(name)])),
    };
    feed = new EstimateFeed(estimator as unknown as WaitEstimator);
  });

  function happens(type: EventType, ops: WriteOp[] = [], more: Partial<LogEvent> = {}): void {
    feed.apply({ id: '1.1', generation: 1, seq: 1, type, at: 5, contactId: 'c', queueId: 'q', ops, ...more });
  }

  it('tells of a contact from its coming to its end', () => {
    happens('contact.waiting', ENQUEUED, { cause: 'enqueued' });
    happens('contact.offered', [['ZREM', 'order:q', '000000000001:c']], { agentId: 'a' });
    happens('contact.active');
    happens('contact.wrapUp');
    happens('contact.completed');
    expect(told).toEqual([
      ['waits', 'c', 'q voice s', 17, 5],
      ['offered', 'c', 'a', 5],
      ['answered', 'c', undefined, 5],
      ['ended', 'c', 5],
    ]);
  });

  it('tells of one who waits again, with what it asked, and of one of whom nothing else is known', () => {
    const again: WriteOp[] = [
      ['HSET', 'contact:c', 'state', 'waiting'],
      ['ZADD', 'order:q', '18', '000000000001:c'],
    ];
    happens('contact.waiting', again);
    happens('contact.waiting', ENQUEUED, { cause: 'enqueued' });
    happens('contact.waiting', again);
    expect(told).toEqual([
      ['waitsSince', 'c', 'q', 18],
      ['waits', 'c', 'q voice s', 17, 5],
      ['waits', 'c', 'q voice s', 18, 5],
    ]);
  });

  it('tells of a callback that is called first as of an offer, and of one that waits for another day as of an end', () => {
    happens('contact.waiting', ENQUEUED, { cause: 'enqueued' });
    happens('contact.scheduled', [['ZREM', 'order:q', '000000000001:c']], { cause: 'dialling' });
    happens('contact.scheduled', [], { cause: 'noAnswer' });
    expect(told.slice(1)).toEqual([
      ['offered', 'c', undefined, 5],
      ['ended', 'c', 5],
    ]);
  });

  it('tells of ranks that change for others than the one the event is about', () => {
    const places: WriteOp[] = [
      ['ZADD', 'order:q', '3', '000000000007:d'],
      ['ZADD', 'order:q', '4', '000000000008:e:with-colon'],
    ];
    happens('contact.rescored', places, { contactId: undefined });
    expect(told).toEqual([
      ['ranked', 'd', 3],
      ['ranked', 'e:with-colon', 4],
    ]);
  });

  it('takes over what a patch asks', () => {
    happens('contact.waiting', ENQUEUED, { cause: 'enqueued' });
    const spec = SPEC.replace('"s"', '"t"');
    happens('contact.updated', [
      ['HSET', 'contact:c', 'spec', spec],
      ['ZADD', 'order:q', '2', '000000000001:c'],
    ]);
    expect(told[1]).toEqual(['waits', 'c', 'q voice t', 2, 5]);
  });

  it('keeps an agent’s state from what events write of it', () => {
    const last = (): unknown => told[told.length - 1]?.[1];
    happens('agent.presence', [['HSET', 'agent:a', 'presence', 'available', 'chs', '["voice"]']], { agentId: 'a' });
    happens('contact.offered', [['HSET', 'agent:a', 'nO', '1', 'u.voice', '1']], { agentId: 'a' });
    happens('agent.load', [['HSET', 'agent:a', 'nr', '123']], { contactId: undefined });
    expect(last()).toMatchObject({
      presence: 'available',
      channels: ['voice'],
      used: { voice: 1 },
      notResponding: true,
    });
    happens('agent.presence', [['HDEL', 'agent:a', 'nr', 'chs']], { contactId: undefined });
    expect(last()).toMatchObject({ used: { voice: 1 }, notResponding: false, channels: undefined });
  });
});
