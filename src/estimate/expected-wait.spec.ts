import { expectedWait } from './expected-wait.js';

describe('expectedWait', () => {
  it('is the mean of as many services as stand before, without impatience', () => {
    expect(expectedWait(0, 0.01, 0)).toBeCloseTo(100, 9);
    expect(expectedWait(3, 0.01, 0)).toBeCloseTo(400, 9);
    expect(expectedWait(0.5, 0.01, 0)).toBeCloseTo(150, 9);
    expect(expectedWait(99_999, 0.01, 0)).toBeCloseTo(10_000_000, 0);
  });

  it('is shorter by those who give up: the sum of 1 ÷ (departures + i × patience rate)', () => {
    expect(expectedWait(2, 0.01, 0.005)).toBeCloseTo(100 + 1 / 0.015 + 50, 9);
  });

  it('goes on smoothly where a long line is integrated instead of summed', () => {
    const plain = (ahead: number): number =>
      Array.from({ length: ahead + 1 }, (_, i) => 1 / (0.01 + i * 0.002)).reduce((sum, each) => sum + each, 0);
    for (const ahead of [60, 63, 64, 65, 80, 500, 5_000])
      expect(expectedWait(ahead, 0.01, 0.002) / plain(ahead)).toBeCloseTo(1, 1);
  });
});
