/** What happens next: a binary heap of numbers. What falls into the same moment comes in the order in which it was added. */
export class Agenda {
  private times = new Float64Array(1024);
  private orders = new Float64Array(1024);
  private kinds = new Uint8Array(1024);
  private subjects = new Int32Array(1024);
  private marks = new Int32Array(1024);
  private size = 0;
  private added = 0;

  /** Of the item taken last. */
  time = 0;
  kind = 0;
  subject = 0;
  /** What the adder gave along to know whether it still counts. */
  mark = 0;

  get nextAt(): number {
    return this.size === 0 ? Infinity : (this.times[0] as number);
  }

  add(time: number, kind: number, subject: number, mark = 0): void {
    if (this.size === this.times.length) this.grow();
    const order = this.added++;
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.times[parent] as number) <= time) break;
      this.move(parent, i);
      i = parent;
    }
    this.put(i, time, order, kind, subject, mark);
  }

  /** Takes the next item into `time`, `kind`, `subject` and `mark`; there must be one. */
  take(): void {
    this.time = this.times[0] as number;
    this.kind = this.kinds[0] as number;
    this.subject = this.subjects[0] as number;
    this.mark = this.marks[0] as number;
    const last = (this.size -= 1);
    const time = this.times[last] as number;
    const order = this.orders[last] as number;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= last) break;
      if (child + 1 < last && this.isBefore(child + 1, this.times[child] as number, this.orders[child] as number))
        child += 1;
      if (!this.isBefore(child, time, order)) break;
      this.move(child, i);
      i = child;
    }
    this.put(i, time, order, this.kinds[last] as number, this.subjects[last] as number, this.marks[last] as number);
  }

  private isBefore(i: number, time: number, order: number): boolean {
    const at = this.times[i] as number;
    return at < time || (at === time && (this.orders[i] as number) < order);
  }

  private move(from: number, to: number): void {
    this.put(
      to,
      this.times[from] as number,
      this.orders[from] as number,
      this.kinds[from] as number,
      this.subjects[from] as number,
      this.marks[from] as number,
    );
  }

  private put(i: number, time: number, order: number, kind: number, subject: number, mark: number): void {
    this.times[i] = time;
    this.orders[i] = order;
    this.kinds[i] = kind;
    this.subjects[i] = subject;
    this.marks[i] = mark;
  }

  private grow(): void {
    const length = this.times.length * 2;
    const larger = <T extends Float64Array | Uint8Array | Int32Array>(made: T, old: T): T => (made.set(old), made);
    this.times = larger(new Float64Array(length), this.times);
    this.orders = larger(new Float64Array(length), this.orders);
    this.kinds = larger(new Uint8Array(length), this.kinds);
    this.subjects = larger(new Int32Array(length), this.subjects);
    this.marks = larger(new Int32Array(length), this.marks);
  }
}
