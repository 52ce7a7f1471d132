import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on the seed, the call and the purpose alone: the same caller draws the same in every
 * column and run, whatever happened before.
 */
export function draw(seed: number, key: string, purpose: string): number {
  const digest = createHash('sha256').update(`${seed}\u0000${key}\u0000${purpose}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The element that a draw in [0, 1) points at; undefined for an empty list. */
export function pick<T>(items: readonly T[], u: number): T | undefined {
  return items[Math.min(items.length - 1, Math.floor(u * items.length))];
}
