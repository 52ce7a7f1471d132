/** What happens next, in time order; entries of one moment in the order in which they were added. A binary heap. */
export class Timeline<T> {
  private readonly heap: { at: number; order: number; item: T }[] = [];
  private order = 0;

  get size(): number {
    return this.heap.length;
  }

  add(at: number, item: T): void {
    const entry = { at, order: this.order++, item };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent];
      if (!above || !before(entry, above)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = entry;
  }

  /** What comes next, left where it is. */
  peek(): { at: number; item: T } | undefined {
    return this.heap[0];
  }

  next(): { at: number; item: T } | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first && last && this.heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: { at: number; order: number; item: T }): void {
    let index = 0;
    for (;;) {
      const left = this.heap[2 * index + 1];
      const right = this.heap[2 * index + 2];
      const child = left && right && before(right, left) ? 2 * index + 2 : 2 * index + 1;
      const below = this.heap[child];
      if (!below || !before(below, entry)) break;
      this.heap[index] = below;
      index = child;
    }
    this.heap[index] = entry;
  }
}

function before(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
