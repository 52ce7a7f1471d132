import { parseEventId, type LogEvent } from '../domain/events.js';

/** Some seconds of a busy log. A projector further behind reads the log itself. */
const MOST = 4_000;

/**
 * The events that the node's tail brought last, in one run without a gap and within one generation, so that the
 * projector need not read and parse again what this node has parsed already. Where it does not continue the
 * projector's position it has nothing, and the log decides: gaps, cuts and lost histories are seen only there.
 */
export class TailBuffer {
  private events: LogEvent[] = [];

  constructor(private readonly most = MOST) {}

  add(events: readonly LogEvent[]): void {
    for (const event of events) {
      const last = this.events[this.events.length - 1];
      if (last !== undefined && (event.generation !== last.generation || event.seq !== last.seq + 1)) this.clear();
      this.events.push(event);
    }
    if (this.events.length > this.most) this.clear();
  }

  /** The events right after the position, at most `limit`, and forgets those before; undefined: they are not here. */
  after(position: string, limit: number): LogEvent[] | undefined {
    const at = parseEventId(position);
    const first = this.events[0];
    if (at === undefined || first === undefined || first.generation !== at.generation) return undefined;
    const known = at.seq + 1 - first.seq;
    if (known < 0 || known >= this.events.length) return undefined;
    this.events.splice(0, known);
    return this.events.slice(0, limit);
  }

  clear(): void {
    this.events = [];
  }
}
