/** Bits of one word. */
export const WORD = 32;

/** A set of small numbers, 32 to a word, so that two sets are compared 32 members at a time. */
export class Bits {
  words = new Int32Array(2);

  set(no: number, member: boolean): void {
    const at = no >> 5;
    if (at >= this.words.length) this.words = widened(this.words, at);
    if (member) this.words[at]! |= 1 << no;
    else this.words[at]! &= ~(1 << no);
  }

  has(no: number): boolean {
    const at = no >> 5;
    return at < this.words.length && (this.words[at]! & (1 << no)) !== 0;
  }
}

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A copy that has a place `at`. */
export function widened<A extends Int32Array | Float64Array | Uint8Array>(from: A, at: number): A {
  const to = new (from.constructor as new (length: number) => A)(Math.max(at + 1, from.length * 2));
  to.set(from);
  return to;
}
