/** Requests in flight to one receiver while it answers quickly, and while it is slow or failing. */
const QUICK_LIMIT = 32;
const SLOW_LIMIT = 4;
/** Mean answer time from which a receiver counts as slow, ms. */
const SLOW_MS = 500;
/** Failures in a row before a receiver is left alone for a while. */
const FAILURES_BEFORE_REST = 3;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 60_000;
/** A parked job looks again after this time even if nobody called it, ms. */
const PARKED_MS = 5_000;
/** For so long a place is kept for the job that was called to it, ms: it comes by way of the store, or never. */
const KEPT_MS = 1_000;
/** However many are parked, one looks each so many ms: looking is what would cost the others. */
const LOOK_EVERY_MS = 80;

interface Receiver {
  inFlight: number;
  meanMs: number;
  failures: number;
  restUntil: number;
  /** Jobs that wait for a place, oldest first. */
  parked: Set<string>;
  /** Jobs that were called, and until when a place is kept for each: who comes meanwhile would take it, again and again. */
  called: Map<string, number>;
  /** When the next of them may look. */
  nextLook: number;
}

/**
 * What this node knows of receivers: how many requests each may have in flight, and whom to leave alone. A slow or dead
 * one holds a few of the places, never those of the others. Nothing here must survive a restart.
 */
export class Receivers {
  private readonly receivers = new Map<string, Receiver>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /** Takes a place: 0. Or parks the job and answers after how many ms it looks again. */
  enter(name: string, jobId: string): number {
    const receiver = this.receivers.get(name) ?? this.known(name);
    receiver.parked.delete(jobId);
    receiver.called.delete(jobId);
    const rest = receiver.restUntil - this.now();
    if (rest > 0) return this.park(receiver, jobId, rest);
    const slow = receiver.failures > 0 || receiver.meanMs > SLOW_MS;
    if (receiver.inFlight + this.kept(receiver) < (slow ? SLOW_LIMIT : QUICK_LIMIT)) {
      receiver.inFlight += 1;
      return 0;
    }
    // Normally a freed place calls it long before.
    return this.park(receiver, jobId, PARKED_MS * (1 + this.random()));
  }

  private park(receiver: Receiver, jobId: string, leastMs: number): number {
    const now = this.now();
    const look = Math.max(now + leastMs, receiver.nextLook);
    receiver.nextLook = look + LOOK_EVERY_MS;
    receiver.parked.add(jobId);
    return Math.ceil(look - now);
  }

  /** What an attempt showed of the receiver. */
  learn(name: string, ok: boolean, tookMs: number): void {
    const receiver = this.receivers.get(name) ?? this.known(name);
    receiver.meanMs += (tookMs - receiver.meanMs) / 8;
    if (ok) {
      receiver.failures = 0;
      receiver.restUntil = 0;
      receiver.nextLook = 0;
      return;
    }
    // Of attempts that were under way together the first to fail speaks for all.
    if (receiver.restUntil > this.now()) return;
    receiver.failures += 1;
    const beyond = receiver.failures - FAILURES_BEFORE_REST;
    if (beyond < 0) return;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(beyond, 10));
    receiver.restUntil = this.now() + rest * (0.5 + this.random() / 2);
  }

  /** Gives the place back; answers the parked job that may have it now. */
  leave(name: string): string | undefined {
    const receiver = this.receivers.get(name);
    if (receiver === undefined) return undefined;
    receiver.inFlight -= 1;
    // While it is left alone the others wait for their own time.
    const [next] = receiver.restUntil > this.now() ? [] : receiver.parked;
    if (next !== undefined) {
      receiver.parked.delete(next);
      receiver.called.set(next, this.now() + KEPT_MS);
    } else if (receiver.inFlight === 0 && receiver.failures === 0) this.receivers.delete(name);
    return next;
  }

  private kept({ called }: Receiver): number {
    for (const [jobId, until] of called) if (until <= this.now()) called.delete(jobId);
    return called.size;
  }

  private known(name: string): Receiver {
    const receiver: Receiver = {
      inFlight: 0,
      meanMs: 0,
      failures: 0,
      restUntil: 0,
      parked: new Set(),
      called: new Map(),
      nextLook: 0,
    };
    this.receivers.set(name, receiver);
    return receiver;
  }
}
