import { Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';

/**
 * How long the oldest new contact under way may have waited for its answer before no further one is let in, ms: well
 * below the time after which the store's silence is an unknown outcome, for those under way are to be answered in time.
 */
const LONGEST_WAIT_MS = 1_500;

interface Entrant {
  /** Ms, on a clock that only runs forward. */
  since: number;
}

/**
 * The door for new contacts. More of them than the server can take would all wait until their outcome is unknown, and
 * hold up the answers of those who are served; so the excess is refused at once, before anything was done.
 */
@Injectable()
export class Admission {
  /** In the order of their coming. */
  private readonly underWay = new Set<Entrant>();
  private now: () => number = () => performance.now();

  /** @param now ms, for tests */
  static at(now: () => number): Admission {
    const admission = new Admission();
    admission.now = now;
    return admission;
  }

  /** Runs the enqueue of one contact. @throws DomainError `tooManyRequests` when it was not begun */
  async admit<T>(enqueue: () => Promise<T>): Promise<T> {
    const entrant = { since: this.now() };
    for (const { since } of this.underWay) {
      if (entrant.since - since < LONGEST_WAIT_MS) break;
      const message = 'More contacts come in than can be taken now. Nothing was done: send it again.';
      throw new DomainError('tooManyRequests', message, { retryAfterSeconds: 1 });
    }
    this.underWay.add(entrant);
    try {
      return await enqueue();
    } finally {
      this.underWay.delete(entrant);
    }
  }
}
