import { TakerSearch } from '../../contacts/taker-search.js';
import type { HoursConfig, QueueConfig } from '../../domain/configuration.js';
import { currentOpening, type Opening } from '../../hours/opening.js';
import type { Scenario } from './scenario.js';

/** Where a contact goes: a queue by number, and from when on it waits there, ms since the beginning. */
export interface Entry {
  queue: number;
  at: number;
}

/** What is known of a queue's line when somebody comes. */
export interface Lines {
  /** Contacts that wait. */
  waiting(queue: number): number;
  /** The middle of the estimated wait of one of this stream, s; undefined: nothing to go by. */
  estimate(queue: number, stream: number, at: number): number | undefined;
}

/** Lets contacts in by the rule of production: hours, closed queues, overflow by length and by estimate, full queues. */
export class Entrance {
  private readonly queues: readonly QueueConfig[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly hours: ReadonlyMap<string, HoursConfig>;
  /** Queues that take everybody at any time. */
  private readonly free: readonly boolean[];
  private readonly startsAt: number;

  constructor(
    { queues, hours, startsAt }: Pick<Scenario, 'queues' | 'hours' | 'startsAt'>,
    private readonly lines: Lines,
  ) {
    this.queues = queues;
    this.startsAt = startsAt;
    this.numbers = new Map(queues.map(({ id }, i) => [id, i]));
    this.hours = new Map(hours.map((each) => [each.id, each]));
    this.free = queues.map(
      ({ open, hoursId, maxWaiting, overflow: { whenWaitingOver, whenEstimateOverSeconds } = {} }) =>
        [hoursId, maxWaiting, whenWaitingOver, whenEstimateOverSeconds].every((limit) => limit === undefined) && open,
    );
  }

  /** @returns undefined: the contact is turned away */
  entryOf(queueNo: number, stream: number, at: number): Entry | undefined {
    if (this.free[queueNo] === true) return { queue: queueNo, at };
    const taker = this.takerOf(queueNo, stream, at);
    if (taker === undefined) return undefined;
    const queue = this.numbers.get(taker.queue.id) as number;
    if (taker.opensAt !== undefined) return { queue, at: taker.opensAt - this.startsAt };
    const { maxWaiting = Infinity } = taker.queue;
    return this.lines.waiting(queue) < maxWaiting ? { queue, at } : undefined;
  }

  private takerOf(queueNo: number, stream: number, at: number): TakerSearch['taker'] {
    const search = new TakerSearch();
    for (let no: number | undefined = queueNo; no !== undefined;) {
      const queue = this.queues[no] as QueueConfig;
      const opening = this.openingOf(queue, at);
      const next = search.visit(queue, opening, opening.open && this.isOver(queue, no, stream, at));
      no = next === undefined ? undefined : this.numbers.get(next);
    }
    return search.taker;
  }

  private openingOf({ open, hoursId }: QueueConfig, at: number): Opening {
    if (!open) return { open: false };
    const hours = hoursId === undefined ? undefined : this.hours.get(hoursId);
    return hours === undefined ? { open: true } : currentOpening(hours, this.startsAt + at);
  }

  private isOver({ overflow }: QueueConfig, no: number, stream: number, at: number): boolean {
    const { whenWaitingOver = Infinity, whenEstimateOverSeconds = Infinity } = overflow ?? {};
    if (this.lines.waiting(no) > whenWaitingOver) return true;
    if (whenEstimateOverSeconds === Infinity) return false;
    // Where nothing is known of the wait, nobody is sent away for it.
    return (this.lines.estimate(no, stream, at) ?? 0) > whenEstimateOverSeconds;
  }
}
