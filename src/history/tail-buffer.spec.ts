import type { LogEvent } from '../domain/events.js';
import { TailBuffer } from './tail-buffer.js';

function events(generation: number, from: number, to: number): LogEvent[] {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const seq = from + i;
    return { id: `${generation}.${seq}`, generation, seq, type: 'queue.mirrored', at: 1, ops: [] };
  });
}
const ids = (found: LogEvent[] | undefined): string[] | undefined => found?.map((event) => event.id);

describe('the tail buffer', () => {
  it('gives what follows the position, at most so many, and again until the position moves', () => {
    const buffer = new TailBuffer();
    buffer.add(events(1, 5, 6));
    buffer.add(events(1, 7, 9));
    expect(ids(buffer.after('1.4', 2))).toEqual(['1.5', '1.6']);
    expect(ids(buffer.after('1.4', 2))).toEqual(['1.5', '1.6']);
    expect(ids(buffer.after('1.6', 9))).toEqual(['1.7', '1.8', '1.9']);
    // What was left behind is gone.
    expect(buffer.after('1.4', 2)).toBeUndefined();
    expect(buffer.after('1.9', 2)).toBeUndefined();
  });

  it('has nothing where its events do not continue the position', () => {
    const buffer = new TailBuffer();
    expect(buffer.after('0.0', 5)).toBeUndefined();
    buffer.add(events(2, 5, 9));
    for (const position of ['2.3', '2.9', '2.12', '1.4', '3.4', '0.0']) {
      expect([position, buffer.after(position, 5)]).toEqual([position, undefined]);
    }
  });

  it('begins anew after a gap, a repetition or a new generation', () => {
    for (const next of [events(1, 7, 8), events(1, 4, 4), events(2, 6, 7)]) {
      const buffer = new TailBuffer();
      buffer.add(events(1, 4, 5));
      buffer.add(next);
      expect(buffer.after('1.4', 5)).toEqual(undefined);
      const { generation, seq } = next[0] as LogEvent;
      expect(buffer.after(`${generation}.${seq - 1}`, 5)).toEqual(next);
    }
  });

  it('holds so many and no more', () => {
    const buffer = new TailBuffer(3);
    buffer.add(events(1, 1, 4));
    expect(buffer.after('1.0', 5)).toBeUndefined();
    buffer.add(events(1, 5, 6));
    expect(ids(buffer.after('1.4', 5))).toEqual(['1.5', '1.6']);
  });
});
