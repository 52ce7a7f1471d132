import { Additions } from './additions.js';
import type { StoredRow } from './report.js';

const added = (n: number, queue_id: string, within: number): StoredRow => ({ n, total: 0, queue_id, within });

/** Batches that end within an interval, and intervals without any. */
async function* batches(): AsyncGenerator<StoredRow[], void> {
  yield [added(1, 'a', 1), added(3, 'a', 2)];
  yield [added(3, 'b', 4)];
  yield [added(7, 'a', -3), added(9, 'a', 5)];
}

describe('what is added to rows', () => {
  const within = (additions: Additions, n: number, queue_id: string): number =>
    additions.to({ n, total: 0, queue_id }, () => 10)('within');

  it('is what belongs to their interval and group, wherever batches end', async () => {
    const additions = new Additions(batches(), ['queue_id']);
    await additions.take(1, 3);
    expect([1, 2, 3].map((n) => within(additions, n, 'a'))).toEqual([11, 10, 12]);
    expect(within(additions, 3, 'b')).toBe(14);
    // The next rows begin in the interval in which the last ones ended.
    await additions.take(3, 7);
    expect(['a', 'b', 'c'].map((queue) => within(additions, 3, queue))).toEqual([12, 14, 10]);
    expect(within(additions, 7, 'a')).toBe(7);
    await additions.take(8, 12);
    expect([3, 9, 12].map((n) => within(additions, n, 'a'))).toEqual([10, 15, 10]);
    expect(additions.to({ n: 9, total: 0, queue_id: 'a' }, () => 10)('answered')).toBe(10);
  });

  it('is nothing where there is none', async () => {
    const additions = new Additions(undefined, ['queue_id']);
    await additions.take(1, 3);
    expect(within(additions, 1, 'a')).toBe(10);
  });
});
