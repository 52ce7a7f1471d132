import type { LogEvent } from '../domain/events.js';
import type { LogTail } from '../live/live-store.js';
import { REPLAY_MS, RecentEvents } from './recent-events.js';

function event(seq: number, generation = 1, at = 0): LogEvent {
  return { id: `${generation}.${seq}`, generation, seq, type: 'contact.waiting', at, contactId: 'c', ops: [] };
}

const ids = (events: readonly LogEvent[] | undefined): string[] | undefined => events?.map(({ id }) => id);

describe('recent events', () => {
  let tell: (...events: LogEvent[]) => void;
  let recent: RecentEvents;
  let lost: number;

  function open(position: string, capacity = 100): void {
    const tail: LogTail = {
      position: () => position,
      subscribe: (listener) => {
        tell = (...events) => listener(events);
        return () => undefined;
      },
    };
    recent = new RecentEvents(tail, capacity);
    recent.open();
    lost = 0;
    recent.onLost(() => (lost += 1));
  }

  it('answer from where the node began, and nothing before or beyond', () => {
    open('1.10');
    expect(recent.after({ generation: 1, seq: 10 }, 5)).toEqual([]);
    expect(recent.after({ generation: 1, seq: 9 }, 5)).toBeUndefined();
    tell(event(11), event(12));
    tell(event(13));
    expect(ids(recent.after({ generation: 1, seq: 10 }, 2))).toEqual(['1.11', '1.12']);
    expect(ids(recent.after({ generation: 1, seq: 12 }, 5))).toEqual(['1.13']);
    expect(recent.after({ generation: 1, seq: 13 }, 5)).toEqual([]);
    expect(recent.after({ generation: 1, seq: 14 }, 5)).toBeUndefined();
    expect(recent.position()).toEqual({ generation: 1, seq: 13 });
    expect(lost).toBe(0);
  });

  it('are in memory before anybody hears of them', () => {
    open('1.0');
    const seen: unknown[] = [];
    recent.subscribe((events, previous) => seen.push(previous, ids(events), recent.position()));
    tell(event(1), event(2));
    expect(seen).toEqual([{ generation: 1, seq: 0 }, ['1.1', '1.2'], { generation: 1, seq: 2 }]);
  });

  it('go over to a new generation that lost nothing', () => {
    open('1.0');
    tell(event(1), event(2, 2), event(3, 2));
    expect(ids(recent.after({ generation: 1, seq: 1 }, 5))).toEqual(['2.2', '2.3']);
    expect(recent.after({ generation: 1, seq: 2 }, 5)).toBeUndefined();
    expect(lost).toBe(0);
  });

  it.each([
    ['a generation that cut the end of the one before', event(5, 2)],
    ['a store that lost everything', event(1, 7)],
    ['a log that was trimmed before it was read', event(11)],
    ['a log that begins again', event(3)],
  ])('forget what they had after %s', (_, next) => {
    open('1.0');
    for (let seq = 1; seq <= 8; seq += 1) tell(event(seq));
    const heard: unknown[] = [];
    recent.subscribe((events) => heard.push(ids(events)));
    tell(next);
    expect(lost).toBe(1);
    expect(heard).toEqual([[next.id]]);
    expect(recent.after({ generation: 1, seq: next.seq === 3 ? 1 : 7 }, 9)).toBeUndefined();
    expect(recent.position()).toEqual({ generation: next.generation, seq: next.seq });
  });

  it('hold at most twice their capacity, and answer no further back than it', () => {
    open('1.0', 10);
    for (let seq = 1; seq <= 25; seq += 1) tell(event(seq));
    expect(recent.after({ generation: 1, seq: 9 }, 99)).toBeUndefined();
    expect(recent.after({ generation: 1, seq: 14 }, 99)).toBeUndefined();
    expect(recent.after({ generation: 1, seq: 15 }, 99)).toHaveLength(10);
  });

  it('answer no further back than 15 minutes', () => {
    open('1.0');
    tell(event(1), event(2, 1, 1), event(3, 1, REPLAY_MS + 1));
    expect(recent.after({ generation: 1, seq: 0 }, 9)).toBeUndefined();
    expect(ids(recent.after({ generation: 1, seq: 1 }, 9))).toEqual(['1.2', '1.3']);
  });
});
