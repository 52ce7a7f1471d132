/** Cells per id that is held, at least. */
const SPACE = 2;

/**
 * Numbers by id. Each number's hash stands beside it, so that finding, adding and removing one waits for memory once;
 * a Map of strings looks at the texts of others on the way.
 */
export class IdIndex {
  /** Hash and number + 1 of each cell; 0: it is empty. */
  private cells = new Int32Array(2 * 64);
  private mask = 63;
  size = 0;

  /** @returns −1 when the id is not held */
  find(id: string, hash: number, ids: readonly string[]): number {
    const { cells, mask } = this;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const no = cells[2 * at + 1]! - 1;
      if (no < 0) return -1;
      if (cells[2 * at] === hash && ids[no] === id) return no;
    }
  }

  /** Reads the first cell that an id's hash leads to. */
  peek(hash: number): number {
    return this.cells[2 * (hash & this.mask)]!;
  }

  /** @param no number whose id is not held */
  add(hash: number, no: number): void {
    this.size += 1;
    if (this.size * SPACE > this.mask) this.grow();
    this.put(hash, no);
  }

  remove(hash: number, no: number): void {
    const { cells, mask } = this;
    let hole = hash & mask;
    while (cells[2 * hole + 1] !== no + 1) hole = (hole + 1) & mask;
    this.size -= 1;
    // Those behind that could not stand where they belong move up.
    for (let at = (hole + 1) & mask; cells[2 * at + 1] !== 0; at = (at + 1) & mask) {
      const home = cells[2 * at]! & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      cells[2 * hole] = cells[2 * at]!;
      cells[2 * hole + 1] = cells[2 * at + 1]!;
      hole = at;
    }
    cells[2 * hole + 1] = 0;
  }

  *numbers(): Iterable<number> {
    for (let at = 1; at < this.cells.length; at += 2) if (this.cells[at] !== 0) yield this.cells[at]! - 1;
  }

  private put(hash: number, no: number): void {
    const { cells, mask } = this;
    let at = hash & mask;
    while (cells[2 * at + 1] !== 0) at = (at + 1) & mask;
    cells[2 * at] = hash;
    cells[2 * at + 1] = no + 1;
  }

  private grow(): void {
    const before = this.cells;
    this.mask = 2 * this.mask + 1;
    this.cells = new Int32Array(2 * (this.mask + 1));
    for (let at = 0; at < before.length; at += 2) if (before[at + 1] !== 0) this.put(before[at]!, before[at + 1]! - 1);
  }
}

/** 32 bits that depend on every character. */
export function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
