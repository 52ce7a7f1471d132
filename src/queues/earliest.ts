/** A moment (ms) that counts until it is `gone`. One may stand in several collections. */
export interface Moment {
  readonly at: number;
  gone: boolean;
}

/** Moments that are gone may stay this many beyond those that count, before they are thrown out. */
const SLACK = 64;

/** Moments with the earliest at hand: a heap in which what is gone stays until it comes to the top, or is in the way. */
export class Earliest {
  private heap: Moment[] = [];
  private counting = 0;

  add(moment: Moment): void {
    this.counting += 1;
    this.heap.push(moment);
    this.rise(this.heap.length - 1);
  }

  /** One of its moments has been marked as gone. */
  lost(): void {
    this.counting -= 1;
    if (this.heap.length <= 2 * this.counting + SLACK) return;
    this.heap = this.heap.filter(({ gone }) => !gone).sort((a, b) => a.at - b.at);
  }

  /** Undefined where none counts. */
  first(): number | undefined {
    while (this.heap[0]?.gone === true) this.pop();
    return this.heap[0]?.at;
  }

  private pop(): void {
    const last = this.heap.pop() as Moment;
    if (this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink();
  }

  private rise(from: number): void {
    const { heap } = this;
    const moment = heap[from] as Moment;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((heap[above] as Moment).at <= moment.at) break;
      heap[place] = heap[above] as Moment;
      place = above;
    }
    heap[place] = moment;
  }

  private sink(): void {
    const { heap } = this;
    const moment = heap[0] as Moment;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && (heap[below + 1] as Moment).at < (heap[below] as Moment).at) below += 1;
      if ((heap[below] as Moment).at >= moment.at) break;
      heap[place] = heap[below] as Moment;
      place = below;
    }
    heap[place] = moment;
  }
}

/** The earlier of two; undefined is none. */
export function earlierOf(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
