/** More than this at once is no center, but a scenario whose agents never catch up. */
const MOST_AT_ONCE = 1_000_000;

/** A scenario that cannot be run to its end. The message is for who wrote it. */
export class ScenarioOverflow extends Error {
  constructor(mostAtOnce: number) {
    const most = mostAtOnce.toLocaleString('en');
    super(
      `More than ${most} contacts are there at once: the agents never catch up, and without patience nobody leaves.`,
    );
    this.name = 'ScenarioOverflow';
  }
}

/** The contacts that are in the center now, as numbers that are used again once one has left. */
export class ContactPool {
  readonly ids: string[] = [];
  readonly streams: number[] = [];
  readonly queues: number[] = [];
  /** When it began to wait, ms since the beginning. */
  readonly arrivedAt: number[] = [];
  /** What was drawn for its service, 0–1. */
  readonly draws: number[] = [];
  /** The agent who has it; -1: it waits. */
  readonly agents: number[] = [];
  readonly counted: boolean[] = [];
  /** How long it waits before it gives up, s. */
  readonly patience: number[] = [];
  /** When its queue ends its wait, ms. */
  readonly expiresAt: number[] = [];
  /** In the order of their coming. */
  readonly sequences: number[] = [];
  /** Differs each time that what was planned does not count any more: the number is used again, or its plans are void. */
  readonly marks: number[] = [];
  private readonly free: number[] = [];
  private readonly numbers = new Map<string, number>();
  private sequence = 0;

  constructor(private readonly mostAtOnce = MOST_AT_ONCE) {}

  /** @throws ScenarioOverflow */
  take(stream: number, queue: number, arrivedAt: number, draw: number, counted: boolean): number {
    const no = this.free.pop() ?? this.make();
    this.streams[no] = stream;
    this.queues[no] = queue;
    this.arrivedAt[no] = arrivedAt;
    this.draws[no] = draw;
    this.counted[no] = counted;
    this.agents[no] = -1;
    this.sequences[no] = this.sequence += 1;
    return no;
  }

  leave(no: number): void {
    this.forgetPlans(no);
    this.free.push(no);
  }

  /** What was planned with the mark of before is void. */
  forgetPlans(no: number): void {
    this.marks[no] = ((this.marks[no] as number) + 1) | 0;
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
    if (no === this.mostAtOnce) throw new ScenarioOverflow(this.mostAtOnce);
    const id = `c${no}`;
    this.ids.push(id);
    this.marks.push(0);
    this.numbers.set(id, no);
    return no;
  }
}
