import fc from 'fast-check';
import { Announcements } from './announcements.js';

const ASK = { queueId: 'q', channel: 'voice', requirements: [] };
const between = (lowMs: number, highMs: number) => ({ lowMs, highMs });

describe('Announcements', () => {
  it('never rise, but fall', () => {
    const told = new Announcements();
    expect(told.tell('c', between(10, 60), ASK, 3, 2)).toEqual({ interval: between(10, 60) });
    expect(told.tell('c', between(20, 90), ASK, 3, 2)).toEqual({ interval: between(10, 60) });
    expect(told.tell('c', between(5, 30), ASK, 3, 1)).toEqual({ interval: between(5, 30) });
    expect(told.tell('d', between(20, 90), ASK, 3, 2)).toEqual({ interval: between(20, 90) });
  });

  it('rise when the staff fell or somebody overtook, and say so', () => {
    const told = new Announcements();
    told.tell('c', between(10, 60), ASK, 3, 2);
    expect(told.tell('c', between(20, 90), ASK, 2, 2)).toEqual({ interval: between(20, 90), roseBecause: 'staffFell' });
    expect(told.tell('c', between(30, 120), ASK, 2, 2)).toEqual({ interval: between(20, 90) });
    expect(told.tell('c', between(30, 120), ASK, 2, 3)).toEqual({
      interval: between(30, 120),
      roseBecause: 'outranked',
    });
    // A cause without a rise is none.
    expect(told.tell('c', between(10, 40), ASK, 1, 3)).toEqual({ interval: between(10, 40) });
  });

  it('are taken back only where nobody is left', () => {
    const told = new Announcements();
    expect(told.tell('c', undefined, ASK, 0, 1)).toEqual({ interval: undefined });
    told.tell('c', between(10, 60), ASK, 1, 1);
    expect(told.tell('c', undefined, ASK, 1, 1)).toEqual({ interval: between(10, 60) });
    expect(told.tell('c', undefined, ASK, 0, 1)).toEqual({ interval: undefined, roseBecause: 'staffFell' });
    expect(told.tell('c', between(10, 80), ASK, 1, 1)).toEqual({ interval: between(10, 80) });
  });

  it('follow the rule whatever happens', () => {
    const step = fc.record({
      high: fc.integer({ min: 0, max: 100 }),
      staff: fc.integer({ min: 0, max: 3 }),
      position: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2 }), (steps) => {
        const told = new Announcements();
        let before: { high: number; staff: number; position: number } | undefined;
        for (const { high, staff, position } of steps) {
          const { interval, roseBecause } = told.tell('c', between(0, high), ASK, staff, position);
          const shown = interval?.highMs ?? NaN;
          if (before !== undefined && shown > before.high) {
            expect(roseBecause).toBeDefined();
            expect(staff < before.staff || position > before.position).toBe(true);
          } else expect(roseBecause).toBeUndefined();
          before = { high: shown, staff, position };
        }
      }),
      { seed: 5 },
    );
  });

  it('are remembered for so many contacts', () => {
    const told = new Announcements(2);
    for (const id of ['a', 'b', 'c']) told.tell(id, between(0, 10), ASK, 1, 1);
    expect(told.tell('a', between(0, 20), ASK, 1, 1)).toEqual({ interval: between(0, 20) });
    told.forget('c');
    expect(told.tell('c', between(0, 20), ASK, 1, 1)).toEqual({ interval: between(0, 20) });
  });

  it('tell a rise by an event once, and the next answer says it all the same', () => {
    const told = new Announcements();
    expect(told.rise('c', between(20, 90), 2, 2)).toBeUndefined();
    told.tell('c', between(10, 60), ASK, 3, 2);
    expect(told.rise('c', between(20, 90), 3, 2)).toBeUndefined();
    expect(told.rise('c', between(5, 50), 2, 2)).toBeUndefined();
    const rise = { interval: between(20, 90), roseBecause: 'staffFell' };
    expect(told.rise('c', between(20, 90), 2, 2)).toEqual(rise);
    expect(told.rise('c', between(20, 90), 2, 2)).toBeUndefined();
    expect(told.tell('c', between(20, 90), ASK, 2, 2)).toEqual(rise);
    expect(told.tell('c', between(20, 90), ASK, 2, 2)).toEqual({ interval: between(20, 90) });
    // Back to where the last answer was: for who asks nothing has risen.
    expect(told.rise('c', between(30, 120), 2, 3)).toEqual({ interval: between(30, 120), roseBecause: 'outranked' });
    expect(told.tell('c', between(20, 90), ASK, 2, 2)).toEqual({ interval: between(20, 90) });
  });

  it('are taken back by an event, and by the next answer', () => {
    const told = new Announcements();
    told.tell('c', between(10, 60), ASK, 1, 1);
    expect(told.rise('c', undefined, 1, 1)).toBeUndefined();
    expect(told.rise('c', undefined, 0, 1)).toEqual({ interval: undefined, roseBecause: 'staffFell' });
    expect(told.rise('c', undefined, 0, 1)).toBeUndefined();
    expect(told.tell('c', undefined, ASK, 0, 1)).toEqual({ interval: undefined, roseBecause: 'staffFell' });
    expect(told.tell('c', undefined, ASK, 0, 1)).toEqual({ interval: undefined });
    expect([...told.of('q')]).toEqual([]);
  });
});
