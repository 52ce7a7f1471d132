import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** How long a simulation works before it looks at its time again, ms. */
const SLICE_MS = 1;
/** How often it looks at what the machine does, ms. */
const LOOK_EVERY_MS = 250;
/** What it looks at before its first work, ms. */
const FIRST_LOOK_MS = 100;
/** In one go, ms. */
const LONGEST_REST_MS = 500;
/** What is left free beside what all others use, processors; of a single one half of that. */
const RESERVE = 1;
/** With more to spare than this part of a processor it does not rest at all: a rest costs more than it gives. */
const NEARLY_ALL = 0.9;

/** What a machine has done since it began. */
export interface ProcessorTimes {
  /** Processors that this process may use. */
  allowed: number;
  /** Time without work, ms, of all processors of the machine together. */
  idleMs: number;
  /** Processor time of this process with all its threads, ms. */
  ownProcessMs: number;
}

/** The clock, the machine and the sleep of a thread. */
export interface Pace {
  /** Ms of a clock that never goes back. */
  now(): number;
  /** Processor time of this thread, ms; where that is not known the clock's. */
  worked(): number;
  times(): ProcessorTimes;
  rest(milliseconds: number): void;
}

/**
 * Work that takes only what a machine has to spare. It leaves a processor free beside what all others use, for what comes
 * in suddenly. Of a whole processor beyond that it takes all; of a part p it takes p², in slices of a millisecond, and
 * rests in between: the less is free, the more often it is in somebody's way, and in his cache. On a machine that is busy
 * it still takes `leastShare` of a processor, as far as its priority lets it.
 *
 * What is free is measured, so that it holds for stores and other programs on the same machine, too: the time of the
 * machine without work, or what this process leaves of the processors that it may use, if that is less, as it is in a
 * container with a share of a machine.
 */
export class SpareProcessor {
  private share: number;
  private sliceBeganAt: number;
  private workedBefore: number;
  private lookedAt: number;
  private before: ProcessorTimes;
  /** Since the last look, ms. */
  private workedMs = 0;

  /** Rests for its first look. @param leastShare 0–1; 1: never rests. */
  constructor(
    private readonly leastShare: number,
    private readonly pace: Pace = THREAD,
  ) {
    this.share = leastShare;
    this.lookedAt = pace.now();
    this.before = pace.times();
    if (leastShare < 1) pace.rest(FIRST_LOOK_MS);
    this.sliceBeganAt = pace.now();
    this.workedBefore = pace.worked();
    if (leastShare < 1) this.look(this.sliceBeganAt);
  }

  /** To be called many times in a millisecond of work: rests when it is time to. */
  giveWay(): void {
    const now = this.pace.now();
    if (now - this.sliceBeganAt < SLICE_MS) return;
    // Not what others did while it had to wait for a processor.
    const total = this.pace.worked();
    const worked = total - this.workedBefore;
    this.workedBefore = total;
    this.workedMs += worked;
    this.sliceBeganAt = now;
    if (now - this.lookedAt >= LOOK_EVERY_MS) this.look(now);
    if (this.share === 1) return;
    this.pace.rest(Math.min(LONGEST_REST_MS, (worked * (1 - this.share)) / this.share));
    this.sliceBeganAt = this.pace.now();
  }

  private look(now: number): void {
    const times = this.pace.times();
    const elapsed = now - this.lookedAt;
    const idle = (times.idleMs - this.before.idleMs) / elapsed;
    const left = times.allowed - (times.ownProcessMs - this.before.ownProcessMs) / elapsed;
    const kept = RESERVE * Math.min(1, times.allowed / 2);
    const spare = Math.min(idle, left) + this.workedMs / elapsed - kept;
    this.share = spare > NEARLY_ALL ? 1 : Math.max(this.leastShare, Math.max(0, spare) ** 2);
    this.before = times;
    this.lookedAt = now;
    this.workedMs = 0;
  }
}

const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Of Linux: the processor time of the thread that reads it, ns, first. NaN or 0: it is not told. */
function threadTime(): number {
  try {
    return Number.parseInt(readFileSync('/proc/thread-self/schedstat', 'latin1'), 10) / 1e6;
  } catch {
    return NaN;
  }
}

const THREAD: Pace = {
  now: () => performance.now(),
  worked: threadTime() > 0 ? threadTime : () => performance.now(),
  times() {
    const { user, system } = process.cpuUsage();
    const idleMs = cpus().reduce((sum, { times }) => sum + times.idle, 0);
    return { allowed: availableParallelism(), idleMs, ownProcessMs: (user + system) / 1000 };
  },
  rest: (milliseconds) => void Atomics.wait(nobody, 0, 0, milliseconds),
};
