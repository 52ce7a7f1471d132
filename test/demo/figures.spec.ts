import type { Caller } from '../../demo/callers.js';
import { columnOf, figuresOf, recordedReplay } from '../../demo/figures.js';
import { buildWorld, busiestHours } from '../../demo/world.js';
import { bankRecords } from './bank-records.js';

function caller(key: string): Caller {
  return {
    key,
    type: 'PS',
    priority: 0,
    queued: true,
    arrival: 0,
    serviceSeconds: 60,
    patienceSeconds: 60,
    customerValue: 0,
    counted: true,
    recorded: { answered: true, waitSeconds: 0 },
  };
}

describe('figuresOf', () => {
  it('counts the service level over everybody who was offered, and the wait over the answered', () => {
    const outcomes = new Map([
      ['a', { answered: true, waitSeconds: 20 }],
      ['b', { answered: true, waitSeconds: 21 }],
      ['c', { answered: false, waitSeconds: 3 }],
      ['d', { answered: true, waitSeconds: 1 }],
    ]);
    expect(figuresOf(['a', 'b', 'c', 'd'].map(caller), outcomes)).toEqual({
      offered: 4,
      answered: 3,
      abandoned: 1,
      sl20OfOffered: 0.5,
      asaSeconds: 14,
    });
  });

  it('has no share of nobody', () => {
    expect(figuresOf([], new Map())).toEqual({
      offered: 0,
      answered: 0,
      abandoned: 0,
      sl20OfOffered: null,
      asaSeconds: null,
    });
  });
});

describe('the bank’s column', () => {
  const records = bankRecords();
  const hours = busiestHours(records, '990202', 7_200);
  const world = buildWorld(records, { date: '990202', hours });
  const bank = columnOf(world, recordedReplay(world));

  it('holds every counted caller once in each grouping, priorities only of who queued', () => {
    const sum = (groups: Record<string, { offered: number }>): number =>
      Object.values(groups).reduce((total, group) => total + group.offered, 0);
    expect(sum(bank.byType)).toBe(bank.total.offered);
    expect(sum(bank.byQueued)).toBe(bank.total.offered);
    expect(sum(bank.byPriority)).toBe(bank.byQueued['queued']?.offered);
    expect(bank.total.answered + bank.total.abandoned).toBe(bank.total.offered);
  });

  it('is of the two hours in which most callers arrive', () => {
    const inHours = (from: number): number =>
      buildWorld(records, { date: '990202', hours: { from, to: from + 7_200 } }).callers.filter((one) => one.counted)
        .length;
    for (let hour = 7; hour < 22; hour++) expect(inHours(hour * 3600)).toBeLessThanOrEqual(bank.total.offered);
    expect(bank.total.offered).toBeGreaterThan(250);
  });

  it('keeps the occupancy of every agent between nothing and everything', () => {
    const shares = Object.values(bank.occupancy);
    expect(shares).toHaveLength(world.agents.length);
    for (const share of shares) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...shares)).toBeGreaterThan(0.7);
  });
});
