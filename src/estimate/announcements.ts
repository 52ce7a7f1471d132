import type { WaitInterval } from './wait-estimator.js';

/** Why an announced wait rose: agents of its class went, or somebody arrived with a higher rank. */
export type RiseReason = 'staffFell' | 'outranked';

export interface Announcement {
  /** Undefined: there is nothing to go by. */
  interval: WaitInterval | undefined;
  /** Set where the interval reaches higher than what was announced before. */
  roseBecause?: RiseReason;
}

/** As of the last announcement. */
interface Announced {
  interval: WaitInterval;
  /** Agents of the contact's class that were there. */
  staff: number;
  position: number;
}

/** Contacts whose last announcement is remembered; about 100 bytes each. The one announced to longest ago goes first. */
const MOST = 100_000;

/**
 * What contacts were told of their wait. A number that was announced never rises, unless since then the staff of the
 * contact's class fell or its position did.
 */
export class Announcements {
  private readonly announced = new Map<string, Announced>();

  constructor(private readonly most = MOST) {}

  /**
   * What to tell a contact, given what can be said now.
   * @param fresh undefined for lack of data
   * @param position 1-based, now
   */
  tell(contactId: string, fresh: WaitInterval | undefined, staff: number, position: number): Announcement {
    const before = this.announced.get(contactId);
    const roseBecause = before && reasonOf(before, staff, position);
    if (fresh === undefined) {
      if (before === undefined) return { interval: undefined };
      // Nothing but a fallen staff takes back what was announced: then the next announcement is a first one again.
      if (roseBecause !== 'staffFell') return { interval: before.interval };
      this.announced.delete(contactId);
      return { interval: undefined, roseBecause };
    }
    const interval = before === undefined || roseBecause !== undefined ? fresh : lower(before.interval, fresh);
    this.remember(contactId, { interval, staff, position });
    return before !== undefined && interval.highMs > before.interval.highMs ? { interval, roseBecause } : { interval };
  }

  forget(contactId: string): void {
    this.announced.delete(contactId);
  }

  clear(): void {
    this.announced.clear();
  }

  private remember(contactId: string, announced: Announced): void {
    this.announced.delete(contactId);
    if (this.announced.size >= this.most) this.announced.delete(this.announced.keys().next().value as string);
    this.announced.set(contactId, announced);
  }
}

function reasonOf(before: Announced, staff: number, position: number): RiseReason | undefined {
  if (staff < before.staff) return 'staffFell';
  return position > before.position ? 'outranked' : undefined;
}

function lower(a: WaitInterval, b: WaitInterval): WaitInterval {
  return { lowMs: Math.min(a.lowMs, b.lowMs), highMs: Math.min(a.highMs, b.highMs) };
}
