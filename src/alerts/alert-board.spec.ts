import { AlertBoard } from './alert-board.js';
import type { Alert, AlertFrame } from './alert.js';

function unroutable(n: number): Alert {
  return { id: `unroutable:${n}`, alert: 'unroutable', level: 'warning', queueId: 'q', detail: 'nobody' };
}

describe('AlertBoard', () => {
  let told: AlertFrame[];
  let board: AlertBoard;
  beforeEach(() => {
    told = [];
    board = new AlertBoard((frame) => told.push(frame), 4);
    board.move({ generation: 1, seq: 7 }, 1_000);
  });

  it('tells an alert once, again when its level rises, and when it is over', () => {
    board.raise(unroutable(1));
    board.raise(unroutable(1));
    board.raise({ ...unroutable(1), level: 'critical' });
    board.raise(unroutable(1));
    board.resolve('unroutable:1', 'over');
    board.resolve('unroutable:1', 'over');
    expect(told.map(({ level, resolved, detail }) => [level, resolved, detail])).toEqual([
      ['warning', undefined, 'nobody'],
      ['critical', undefined, 'nobody'],
      ['critical', true, 'over'],
    ]);
    expect(board.frames()).toEqual([]);
  });

  it('cleared, it takes back what it has told', () => {
    for (let n = 1; n <= 6; n += 1) board.raise(unroutable(n));
    board.clear('anew');
    expect(board.frames()).toEqual([]);
    expect(told.filter(({ resolved }) => resolved === true)).toHaveLength(5);
  });

  it('gives each frame a cursor of its own', () => {
    board.raise(unroutable(1));
    board.raise(unroutable(2));
    board.move({ generation: 1, seq: 8 }, 2_000);
    board.raise(unroutable(3));
    expect(told.map(({ cursor }) => cursor)).toEqual(['1.7.1', '1.7.2', '1.8.1']);
    expect(told[2]?.at).toBe('1970-01-01T00:00:02.000Z');
  });

  it('counts what comes beyond its room, with one alert that goes when half of it is free', () => {
    for (let n = 1; n <= 50; n += 1) board.raise(unroutable(n));
    expect(told).toHaveLength(5);
    expect(told[4]).toMatchObject({ alert: 'tooMany', level: 'critical', count: 1 });
    expect(board.frames()).toHaveLength(5);
    for (let n = 1; n <= 4; n += 1) board.resolve(`unroutable:${n}`, 'over');
    expect(told.slice(5).map(({ id }) => id)).toEqual([
      'unroutable:1',
      'unroutable:2',
      'unroutable:3',
      'tooMany',
      'unroutable:4',
    ]);
  });
});
