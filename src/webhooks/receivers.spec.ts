import { Receivers } from './receivers.js';

describe('places for receivers', () => {
  let now = 0;
  const make = (): Receivers => {
    now = 0;
    return new Receivers(
      () => now,
      () => 0,
    );
  };
  const take = (receivers: Receivers, name: string, n: number): number[] =>
    Array.from({ length: n }, (_, i) => receivers.enter(name, `${name}-${i}`));

  it('gives a quick receiver 32 places, and one to whoever waits longest', () => {
    const receivers = make();
    expect(take(receivers, 'a', 32)).toEqual(Array(32).fill(0));
    expect(receivers.enter('a', 'late-1')).toBeGreaterThan(0);
    expect(receivers.enter('a', 'late-2')).toBeGreaterThan(0);
    expect(receivers.leave('a')).toBe('late-1');
    expect(receivers.enter('a', 'late-1')).toBe(0);
    expect(receivers.leave('a')).toBe('late-2');
  });

  it('keeps the place of who was called for a second, whoever comes meanwhile', () => {
    const receivers = make();
    take(receivers, 'a', 32);
    for (const job of ['first', 'second']) receivers.enter('a', job);
    expect(receivers.leave('a')).toBe('first');
    expect(receivers.enter('a', 'new')).toBeGreaterThan(0);
    expect(receivers.enter('a', 'first')).toBe(0);
    expect(receivers.leave('a')).toBe('second');
    now += 1_000;
    expect(receivers.enter('a', 'newer')).toBe(0);
    expect(receivers.enter('a', 'second')).toBeGreaterThan(0);
  });

  it('gives a slow one four, whatever the others do', () => {
    const receivers = make();
    for (let i = 0; i < 20; i += 1) receivers.learn('slow', true, 5_000);
    expect(take(receivers, 'slow', 6).map((ms) => ms > 0)).toEqual([false, false, false, false, true, true]);
    expect(take(receivers, 'quick', 10)).toEqual(Array(10).fill(0));
  });

  it('leaves a failing one alone for longer and longer, until it answers again', () => {
    const receivers = make();
    receivers.learn('dead', false, 1);
    receivers.learn('dead', false, 1);
    expect(receivers.enter('dead', 'x')).toBe(0);
    receivers.leave('dead');
    const rests: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      receivers.learn('dead', false, 1);
      const rest = receivers.enter('dead', 'x');
      rests.push(rest);
      now += rest;
      expect(receivers.enter('dead', 'x')).toBe(0);
      receivers.leave('dead');
    }
    expect(rests.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
    expect(rests.at(-1)).toBe(30_000);
    receivers.learn('dead', true, 1);
    expect(receivers.enter('dead', 'x')).toBe(0);
  });

  it('has one after the other of many look whether a dead one is back, and calls the others once it is', () => {
    const receivers = make();
    for (let i = 0; i < 20; i += 1) {
      receivers.learn('dead', false, 1);
      now += 60_000;
    }
    receivers.learn('dead', false, 1);
    const waits = Array.from({ length: 100_000 }, (_, i) => receivers.enter('dead', `job-${i}`));
    expect(waits[0]).toBe(30_000);
    expect(waits.filter((ms) => ms < 31_000).length).toBeLessThan(20);
    expect(receivers.enter('dead', 'job-0')).toBeGreaterThan(Math.max(...waits));
    now += 30_000;
    expect(receivers.enter('dead', 'job-5')).toBe(0);
    expect(receivers.leave('dead')).toBe('job-1');
    receivers.learn('dead', true, 1);
    expect(receivers.leave('dead')).toBe('job-2');
  });

  it('takes attempts that fail together as one failure', () => {
    const receivers = make();
    for (let i = 0; i < 32; i += 1) receivers.learn('hangs', false, 15_000);
    expect(receivers.enter('hangs', 'x')).toBe(250);
  });
});
