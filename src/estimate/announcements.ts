import type { Ask } from './staff.js';
import type { WaitInterval } from './wait-estimator.js';

/** Why an announced wait rose: agents of its class went, or somebody arrived with a higher rank. */
export type RiseReason = 'staffFell' | 'outranked';

export interface Announcement {
  /** Undefined: there is nothing to go by. */
  interval: WaitInterval | undefined;
  /** Set where the interval reaches higher than what was said before, or nothing is said any more. */
  roseBecause?: RiseReason;
}

/** As of the last announcement. */
export interface Announced {
  /** Undefined: taken back, and no answer has said so yet. */
  interval: WaitInterval | undefined;
  ask: Ask;
  /** Agents of the contact's class that were there. */
  staff: number;
  position: number;
  /** The upper end that the last answer told, ms. */
  answeredMs: number;
  /** Why it has risen since that answer, where only an event has told so. */
  untold?: RiseReason;
}

/** Contacts whose last announcement is remembered; about 200 bytes each. The one announced to longest ago goes first. */
const MOST = 100_000;

/**
 * What contacts were told of their wait. A number that was announced never rises, unless since then the staff of the
 * contact's class fell or its position did. A rise is told by each answer once, whether an event told of it before or not:
 * who hears events and who asks need not be the same.
 */
export class Announcements {
  private readonly announced = new Map<string, Announced>();
  private readonly byQueue = new Map<string, Set<string>>();

  constructor(private readonly most = MOST) {}

  get(contactId: string): Announced | undefined {
    return this.announced.get(contactId);
  }

  /** Contacts of a queue that were told something, those told longest ago first. */
  of(queueId: string): ReadonlySet<string> {
    return this.byQueue.get(queueId) ?? NOBODY;
  }

  /**
   * What to answer a contact, given what can be said now.
   * @param fresh undefined for lack of data
   * @param position 1-based, now
   */
  tell(contactId: string, fresh: WaitInterval | undefined, ask: Ask, staff: number, position: number): Announcement {
    const before = this.announced.get(contactId);
    const reason = before && (reasonOf(before, staff, position) ?? before.untold);
    const interval = before === undefined ? fresh : intervalNow(before, fresh, staff, position);
    if (interval === undefined) {
      if (before === undefined) return { interval };
      // The next announcement is a first one again.
      this.forget(contactId);
      return { interval, roseBecause: reason };
    }
    this.remember(contactId, { interval, ask, staff, position, answeredMs: interval.highMs });
    return before !== undefined && interval.highMs > before.answeredMs
      ? { interval, roseBecause: reason }
      : { interval };
  }

  /**
   * What an event is to tell a contact whose wait has risen since the last announcement; undefined where it has not, or
   * where the contact was told nothing. The next answer says why, too.
   */
  rise(contactId: string, fresh: WaitInterval | undefined, staff: number, position: number): Announcement | undefined {
    const before = this.announced.get(contactId);
    if (before?.interval === undefined) return undefined;
    const roseBecause = reasonOf(before, staff, position);
    const interval = intervalNow(before, fresh, staff, position);
    if (roseBecause === undefined || !isAbove(interval, before.interval)) return undefined;
    this.remember(contactId, { ...before, interval, staff, position, untold: roseBecause });
    return { interval, roseBecause };
  }

  forget(contactId: string): void {
    const before = this.announced.get(contactId);
    if (before === undefined) return;
    this.announced.delete(contactId);
    const others = this.byQueue.get(before.ask.queueId);
    others?.delete(contactId);
    if (others?.size === 0) this.byQueue.delete(before.ask.queueId);
  }

  clear(): void {
    this.announced.clear();
    this.byQueue.clear();
  }

  private remember(contactId: string, announced: Announced): void {
    this.forget(contactId);
    if (this.announced.size >= this.most) this.forget(this.announced.keys().next().value as string);
    this.announced.set(contactId, announced);
    const { queueId } = announced.ask;
    this.byQueue.set(queueId, (this.byQueue.get(queueId) ?? new Set()).add(contactId));
  }
}

const NOBODY: ReadonlySet<string> = new Set();

export function reasonOf(before: Announced, staff: number, position: number): RiseReason | undefined {
  if (staff < before.staff) return 'staffFell';
  return position > before.position ? 'outranked' : undefined;
}

/** What may be said now of what was announced before. */
function intervalNow(
  before: Announced,
  fresh: WaitInterval | undefined,
  staff: number,
  position: number,
): WaitInterval | undefined {
  if (before.interval === undefined) return fresh;
  const reason = reasonOf(before, staff, position);
  // Nothing but a fallen staff takes back what was announced.
  if (fresh === undefined) return reason === 'staffFell' ? undefined : before.interval;
  return reason === undefined ? lower(before.interval, fresh) : fresh;
}

/** Without an interval nothing bounds the wait. */
export function isAbove(a: WaitInterval | undefined, b: WaitInterval): boolean {
  return a === undefined || a.highMs > b.highMs;
}

function lower(a: WaitInterval, b: WaitInterval): WaitInterval {
  return { lowMs: Math.min(a.lowMs, b.lowMs), highMs: Math.min(a.highMs, b.highMs) };
}
