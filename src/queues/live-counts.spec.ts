import fc from 'fast-check';
import type { LogEvent, WriteOp } from '../domain/events.js';
import { LiveCounts } from './live-counts.js';

let seq = 0;
function event(contactId: string, at: number, fields: Record<string, string>, gone: string[] = []): LogEvent {
  seq += 1;
  const ops: WriteOp[] = [['HSET', `contact:${contactId}`, ...Object.entries(fields).flat()]];
  if (gone.length > 0) ops.push(['HDEL', `contact:${contactId}`, ...gone]);
  return { id: `1.${seq}`, generation: 1, seq, type: 'contact.updated', at, contactId, ops };
}
const spec = (...skills: string[]): string =>
  JSON.stringify({
    requirements: skills.map((skillId) => ({ skillId, minLevel: 1, mandatory: true, relaxable: true })),
  });
const born = (id: string, at: number, more: Record<string, string> = {}, ...skills: string[]): LogEvent =>
  event(id, at, {
    id,
    state: 'waiting',
    queueId: 'q',
    channel: 'voice',
    venq: String(at),
    spec: spec(...skills),
    ...more,
  });

describe('LiveCounts', () => {
  let counts: LiveCounts;
  beforeEach(() => (counts = new LiveCounts()));
  const apply = (...events: LogEvent[]): void => events.forEach((each) => counts.apply(each));

  it('counts by queue, channel and skill, a contact with two skills with both', () => {
    apply(born('a', 1, {}, 'de', 'fr'), born('b', 2, { channel: 'chat' }, 'fr'), born('c', 3, { queueId: 'r' }));
    expect([counts.of().waiting, counts.of({ queueId: 'q' }).waiting, counts.of({ channel: 'voice' }).waiting]).toEqual(
      [3, 2, 2],
    );
    expect([counts.ofSkill('de').waiting, counts.ofSkill('fr').waiting, counts.ofSkill('it').waiting]).toEqual([
      1, 2, 0,
    ]);
    apply(event('a', 4, { spec: spec('it') }));
    expect([counts.ofSkill('de').waiting, counts.ofSkill('it').oldestSince]).toEqual([0, 1]);
    apply(event('a', 5, { state: 'completed' }));
    expect(counts.of()).toMatchObject({ waiting: 2, oldestSince: 2 });
  });

  it('age goes on over a transfer and a requeue; the wait begins anew with a transfer and goes on with a requeue', () => {
    apply(born('a', 100), event('a', 150, { state: 'offered' }));
    expect(counts.of()).toMatchObject({ waiting: 0, offered: 1, oldestSince: undefined, longestSince: 100 });
    apply(event('a', 160, { state: 'active' }));
    expect(counts.of().longestSince).toBeUndefined();
    apply(event('a', 200, { state: 'waiting', venq: '140', rq: 'connectFailed' }));
    expect(counts.of()).toMatchObject({ oldestSince: 140, longestSince: 100 });
    apply(event('a', 210, { state: 'offered' }), event('a', 220, { state: 'active' }, ['rq']));
    apply(event('a', 300, { state: 'waiting', queueId: 'r', venq: '220' }));
    expect(counts.of({ queueId: 'r' })).toMatchObject({ oldestSince: 220, longestSince: 300 });
    expect(counts.of({ queueId: 'q' }).waiting).toBe(0);
    apply(event('a', 310, { queueId: 'q' }));
    expect(counts.of({ queueId: 'q' }).longestSince).toBe(310);
  });

  it('a consult is counted, and in no wait; callbacks are told by state', () => {
    apply(born('a', 1, { cons: 'b' }), born('cb', 5, { channel: 'callback', state: 'scheduled' }));
    expect(counts.of()).toMatchObject({ waiting: 1, oldestSince: 1, longestSince: undefined });
    expect(counts.of().callbacks).toEqual({ scheduled: 1, waiting: 0, offered: 0, active: 0 });
    apply(event('cb', 9, { state: 'waiting', venq: '9' }));
    expect(counts.of()).toMatchObject({ waiting: 2, longestSince: 9, callbacks: { scheduled: 0, waiting: 1 } });
  });

  it('the oldest is the oldest however contacts come and go', () => {
    const step = fc.tuple(fc.nat(20), fc.nat(1_000), fc.constantFrom('waiting', 'offered', 'active', 'completed'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const tested = new LiveCounts();
        const waiting = new Map<string, number>();
        for (const [n, since, state] of steps) {
          const id = `c${n}`;
          tested.apply(born(id, since, { state }));
          if (state === 'waiting') waiting.set(id, since);
          else waiting.delete(id);
          const oldest = waiting.size === 0 ? undefined : Math.min(...waiting.values());
          expect([tested.of().waiting, tested.of().oldestSince]).toEqual([waiting.size, oldest]);
        }
      }),
    );
  });
});
