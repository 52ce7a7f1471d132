import { DecayedMean } from './decayed-mean.js';
import { ErrorWindow } from './error-window.js';
import { Judged } from './judged.js';
import type { StaffClass } from './staff.js';

/** Services after which the mean says something. */
const LEAST_SERVICES = 20;
/** Each service lowers the weight of all before by 1 %: the mean is of about the last hundred. */
const SERVICE_DECAY = 0.99;
/** About the last two hundred who waited. */
const PATIENCE_DECAY = 0.995;
/** Waiting without anybody leaving that patience begins with, ms. */
const PATIENT_MS = 300_000;
/** Expectations kept to tell short waits from long ones. */
const EXPECTED = 800;
const SORTED_AFTER = 32;
/** So much of the waits counts as short. */
const SHORT_SHARE = 0.6;

/** Contacts ahead, by which errors are kept apart: the more there are, the closer waits are to what is expected. */
const GROUPS = [0.5, 1.5, 2.5, 4.5, Infinity];

/** How many contacts of a class wait. */
interface Waiting {
  group: StaffClass;
  count: number;
}

/** What the recent past of one queue and channel says: bounded, whatever waits. */
export class Line {
  /** By the class's key; only classes of which somebody waits. */
  readonly waiting = new Map<string, Waiting>();
  private readonly service = new DecayedMean(SERVICE_DECAY);
  private readonly patience = new DecayedMean(PATIENCE_DECAY);
  private readonly errors = GROUPS.map(() => new ErrorWindow());
  private readonly allErrors = new ErrorWindow();
  private readonly immediate = new ErrorWindow();
  readonly judged = new Judged();
  private readonly expected: number[] = [];
  private nextExpected = 0;
  private short: number | undefined;
  private freshExpected = 0;

  /** @param ms from the offer to the end of wrap-up */
  served(ms: number): void {
    this.service.add(ms, 1);
  }

  /** Ms; undefined before there were enough services. */
  meanService(): number | undefined {
    return this.service.count < LEAST_SERVICES ? undefined : this.service.sum / this.service.weight;
  }

  /** Share of who waits that gives up, per ms: those who left ÷ all waiting, answered or not. */
  leaving(): number {
    return this.patience.weight / (this.patience.sum + PATIENT_MS);
  }

  /** A wait is over. */
  ended(ms: number, answered: boolean): void {
    this.patience.add(ms, answered ? 0 : 1);
  }

  /** @param ahead contacts before it @param ratio wait ÷ what was expected */
  missed(ahead: number, ratio: number, answered: boolean): void {
    (this.errors[groupOf(ahead)] as ErrorWindow).add(ratio, answered);
    this.allErrors.add(ratio, answered);
  }

  /** One that found somebody free. @param ms until the answer, or until it left */
  foundFree(ms: number, answered: boolean): void {
    this.immediate.add(ms, answered);
  }

  /** Ratios that held `level` of the latest waits with about as many ahead; of all where there were too few of them. */
  ratios(ahead: number, level: number): { low: number; high: number } | undefined {
    return (this.errors[groupOf(ahead)] as ErrorWindow).interval(level) ?? this.allErrors.interval(level);
  }

  /** Ms until the answer for `level` of those who found somebody free. */
  immediateWait(level: number): { low: number; high: number } | undefined {
    return this.immediate.interval(level);
  }

  /** Whether an expected wait belongs to the shorter ones of late. */
  isShort(expectedMs: number): boolean {
    return this.short === undefined || expectedMs <= this.short;
  }

  noteExpected(ms: number): void {
    this.expected[this.nextExpected] = ms;
    this.nextExpected = (this.nextExpected + 1) % EXPECTED;
    this.freshExpected += 1;
    if (this.freshExpected < SORTED_AFTER && this.short !== undefined) return;
    this.freshExpected = 0;
    const sorted = [...this.expected].sort((a, b) => a - b);
    this.short = sorted[Math.floor(SHORT_SHARE * sorted.length)];
  }

  count(group: StaffClass, by: 1 | -1): void {
    const held = this.waiting.get(group.key);
    const count = (held?.count ?? 0) + by;
    if (count <= 0) this.waiting.delete(group.key);
    else if (held === undefined) this.waiting.set(group.key, { group, count });
    else held.count = count;
  }
}

function groupOf(ahead: number): number {
  return GROUPS.findIndex((most) => ahead < most);
}
