/** The contacts that are in the center now, as numbers that are used again once one has left. */
export class ContactPool {
  readonly ids: string[] = [];
  readonly streams: number[] = [];
  readonly queues: number[] = [];
  /** Ms since the beginning. */
  readonly arrivedAt: number[] = [];
  /** What was drawn for its service, 0–1. */
  readonly draws: number[] = [];
  /** The agent who has it; -1: it waits. */
  readonly agents: number[] = [];
  readonly counted: boolean[] = [];
  /** Differs each time that the number is used again: what was planned for the one before does not count. */
  readonly marks: number[] = [];
  private readonly free: number[] = [];
  private readonly numbers = new Map<string, number>();

  take(stream: number, queue: number, arrivedAt: number, draw: number, counted: boolean): number {
    const no = this.free.pop() ?? this.make();
    this.streams[no] = stream;
    this.queues[no] = queue;
    this.arrivedAt[no] = arrivedAt;
    this.draws[no] = draw;
    this.counted[no] = counted;
    this.agents[no] = -1;
    return no;
  }

  leave(no: number): void {
    this.marks[no] = ((this.marks[no] as number) + 1) | 0;
    this.free.push(no);
  }

  /** All that have not left. */
  present(): number[] {
    const gone = new Set(this.free);
    return this.ids.flatMap((_, no) => (gone.has(no) ? [] : [no]));
  }

  numberOf(id: string): number {
    const no = this.numbers.get(id);
    if (no === undefined) throw new Error(`the engine offered ${id}, which nobody enqueued`);
    return no;
  }

  private make(): number {
    const no = this.ids.length;
    const id = `c${no}`;
    this.ids.push(id);
    this.marks.push(0);
    this.numbers.set(id, no);
    return no;
  }
}
