import { bucketOf, leastForHistogram, packHistogram, quantileOf, WAIT_BOUNDS_MS } from './ladders.js';

/** Repeatable numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function histogram(waits: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const wait of waits) counts.set(bucketOf(wait), (counts.get(bucketOf(wait)) ?? 0) + 1);
  return packHistogram(counts);
}

/** A number's bytes as Postgres sends them: how many words, the power of 10,000 of the first, sign, scale, and the words without zeros behind. */
function sent(number: bigint): string {
  const words: number[] = [];
  for (let rest = number; rest > 0n; rest /= 10_000n) words.unshift(Number(rest % 10_000n));
  const weight = words.length - 1;
  while (words.at(-1) === 0) words.pop();
  const bytes = Buffer.alloc(8 + 2 * words.length);
  bytes.writeUInt16BE(words.length, 0);
  bytes.writeInt16BE(weight, 2);
  for (const [i, word] of words.entries()) bytes.writeUInt16BE(word, 8 + 2 * i);
  return bytes.toString('base64');
}

describe('histograms of waits', () => {
  it('put a wait where its bound is, up to the last', () => {
    for (const [n, bound] of WAIT_BOUNDS_MS.entries()) {
      expect(bucketOf(bound)).toBe(n);
      expect(bucketOf(bound + 1)).toBe(Math.min(n + 1, WAIT_BOUNDS_MS.length - 1));
    }
    expect(bucketOf(0)).toBe(0);
  });

  it('tell a quantile that is at most 5 % or 50 ms off, also of what many histograms add up to', () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round += 1) {
      const waits = Array.from({ length: 1 + Math.floor(random() * 300) }, () => Math.floor(Math.exp(random() * 19)));
      const parts = [waits.filter((_, i) => i % 3 > 0), waits.filter((_, i) => i % 3 === 0)];
      const sum = parts.map((part) => BigInt(histogram(part))).reduce((a, b) => a + b);
      expect(sum).toBe(BigInt(histogram(waits)));
      const sorted = [...waits].sort((a, b) => a - b);
      const longest = sorted.at(-1) as number;
      for (const share of [0.5, 0.9, 0.95, 1]) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1] as number;
        const told = quantileOf(sent(sum), share, sorted.length, longest) as number;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(0.05 * exact, 50));
        expect(told).toBeLessThanOrEqual(longest);
      }
    }
    expect(quantileOf(sent(0n), 0.95, 0, 0)).toBeNull();
  });

  it('need no histogram where the longest wait is the quantile', () => {
    for (const share of [0.5, 0.75, 0.9, 0.95, 0.99]) {
      const least = leastForHistogram(share);
      for (let count = 1; count < least; count += 1) expect(quantileOf('', share, count, 7_000)).toBe(7_000);
      const one = histogram([...Array.from({ length: least - 1 }, () => 50), 7_000]);
      expect(quantileOf(sent(BigInt(one)), share, least, 7_000)).toBeLessThanOrEqual(100);
    }
  });
});
