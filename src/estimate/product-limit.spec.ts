import { accuracyOf } from './accuracy.js';
import { productLimit, quantile, shareUpTo, shortestInterval } from './product-limit.js';

const complete = (...values: number[]) => values.map((value) => ({ value, complete: true }));

describe('productLimit', () => {
  it('multiplies the shares of those at risk who stayed', () => {
    // Worked by hand: at risk 6, 4, 3, 1 when one ends at 1, 3, 5, 9.
    const seen = [...complete(1, 3, 5, 9), { value: 2, complete: false }, { value: 5, complete: false }];
    const { values, shares } = productLimit(seen);
    expect(values).toEqual([1, 3, 5, 9]);
    const beyond = [5 / 6, (5 / 6) * (3 / 4), (5 / 6) * (3 / 4) * (2 / 3), 0];
    shares.forEach((share, i) => expect(share).toBeCloseTo(1 - (beyond[i] as number), 12));
  });

  it('has quantiles where its steps reach, and none beyond', () => {
    const half = productLimit([...complete(1, 2), { value: 3, complete: false }, { value: 3, complete: false }]);
    expect([quantile(half, 0.25), quantile(half, 0.5), quantile(half, 0.51)]).toEqual([1, 2, undefined]);
    expect([shareUpTo(half, 0.9), shareUpTo(half, 1), shareUpTo(half, 9)]).toEqual([0, 0.25, 0.5]);
  });
});

describe('shortestInterval', () => {
  it('lies where the values are dense', () => {
    const dense = productLimit(complete(1, 40, 41, 42, 43, 44, 45, 46, 47, 90));
    expect(shortestInterval(dense, 0.7)).toEqual({ low: 40, high: 46 });
    expect(shortestInterval(productLimit([]), 0.8)).toBeUndefined();
  });
});

describe('accuracyOf', () => {
  const kept = (wait: number, answered = true) => ({ low: 10, high: 20, wait, answered });

  it('is the plain share within, and width plus penalty, where nobody leaves', () => {
    const accuracy = accuracyOf([kept(10), kept(15), kept(20), kept(23)]);
    expect(accuracy).toEqual({ coverage: 0.75, medianWidth: 10, medianWait: 15, intervalScore: 10 + (10 * 3) / 4 });
  });

  it('lets those who were answered later stand for who left', () => {
    // Half of four leave at 12: who was answered after that counts twice.
    const accuracy = accuracyOf([kept(11), kept(12, false), kept(12.5, false), kept(18), kept(30)]);
    expect(accuracy?.coverage).toBeCloseTo((1 + 2) / (1 + 2 + 2), 12);
    expect(accuracyOf([kept(12, false)])).toBeUndefined();
  });
});
