import { isAbove, reasonOf, type Announcements } from './announcements.js';
import type { WaitEstimator } from './wait-estimator.js';

/** Announced contacts that one look goes through, and those of them that it names. */
export const MOST_LOOKED_AT = 2_000;
export const MOST_NAMED = 200;

interface Unsettled {
  /** Whether staff may have fallen; else somebody came who ranks at `above`: who ranks lower is looked at. */
  staff: boolean;
  above: number;
}

interface Underway extends Unsettled {
  left: Iterator<string>;
}

/**
 * Whose announced wait may have risen: those of the queues in which staff fell, or that got somebody with a higher rank,
 * since the last look. Nothing is looked at where neither happened.
 */
export class RiseWatch {
  private readonly unsettled = new Map<string, Unsettled>();
  /** Queues that a look has begun with, and not come to the end of. */
  private readonly underway = new Map<string, Underway>();

  constructor(
    private readonly estimator: WaitEstimator,
    private readonly announcements: Announcements,
  ) {}

  /** Somebody took a place in a queue's waiting order. */
  came(queueId: string, score: number): void {
    if (this.announcements.of(queueId).size > 0) this.mark(queueId, { staff: false, above: score });
  }

  /** Whether there is something to look at. */
  get isUnsettled(): boolean {
    for (const queueId of this.estimator.takeLeft())
      if (this.announcements.of(queueId).size > 0) this.mark(queueId, { staff: true, above: Infinity });
    return this.unsettled.size + this.underway.size > 0;
  }

  /**
   * Ids of contacts whose wait has risen, as far as this node knows. Where there is more than one look may do, the next one
   * goes on there.
   * @param now store ms
   * @param isHeard whether anybody wants to know
   */
  look(now: number, isHeard: (contactId: string, queueId: string) => boolean): string[] {
    if (!this.isUnsettled) return [];
    const found: string[] = [];
    let budget = MOST_LOOKED_AT;
    for (const queueId of new Set([...this.underway.keys(), ...this.unsettled.keys()])) {
      const look = this.underway.get(queueId) ?? this.begin(queueId);
      while (budget > 0 && found.length < MOST_NAMED) {
        const next = look.left.next();
        if (next.done === true) {
          this.underway.delete(queueId);
          break;
        }
        budget -= 1;
        if (this.hasRisen(next.value, queueId, look, now) && isHeard(next.value, queueId)) found.push(next.value);
      }
    }
    return found;
  }

  clear(): void {
    this.unsettled.clear();
    this.underway.clear();
  }

  private begin(queueId: string): Underway {
    const look = { ...(this.unsettled.get(queueId) as Unsettled), left: this.announcements.of(queueId).values() };
    this.unsettled.delete(queueId);
    this.underway.set(queueId, look);
    return look;
  }

  private mark(queueId: string, { staff, above }: Unsettled): void {
    const before = this.unsettled.get(queueId);
    if (before === undefined) this.unsettled.set(queueId, { staff, above });
    else Object.assign(before, { staff: before.staff || staff, above: Math.min(before.above, above) });
  }

  private hasRisen(id: string, queueId: string, { staff, above }: Unsettled, now: number): boolean {
    const announced = this.announcements.get(id);
    if (announced?.interval === undefined) return false;
    const place = this.estimator.placeOf(id);
    if (place === undefined || place.queueId !== queueId || (!staff && place.score <= above)) return false;
    const present = this.estimator.staffOf(announced.ask);
    if (reasonOf(announced, present, place.position) === undefined) return false;
    const outlook = this.estimator.outlook(announced.ask, place.position, now);
    const fresh = outlook && this.estimator.interval(outlook);
    if (fresh === undefined) return present < announced.staff;
    return isAbove(fresh, announced.interval);
  }
}
